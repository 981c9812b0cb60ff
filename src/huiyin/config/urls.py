"""Addresses of the whole site; each package brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("huiyin.people.urls")),
]
