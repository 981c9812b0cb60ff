"""Addresses of the proposals package."""

from django.urls import path

from huiyin.proposals.views import classes, mine, queue, settings

app_name = "proposals"
urlpatterns = [
    path("proposals/mine/", mine.mine_page, name="mine"),
    path("proposals/queue/", queue.queue_page, name="queue"),
    path("settings/proposal-classes/", classes.classes, name="classes"),
    path("settings/filing-windows/", settings.filing_windows, name="filing_windows"),
    path("settings/refusal-reasons/", settings.refusal_reasons, name="refusal_reasons"),
]
