"""The classes that a committee has until it sets its own: the five fields in which a session's figures are published.

The second level is ours: what a city or county usually sorts by; each committee changes it as it needs.
"""

from huiyin.people.models import Committee
from huiyin.proposals.models import ProposalClass

PRESET = (
    (
        "economy",
        "经济建设",
        (
            ("economy_planning", "发展规划和营商环境"),
            ("economy_industry", "工业和信息化"),
            ("economy_agriculture", "农业农村和乡村振兴"),
            ("economy_water", "水利和水资源"),
            ("economy_transport", "交通和基础设施"),
            ("economy_urban", "城乡规划和建设"),
            ("economy_trade", "商贸、物流和开放"),
            ("economy_finance", "财税和金融"),
            ("economy_science", "科技创新和人才"),
        ),
    ),
    (
        "politics",
        "政治建设",
        (
            ("politics_consultation", "协商民主和政协工作"),
            ("politics_government", "政务服务和机关作风"),
            ("politics_law", "法治建设"),
            ("politics_ethnic", "民族宗教和统一战线"),
        ),
    ),
    (
        "culture",
        "文化建设",
        (
            ("culture_service", "公共文化服务"),
            ("culture_heritage", "文物保护和非物质文化遗产"),
            ("culture_tourism", "文化旅游"),
            ("culture_civility", "精神文明建设"),
        ),
    ),
    (
        "society",
        "社会建设",
        (
            ("society_education", "教育"),
            ("society_health", "医疗卫生"),
            ("society_elderly", "养老、托育和社会福利"),
            ("society_employment", "就业和社会保障"),
            ("society_housing", "住房和社区"),
            ("society_governance", "基层治理和公共安全"),
            ("society_sports", "体育和全民健身"),
        ),
    ),
    (
        "ecology",
        "生态文明建设",
        (
            ("ecology_pollution", "污染防治"),
            ("ecology_restoration", "生态保护和修复"),
            ("ecology_resources", "自然资源和矿山治理"),
            ("ecology_green", "节能降碳和绿色发展"),
        ),
    ),
)


def ensure_proposal_classes(committee: Committee) -> None:
    """Give a committee without classes of its own the preset; one that has any keeps them."""
    if ProposalClass.objects.filter(committee=committee).exists():
        return
    for number, (code, label, below) in enumerate(PRESET, start=1):
        first = ProposalClass.objects.create(committee=committee, code=code, label=label, order=number)
        ProposalClass.objects.bulk_create(
            ProposalClass(committee=committee, parent=first, code=code, label=label, order=order)
            for order, (code, label) in enumerate(below, start=1)
        )
