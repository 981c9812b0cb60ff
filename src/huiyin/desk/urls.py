"""Addresses of the desk."""

from django.urls import path

from huiyin.desk.views.home import home

app_name = "desk"
urlpatterns = [path("", home, name="home")]
