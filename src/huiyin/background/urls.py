"""Addresses of long work."""

from django.urls import path

from huiyin.background import views

app_name = "background"
urlpatterns = [
    path("background/", views.mine, name="mine"),
    path("background/<int:key>/", views.one, name="one"),
    path("background/<int:key>/progress/", views.progress, name="progress"),
    path("background/<int:key>/stop/", views.stop, name="stop"),
    path("background/<int:key>/file/", views.result, name="file"),
]
