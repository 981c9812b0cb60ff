"""Addresses of the interface's own pages."""

from django.urls import path

from huiyin.ui import views

app_name = "ui"
urlpatterns = [
    path("text-size/", views.text_size, name="text_size"),
    path("keys/", views.keys, name="keys"),
    path("components/", views.components, name="components"),
]
