"""Passing a refused proposal on as another matter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.registry import form
from huiyin.proposals.conversions import conversions
from huiyin.proposals.enums import Disposal
from huiyin.proposals.forms.examining import CHOOSE, NotDocketForm


@form("proposals.convert_directly@1")
class ConvertDirectlyForm(NotDocketForm):
    """不予立案 as the sitting decided, and passed on in the same act: only what this product handles is offered."""

    def prepare(self) -> None:
        """Offer the disposals that convert to something."""
        super().prepare()
        field = self.fields["disposal"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [CHOOSE, *((each, Disposal(each).label) for each in conversions)]
        field.help_text = _("只列出可以在本系统接着办理的去向")
