"""登记内容 on the page of an offline item: its figures, which is all there is."""

from collections.abc import Mapping
from typing import Any

from huiyin.handling.models import OfflineItem
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import Panel, panel


def offline_summary(matter: Matter, person: Person) -> Mapping[str, Any]:
    """Office, number, leader, day, kind and count."""
    item = OfflineItem.objects.select_related("addressee").get(matter=matter)
    facts = [
        ("收文办公室", item.addressee.name),
        ("编号", item.number),
        ("批示领导", f"{item.leader_name}（{item.leader_post}）"),
        ("批示日期", item.on),
        ("批示类型", item.get_kind_display()),
        ("批示次数", item.times),
    ]
    return {"facts": facts}


panel("offline_item", Panel("summary", "summary", "handling/panels/summary.html", offline_summary, 10))
