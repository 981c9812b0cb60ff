"""Who must sign, and which passages stand in a text."""

import pytest

from huiyin.kernel.verdicts import ALLOWED, Refused
from huiyin.proposals.enums import ProposerKind
from huiyin.proposals.rules.proposal import passage_missing, signature_verdict


@pytest.mark.parametrize(
    ("kind", "agreed", "body", "contact", "code"),
    [
        (ProposerKind.INDIVIDUAL, 0, "", "", ""),
        (ProposerKind.JOINT, 0, "", "", "no_cosigner"),
        (ProposerKind.JOINT, 1, "", "", ""),
        (ProposerKind.SECTOR, 0, "", "某人", "no_body"),
        (ProposerKind.PARTY, 0, "某党派", "", "no_contact"),
        (ProposerKind.GROUP, 0, "一组", "某人", "no_convener"),
        (ProposerKind.SPECIAL_COMMITTEE, 0, "经济委员会", "某人", ""),
    ],
)
def test_each_kind_of_proposer_signs_in_its_way(
    kind: str, agreed: int, body: str, contact: str, code: str
) -> None:
    verdict = signature_verdict(kind, agreed=agreed, body=body, contact=contact)
    assert (verdict.code if isinstance(verdict, Refused) else "") == code
    assert code or verdict == ALLOWED


def test_convener_signs_for_a_sector_and_paper_of_a_party_is_sealed() -> None:
    named = {"agreed": 0, "body": "某单位", "contact": "某人"}
    assert signature_verdict(ProposerKind.SECTOR, **named, convener="某召集人", sealed=False) == ALLOWED
    unsealed = signature_verdict(ProposerKind.PARTY, **named, sealed=False)
    assert isinstance(unsealed, Refused) and unsealed.code == "no_seal"


def test_a_passage_is_found_whatever_its_line_ends() -> None:
    assert not passage_missing("夜间 占道\n停车", ["老城区夜间占道停车较多"])
    assert passage_missing("没有的话", ["老城区夜间占道停车较多"])
