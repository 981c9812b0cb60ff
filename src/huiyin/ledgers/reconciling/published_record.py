"""Published figures against the record: what an office has printed beside what the ledgers show today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from huiyin.ledgers.definition import Asked, ledgers
from huiyin.ledgers.figures import count_for, figure_url
from huiyin.ledgers.reconciling.published import RECEIVED, parsed

PROPOSALS, ASSIGNMENTS = "proposals", "assignments"
KNOWN: Mapping[str, tuple[str, Mapping[str, str]]] = {
    **dict.fromkeys(RECEIVED, (PROPOSALS, {})),
    "立案": (PROPOSALS, {"result": "docketed"}),
    "并案": (PROPOSALS, {"result": "merged"}),
    **dict.fromkeys(("不予立案", "不立案"), (PROPOSALS, {"result": "refused"})),
    **dict.fromkeys(("转办", "转为来信", "转作来信"), (PROPOSALS, {"result": "converted"})),
    "撤案": (PROPOSALS, {"result": "withdrawn"}),
    "尚在审查": (PROPOSALS, {"result": "open"}),
    "大会提案": (PROPOSALS, {"timing": "session"}),
    "平时提案": (PROPOSALS, {"timing": "intersession"}),
    "委员提案": (PROPOSALS, {"kind": "individual"}),
    "联名提案": (PROPOSALS, {"kind": "joint"}),
    "重点提案": (PROPOSALS, {"key": "1"}),
    **dict.fromkeys(("办复", "已办复", "答复"), (PROPOSALS, {"progress": "answered"})),
    "按期办复": (PROPOSALS, {"in_time": "replied"}),
    "满意": (PROPOSALS, {"satisfaction": "satisfied"}),
    "基本满意": (PROPOSALS, {"satisfaction": "mostly_satisfied"}),
    "不满意": (PROPOSALS, {"satisfaction": "dissatisfied"}),
    "未表态": (PROPOSALS, {"satisfaction": "silent"}),
    **dict.fromkeys(("办理件", "分办件"), (ASSIGNMENTS, {"of": "proposal"})),
}
"""What the figures that every committee publishes are in the ledgers; 件 of proposals, but for 办理件."""


@dataclass(frozen=True)
class Comparison:
    """One published count and the record's."""

    name: str
    published: Decimal
    recorded: int
    url: str

    @property
    def agrees(self) -> bool:
        """Whether both are one."""
        return self.published == self.recorded


def compared(text: str, asker: Asked, filters: Mapping[str, str]) -> Iterator[Comparison]:
    """The figures of a text whose names are known here, in the order of the text."""
    for line in text.splitlines():
        figure = parsed(line)
        if figure is None or figure.is_share or figure.name not in KNOWN:
            continue
        code, own = KNOWN[figure.name]
        address = {**filters, **own}
        recorded = count_for(ledgers[code], asker, address)
        url = figure_url(code, committee=asker.committee, year=asker.year, **address)
        yield Comparison(figure.name, figure.value, recorded, url)


def names_known() -> Sequence[str]:
    """The names that are compared with the record."""
    return tuple(KNOWN)
