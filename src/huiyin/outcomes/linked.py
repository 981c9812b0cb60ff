"""What begins beside an outcome when it is submitted, by its form; packages plug themselves in."""

from collections.abc import Callable

from huiyin.procedure.act import Act

Begin = Callable[[Act], None]
begun_with: dict[str, Begin] = {}


def begins_with(form: str, begin: Begin) -> None:
    """Have `begin` called within the act that submits an outcome of this form (the package calls this when ready)."""
    if begun_with.get(form, begin) is not begin:
        raise ValueError(f"outcomes of form {form!r} begin something else already")
    begun_with[form] = begin
