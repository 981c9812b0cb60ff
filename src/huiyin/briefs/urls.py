"""Addresses of the briefs package."""

from django.urls import path

from huiyin.briefs.views import used

app_name = "briefs"
urlpatterns = [
    path("briefs/used/", used.used, name="used"),
]
