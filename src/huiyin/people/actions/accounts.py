"""Accounts: handing one out with a first password, giving a new first password, changing it."""

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher
from django.db import transaction

from huiyin.people.models import Account, Person

# No 0/O, 1/l/I: first passwords are read from paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_PASSWORD_LENGTH = 12

# A random password of 12 such letters (59 bits) needs no slow hash, and a roster of 300 members would
# otherwise take minutes. The first sign-in hashes it again at full strength, and it must be changed then.
_ITERATIONS_FOR_RANDOM_PASSWORDS = 2_000


def first_password() -> str:
    """A random password to be used once, in groups of four for reading aloud."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_PASSWORD_LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, _PASSWORD_LENGTH, 4))


def hash_first_password(password: str) -> str:
    """Hash of a password made by `first_password`; not for passwords people choose."""
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), _ITERATIONS_FOR_RANDOM_PASSWORDS)
    return hasher.encode(password, hasher.salt())


@transaction.atomic
def issue_account(*, person: Person, user_name: str) -> tuple[Account, str]:
    """Gives a person an account and returns it with its first password, which is kept nowhere else.

    IntegrityError when the user name is taken; ValueError when the person has an account already.
    """
    if person.account_id is not None:
        raise ValueError(f"{person.name} has an account already")
    password = first_password()
    account = Account.objects.create(
        username=user_name, password=hash_first_password(password), must_change_password=True
    )
    person.account = account
    person.save(update_fields=["account"])
    return account, password


def reset_password(*, account: Account) -> str:
    """A new first password for somebody who lost theirs; their other sessions end with the old one."""
    password = first_password()
    account.password = hash_first_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    return password


def password_was_changed(*, account: Account) -> None:
    """Notes that the first password has been replaced, so that the account may pass."""
    if account.must_change_password:
        account.must_change_password = False
        account.save(update_fields=["must_change_password"])


@transaction.atomic
def set_account_open(*, account: Account, is_open: bool) -> None:
    """Let somebody sign in, or no longer; a closed account ends its sessions with the next page."""
    account.is_active = is_open
    account.save(update_fields=["is_active"])
