"""Effects of forwarding a brief to units, and of feeding back what became of it."""

from pathlib import Path

from huiyin.briefs.actions.carrying import carry
from huiyin.briefs.actions.telling import tell_authors
from huiyin.briefs.enums import AUTHOR, DISCLOSED_AUTHOR, Disclosure, LadderOrigin, SourceKind, What
from huiyin.briefs.models import BriefFeedback
from huiyin.briefs.selectors.brief import brief_of
from huiyin.briefs.selectors.files import ENCLOSED, enclosures_of, own_files
from huiyin.handling.actions.assign import assign
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.records.attachments import attach_again


@effect("briefs.forward@1")
def forward(act: Act) -> None:
    """转办: an assignment for each unit. Only an author who agreed to be named is one to the units."""
    brief = brief_of(act.matter)
    if brief.disclosure == Disclosure.DISCLOSED and brief.source_kind != SourceKind.CITIZEN:
        rows = act.matter.parties.filter(role=AUTHOR, active=True).select_related("person", "body")
        for party in [row.person or row.body for row in rows.order_by("pk")]:
            if party is not None:
                act.add_party(DISCLOSED_AUTHOR, party)
    _enclose(act)
    assign(act)


def _enclose(act: Act) -> None:
    """Chosen files are shown to the units under a name that says nothing of where they came from."""
    standing = enclosures_of(act.matter)
    chosen = set(act.data.get("enclosed") or ())
    for file in own_files(act.matter):
        if str(file.pk) not in chosen or any(each.digest == file.digest for each in standing):
            continue
        name = f"附件{len(standing) + 1}{Path(file.original_name).suffix}"
        standing.append(attach_again(act, file, facet=ENCLOSED, name=name))


@effect("briefs.feed_back@1")
def feed_back(act: Act) -> None:
    """反馈: told in words to whoever reported it, and to those whose briefs went into this one."""
    words = act.data["words"]
    BriefFeedback.objects.create(
        committee=act.committee,
        brief=brief_of(act.matter),
        on=act.day,
        words=words,
        way=act.data.get("way", ""),
        origin=LadderOrigin.RECORDED,
    )
    tell_authors(act, f"您反映的《{act.matter.title}》有了反馈：{words}")
    carry(act, {"what": What.FED_BACK, "words": words, "by": act.committee.short_name})
