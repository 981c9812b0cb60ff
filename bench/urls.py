"""The addresses of the site, and beside them the bare views that its pages are compared with."""

from django.urls import URLPattern, URLResolver, path

from bench.bare import bare
from huiyin.config.urls import handler400, handler403, handler404, handler500
from huiyin.config.urls import urlpatterns as site

urlpatterns: list[URLPattern | URLResolver] = [path("bare/", bare), *site]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
