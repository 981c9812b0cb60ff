"""Parts of the pages of our own kinds: submission, assignment, commitment."""

from django.utils import timezone

from huiyin.handling.enums import RequestState
from huiyin.handling.letter_papers import FAIR_COPY, OPINION
from huiyin.handling.models import Assignment, Commitment, Submission
from huiyin.handling.panels.parent import Context
from huiyin.handling.papers import NOTICE, REPLY
from huiyin.handling.selectors import assists_for, covered_points, instructions_on, replies_in
from huiyin.handling.selectors.assignments import reason_of_round, replies_by_matter
from huiyin.handling.selectors.contacts import author_parties, contacts_of, waivers_of
from huiyin.handling.selectors.requests import (
    extension_notices_of,
    extension_requests_of,
    fresh_notices,
    return_requests_of,
)
from huiyin.handling.selectors.visible import facets_by_matter, state_labels
from huiyin.handling.settings import contact_setting
from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.models import Matter
from huiyin.records.selectors import newest_of_kinds

DECIDED = (RequestState.GRANTED, RequestState.REFUSED)


def submission_summary(matter: Matter, person: Person) -> Context:
    """What was submitted, to read before it is instructed; addressee, incoming number, proposal, presentation."""
    row = Submission.objects.select_related("addressee", "matter__parent").get(matter=matter)
    submitted = row.matter.parent
    readable = any(facets_by_matter([submitted] if submitted else [], person, timezone.localdate()).values())
    facts = [
        ("主送单位", row.addressee.name),
        ("收文号", row.registered_no),
        ("收文日期", row.registered_on),
        ("拟办意见", row.proposed_opinion),
        ("呈送领导", row.presented_to),
        ("呈批日期", row.presented_on),
    ]
    return {"facts": facts, "submitted": submitted if readable else None}


def instructions_context(matter: Matter, person: Person) -> Context:
    """The leaders' instructions on one submission."""
    return {"instructions": instructions_on(matter)}


def assignment_summary(matter: Matter, person: Person) -> Context:
    """Unit, role, request and the points to answer; for a lead also the assisting opinions."""
    assignment = Assignment.objects.select_related("unit", "matter").get(matter=matter)
    assists = assists_for(assignment)
    seen = facets_by_matter([each.matter for each in assists], person, timezone.localdate())
    # The office sees that an opinion is asked for and whether it went; what it says is for the lead.
    shown = [each for each in assists if seen[each.matter_id]]
    labels = state_labels(each.matter for each in shown)
    replies = replies_by_matter(each.matter for each in shown if "reply" in seen[each.matter_id])
    return {
        "assignment": assignment,
        # Why it is handled once more is between offices and units; authors, who read the request too, are not told.
        "again": reason_of_round(matter) if _sees(matter, person, "returns") else "",
        "papers": newest_of_kinds(matter, [NOTICE]),
        "points": covered_points(assignment),
        "assists": [
            {"row": each, "state": labels[each.matter_id], "replies": replies.get(each.matter_id, [])}
            for each in shown
        ],
    }


def draft_context(matter: Matter, person: Person) -> Context:
    """The reply that is being written and signed in the unit."""
    return {"replies": [reply for reply in replies_in(matter) if not reply.answered_on]}


def reply_context(matter: Matter, person: Person) -> Context:
    """Every reply that was sent, the latest first."""
    replies = [reply for reply in replies_in(matter) if reply.answered_on]
    papers = newest_of_kinds(matter, [REPLY, FAIR_COPY, OPINION])
    return {"replies": replies[::-1], "several": len(replies) > 1, "papers": papers}


def accepted_context(matter: Matter, person: Person) -> Context:
    """The reply that the office accepted, for those who wrote what it answers; who reads every reply has it there."""
    if _sees(matter, person, "reply"):
        return {"replies": None}
    return {"replies": [reply for reply in replies_in(matter) if reply.is_final]}


def extension_context(matter: Matter, person: Person) -> Context:
    """What authors were told of a later reply and what was decided; who reads the requests has it there."""
    if _sees(matter, person, "returns"):
        return {"told": []}
    bodies = {grant.body_id for grant in current_grants(person, timezone.localdate()) if grant.body_id}
    own = [
        each
        for each in extension_notices_of(matter)
        if each.author.person_id == person.pk or each.author.body_id in bodies
    ]
    decided = [each for each in extension_requests_of(matter) if each.state in DECIDED]
    return {"told": own, "extensions": decided}


def _sees(matter: Matter, person: Person, facet: str) -> bool:
    return facet in facets_by_matter([matter], person, timezone.localdate())[matter.pk]


def commitment_summary(matter: Matter, person: Person) -> Context:
    """What was promised and what was reported."""
    row = Commitment.objects.select_related("unit", "point").get(matter=matter)
    facts = [
        ("承诺单位", row.unit.name),
        ("承诺事项", row.what),
        ("完成期限", row.by_when),
        ("兑现凭据", row.evidence_wanted),
        ("对应建议", row.point),
        ("兑现日期", row.delivered_on),
    ]
    return {"facts": facts, "evidence": row.evidence}


def returns_context(matter: Matter, person: Person) -> Context:
    """Requests to return it or for more time, with what was decided."""
    return {
        "returns": return_requests_of(matter),
        "extensions": extension_requests_of(matter),
        "fresh": list(fresh_notices(matter)),
    }


def contact_context(matter: Matter, person: Person) -> Context:
    """Contacts with the authors and their word on them; what the procedure asks for."""
    return {
        "contacts": contacts_of(matter),
        "waivers": waivers_of(matter),
        "authors": [author.name for author in author_parties(matter).values()],
        "asked": contact_setting(matter).needed,
        "liaisons": [
            str(each.person or each.body) for each in matter.parties.filter(role="liaison", active=True)
        ],
    }
