"""Addresses of the proposals package."""

from django.urls import path

from huiyin.proposals.views import (
    classes,
    hand_over,
    hand_over_lists,
    honours,
    key,
    mine,
    public_tips,
    queue,
    settings,
    tips,
)

app_name = "proposals"
urlpatterns = [
    path("proposals/mine/", mine.mine_page, name="mine"),
    path("proposals/queue/", queue.queue_page, name="queue"),
    path("proposals/queue/agenda/", queue.queue_agenda, name="queue_agenda"),
    path("proposals/hand-over/", hand_over.hand_over_desk, name="hand_over"),
    path("proposals/hand-over/agenda/", hand_over.take_up, name="hand_over_agenda"),
    path("proposals/hand-over/together/", hand_over.together, name="hand_over_together"),
    path("proposals/hand-over/units/", hand_over_lists.units, name="hand_over_units"),
    path("proposals/honours/", honours.honours, name="honours"),
    path("proposals/key/", key.key_proposals, name="key"),
    path("proposals/key/agenda/", key.key_agenda, name="key_agenda"),
    path("proposals/supervise/", key.supervise, name="supervise"),
    path("proposals/tips/", tips.tips, name="tips"),
    path("proposals/tips/posted/", tips.posted_tips, name="posted_tips"),
    path("public/<slug:code>/tips/", public_tips.calls, name="public_calls"),
    path("public/<slug:code>/tips/receipt/", public_tips.receipt, name="public_receipt"),
    path("public/<slug:code>/tips/<uuid:matter_id>/", public_tips.call, name="public_call"),
    path("settings/proposal-classes/", classes.classes, name="classes"),
    path("settings/filing-windows/", settings.filing_windows, name="filing_windows"),
    path("settings/key-criteria/", settings.key_criteria, name="key_criteria"),
    path("settings/refusal-reasons/", settings.refusal_reasons, name="refusal_reasons"),
]
