"""Parts of matter pages; `add_parent_panels` is what packages above ask for."""

from huiyin.handling.panels import letters, own, rounds
from huiyin.handling.panels.parent import add_parent_panels, commitments_context, look_backs_context, template
from huiyin.procedure.registry import Panel, panel

__all__ = ["add_parent_panels"]

# The code of a panel is its place on the page; guards point there.
for kind_code, facet, name, context, order in (
    ("submission", "summary", "summary", own.submission_summary, 10),
    ("submission", "instructions", "instructions", own.instructions_context, 20),
    ("assignment", "request", "request", own.assignment_summary, 10),
    ("assignment", "returns", "returns", own.returns_context, 15),
    ("assignment", "extension", "extension", own.extension_context, 16),
    ("assignment", "contact", "contact", own.contact_context, 18),
    ("assignment", "draft", "draft", own.draft_context, 20),
    ("assignment", "reply", "reply", own.reply_context, 30),
    ("assignment", "commitments", "commitments", commitments_context, 40),
    ("assignment", "look_backs", "look_backs", look_backs_context, 45),
    ("assignment", "accepted", "accepted", own.accepted_context, 31),
    ("assignment", "letters", "letters", letters.assignment_letters_context, 35),
    ("reply_letter", "letter", "letter", letters.letter_context, 10),
    ("reply_letter", "delivery", "delivery", letters.delivery_context, 20),
    ("commitment", "summary", "commitment", own.commitment_summary, 10),
    ("commitment", "look_backs", "look_backs", look_backs_context, 20),
    ("evaluation", "summary", "evaluation", rounds.evaluation_summary, 10),
    ("evaluation", "my_form", "forms", rounds.my_form_context, 20),
    ("evaluation", "forms", "forms", rounds.forms_context, 30),
    ("evaluation", "totals", "totals", rounds.totals_context, 40),
    ("look_back", "summary", "look_back", rounds.look_back_summary, 10),
    ("look_back", "visit", "visit", rounds.visit_context, 20),
    ("supervision_order", "summary", "order", rounds.order_summary, 10),
    ("supervision_order", "visits", "visits", rounds.visits_context, 20),
    ("supervision_order", "findings", "order_findings", rounds.findings_context, 30),
    ("supervision_order", "opinion", "order_opinion", rounds.opinion_context, 40),
    ("supervision_order", "improvements", "improvements", rounds.improvements_context, 50),
):
    panel(kind_code, Panel(facet, facet, template(name), context, order))
