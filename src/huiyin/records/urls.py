"""Addresses of the records."""

from django.urls import path

from huiyin.records.views import numbers, papers, register, serving, word_templates

app_name = "records"
urlpatterns = [
    path("attachments/<int:key>/", serving.attachment, name="attachment"),
    path("documents/<int:key>/<int:version>.pdf", papers.pdf, name="pdf"),
    path("documents/<int:key>/<int:version>.docx", papers.word, name="word"),
    path("records/papers/", papers.paper_set, name="paper_set"),
    path("records/register/", register.register, name="register"),
    path("records/templates/", word_templates.templates, name="templates"),
    path("records/templates/<int:key>.docx", word_templates.one, name="template"),
    path("records/templates/sample/<slug:kind>.docx", word_templates.sample, name="sample"),
    path("settings/numbers/", numbers.numbers, name="numbers"),
    path("records/verify/", serving.verify_index, name="verify_index"),
    path("records/verify/<uuid:matter_id>/", serving.verify_one, name="verify"),
]
