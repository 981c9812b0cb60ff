"""`huiyin committee add | list`: the committees of this deployment."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from huiyin.people.actions.committees import add_committee
from huiyin.people.enums import CommitteeLevel
from huiyin.people.management.asking import known_committee, refusals_in_words, said
from huiyin.people.models import Committee


class Command(BaseCommand):
    """Registers and lists committees."""

    help = "政协委员会：登记、列出"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="登记一个政协委员会（重复登记不变）")
        add.add_argument("code", help="代码，用于地址和命令，如 shizuishan")
        add.add_argument("--name", required=True, help="全称")
        add.add_argument("--short-name", required=True, help="简称")
        add.add_argument(
            "--level",
            required=True,
            choices=CommitteeLevel.values,
            help=f"层级：{said(CommitteeLevel.choices)}",
        )
        add.add_argument("--region", required=True, help="行政区划代码，如 640200")
        add.add_argument("--parent", help="上级政协的代码")
        acts.add_parser("list", help="列出全部")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does what was asked and says what came of it."""
        if options["act"] == "list":
            self._list()
            return
        parent = known_committee(options["parent"]) if options["parent"] else None
        with refusals_in_words():
            committee, new = add_committee(
                code=options["code"],
                name=options["name"].strip(),
                short_name=options["short_name"].strip(),
                level=CommitteeLevel(options["level"]),
                region_code=options["region"],
                parent=parent,
            )
        self.stdout.write(f"已登记{committee.name}。" if new else f"{committee.name}此前已登记，没有改动。")

    def _list(self) -> None:
        for each in Committee.objects.select_related("parent"):
            parent = f"  上级：{each.parent.code}" if each.parent else ""
            level = each.get_level_display()
            self.stdout.write(
                f"{each.code}  {level}  {each.region_code}  {each.name}（{each.short_name}）{parent}"
            )
