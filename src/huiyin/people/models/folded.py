"""A column that keeps the folded form of another, so that names typed by hand are found by index."""

from typing import TYPE_CHECKING, Any

from django.db import models

from huiyin.kernel.text import fold

if TYPE_CHECKING:  # the class takes parameters in the stubs only
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField


class FoldedField(_Text):
    """Holds `fold(source)`; filled on every save and bulk_create, so it cannot go stale there.

    `QuerySet.update` bypasses it, as it bypasses `save`: rename through the acts.
    """

    def __init__(self, *args: Any, source: str = "name", **options: Any) -> None:
        self.source = source
        options["editable"] = False
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """Migrations know a plain text column; folding is no business of the schema."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The folded source, also put on the instance."""
        folded = fold(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, folded)
        return folded
