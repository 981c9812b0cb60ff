"""Addresses of the proposals package."""

from django.urls import path

from huiyin.proposals.views import classes

app_name = "proposals"
urlpatterns = [
    path("settings/proposal-classes/", classes.classes, name="classes"),
]
