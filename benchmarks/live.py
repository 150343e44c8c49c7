"""The same site with every page rendered for every request: what the built pages are compared with."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calcinosis_site.settings")

application = get_wsgi_application()
