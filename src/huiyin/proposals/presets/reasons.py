"""The reasons for not docketing that a committee has until it sets its own.

Source: the list of the National Committee's proposal rules as published in 2011, with 不属本地职权 added.
"""

from huiyin.people.models import Committee
from huiyin.proposals.models import RefusalReason

PRESET = (
    ("state_secret", "涉及国家秘密"),
    ("prohibited_by_state", "国家明令禁止"),
    ("party_internal_personnel", "中共党员对党内组织、人事安排等方面有意见"),
    ("party_org_internal", "民主党派成员反映本组织内部问题"),
    ("in_litigation_or_arbitration", "进入民事、刑事、行政诉讼或者仲裁程序"),
    ("academic_discussion", "属于学术研讨"),
    ("personal_matter", "为本人或者亲属解决个人问题"),
    ("promotes_work_or_product", "宣传、推介具体作品、产品"),
    ("named_accusation", "指名举报"),
    ("vague_no_suggestion", "内容空泛，没有具体建议"),
    ("outside_competence", "不属于本地职权范围"),
)


def reasons_of(committee: Committee) -> list[RefusalReason]:
    """Every reason there is or was, in order; of a committee without any of its own the preset, not yet stored."""
    own = list(RefusalReason.objects.filter(committee=committee).order_by("order", "pk"))
    return own or preset_of(committee)


def preset_of(committee: Committee) -> list[RefusalReason]:
    """The preset as rows."""
    return [
        RefusalReason(committee=committee, code=code, label=label, order=order)
        for order, (code, label) in enumerate(PRESET, start=1)
    ]


def ensure_refusal_reasons(committee: Committee) -> None:
    """Give a committee without reasons of its own the preset; one that has any keeps them."""
    if RefusalReason.objects.filter(committee=committee).exists():
        return
    RefusalReason.objects.bulk_create(preset_of(committee))
