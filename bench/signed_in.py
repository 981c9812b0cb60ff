"""Persons who have signed in already: what a load asks about begins after that."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from huiyin.people.models import Account, Person


def with_account(person: Person) -> Person:
    """The person with an account; its password cannot be used."""
    if person.account is None:
        person.account = Account.objects.create(username=f"bench-{person.pk}", password="!")
        person.save(update_fields=["account"])
    return person


def session_of(person: Person) -> str:
    """Key of a session in which this person is signed in."""
    account: Any = person.account
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)
