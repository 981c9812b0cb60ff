"""The classes that a committee has until it sets its own: the five fields in which a session's figures are published.

The second level is ours: what a city or county usually sorts by; each committee changes it as it needs.
"""

from huiyin.people.models import Committee
from huiyin.proposals.models import ProposalClass

PRESET = (
    (
        "economic",
        "经济建设",
        (
            ("business", "发展规划和营商环境"),
            ("industry", "工业和信息化"),
            ("agriculture", "农业农村和乡村振兴"),
            ("water", "水利和水资源"),
            ("transport", "交通和基础设施"),
            ("urban", "城乡规划和建设"),
            ("trade", "商贸、物流和开放"),
            ("finance", "财税和金融"),
            ("science", "科技创新和人才"),
        ),
    ),
    (
        "political",
        "政治建设",
        (
            ("consultation", "协商民主和政协工作"),
            ("government", "政务服务和机关作风"),
            ("law", "法治建设"),
            ("ethnic", "民族宗教和统一战线"),
        ),
    ),
    (
        "cultural",
        "文化建设",
        (
            ("culture", "公共文化服务"),
            ("heritage", "文物保护和非物质文化遗产"),
            ("tourism", "文化旅游"),
            ("civility", "精神文明建设"),
        ),
    ),
    (
        "social",
        "社会建设",
        (
            ("education", "教育"),
            ("health", "医疗卫生"),
            ("elderly", "养老、托育和社会福利"),
            ("employment", "就业和社会保障"),
            ("housing", "住房和社区"),
            ("safety", "基层治理和公共安全"),
            ("sports", "体育和全民健身"),
        ),
    ),
    (
        "ecological",
        "生态文明建设",
        (
            ("environment", "污染防治"),
            ("restoration", "生态保护和修复"),
            ("resources", "自然资源和矿山治理"),
            ("green", "节能降碳和绿色发展"),
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
