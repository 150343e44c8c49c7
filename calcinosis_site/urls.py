"""Where addresses start: the list itself is education/urls.py."""

from django.conf.urls.i18n import i18n_patterns

from education import urls

# Files for machines stand once; everything a person reads stands once a language, English without a prefix.
urlpatterns = [*urls.for_machines, *i18n_patterns(*urls.for_people, prefix_default_language=False)]
