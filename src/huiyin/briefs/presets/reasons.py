"""What is not suited for a brief, until a committee sets its own reasons.

Source: rules of local committees name petitions, lawsuits, personnel, secrets, privacy, trade secrets and what lies
beyond the committee's competence; the wording is ours.
"""

from huiyin.briefs.models import UnsuitedReason
from huiyin.people.models import Committee

PRESET = (
    ("petition", "属于信访事项，应当通过信访渠道办理"),
    ("litigation", "已经进入诉讼、仲裁或者行政复议程序"),
    ("personnel", "涉及组织人事事项"),
    ("secret", "涉及国家秘密或者工作秘密，应当通过保密渠道报送"),
    ("privacy", "涉及个人隐私"),
    ("trade_secret", "涉及商业秘密"),
    ("outside_competence", "超出本级职权范围"),
    ("personal_matter", "属于个人或者个别单位的具体诉求"),
    ("in_hand", "有关部门已经在办理或者已有明确规定"),
    ("vague", "情况不具体，难以核实"),
)


def reasons_of(committee: Committee) -> list[UnsuitedReason]:
    """Every reason there is or was, in order; of a committee without any of its own the preset, not yet stored."""
    own = list(UnsuitedReason.objects.filter(committee=committee).order_by("order", "pk"))
    return own or preset_of(committee)


def preset_of(committee: Committee) -> list[UnsuitedReason]:
    """The preset as rows."""
    return [
        UnsuitedReason(committee=committee, code=code, label=label, order=order)
        for order, (code, label) in enumerate(PRESET, start=1)
    ]


def ensure_unsuited_reasons(committee: Committee) -> None:
    """Give a committee without reasons of its own the preset; one that has any keeps them."""
    if not UnsuitedReason.objects.filter(committee=committee).exists():
        UnsuitedReason.objects.bulk_create(preset_of(committee))
