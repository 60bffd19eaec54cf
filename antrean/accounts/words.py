"""What the list of people of an account answers."""

from django.utils.translation import gettext_lazy as _

LISTED_ALREADY = _("Orang dengan NIK ini sudah ada di daftar Anda. Buka daftar orang Anda.")
LIST_FULL = _("Satu akun memuat Anda dan lima orang lain.")
