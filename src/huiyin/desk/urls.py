"""Addresses of the desk."""

from django.urls import path

from huiyin.desk.views.find import find_page
from huiyin.desk.views.first_steps import guide
from huiyin.desk.views.home import home
from huiyin.desk.views.manual import manual, manual_page
from huiyin.desk.views.overview import overview_page
from huiyin.desk.views.proposal_figures import proposal_figures_page
from huiyin.desk.views.whereabouts import whereabouts_page

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("find/", find_page, name="find"),
    path("settings/first-steps/", guide, name="first_steps"),
    path("overview/", overview_page, name="overview"),
    path("proposals/figures/", proposal_figures_page, name="proposal_figures"),
    path("whereabouts/", whereabouts_page, name="whereabouts"),
    path("manual/", manual, name="manual"),
    path("manual/<slug:slug>/", manual_page, name="manual_page"),
]
