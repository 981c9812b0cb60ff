"""What a verification finds, in words and with the row it is about."""

from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps

from huiyin.procedure.models import Matter

_TABLES = {
    "procedure.matter": "事项",
    "procedure.matterparty": "相关方",
    "procedure.clock": "期限",
    "procedure.clockchange": "期限变更",
    "procedure.link": "事项关联",
    "procedure.step": "办理记录",
}


@dataclass(frozen=True)
class Finding:
    """One thing that does not agree. `code` tells kinds apart; `table` and `key` name the row."""

    code: str
    text: str
    committee: str = ""
    matter: str = ""
    table: str = ""
    key: str = ""

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def about(
    matter: Matter, code: str, text: str, *, table: str = "procedure.matter", key: object = ""
) -> Finding:
    """A finding about a matter, which is named by number and title."""
    return Finding(
        code=code,
        text=f"{matter_words(matter)}：{text}",
        committee=matter.committee.code,
        matter=str(matter.pk),
        table=table,
        key=str(key or matter.pk),
    )


def matter_words(matter: Matter) -> str:
    """Number and title, as a clerk knows the matter."""
    return f"{matter.number}《{matter.title}》"


def table_words(label: str) -> str:
    """What a table holds, in Chinese; the table's own name where nobody gave it one."""
    if label in _TABLES:
        return _TABLES[label]
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label
