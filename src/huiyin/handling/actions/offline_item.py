"""Effects of registering what is handled offline, and of correcting the figures."""

from huiyin.handling.models import OfflineItem
from huiyin.procedure.act import Act
from huiyin.procedure.enums import Confidentiality
from huiyin.procedure.registry import effect

FIELDS = ("serial", "leader", "leader_name", "leader_post", "on", "kind", "times")


@effect("handling.offline_begin@1")
def begin_offline_item(act: Act) -> None:
    """The row of a new item; its title is made of its number, nothing is typed."""
    item = OfflineItem(committee=act.committee, matter=act.matter, addressee=act.data["addressee"])
    act.matter.confidentiality = Confidentiality.OFFLINE
    act.add_party("addressee", item.addressee)
    _write(act, item)


@effect("handling.offline_correct@1")
def correct_offline_item(act: Act) -> None:
    """Other figures in place of wrong ones; what they were stays in the record."""
    _write(act, OfflineItem.objects.select_related("addressee").get(matter=act.matter))


def _write(act: Act, item: OfflineItem) -> None:
    for name in FIELDS:
        setattr(item, name, act.data[name])
    item.year = item.on.year
    item.save()
    act.matter.title = f"线下件 {item.addressee} {item.number}"
    act.matter.year = item.year
