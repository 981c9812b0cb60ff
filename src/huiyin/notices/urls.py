"""Addresses of messages and of the personal calendar."""

from django.urls import path

from huiyin.notices.views import calendars, messages

app_name = "notices"
urlpatterns = [
    path("notices/", messages.messages, name="messages"),
    path("notices/read/", messages.read_all, name="read_all"),
    path("notices/<int:key>/read/", messages.read_one, name="read_one"),
    path("notices/calendar/", calendars.calendar_settings, name="calendar"),
    path("notices/calendar/close/", calendars.close_calendar, name="close_calendar"),
    path("calendar/<str:token>.ics", calendars.feed, name="feed"),
]
