"""The site over WSGI: pages, consoles, back office and API."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from antrean.site.turns import in_turn

NEW_OBJECTS = 50_000
"""After so many Python looks for circles of garbage: in dozens of pages, not in each."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "antrean.site.settings")
application = in_turn(get_wsgi_application(), body_max=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
gc.collect()
gc.freeze()  # the program itself is no garbage, and need not be looked through
gc.set_threshold(NEW_OBJECTS, 20, 20)
