"""Addresses of the briefs package."""

from django.urls import path

from huiyin.briefs.views import lists, mine, settings, used

app_name = "briefs"
urlpatterns = [
    path("briefs/", lists.issued_page, name="issued"),
    path("briefs/mine/", mine.mine_page, name="mine"),
    path("briefs/queue/", lists.queue_page, name="queue"),
    path("briefs/used/", used.used, name="used"),
    path("settings/unsuited-reasons/", settings.unsuited_reasons, name="unsuited_reasons"),
    path("settings/brief-rules/", settings.rules, name="rules"),
]
