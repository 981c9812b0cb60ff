"""Locks: ancestors first, then the matter, always in the same order, so that no two acts wait for each other."""

from huiyin.kernel.verdicts import Refused
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter


def lock_family(matter: Matter) -> Matter:
    """Lock the matter and its ancestors in one query; returns the matter as it is now, parents attached."""
    wanted = [*matter.lineage, str(matter.pk)]
    rows = (
        Matter.objects.select_for_update(of=("self",))
        .select_related("committee")
        .filter(pk__in=wanted)
        .order_by("opened_at", "pk")
    )
    found = {str(row.pk): row for row in rows}
    if str(matter.pk) not in found:
        raise ActRefused([Refused("gone", "没有找到这一事项。")])
    for child, parent in zip(reversed(wanted), reversed(wanted[:-1]), strict=False):
        found[child].parent = found[parent]
    return found[str(matter.pk)]
