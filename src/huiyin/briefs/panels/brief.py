"""What the parts of a brief's page show. The page asks for a part only for those who see its facet."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from huiyin.briefs.enums import Disclosure, SourceKind
from huiyin.briefs.models import BriefGiver
from huiyin.briefs.selectors.brief import author_words, brief_of, source_words, suggestions_of
from huiyin.briefs.selectors.journey import journey_of
from huiyin.briefs.selectors.sources import sources_of, went_into
from huiyin.briefs.selectors.texts import as_text, steps_of, versions_of
from huiyin.people.models import Person
from huiyin.procedure.models import Matter

Context = Mapping[str, Any]


def progress(matter: Matter, person: Person) -> Context:
    """Where it stands, in plain words, for whoever reported it; merged, it goes with the brief it went into."""
    return {"journey": journey_of(matter)}


def result(matter: Matter, person: Person) -> Context:
    """What the author is told of the screening."""
    brief = brief_of(matter)
    facts: list[tuple[str, Any]] = []
    if matter.state == "declined":
        facts.append((_("不采用的原因"), brief.unsuited_words))
    if matter.state == "returned":
        facts.append((_("需要补充"), brief.result_text))
    elif brief.result_text and matter.state != "submitted":
        facts.append((_("说明"), brief.result_text))
    return {"facts": facts}


def summary(matter: Matter, person: Person) -> Context:
    """Where it comes from, who reported it, when, and whether they may be named: for the author and the office."""
    brief = brief_of(matter)
    facts: list[tuple[str, Any]] = [(_("来源"), brief.get_source_kind_display())]
    names = author_words(matter)
    if names:
        facts.append((_("反映人"), names))
    if brief.received_on is not None:
        facts.append((_("收到日期"), f"{brief.received_on:%Y年%-m月%-d日}"))
    undisclosed = brief.disclosure == Disclosure.UNDISCLOSED
    facts.append((_("署名"), _("不公开反映人") if undisclosed else _("可以署名")))
    if brief.combined:
        facts.append((_("综合信息"), _("由几件信息综合编成")))
    if matter.is_key:
        facts.append((_("重点"), _("是")))
    return {"brief": brief, "facts": facts, "recorded": brief.source_kind == SourceKind.CITIZEN}


def source(matter: Matter, person: Person) -> Context:
    """Who reported it, for those who read it and did not screen it: no name where the author asked for it."""
    brief = brief_of(matter)
    return {"words": source_words(brief), "kind": brief.get_source_kind_display()}


def text(matter: Matter, person: Person) -> Context:
    """情况、分析、建议."""
    return {"brief": brief_of(matter), "suggestions": suggestions_of(matter)}


def versions(matter: Matter, person: Person) -> Context:
    """What was changed from one text to the next, and every text in full."""
    rows = versions_of(brief_of(matter))
    return {"steps": steps_of(rows), "texts": [{"version": each, "text": as_text(each)} for each in rows]}


def giver(matter: Matter, person: Person) -> Context:
    """Name and contact of a citizen, for those who screen."""
    row = BriefGiver.objects.filter(brief__matter=matter).first()
    if row is None:
        return {"facts": []}
    return {"facts": [(_("姓名"), row.name or _("未留")), (_("联系方式"), row.contact or _("未留"))]}


def merging(matter: Matter, person: Person) -> Context:
    """What went into this brief, and into what it went."""
    brief = brief_of(matter)
    into = went_into(brief)
    return {"into": into, "sources": sources_of(brief)}


def issue(matter: Matter, person: Person) -> Context:
    """Under which number it went out, when, to whom."""
    rows = brief_of(matter).issues.select_related("document").order_by("pk")
    return {
        "issues": [
            {"row": each, "version": each.document.versions.order_by("-version").first()}
            for each in rows
            if each.document is not None
        ]
    }
