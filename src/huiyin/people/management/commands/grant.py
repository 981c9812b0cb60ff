"""`huiyin grant give | deputy | end | list`: who may do what, from when and until when."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from huiyin.people.actions.grants import appoint_deputy, end_grant, give_grant
from huiyin.people.enums import Role
from huiyin.people.management.asking import (
    a_day,
    a_number,
    known_body,
    known_committee,
    known_person,
    on_record,
    refusals_in_words,
    said,
)
from huiyin.people.models import Committee, Grant
from huiyin.people.selectors import is_grant_current


class Command(BaseCommand):
    """Gives, lends, ends and lists rights in one committee."""

    help = "授权：授予、由他人代行、终止、列出"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        acts = parser.add_subparsers(dest="act", required=True)
        give = acts.add_parser("give", help="授予一项职责（已有的不重复授予）")
        give.add_argument("--person", required=True, help="姓名、登录名或编号（#12）")
        give.add_argument("--role", required=True, choices=Role.values, help=f"角色：{said(Role.choices)}")
        give.add_argument("--body", help="在哪个机构担任（名称或代码）")
        deputy = acts.add_parser("deputy", help="由另一人代行一项职责")
        deputy.add_argument("grant", type=a_number, help="被代行的授权编号（见 list）")
        deputy.add_argument("--person", required=True, help="代行人")
        end = acts.add_parser("end", help="终止一项授权")
        end.add_argument("grant", type=a_number, help="授权编号（见 list）")
        end.add_argument("--on", required=True, type=a_day, help="最后一天")
        listed = acts.add_parser("list", help="列出授权")
        listed.add_argument("--all", action="store_true", help="包括已终止的")
        for each in (give, deputy):
            each.add_argument("--since", required=True, type=a_day, help="起始日期")
            each.add_argument("--until", type=a_day, help="最后一天（长期有效可不填）")
        for each in (give, deputy, end, listed):
            each.add_argument("--committee", required=True, help="政协委员会代码")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does what was asked and says what came of it."""
        committee = known_committee(options["committee"])
        since, until = options.get("since"), options.get("until")
        if since is not None and until is not None and until < since:
            raise CommandError(f"最后一天{until}早于起始日期{since}。")
        with refusals_in_words():
            getattr(self, f"_{options['act']}")(committee, options)

    def _give(self, committee: Committee, options: dict[str, Any]) -> None:
        person, role = known_person(options["person"]), Role(options["role"])
        body = known_body(committee, options["body"]) if options["body"] else None
        held = Grant.objects.filter(
            committee=committee, person=person, role=role, body=body, deputy_of__isnull=True
        )
        if self._overlaps(held, options):
            return
        grant = give_grant(
            person=person,
            role=role,
            committee=committee,
            body=body,
            since=options["since"],
            until=options["until"],
        )
        on_record(committee, "persons", "授予职责", person.name, after=_right(grant), since=grant.since)
        self.stdout.write(f"已授权：{_line(grant)}")

    def _deputy(self, committee: Committee, options: dict[str, Any]) -> None:
        principal, person = _known_grant(committee, options["grant"]), known_person(options["person"])
        outside = options["since"] < principal.since or (
            principal.until is not None and options["since"] > principal.until
        )
        if outside:
            raise CommandError(f"起始日期{options['since']}不在被代行的授权期限之内：{_line(principal)}")
        if self._overlaps(Grant.objects.filter(deputy_of=principal, person=person), options):
            return
        grant = appoint_deputy(
            principal=principal, person=person, since=options["since"], until=options["until"]
        )
        principal_name = principal.person.name
        after = f"由{person.name}代行{_right(grant)}"
        on_record(committee, "persons", "登记代行", principal_name, after=after, since=grant.since)
        self.stdout.write(f"已授权：{_line(grant)}")

    def _overlaps(self, held: Any, options: dict[str, Any]) -> bool:
        """Whether the same right is held on one of these days already; then it is said and nothing is done."""
        if options["until"] is not None:
            held = held.filter(since__lte=options["until"])
        same = held.exclude(until__lt=options["since"]).first()
        if same is not None:
            self.stdout.write(f"此前已授权，没有改动：{_line(same)}")
        return same is not None

    def _end(self, committee: Committee, options: dict[str, Any]) -> None:
        grant, on = _known_grant(committee, options["grant"]), options["on"]
        if on < grant.since:
            raise CommandError(f"最后一天{on}早于起始日期{grant.since}。")
        if grant.until is not None and grant.until <= on:
            self.stdout.write(f"这项授权到{grant.until}为止，没有改动。")
            return
        before, ended = _right(grant), end_grant(grant=grant, on=on)
        on_record(
            committee, "persons", "终止职责", grant.person.name, before=before, after=f"到{on}为止", since=on
        )
        self.stdout.write(f"已终止：{_line(ended)}")

    def _list(self, committee: Committee, options: dict[str, Any]) -> None:
        today = timezone.localdate()
        grants = Grant.objects.filter(committee=committee).select_related(
            "person", "body", "deputy_of__person"
        )
        for grant in grants.order_by("pk").iterator():
            # One that begins later is shown: it was given already.
            if options["all"] or is_grant_current(grant, today) or grant.since > today:
                self.stdout.write(_line(grant))


def _known_grant(committee: Committee, key: int) -> Grant:
    grant = Grant.objects.filter(committee=committee, pk=key).select_related("person", "body").first()
    if grant is None:
        raise CommandError(f"{committee.name}没有编号为 {key} 的授权，请用 huiyin grant list 查看。")
    return grant


def _right(grant: Grant) -> str:
    body = f"（{grant.body.name}）" if grant.body else ""
    return f"{grant.get_role_display()}{body}，{grant.since} 至 {grant.until or '长期'}"


def _line(grant: Grant) -> str:
    body = f"（{grant.body.name}）" if grant.body else ""
    deputy = f"，代行{grant.deputy_of.person.name}职责" if grant.deputy_of else ""
    days = f"{grant.since} 至 {grant.until or '长期'}"
    return f"{grant.pk}  {grant.person.name}  {grant.get_role_display()}{body}{deputy}  {days}"
