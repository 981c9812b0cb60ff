"""`huiyin body add | alias | rename | list`: offices, special committees, sectors, groups and units."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from huiyin.kernel.text import fold
from huiyin.people.actions.accepting import check_code, check_texts
from huiyin.people.actions.bodies import add_body, add_body_name, rename_from
from huiyin.people.enums import BodyKind, BodyNameKind
from huiyin.people.management.asking import (
    a_day,
    known_body,
    known_committee,
    on_record,
    refusals_in_words,
    said,
)
from huiyin.people.models import Body, BodyName, ComingName, Committee
from huiyin.people.selectors.register import body_groups


class Command(BaseCommand):
    """Registers, renames and lists bodies of a committee."""

    help = "机构：登记、加别称、更名、列出"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="登记一个机构（重复登记不变）")
        add.add_argument("name", help="全称")
        add.add_argument(
            "--kind", required=True, choices=BodyKind.values, help=f"类别：{said(BodyKind.choices)}"
        )
        add.add_argument("--code", default="", help="代码（不填则自动编）")
        add.add_argument("--short-name", default="", help="简称")
        add.add_argument("--since", type=a_day, help="设立日期")
        alias = acts.add_parser("alias", help="加一个别称，文件中写别称也能认出")
        alias.add_argument("body", help="机构名称或代码")
        alias.add_argument("name", help="别称")
        rename = acts.add_parser("rename", help="机构更名，旧称作为曾用名保留")
        rename.add_argument("body", help="机构现名或代码")
        rename.add_argument("name", help="新的全称")
        rename.add_argument("--short-name", default="", help="新的简称")
        rename.add_argument("--on", required=True, type=a_day, help="更名日期")
        for each in (add, alias, rename, acts.add_parser("list", help="列出全部")):
            each.add_argument("--committee", required=True, help="政协委员会代码")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does what was asked and says what came of it."""
        committee = known_committee(options["committee"])
        with refusals_in_words():
            getattr(self, f"_{options['act']}")(committee, options)

    def _add(self, committee: Committee, options: dict[str, Any]) -> None:
        kind, name, code = BodyKind(options["kind"]), options["name"].strip(), options["code"]
        body = Body(committee=committee, kind=kind, code=code or "auto", name=name)
        body.short_name = options["short_name"].strip()
        check_texts(body)
        check_code(body.code)
        known = _namesake(body)
        if known is not None:
            self.stdout.write(f"{known.name}（{known.code}）此前已登记，没有改动。")
            return
        taken = Body.objects.filter(committee=committee, code=code).first() if code else None
        if taken is not None:
            raise CommandError(f"代码“{code}”已由{taken.name}使用，请换一个。")
        body = add_body(
            committee=committee,
            kind=kind,
            name=name,
            code=code,
            short_name=body.short_name,
            since=options["since"],
        )
        on_record(committee, "bodies", "登记机构", body.name, after=str(kind.label), since=options["since"])
        self.stdout.write(f"已登记{body.name}（{body.code}）。")

    def _alias(self, committee: Committee, options: dict[str, Any]) -> None:
        body, name = known_body(committee, options["body"]), options["name"].strip()
        check_texts(BodyName(committee=committee, body=body, name=name, kind=BodyNameKind.ALIAS))
        folded = fold(name)
        if folded in {body.folded_name, body.folded_short_name} or body.other_names.filter(folded=folded):
            self.stdout.write(f"{body.name}已可用“{name}”查到，没有改动。")
            return
        add_body_name(body=body, name=name, kind=BodyNameKind.ALIAS)
        on_record(committee, "bodies", "增加别称", body.name, after=f"别称“{name}”")
        self.stdout.write(f"已为{body.name}加别称“{name}”。")

    def _rename(self, committee: Committee, options: dict[str, Any]) -> None:
        body, before = known_body(committee, options["body"]), options["body"]
        name, short_name = options["name"].strip(), options["short_name"].strip()
        renamed = Body(pk=body.pk, committee=committee, kind=body.kind, code=body.code, name=name)
        renamed.short_name = short_name
        check_texts(renamed)
        other = _namesake(renamed)
        if other is not None and other.pk != body.pk:
            raise CommandError(f"已有同类机构名为“{other.name}”（{other.code}），不能更用此名。")
        if body.since is not None and options["on"] < body.since:
            raise CommandError(f"更名日期早于{body.name}的设立日期{body.since}。")
        if body.name == name and short_name in {"", body.short_name}:
            self.stdout.write(f"“{before}”现名就是{name}，没有改动。")
            return
        if ComingName.objects.filter(body=body).exists():
            raise CommandError(f"{body.name}已登记将要更名，请先在网页上取消。")
        old, on, today = body.name, options["on"], timezone.localdate()
        now = rename_from(body=body, name=name, short_name=short_name, on=on, today=today)
        on_record(committee, "bodies", "机构更名", old, before=old, after=name, since=on)
        when = "已更名" if now else f"将从{on}起更名"
        self.stdout.write(f"{old}{when}为{name}，旧称作为曾用名保留。")

    def _list(self, committee: Committee, options: dict[str, Any]) -> None:
        today = timezone.localdate()
        for group in body_groups(committee):
            self.stdout.write(f"{group.kind.label}（{group.kind.value}）")
            for body in group.bodies:
                names = [body.short_name, *(other.name for other in body.other_names.all())]
                also = "、".join(filter(None, names))
                ended = f"  已于{body.until}撤销" if body.until and body.until < today else ""
                self.stdout.write(f"  {body.code}  {body.name}{f'（{also}）' if also else ''}{ended}")


def _namesake(body: Body) -> Body | None:
    """The current body of the same kind and name, however the name is written."""
    same = Body.objects.filter(committee=body.committee, kind=body.kind, folded_name=fold(body.name))
    return same.filter(until__isnull=True).first()
