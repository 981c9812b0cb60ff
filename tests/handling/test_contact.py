"""面商: recorded by the unit, confirmed or waived by the author alone; the procedure says what blocks the reply."""

from datetime import date

import pytest

from handling.dossiers import CITY, Office
from huiyin.handling.contact_rules import ContactFact, contact_verdict
from huiyin.handling.models import Contact, ContactWaiver
from huiyin.handling.settings import ContactSetting
from huiyin.kernel.verdicts import ALLOWED, Refused
from huiyin.procedure.choices import choices, standing
from huiyin.procedure.errors import ActRefused, NotYours
from huiyin.procedure.models import Matter

VISIT = {
    "method": "visit",
    "phase": "before",
    "on": "2026-03-02",
    "unit_people": "城局长",
    "summary": "了解意图",
}


@pytest.fixture
def child(office: Office) -> Matter:
    """An assignment of what two members wrote."""
    office.authors = ("白委员", "马委员")
    return office.received(office.child(office.assigned((CITY, "sole", (1,))), CITY), CITY)


def recorded(office: Office, child: Matter, author: str = "白委员", **more: object) -> Matter:
    """城管局 puts a contact down."""
    data = {**VISIT, "author": office.cast[author].pk, **more}
    return office.act(child, "record_contact", "城经办", **data).matter


def refusal(office: Office, matter: Matter, move: str, name: str, **data: object) -> str:
    with pytest.raises(ActRefused) as raised:
        office.act(matter, move, name, **data)
    return str(raised.value)


def test_reply_without_contact_is_not_signed(office: Office, child: Matter) -> None:
    drafted = office.drafted(child, CITY)
    said = refusal(office, drafted, "sign", "城核稿")
    assert "还没有与白委员、马委员面商（走访或者会面）" in said


def test_author_confirms_on_the_phone_and_the_reply_can_be_signed(office: Office, child: Matter) -> None:
    child = recorded(office, child)
    assert {todo.person for todo in child.todos.filter(move="confirm_contact")} == {office.cast["白委员"]}
    drafted = office.drafted(child, CITY)
    assert "还没有经本人确认" in refusal(office, drafted, "sign", "城核稿")

    office.act(
        drafted, "confirm_contact", "白委员", contact=Contact.objects.get().pk, confirmation="confirmed"
    )

    contact = Contact.objects.get()
    assert (contact.confirmation, contact.channel, contact.entered_by) == ("confirmed", "own", None)
    drafted.refresh_from_db()
    assert not drafted.todos.filter(move="confirm_contact").exists()
    assert office.act(drafted, "sign", "城核稿").matter.chain_position == 1


def test_a_telephone_call_is_no_meeting(office: Office, child: Matter) -> None:
    child = recorded(office, child, method="telephone")
    contact = Contact.objects.get()
    office.act(child, "confirm_contact", "白委员", contact=contact.pk, confirmation="confirmed")
    assert not contact.is_face_to_face
    assert "还没有与白委员、马委员面商" in refusal(office, office.drafted(child, CITY), "sign", "城核稿")


def test_author_denies_and_says_what_was_different(office: Office, child: Matter) -> None:
    child = recorded(office, child)
    key = Contact.objects.get().pk
    said = refusal(office, child, "confirm_contact", "白委员", contact=key, confirmation="denied")
    assert "请写明实际情况" in said

    office.act(child, "confirm_contact", "白委员", contact=key, confirmation="denied", remark="只打过电话")

    assert "表示所登记的沟通不属实" in refusal(office, office.drafted(child, CITY), "sign", "城核稿")


def test_word_by_telephone_is_written_down_by_the_committee_and_marked(office: Office, child: Matter) -> None:
    child = recorded(office, child)
    key = Contact.objects.get().pk
    with pytest.raises(NotYours):
        office.act(
            child, "confirm_on_word", "城经办", contact=key, channel="telephone", confirmation="confirmed"
        )

    office.act(child, "confirm_on_word", "林政协", contact=key, channel="telephone", confirmation="confirmed")

    contact = Contact.objects.get()
    assert (contact.channel, contact.entered_by) == ("telephone", office.cast["林政协"])
    assert (
        "本人填写" not in [label for _code, label in []]
        and contact.get_channel_display() == "电话告知，工作人员代填"
    )


def test_only_the_author_waives(office: Office, child: Matter) -> None:
    for name in ("城经办", "府督查", "林政协"):
        with pytest.raises(NotYours):
            office.act(child, "waive_contact", name)
    office.act(child, "waive_contact", "白委员", reason="情况已清楚")

    assert ContactWaiver.objects.get().author == office.cast["白委员"]
    assert "已经表示免于面商" in refusal(office, child, "waive_contact", "白委员")
    assert office.signed(child, CITY).state == "signed_off"


def test_waiver_by_word_names_who_wrote_it_down(office: Office, child: Matter) -> None:
    data = {"author": office.cast["马委员"].pk, "channel": "paper"}
    office.act(child, "waive_on_word", "林政协", **data)
    waiver = ContactWaiver.objects.get()
    assert (waiver.channel, waiver.entered_by) == ("paper", office.cast["林政协"])
    assert "已经表示免于面商" in refusal(office, child, "waive_on_word", "林政协", **data)


def test_first_contact_has_a_clock_that_ends_with_it(office: Office, child: Matter) -> None:
    clock = child.clocks.get(code="contact")
    assert (clock.due, clock.stopped_at) == (date(2026, 3, 23), None)

    recorded(office, child)

    clock.refresh_from_db()
    assert clock.stopped_at is not None


def test_who_has_no_author_is_asked_for_no_contact(office: Office) -> None:
    child = office.received(office.child(office.assigned((CITY, "sole", (1,))), CITY), CITY)
    assert not child.clocks.filter(code="contact").exists()
    offered = {choice.code for choice in choices(child, office.cast["城经办"], office.at)}
    assert "record_contact" not in offered
    assert office.signed(child, CITY).state == "signed_off"


def test_contact_after_the_reply_is_recorded_too(office: Office, child: Matter) -> None:
    office.act(child, "waive_contact", "白委员")
    answered = office.answered(child, CITY)
    recorded(office, answered, phase="after")
    assert Contact.objects.get().phase == "after"


@pytest.mark.parametrize(
    ("on", "sentence"), [("2026-03-09", "不能晚于今天"), ("2026-02-27", "不能早于交办日期")]
)
def test_contact_lies_between_hand_over_and_today(
    office: Office, child: Matter, on: str, sentence: str
) -> None:
    data = {**VISIT, "author": office.cast["白委员"].pk, "on": on}
    assert sentence in refusal(office, child, "record_contact", "城经办", **data)


def test_nobody_confirms_for_somebody_else(office: Office, child: Matter) -> None:
    recorded(office, child)
    with pytest.raises(NotYours):
        office.act(
            child, "confirm_contact", "马委员", contact=Contact.objects.get().pk, confirmation="confirmed"
        )


def test_author_sees_contact_and_request_but_no_draft_and_no_request_to_return(
    office: Office, child: Matter
) -> None:
    assert standing(child, office.cast["白委员"], office.at).seen == {"request", "contact", "extension"}


ASKED = {1: "白委员", 2: "马委员"}
MET = ContactFact(1, True, "confirmed")


@pytest.mark.parametrize(
    ("setting", "contacts", "waived", "met"),
    [
        (ContactSetting(needed="none"), [], set(), True),
        (ContactSetting(needed="face_to_face"), [MET], set(), True),
        (ContactSetting(needed="face_to_face", of="each"), [MET], set(), False),
        (ContactSetting(needed="face_to_face", of="each"), [MET], {2}, True),
        (ContactSetting(needed="face_to_face"), [], {1}, True),
        (ContactSetting(needed="any"), [ContactFact(1, False, "confirmed")], set(), True),
        (ContactSetting(needed="any"), [ContactFact(1, False, "open")], set(), False),
        (ContactSetting(needed="any", of="each"), [], set(), False),
    ],
)
def test_rule_of_contact(
    setting: ContactSetting, contacts: list[ContactFact], waived: set[int], met: bool
) -> None:
    verdict = contact_verdict(setting, ASKED, contacts, waived)
    assert (verdict == ALLOWED) is met
    if isinstance(verdict, Refused):
        assert "马委员" in verdict.text
