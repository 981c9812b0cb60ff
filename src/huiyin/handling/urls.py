"""Addresses of the handling package."""

from django.urls import path

from huiyin.handling.views import instructions, look_backs, promises

app_name = "handling"
urlpatterns = [
    path("handling/instructions/", instructions.ledger, name="ledger"),
    path("handling/instructions/list/", instructions.instructions, name="instructions"),
    path("handling/look-backs/", look_backs.look_backs, name="look_backs"),
    path("handling/promises/", promises.record, name="promise_record"),
    path("handling/promises/list/", promises.promises, name="promises"),
]
