"""When a reply has had the contact with its author that the procedure asks for (办理面商)."""

from collections.abc import Sequence
from dataclasses import dataclass

from huiyin.handling.enums import Confirmation
from huiyin.handling.settings import ContactSetting
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict


@dataclass(frozen=True)
class ContactFact:
    """One contact as the rule sees it."""

    author: int
    is_face_to_face: bool
    confirmation: str


def contact_verdict(
    asked: ContactSetting, authors: dict[int, str], contacts: Sequence[ContactFact], waived: set[int]
) -> Verdict:
    """Whether enough authors were met, and said so. `authors`: key → name.

    Only an author's own word counts: a contact that the unit recorded and the author has not confirmed does not.
    """
    if asked.needed == "none" or not authors:
        return ALLOWED
    met = {each.author for each in contacts if _counts(asked, each)} | waived
    missing = [name for key, name in authors.items() if key not in met]
    if not missing or (asked.of == "any" and len(missing) < len(authors)):
        return ALLOWED
    return Refused("no_contact", _words(asked, missing, contacts))


def _counts(asked: ContactSetting, contact: ContactFact) -> bool:
    kind = asked.needed == "any" or contact.is_face_to_face
    return kind and contact.confirmation == Confirmation.CONFIRMED


def _words(asked: ContactSetting, missing: Sequence[str], contacts: Sequence[ContactFact]) -> str:
    names = "、".join(missing)
    what = "面商（走访或者会面）" if asked.needed == "face_to_face" else "沟通"
    if any(each.confirmation == Confirmation.DENIED for each in contacts):
        return f"{names}表示所登记的沟通不属实，须重新{what}并经本人确认。"
    if any(each.confirmation == Confirmation.OPEN for each in contacts):
        return (
            f"与{names}的沟通已登记，还没有经本人确认；答复前须有本人确认的{what}，或者由本人表示免于面商。"
        )
    return f"还没有与{names}{what}；答复前须有本人确认的{what}，或者由本人表示免于面商。"
