"""`huiyin attachment_texts`: which attachments search does not reach, and why; exit code 1 if one was forgotten."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.people.management.asking import known_committee
from huiyin.people.models import Committee
from huiyin.records.enums import TextState, Unread
from huiyin.records.file_texts.queue import not_queued, queue_again, read_waiting
from huiyin.records.models import AttachmentText

NAMED = 50


class Command(BaseCommand):
    help = "检查附件文字的提取情况 (which attachments search does not reach; exit code 1 if one is not even queued)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--committee", metavar="CODE", help="this committee alone")
        parser.add_argument("--again", action="store_true", help="queue what failed or was forgotten")
        parser.add_argument("--now", action="store_true", help="read everything that waits, now")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["committee"]
        committees = [known_committee(code)] if code else list(Committee.objects.order_by("code"))
        if options["again"]:
            number = sum(map(queue_again, committees))
            self.stdout.write(_("重新排队等待提取的附件：%(number)d个。") % {"number": number})
        if options["now"]:
            while read_waiting(timezone.now()):
                pass
        forgotten = sum([self._say(committee) for committee in committees])
        if forgotten:
            self.stdout.write(_("请运行 huiyin attachment_texts --again 补入队列。"))
            sys.exit(1)

    def _say(self, committee: Committee) -> int:
        rows = AttachmentText.objects.filter(committee=committee)
        numbers = dict(rows.values_list("state").annotate(Count("pk")).order_by())
        said = "，".join(f"{state.label}{numbers.get(state, 0)}" for state in TextState)
        forgotten = not_queued(committee).count()
        missed = _("，未入队列%(number)d") % {"number": forgotten} if forgotten else ""
        self.stdout.write(f"{committee.name}：{said}{missed}")
        unread = rows.exclude(reason="").select_related("attachment__matter").order_by("reason", "pk")
        for row in unread[:NAMED]:
            matter, name = row.attachment.matter, row.attachment.original_name
            self.stdout.write(f"  {matter} · {name} · {Unread(row.reason).label}")
        return forgotten
