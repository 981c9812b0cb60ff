"""The secrecy screen: what looks classified is refused before anything of it is stored (涉密不上网).

It reads every text that was typed and every file that was chosen. Of what it refuses, only a hash, the person, the
time and the act are kept. A file that cannot be read (password, damage) is refused too: it cannot be cleared.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import File

from huiyin.kernel.chain import sm3
from huiyin.kernel.secrecy import Mark, file_name_marks, find_marks
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Person
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.ports import Finding
from huiyin.records.file_types import FileRefused, claimed_type
from huiyin.records.limits import MEGABYTE, largest_file
from huiyin.records.models import SecrecyIncident
from huiyin.records.reading.file_text import read_file
from huiyin.records.reading.passages import Budget

WHAT_TO_DO = (
    "未予接收，内容没有保存。涉密文件、资料请走机要渠道，不得在本系统处理、存储；"
    "本系统仅保存了散列值、操作人和时间。"
)


def screen(data: Mapping[str, Any], files: Mapping[str, Any]) -> Finding | None:
    """Look through everything that was handed in; the first marking found, in words, or None.

    Raises ActRefused for a file that cannot be checked. Files are left wound back to their beginning.
    """
    budget = Budget()
    try:
        return _screen_texts(data, budget) or _screen_files(files, budget)
    except FileRefused as refused:
        raise ActRefused([Refused("file_not_taken", str(refused))]) from refused


def _screen_texts(data: Mapping[str, Any], budget: Budget) -> Finding | None:
    for text in texts_in(data):
        budget.spend("填写的内容", len(text))
        marks = find_marks(text)
        if marks:
            return _finding("填写的内容", marks, sm3(text.encode("utf-8", "surrogatepass")))
    return None


def texts_in(value: Any) -> Iterator[str]:
    """Every text within nested values, names and posted lists included; values of other types hold none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        lists = getattr(value, "lists", None)
        for key, each in value.items() if lists is None else lists():
            # A draft keeps the names of its fields too, and whoever posts by hand may name them anything.
            yield from texts_in(key)
            yield from texts_in(each)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from texts_in(each)


def _screen_files(files: Mapping[str, Any], budget: Budget) -> Finding | None:
    for number, file in enumerate(files_in(files), start=1):
        found = _screen_file(file, budget, label=f"附件{number}")
        if found is not None:
            return found
    return None


def files_in(value: Any) -> Iterator["File[Any]"]:
    """Every file of an upload, several under one name included."""
    if isinstance(value, File):
        yield value
    elif isinstance(value, Mapping):
        lists = getattr(value, "lists", None)
        for _key, each in value.items() if lists is None else lists():
            yield from files_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from files_in(each)


def _screen_file(file: "File[Any]", budget: Budget, *, label: str) -> Finding | None:
    name = str(file.name or "")
    marks = file_name_marks(name)
    if marks:
        # The name itself must not be kept or shown again, so the sentence speaks of the file by its number.
        return _finding(f"{label}文件名", marks, sm3(name.encode("utf-8", "surrogatepass")))
    claimed_type(name)
    content = content_of(file, name)
    label = f"附件“{name}”"
    for passage in read_file(name, content, budget):
        marks = file_name_marks(passage.text) if "文件名" in passage.place else find_marks(passage.text)
        if marks:
            return _finding(f"{label}{_without_names(passage.place)}", marks, sm3(content))
    return None


def content_of(file: "File[Any]", name: str) -> bytes:
    """All of a file that is not too large. Raises FileRefused."""
    size = file.size or 0
    if size > largest_file():
        most = largest_file() // MEGABYTE
        raise FileRefused(f"“{name}”有{size / MEGABYTE:.1f}MB，超过{most}MB的上限，请压缩或者拆分后上传。")
    file.seek(0)
    content: bytes = file.read()
    file.seek(0)
    return content


def _without_names(place: str) -> str:
    """The place without names of inner files: they could be what is classified."""
    head, _quote, rest = place.partition("“")
    return f"{head}{rest.rpartition('”')[2]}"


def _finding(place: str, marks: list[Mark], digest: str) -> Finding:
    labels = "、".join(dict.fromkeys(mark.label for mark in marks))
    return Finding(sentence=f"{place}出现{labels}，{WHAT_TO_DO}", digest=digest)


def record_incident(finding: Finding, person: Person | None, at: datetime, place: str) -> None:
    """Keep the hash, the person, the time and the act that was refused."""
    SecrecyIncident.objects.create(content_digest=finding.digest, person=person, at=at, place=place[:120])
