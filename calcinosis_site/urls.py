"""Where Django starts to look for addresses: the list itself is education/urls.py."""

from education.urls import urlpatterns

__all__ = ["urlpatterns"]

handler404 = "education.pages.views.not_found"
