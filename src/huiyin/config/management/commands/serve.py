"""`huiyin serve`: the web server and the background worker on one machine."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from huiyin.config.serve import (
    AddressRefusedError,
    Child,
    Site,
    answers_at,
    check_address,
    web_command,
    worker_command,
)


class Command(BaseCommand):
    help = "启动网页服务和后台任务 (serves the site together with its background worker)"
    requires_system_checks: list[str] = []  # made when the database is brought up to date

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
        parser.add_argument("--workers", type=int, default=2, help="web processes (2)")
        parser.add_argument("--threads", type=int, default=4, help="threads in each web process (4)")
        parser.add_argument("--logs", type=Path, help="folder for web.log and worker.log")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port, logs = options["host"], options["port"], options["logs"]
        try:
            check_address(host, port)
        except AddressRefusedError as refused:
            raise CommandError(str(refused)) from refused
        web = web_command(host, port, workers=options["workers"], threads=options["threads"])
        site = Site(
            web=Child("web", web, logs and logs / "web.log"),
            worker=Child("worker", worker_command(), logs and logs / "worker.log"),
            say=self._say,
            announce=lambda: self._say(f"回音已启动：http://{host}:{port}/ 按 Ctrl-C 停止 (Ctrl-C stops it)"),
            answers=lambda: answers_at(host, port),
        )
        code = site.run()
        if code:
            hint = f"，详见 {logs / 'web.log'}" if logs else ""
            raise CommandError(
                f"网页服务未能继续运行{hint} (the web server did not keep running)", returncode=code
            )
        self._say("已停止 (stopped)")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
