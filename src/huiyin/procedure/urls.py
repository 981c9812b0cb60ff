"""Addresses of the engine's pages."""

from django.urls import path

from huiyin.procedure.views import acts, drafts, limits, lists, matters, procedures

app_name = "procedure"
urlpatterns = [
    path("matters/", lists.matters, name="matters"),
    path("matters/batch/", lists.batch, name="batch"),
    path("matters/<uuid:matter_id>/", matters.matter, name="matter"),
    path("matters/<uuid:matter_id>/parts/<slug:code>/", matters.part, name="part"),
    path("matters/<uuid:matter_id>/moves/<slug:code>/", acts.move, name="move"),
    path("matters/<uuid:matter_id>/edits/<slug:facet>/", acts.edit, name="edit"),
    path("begin/<slug:procedure>/", acts.begin_matter, name="begin"),
    path("drafts/<str:key>/", drafts.save, name="save_draft"),
    path("drafts/<str:key>/discard/", drafts.discard, name="discard_draft"),
    path("procedures/", procedures.procedures, name="procedures"),
    path("settings/limits/", limits.limits, name="limits"),
    path("procedures/<slug:code>/v<int:version>/", procedures.procedure, name="procedure"),
    path("procedures/<slug:code>/terms/", procedures.terms, name="terms"),
]
