"""Tables of the engine: the matter spine, its parties, steps, clocks, links, to-dos and drafts."""

from huiyin.procedure.models.clock import Clock, ClockChange, TermAdjustment
from huiyin.procedure.models.draft import Draft
from huiyin.procedure.models.matter import Link, Matter, MatterParty, Todo
from huiyin.procedure.models.step import Step

__all__ = [
    "Clock",
    "ClockChange",
    "Draft",
    "Link",
    "Matter",
    "MatterParty",
    "Step",
    "TermAdjustment",
    "Todo",
]
