"""A year's briefs as the ledgers find them: whoever reports, and each way that one may end."""

from datetime import datetime

from factories.briefs import OFFICE, Reporting, issued, report, reported
from factories.people import Cast
from huiyin.briefs.models import UnsuitedReason
from huiyin.people.models import Account, Grant, Member, Person

HIDDEN, CITIZEN, PHONE, UNSENT = "隐姓委员", "钱某某", "13900001111", "没有提交的信息己"
NAMED, SECRET, KEPT, DECLINED, MERGED, CITIZENS, WITHDRAWN = (
    *("消防通道信息", "学校拥堵信息", "留存的信息", "未采用的信息", "合并的信息"),
    *("群众反映的信息", "撤回的信息"),
)


def hidden_member(cast: Cast) -> None:
    """A member whose name is a word that stands nowhere else."""
    account = Account.objects.create(username="yinxing")
    person = cast.people[HIDDEN] = Person.objects.create(name=HIDDEN, post="", account=account)
    since = cast.grant("白委员").since
    cast.grants[HIDDEN] = Grant.objects.create(
        committee=cast.committee, person=person, role="member", since=since
    )
    sector = cast.body("农业界")
    Member.objects.create(committee=cast.committee, term=cast.term, person=person, sector=sector)


def build_briefs(cast: Cast, at: datetime) -> dict[str, Reporting]:
    """Seven that were handed in, one of them issued with a name and one without, and a draft."""
    hidden_member(cast)
    undisclosed = {"disclosure": "undisclosed", "at": at}
    report(cast, "马委员", title=UNSENT, at=at)
    found = {NAMED: reported(cast, "白委员", title=NAMED, at=at)}
    found[SECRET] = issued(cast, HIDDEN, title=SECRET, **undisclosed)
    found[MERGED] = reported(cast, HIDDEN, title=MERGED, **undisclosed)
    found[MERGED].act(OFFICE, "merge", {"main": found[NAMED].matter.pk, "text": "一并编辑。"})
    found[NAMED].matter.refresh_from_db()
    found[NAMED].at = found[MERGED].at
    found[NAMED].issue()
    found[KEPT] = reported(cast, "马委员", title=KEPT, at=at)
    found[KEPT].act(OFFICE, "keep", {"text": "供参考。"})
    found[DECLINED] = reported(cast, "马委员", title=DECLINED, at=at)
    reason = UnsuitedReason.objects.filter(committee=cast.committee).order_by("order")[0]
    found[DECLINED].act(OFFICE, "decline", {"reason_code": reason.pk, "text": "请向窗口反映。"})
    found[WITHDRAWN] = reported(cast, "马委员", title=WITHDRAWN, at=at)
    found[WITHDRAWN].act("马委员", "withdraw", {"reason": "已经解决。"})
    said = {"giver_name": CITIZEN, "contact": PHONE}
    found[CITIZENS] = reported(cast, OFFICE, title=CITIZENS, at=at, **said)
    return found
