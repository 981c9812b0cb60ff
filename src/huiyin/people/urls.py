"""Addresses of the people package."""

from django.urls import URLPattern, URLResolver, include, path

from huiyin.people.views import (
    bodies,
    body_sheet,
    calendar,
    change,
    lists,
    persons,
    roster,
    settings,
    sign_in,
    terms,
)

_people: list[URLPattern | URLResolver] = [
    path("bodies/", lists.bodies, name="bodies"),
    path("bodies/import/", body_sheet.upload, name="bodies_import"),
    path("bodies/import/template/", body_sheet.template, name="bodies_template"),
    path("bodies/import/<int:pk>/", body_sheet.preview, name="bodies_preview"),
    path("bodies/import/<int:pk>/apply/", body_sheet.apply, name="bodies_apply"),
    path("bodies/<int:pk>/", bodies.body, name="body"),
    path("persons/", persons.persons, name="persons"),
    path("persons/<int:pk>/", persons.person, name="person"),
    path("terms/", terms.terms, name="terms"),
    path("members/", lists.members, name="members"),
    path("grants/", lists.grants, name="grants"),
    path("calendar/", calendar.work_days, name="calendar"),
    path("roster/", roster.upload, name="roster"),
    path("roster/template/", roster.template, name="roster_template"),
    path("roster/<int:pk>/", roster.preview, name="roster_preview"),
    path("roster/<int:pk>/apply/", roster.apply, name="roster_apply"),
]

_settings: list[URLPattern | URLResolver] = [
    path("", settings.hub, name="hub"),
    path("record/", settings.record, name="record"),
    path("changes/<slug:code>/", change.change, name="change"),
]

# The account names are the library's own, it looks them up.
urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", sign_in.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", sign_in.SignOut.as_view(), name="account_logout"),
    path("accounts/inactive/", sign_in.Inactive.as_view(), name="account_inactive"),
    path("accounts/password/change/", sign_in.ChangePassword.as_view(), name="account_change_password"),
    path("settings/", include((_settings, "settings"))),
    path("people/", include((_people, "people"))),
]
