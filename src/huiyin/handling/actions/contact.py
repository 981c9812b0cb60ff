"""Effects of contact: recorded by the unit, confirmed or waived by the author alone."""

from huiyin.handling.enums import WordChannel
from huiyin.handling.models import Contact, ContactWaiver
from huiyin.handling.selectors.contacts import unconfirmed
from huiyin.people.models import Person
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect

CONTACTED = "contacted"
"""Party: an author whose word on a contact is asked for."""


@effect("handling.contact@1")
def record_contact(act: Act) -> None:
    """Put a contact down; its author is asked whether it was so."""
    Contact.objects.create(committee=act.committee, matter=act.matter, **act.data)
    act.add_party(CONTACTED, act.data["author"])


@effect("handling.confirm_contact@1")
def confirm_contact(act: Act) -> None:
    """The author's word; written down by staff it says so, with their name."""
    contact: Contact = act.data["contact"]
    by_staff = "channel" in act.data
    contact.confirmation, contact.remark = act.data["confirmation"], act.data["remark"]
    contact.confirmed_on = act.day
    contact.channel = act.data["channel"] if by_staff else WordChannel.OWN
    contact.entered_by = act.actor if by_staff else None
    contact.save()
    if not unconfirmed(act.matter, contact.author):
        act.retire_party(CONTACTED, contact.author)


@effect("handling.waive_contact@1")
def waive_contact(act: Act) -> None:
    """An author wants no meeting: only the author can say so, in person or by word to the committee's staff."""
    by_staff = "author" in act.data
    author: Person | None = act.data["author"] if by_staff else act.actor
    assert author is not None
    ContactWaiver.objects.create(
        committee=act.committee,
        matter=act.matter,
        author=author,
        on=act.day,
        reason=act.reason,
        channel=act.data["channel"] if by_staff else WordChannel.OWN,
        entered_by=act.actor if by_staff else None,
    )
