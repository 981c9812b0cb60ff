"""`huiyin worker`: does the regular work of the site in the background."""

import signal
from threading import Event, Thread
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.background.runner import run_next, run_until_stopped
from huiyin.notices.scheduler import Job, schedule
from huiyin.notices.worker import tick, work_until_stopped


class Command(BaseCommand):
    help = "后台任务：到期提醒、锚定等定时工作 (runs the regular work; several workers may run side by side)"
    requires_system_checks: list[str] = []  # made when the database is brought up to date

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then stop")
        parser.add_argument("--jobs", action="store_true", help="list the jobs and how often they run")
        parser.add_argument("--only", metavar="NAME", help="this job alone")

    def handle(self, *args: Any, **options: Any) -> None:
        jobs = self._chosen(options["only"])
        if options["jobs"]:
            for each in jobs:
                self.stdout.write(f"{each.name}\t{int(each.every.total_seconds() // 60)} min")
            return
        if options["once"]:
            tick(jobs, clock=timezone.now)
            while options["only"] is None and run_next(timezone.now) is not None:
                pass
            return
        stopped = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *received: stopped.set())
        # Beside the regular work, so that a large export keeps no reminder waiting.
        long_work = Thread(target=run_until_stopped, args=(stopped, timezone.now), name="long-work")
        if options["only"] is None:
            long_work.start()
        work_until_stopped(jobs, stopped=stopped, clock=timezone.now)
        if options["only"] is None:
            long_work.join()

    def _chosen(self, only: str | None) -> tuple[Job, ...]:
        jobs = schedule.jobs()
        if only is None:
            return jobs
        chosen = tuple(each for each in jobs if each.name == only)
        if not chosen:
            known = "、".join(each.name for each in jobs)
            raise CommandError(
                _("没有名为“%(name)s”的后台任务，现有：%(known)s。") % {"name": only, "known": known}
            )
        return chosen
