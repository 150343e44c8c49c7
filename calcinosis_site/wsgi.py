"""What the server calls: the built pages, wrapped around Django."""

import os

from django.core.wsgi import get_wsgi_application

from education.serving import built_site

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calcinosis_site.settings")

application = built_site(get_wsgi_application())
