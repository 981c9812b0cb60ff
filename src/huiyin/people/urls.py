"""Addresses of the people package."""

from django.urls import URLPattern, URLResolver, include, path

from huiyin.people.views import calendar, lists, roster, sign_in

_people: list[URLPattern | URLResolver] = [
    path("bodies/", lists.bodies, name="bodies"),
    path("members/", lists.members, name="members"),
    path("grants/", lists.grants, name="grants"),
    path("calendar/", calendar.work_days, name="calendar"),
    path("roster/", roster.upload, name="roster"),
    path("roster/<int:pk>/", roster.preview, name="roster_preview"),
    path("roster/<int:pk>/apply/", roster.apply, name="roster_apply"),
]

# The account names are the library's own, it looks them up.
urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", sign_in.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", sign_in.SignOut.as_view(), name="account_logout"),
    path("accounts/inactive/", sign_in.Inactive.as_view(), name="account_inactive"),
    path("accounts/password/change/", sign_in.ChangePassword.as_view(), name="account_change_password"),
    path("people/", include((_people, "people"))),
]
