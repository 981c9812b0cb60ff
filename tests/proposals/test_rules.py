"""Who must sign, and which passages stand in a text."""

import pytest

from huiyin.kernel.verdicts import ALLOWED, Refused
from huiyin.proposals.enums import ProposerKind
from huiyin.proposals.rules import passage_missing, signature_verdict


@pytest.mark.parametrize(
    ("kind", "agreed", "body", "contact", "code"),
    [
        (ProposerKind.INDIVIDUAL, 0, "", "", ""),
        (ProposerKind.JOINT, 0, "", "", "no_cosigner"),
        (ProposerKind.JOINT, 1, "", "", ""),
        (ProposerKind.SECTOR, 0, "", "某人", "no_body"),
        (ProposerKind.PARTY, 0, "某党派", "", "no_contact"),
        (ProposerKind.GROUP, 0, "一组", "某人", ""),
    ],
)
def test_each_kind_of_proposer_signs_in_its_way(
    kind: str, agreed: int, body: str, contact: str, code: str
) -> None:
    verdict = signature_verdict(kind, agreed=agreed, body=body, contact=contact)
    assert (verdict.code if isinstance(verdict, Refused) else "") == code
    assert code or verdict == ALLOWED


def test_a_passage_is_found_whatever_its_line_ends() -> None:
    assert not passage_missing("夜间 占道\n停车", ["老城区夜间占道停车较多"])
    assert passage_missing("没有的话", ["老城区夜间占道停车较多"])
