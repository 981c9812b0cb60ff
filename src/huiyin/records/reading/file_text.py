"""Every passage of an uploaded file, whatever its type; also the check that the file may be taken in at all."""

import zipfile
from collections.abc import Iterator

from huiyin.records.containers import entry_name, member, opened
from huiyin.records.file_types import CONTAINERS, OLE, FileRefused, FileType, checked_type
from huiyin.records.reading.image_text import image_passages
from huiyin.records.reading.office_text import NESTED, office_passages
from huiyin.records.reading.ole_text import ole_passages
from huiyin.records.reading.passages import Budget, Passage, spent
from huiyin.records.reading.pdf_text import pdf_passages
from huiyin.records.text_files import decoded


def read_file(name: str, content: bytes, budget: Budget, *, inside: bool = False) -> Iterator[Passage]:
    """The file's passages, names of files within it included. Raises FileRefused when it may not be taken in.

    `inside`: the file lies in a container already; then it may hold no further files that need opening.
    """
    kind = checked_type(name, content)
    yield from spent(name, budget, _passages(name, kind, content, budget, inside=inside))


def _passages(
    name: str, kind: FileType, content: bytes, budget: Budget, *, inside: bool
) -> Iterator[Passage]:
    if kind.code == "pdf":
        yield from pdf_passages(name, content, budget)
    elif kind.code in OLE:
        yield from ole_passages(name, content)
    elif kind.code == "txt":
        yield Passage("正文", decoded(content) or "")
    elif kind.code not in CONTAINERS:
        yield from image_passages(content)
    else:
        with opened(name, content) as container:
            if kind.code == "zip" and inside:
                raise FileRefused(f"压缩包内还有压缩包“{name}”，无法进行保密检查，请解开后上传。")
            if kind.code != "zip":
                yield from office_passages(name, container)
            yield from _within(name, kind, container, budget, inside=inside)


def _within(
    name: str, kind: FileType, container: zipfile.ZipFile, budget: Budget, *, inside: bool
) -> Iterator[Passage]:
    """What the files inside a zip, or embedded in an office document, say."""
    for info in container.infolist():
        inner = entry_name(info)
        if info.is_dir() or (kind.code != "zip" and not NESTED.search(inner)):
            continue
        yield Passage("内含文件的文件名", inner)
        if inside and kind.code != "zip":
            # An office document in a zip, with a document in it: one level more than is looked into.
            raise FileRefused(f"“{name}”内嵌有其他文件“{inner}”，无法进行保密检查，请取出后分别上传。")
        for passage in read_file(inner, member(name, container, info), budget, inside=True):
            yield Passage(f"内含文件“{inner}”{passage.place}", passage.text)
