"""Addresses of the people package."""

from django.urls import URLPattern, URLResolver, path

from huiyin.people.views import sign_in

# The account names are the library's own, it looks them up.
urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", sign_in.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", sign_in.SignOut.as_view(), name="account_logout"),
    path("accounts/inactive/", sign_in.Inactive.as_view(), name="account_inactive"),
    path("accounts/password/change/", sign_in.ChangePassword.as_view(), name="account_change_password"),
]
