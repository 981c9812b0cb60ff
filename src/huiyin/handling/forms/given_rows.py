"""Rows for records that are given and not chosen: the record is read above the fields, its key goes along unseen."""

from typing import ClassVar

from django.db.models import Model

from huiyin.ui.forms import ObjectField, RowForm


class GivenRow(RowForm):
    """Base of a row about one record; `given` names its field, whose widget is hidden."""

    given: ClassVar[str]

    def record(self) -> Model | None:
        """The record of this row: what the page was opened with, or what was posted or kept in a draft as a key."""
        field = self.fields[self.given]
        assert isinstance(field, ObjectField)
        known = self.initial.get(self.given)
        if isinstance(known, Model):
            return known
        key = str(self.data.get(self.add_prefix(self.given), "") if self.is_bound else known or "")
        if self.context is None or not (key.isascii() and key.isdecimal()):
            return None
        return field.offered(self.context).filter(pk=key[:18]).first()
