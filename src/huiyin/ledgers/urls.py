"""Addresses of the ledgers."""

from django.urls import path

from huiyin.ledgers.views import exports, layouts, lists, reconciling

app_name = "ledgers"
urlpatterns = [
    path("", lists.index, name="index"),
    path("exports/", exports.register, name="exports"),
    path("reconcile/", reconciling.proof, name="reconcile"),
    path("published/", reconciling.published, name="published"),
    path("<slug:code>/", lists.book, name="book"),
    path("<slug:code>/sums/", lists.sums, name="sums"),
    path("<slug:code>/export/", exports.export, name="export"),
    path("<slug:code>/layouts/", layouts.upload, name="layouts"),
    path("<slug:code>/layouts/<int:key>/", layouts.layout, name="layout"),
]
