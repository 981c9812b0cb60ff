"""Addresses of the ledgers."""

from django.urls import path

from huiyin.ledgers.views import lists

app_name = "ledgers"
urlpatterns = [
    path("", lists.index, name="index"),
    path("<slug:code>/", lists.book, name="book"),
    path("<slug:code>/sums/", lists.sums, name="sums"),
]
