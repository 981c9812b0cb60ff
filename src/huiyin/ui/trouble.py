"""Troubles of the machine that are nobody's fault: the database full, busy, locked against writing or out of reach.

Told apart by the database's own error codes, never by its words, which change with version and language.
"""

import errno
from dataclasses import dataclass

from django.db import Error as DatabaseFault
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Trouble:
    """What happened and what the person can do about it. In all of them the act was taken back as a whole."""

    code: str
    happened: str | Promise
    todo: str | Promise


FULL = Trouble(
    "full",
    _("系统的存储空间已满，暂时不能保存新的内容。"),
    _("请告诉系统管理员“存储空间已满”；清理或扩容之后，用原来的页面再提交一次即可。"),
)
BUSY = Trouble(
    "busy",
    _("同时办理的人较多，等候写入的时间过长。"),
    _("请过一会儿再提交一次；如一再出现，请告诉系统管理员“数据库繁忙”。"),
)
READ_ONLY = Trouble(
    "read-only",
    _("系统正在维护，目前只能查看，不能办理。"),
    _("请在维护结束后再提交一次；何时结束请向系统管理员了解。"),
)
OUT_OF_REACH = Trouble(
    "out-of-reach",
    _("系统暂时连不上数据库。"),
    _("请过一会儿再试一次；如仍然这样，请告诉系统管理员“数据库连接中断”。"),
)

# Primary result codes of SQLite: FULL; BUSY, LOCKED; READONLY; IOERR, CANTOPEN.
_SQLITE = {13: FULL, 5: BUSY, 6: BUSY, 8: READ_ONLY, 10: OUT_OF_REACH, 14: OUT_OF_REACH}
# SQLSTATE of PostgreSQL, whole or by its class: disk full, other resources; serialisation, deadlock,
# lock not to be had, cancelled; read-only transaction; connection, shutdown, system error.
_SQLSTATE = {
    "53100": FULL,
    "53": BUSY,
    "40001": BUSY,
    "40P01": BUSY,
    "55P03": BUSY,
    "57014": BUSY,
    "25006": READ_ONLY,
    "08": OUT_OF_REACH,
    "57P": OUT_OF_REACH,
    "58": OUT_OF_REACH,
}
_FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT})


def trouble_of(error: BaseException | None) -> Trouble | None:
    """The trouble behind an error; None for anything else, which is then a fault of ours."""
    if isinstance(error, OSError):
        return FULL if error.errno in _FULL_DISK else None
    if not isinstance(error, DatabaseFault):
        return None
    # A broken transaction complains in its own words; what broke it hangs on the chain behind.
    seen: BaseException | None = error
    for _link in range(6):
        found = _named(seen)
        if found is not None or seen is None:
            return found
        seen = seen.__cause__ or seen.__context__
    return None


def _named(error: BaseException | None) -> Trouble | None:
    number = getattr(error, "sqlite_errorcode", None)
    if isinstance(number, int):
        return _SQLITE.get(number & 0xFF)
    if not hasattr(error, "sqlstate"):
        return None
    state = getattr(error, "sqlstate", None)
    if state:
        return next((_SQLSTATE[state[:size]] for size in (5, 3, 2) if state[:size] in _SQLSTATE), None)
    # Errors made on this side have no state: no connection, none left in the pool, or cut in the middle.
    lost = type(error).__name__ in {"OperationalError", "InterfaceError", "PoolTimeout", "PoolClosed"}
    return OUT_OF_REACH if lost or "Timeout" in type(error).__name__ else None
