"""`huiyin procedures`: list the procedures, seal a version, keep their generated pages current."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from huiyin.procedure import library
from huiyin.procedure.definition import Procedure
from huiyin.procedure.documentation import name_of, pages, stale, write
from huiyin.procedure.loader import DocumentRefused
from huiyin.procedure.rights_table import rights_table

DOCUMENTS = Path("docs/procedures")
RIGHTS = Path("tests/rights")


class Command(BaseCommand):
    """List procedures with version and seal; `--write` and `--check` keep docs/procedures, `--rights` the rights."""

    requires_system_checks: list[str] = []  # the documents are read, nothing else
    help = "程序清单；--write 生成程序文档，--check 检查是否最新，seal 发布一个版本"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options of the list, and the word `seal` with code and version."""
        parser.add_argument("seal", nargs="*", metavar="seal CODE VERSION", help="发布一个版本，此后不得改动")
        parser.add_argument("--write", action="store_true", help="写入程序文档")
        parser.add_argument("--check", action="store_true", help="程序文档不是最新时报错")
        parser.add_argument("--rights", action="store_true", help="写入各程序的权限表（tests/rights）")
        parser.add_argument("--folder", type=Path, default=DOCUMENTS, help="程序文档所在文件夹")

    def handle(self, **options: Any) -> None:
        """Do what was asked; faults of documents are told with file, line and reason."""
        try:
            procedures = sorted(library.installed().values(), key=lambda each: each.identity)
        except DocumentRefused as refused:
            raise CommandError(str(refused)) from None
        if options["seal"]:
            self._seal(options["seal"])
            return
        files = pages(procedures)
        if options["check"]:
            self._check(options["folder"], files)
        elif options["rights"]:
            tables = {f"{name_of(each)}.txt": rights_table(each) for each in procedures}
            self.stdout.write("\n".join(write(RIGHTS, tables)) or "权限表已是最新。")
        elif options["write"]:
            changed = write(options["folder"], files)
            self.stdout.write("\n".join(changed) if changed else "程序文档已是最新。")
        else:
            self._list(procedures)

    def _list(self, procedures: list[Procedure]) -> None:
        sealed = {
            name: seal
            for folder in library.folders()
            for name, seal in library.read_seals(folder / library.SEALS).items()
        }
        for procedure in procedures:
            state = "已发布" if name_of(procedure) in sealed else "未发布"
            self.stdout.write(f"{name_of(procedure)}\t{procedure.label}\t{state}\t{procedure.seal}")
        if not procedures:
            self.stdout.write("没有安装任何程序。")

    def _check(self, folder: Path, files: dict[str, str]) -> None:
        names = stale(folder, files)
        if names:
            raise CommandError(f"程序文档不是最新：{'、'.join(names)}。请运行 huiyin procedures --write。")
        self.stdout.write("程序文档是最新的。")

    def _seal(self, words: list[str]) -> None:
        if len(words) != 3 or words[0] != "seal" or not words[2].isdecimal():
            raise CommandError(
                "用法：huiyin procedures seal CODE VERSION，例如 huiyin procedures seal outcome 1"
            )
        name = f"{words[1]}.v{int(words[2])}"
        for folder in library.folders():
            if (folder / f"{name}.yaml").exists():
                procedure = library.procedure_of(words[1], int(words[2]))
                library.seal(procedure, folder)
                self.stdout.write(f"已发布 {name}：{procedure.seal}")
                return
        raise CommandError(f"没有找到程序 {name}。")
