"""核查意见 on the page of an assignment: what the check found and how it was explained, for the unit's own people."""

from collections.abc import Mapping
from typing import Any

from huiyin.handling.selectors import last_reply
from huiyin.handling.selectors.letters import findings_on
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import Panel, panel


def findings_context(matter: Matter, person: Person) -> Mapping[str, Any]:
    """The findings on the last draft: what must be mended, what waits for a word, what was explained by whom."""
    findings = findings_on(matter)
    return {
        "findings": findings,
        "open_count": sum(each.is_open for each in findings),
        "drafted": bool(findings) or last_reply(matter) is not None,
    }


panel(
    "assignment", Panel("findings", "findings", "handling/panels/findings.html", findings_context, order=25)
)
