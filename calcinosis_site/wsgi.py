"""What the server calls: the built pages, wrapped around Django."""

import os
import threading

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from education.serving import built_site

WARM_UP_AFTER = 2  # seconds: the first reader comes first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calcinosis_site.settings")

application = built_site(get_wsgi_application())


def _warm_up():
    from education.handouts import ahead

    ahead.warm_up()


if settings.HANDOUTS_AHEAD:
    _timer = threading.Timer(WARM_UP_AFTER, _warm_up)
    _timer.daemon = True
    _timer.start()
