"""Addresses of the handling package."""

from django.urls import path

from huiyin.handling.views import instructions, look_backs, promises, schemes

app_name = "handling"
urlpatterns = [
    path("handling/instructions/", instructions.ledger, name="ledger"),
    path("handling/instructions/list/", instructions.instructions, name="instructions"),
    path("settings/reply-classes/", schemes.reply_classes, name="reply_classes"),
    path("settings/evaluation-values/", schemes.evaluation_values, name="evaluation_values"),
    path("handling/look-backs/", look_backs.look_backs, name="look_backs"),
    path("handling/promises/", promises.record, name="promise_record"),
    path("handling/promises/list/", promises.promises, name="promises"),
]
