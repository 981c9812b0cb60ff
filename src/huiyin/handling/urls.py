"""Addresses of the handling package."""

from django.urls import path

from huiyin.handling.views import instructions

app_name = "handling"
urlpatterns = [
    path("handling/instructions/", instructions.ledger, name="ledger"),
    path("handling/instructions/list/", instructions.instructions, name="instructions"),
]
