"""Forms of sittings by subject: planning, holding, deciding, citing."""

from huiyin.sittings.forms import citing, deciding, holding, planning, together

__all__ = ["citing", "deciding", "holding", "planning", "together"]
