"""Rules about briefs that need no database."""

from collections.abc import Sequence

from huiyin.briefs.enums import SourceKind
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.enums import BodyKind

LONGEST = 1500
"""Characters of situation, analysis and suggestions together, where a committee has set nothing else.

Source: rules of local committees ask for at most 1,500 characters (一般不超过1500字)."""

KIND_OF_BODY = {
    BodyKind.SECTOR: SourceKind.SECTOR,
    BodyKind.ACTIVITY_GROUP: SourceKind.GROUP,
    BodyKind.SPECIAL_COMMITTEE: SourceKind.SPECIAL_COMMITTEE,
    BodyKind.DEMOCRATIC_PARTY: SourceKind.PARTY,
    BodyKind.PEOPLE_ORGANISATION: SourceKind.PEOPLE_ORGANISATION,
    BodyKind.REPORTING_POINT: SourceKind.REPORTING_POINT,
}
"""Which source a registered body is."""
NO_SOURCE = (
    "本单位不是界别、党派、人民团体、委员活动组、专门委员会或者基层信息点，不能以单位名义反映社情民意。"
)


def length_of(parts: Sequence[str]) -> int:
    """Characters without spaces and line breaks: what stands there, not how it is laid out."""
    return sum(len("".join(part.split())) for part in parts)


def length_verdict(parts: Sequence[str], longest: int) -> Verdict:
    """Whether situation, analysis and suggestions together keep within the limit."""
    length = length_of(parts)
    if length <= longest:
        return ALLOWED
    text = f"情况、分析和建议合计{length}字，超出{length - longest}字；不能超过{longest}字，请精简。"
    return Refused("too_long", text)
