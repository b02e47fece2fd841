"""The site's addresses with those of API v3, which are off by default."""

from django.urls import path

from cms import urls
from cms.api import v3

handler404 = urls.handler404
urlpatterns = [path("api/v3-preview/", v3.urls()), *urls.urlpatterns]
