"""What somebody has typed and not yet handed in: kept per person and form, screened like everything else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Person
from huiyin.procedure.errors import ActRefused, ContentRefused
from huiyin.procedure.models import Draft
from huiyin.procedure.ports import ports

MOST_CHARACTERS = 1_000_000
MOST_DRAFTS = 200
# What belongs to one drawing of the page and not to what was typed.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "request_id", "expected_step", "confirmed"})


@dataclass(frozen=True)
class Recovered:
    """A draft as the form takes it back, and when it was saved."""

    data: QueryDict
    saved_at: datetime


def save_draft(person: Person, key: str, typed: Mapping[str, list[str]], *, at: datetime) -> Draft:
    """Keep what was typed. Raises ContentRefused (then an older draft is gone too) and ActRefused when too much."""
    fields = {name: values for name, values in typed.items() if name not in NOT_TYPED}
    if sum(len(name) + sum(map(len, values)) for name, values in fields.items()) > MOST_CHARACTERS:
        raise ActRefused([Refused("too_long", "内容过长，未能自动保存；请改用附件提交。")])
    finding = ports.screen(_as_given(fields), {})
    if finding is not None:
        discard_draft(person, key)
        ports.incident(finding, person, at, f"draft.{key}"[:120])
        raise ContentRefused([Refused("classified", finding.sentence)])
    draft, created = Draft.objects.update_or_create(
        person=person, key=key, defaults={"data": fields, "saved_at": at}
    )
    if created:
        _drop_oldest(person)
    return draft


def discard_draft(person: Person, key: str) -> bool:
    """Forget a draft; whether there was one."""
    deleted, _by_model = Draft.objects.filter(person=person, key=key).delete()
    return bool(deleted)


def recovered(person: Person, key: str) -> Recovered | None:
    """This person's own draft of a form, if there is one."""
    draft = Draft.objects.filter(person=person, key=key).first()
    return Recovered(_as_given(draft.data), draft.saved_at) if draft else None


def _as_given(fields: Mapping[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, [str(value) for value in values])
    return data


def _drop_oldest(person: Person) -> None:
    """A person keeps a bounded number of drafts; the oldest one makes room."""
    surplus = person.drafts.order_by("-saved_at").values_list("pk", flat=True)[MOST_DRAFTS:]
    Draft.objects.filter(pk__in=list(surplus)).delete()
