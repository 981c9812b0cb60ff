"""Addresses of the records."""

from django.urls import path

from huiyin.records import paper_views, views

app_name = "records"
urlpatterns = [
    path("attachments/<int:key>/", views.attachment, name="attachment"),
    path("documents/<int:key>/<int:version>.pdf", paper_views.pdf, name="pdf"),
    path("documents/<int:key>/<int:version>.docx", paper_views.word, name="word"),
    path("records/verify/", views.verify_index, name="verify_index"),
    path("records/verify/<uuid:matter_id>/", views.verify_one, name="verify"),
]
