"""The site over WSGI: pages, consoles, back office and API."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "antrean.site.settings")
application = get_wsgi_application()
