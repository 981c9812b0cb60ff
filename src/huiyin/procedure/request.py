"""What somebody asks of the engine: the request, screened before anything begins and validated by its form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict

from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Grant, Person
from huiyin.procedure import registry
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.errors import ContentRefused, FormRefused
from huiyin.procedure.ports import ports

Given = Mapping[str, Any] | QueryDict


@dataclass(frozen=True)
class Request:
    """What somebody asks for: who, when, with what, and from which state of the page."""

    actor: Person
    at: datetime
    data: Given = field(default_factory=dict)
    files: Mapping[str, Any] = field(default_factory=dict)
    grant: Grant | None = None
    expected_step: int | None = None
    request_id: str = ""
    recorded_at: datetime | None = None


def cleaned(form_name: str, act: Act, request: Request) -> tuple[dict[str, Any], ActForm | None]:
    """Validate what was given. Raises FormRefused, with the form, which keeps what was typed."""
    if not form_name:
        return {}, None
    form_class = registry.forms[form_name]
    given = request.data if isinstance(request.data, QueryDict) else form_class.post_data(request.data)
    form = form_class(given, request.files or None, context=act)
    if not form.is_valid():
        refusals = [Refused("form", f"{error.label}：{error.message}") for error in form.error_summary()]
        raise FormRefused(refusals, form=form)
    return form.cleaned_data, form


def refuse_classified(request: Request, *, place: str) -> None:
    """Stop classified-looking content before a transaction begins, so that the incident outlives the refusal."""
    finding = ports.screen(request.data, request.files)
    if finding is not None:
        ports.incident(finding, request.actor, request.at, place)
        raise ContentRefused([Refused("classified", finding.sentence)])
