"""Addresses of the records."""

from django.urls import path

from huiyin.records import number_views, views

app_name = "records"
urlpatterns = [
    path("attachments/<int:key>/", views.attachment, name="attachment"),
    path("settings/numbers/", number_views.numbers, name="numbers"),
    path("records/verify/", views.verify_index, name="verify_index"),
    path("records/verify/<uuid:matter_id>/", views.verify_one, name="verify"),
]
