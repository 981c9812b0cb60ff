"""Unmet conditions in words: guards and required documents."""

from collections.abc import Sequence

from huiyin.kernel.verdicts import Refused, Verdict
from huiyin.procedure import registry
from huiyin.procedure.act import Act
from huiyin.procedure.definition import MoveDefinition
from huiyin.procedure.models import Matter
from huiyin.procedure.ports import ports


def guard_verdicts(act: Act, definition: MoveDefinition) -> list[tuple[str, Verdict]]:
    """Every guard of a move with its verdict, in the document's order."""
    return [(use.name, registry.guards[use.name](act, **use.options)) for use in definition.guards]


def is_there(definition: MoveDefinition, matter: Matter) -> bool:
    """Whether there is anything for the move to do in this matter now; otherwise nobody is offered it."""
    return not definition.when or registry.facts[definition.when](matter)


def documents_missing(matter: Matter, kinds: Sequence[str]) -> list[Refused]:
    """One refusal per required kind of document that the matter does not have yet."""
    if not kinds:
        return []
    present = {fact.kind for fact in ports.documents(matter, kinds)}
    return [
        Refused(
            "document_missing",
            f"还没有“{registry.document_kinds[kind]}”。",
            link=f"/matters/{matter.pk}/#documents",
        )
        for kind in kinds
        if kind not in present
    ]
