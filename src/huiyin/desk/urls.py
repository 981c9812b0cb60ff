"""Addresses of the desk."""

from django.urls import path

from huiyin.desk.views.find import find_page, recent_searches
from huiyin.desk.views.first_steps import guide
from huiyin.desk.views.home import home
from huiyin.desk.views.manual import manual, manual_page
from huiyin.desk.views.overview import overview_page
from huiyin.desk.views.proposal_figures import proposal_figures_page
from huiyin.desk.views.unit_year import unit_list, unit_year, units
from huiyin.desk.views.whereabouts import whereabouts_page

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("find/", find_page, name="find"),
    path("find/recent/", recent_searches, name="recent_searches"),
    path("settings/first-steps/", guide, name="first_steps"),
    path("overview/", overview_page, name="overview"),
    path("proposals/figures/", proposal_figures_page, name="proposal_figures"),
    path("proposals/units/", units, name="units"),
    path("proposals/units/<int:key>/<int:year>/", unit_year, name="unit_year"),
    path("proposals/units/<int:key>/<int:year>/<slug:code>/", unit_list, name="unit_list"),
    path("whereabouts/", whereabouts_page, name="whereabouts"),
    path("manual/", manual, name="manual"),
    path("manual/<slug:slug>/", manual_page, name="manual_page"),
]
