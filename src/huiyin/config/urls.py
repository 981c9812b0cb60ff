"""Addresses of the whole site; each package brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from huiyin.config.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health, name="health"),
    path("", include("huiyin.people.urls")),
    path("", include("huiyin.background.urls")),
    path("", include("huiyin.records.urls")),
    path("ui/", include("huiyin.ui.urls")),
    path("", include("huiyin.procedure.urls")),
    path("", include("huiyin.handling.urls")),
    path("", include("huiyin.notices.urls")),
    path("", include("huiyin.outcomes.urls")),
    path("", include("huiyin.proposals.urls")),
    path("", include("huiyin.briefs.urls")),
    path("ledgers/", include("huiyin.ledgers.urls")),
    path("", include("huiyin.desk.urls")),
]

handler400 = "huiyin.ui.errors.bad_request"
handler403 = "huiyin.ui.errors.permission_denied"
handler404 = "huiyin.ui.errors.not_found"
handler500 = "huiyin.ui.errors.server_error"
