"""Why an act was refused, in words that the person before the page may read.

The engine checks in one order for everybody and says all it knows. What a page tells of it must not name a person, a
step or a state that the rest of the page keeps from the same eyes.
"""

from django.utils.translation import gettext as _

from huiyin.kernel.verdicts import Refused
from huiyin.procedure.definition import MoveDefinition
from huiyin.procedure.errors import ActRefused, Overtaken
from huiyin.procedure.page.viewing import Viewing


def told(viewing: Viewing, refused: ActRefused, *, label: str) -> tuple[Refused, ...]:
    """The reasons for not doing `label`, without what this person does not see of the matter."""
    if isinstance(refused, Overtaken):
        return refused.refusals if _may_know(viewing, refused) else (_moved_on(),)
    return tuple(
        not_from_here(viewing, label) if each.code == "not_from_here" else each for each in refused.refusals
    )


def not_from_here(viewing: Viewing, label: str) -> Refused:
    """That the matter is in another state, which is named as it is named to this person."""
    text = _("本件现为“%(state)s”，不能办理“%(label)s”。") % {"state": viewing.state_label, "label": label}
    return Refused("not_from_here", text)


def ever_theirs(viewing: Viewing, definition: MoveDefinition) -> bool:
    """Whether a role that this person holds here makes the move at all, whatever the present state."""
    return any(each.role in definition.by for each in viewing.here.held)


def _may_know(viewing: Viewing, refused: Overtaken) -> bool:
    return viewing.shows("timeline") and refused.later is not None and viewing.follows(refused.later)


def _moved_on() -> Refused:
    text = _("您打开页面之后，本件已有新的进展。您填写的内容已保留，请核对后再提交。")
    return Refused("overtaken", text)
