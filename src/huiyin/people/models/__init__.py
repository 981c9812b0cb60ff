"""Tables of the people package, split by subject."""

from huiyin.people.models.account import Account
from huiyin.people.models.body import Body, BodyName, ComingName, Counterpart
from huiyin.people.models.calendar import CalendarDay, CalendarYear
from huiyin.people.models.committee import Committee, PlenarySession, Term
from huiyin.people.models.person import Grant, Member, Person
from huiyin.people.models.roster import BodyImport, RosterImport
from huiyin.people.models.setting_change import SettingChange

__all__ = [
    "Account",
    "Body",
    "BodyImport",
    "BodyName",
    "CalendarDay",
    "CalendarYear",
    "ComingName",
    "Committee",
    "Counterpart",
    "Grant",
    "Member",
    "Person",
    "PlenarySession",
    "RosterImport",
    "SettingChange",
    "Term",
]
