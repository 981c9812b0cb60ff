"""Addresses of the outcomes package."""

from django.urls import path

from huiyin.outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("outcomes/stopped/", views.stopped_list, name="stopped"),
]
