"""What the server calls: the built pages, wrapped around Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calcinosis_site.settings")

django = get_wsgi_application()

from education.serving import built_site  # noqa: E402  (needs the settings)

application = built_site(django)
