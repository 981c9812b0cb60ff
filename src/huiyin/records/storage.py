"""Where the files of attachments lie: named by their hash, outside everything a web server hands out.

A file is written before its row is committed, so it waits under a name of its own and is moved when the act is
committed. What waits too long belongs to an act that was rolled back, or to one that was killed between commit
and move; `sweep` tells the two apart.
"""

import os
import uuid
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from huiyin.kernel.sm3 import sm3
from huiyin.records.models import Attachment

ATTACHMENTS = "attachments"
INCOMING = "incoming"
WAIT = timedelta(hours=6)
"""Longer than any act can last."""


def put_aside(content: bytes, *, committee_id: int, digest: str) -> str:
    """Write a file that becomes an attachment when the present transaction commits; its later path."""
    waiting = _root() / INCOMING / f"{digest}.{uuid.uuid4().hex}"
    final = f"{ATTACHMENTS}/{committee_id}/{digest[:2]}/{digest}"
    _make_folder(waiting.parent)
    handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    transaction.on_commit(lambda: _move(waiting, final))
    return final


def locate(attachment: Attachment) -> Path | None:
    """The file of an attachment; also found while it still waits to be moved. None if it is gone."""
    final = _root() / attachment.stored_path
    if final.is_file():
        return final
    return next(iter(sorted(_waiting(attachment.digest))), None)


def digest_of(path: Path) -> str:
    """SM3 of a stored file."""
    return sm3(path.read_bytes())


def sweep(at: datetime) -> int:
    """Finish or remove what has waited too long; how many files. Safe to repeat, and after being killed."""
    folder = _root() / INCOMING
    if not folder.is_dir():
        return 0
    oldest = (at - WAIT).timestamp()
    late = [path for path in folder.iterdir() if path.stat().st_mtime < oldest]
    for path in late:
        _settle(path)
    return len(late)


def _settle(path: Path) -> None:
    digest = path.name.partition(".")[0]
    stored = set(Attachment.objects.filter(digest=digest).values_list("stored_path", flat=True))
    content = path.read_bytes() if any(not (_root() / each).is_file() for each in stored) else b""
    for final in stored:
        target = _root() / final
        if not target.is_file():
            _make_folder(target.parent)
            copy = path.with_name(f"{path.name}.copy")
            copy.write_bytes(content)
            copy.chmod(0o600)
            copy.replace(target)
    path.unlink(missing_ok=True)


def _waiting(digest: str) -> list[Path]:
    folder = _root() / INCOMING
    return list(folder.glob(f"{digest}.*")) if folder.is_dir() else []


def _move(waiting: Path, final: str) -> None:
    target = _root() / final
    _make_folder(target.parent)
    waiting.replace(target)


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT)
