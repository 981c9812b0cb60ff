"""Facts of handling that moves and clocks hang on: whether there is anything to decide, to confirm, to wait for."""

from django.utils import timezone

from huiyin.handling.enums import RequestState
from huiyin.handling.selectors.contacts import (
    author_parties,
    authors_of,
    contacts_of,
    unconfirmed,
    waivers_of,
)
from huiyin.handling.selectors.evaluations import evaluators_for, last_evaluation, silent_evaluators
from huiyin.handling.selectors.letters import findings_on
from huiyin.handling.selectors.look_backs import was_found_not_done
from huiyin.handling.selectors.reply_letters import opens_online
from huiyin.handling.selectors.requests import (
    author_rows,
    last_return_request,
    open_extension_request,
)
from huiyin.handling.settings import contact_setting, most_rounds, reply_time_setting
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact


@fact("handling.extension_asked@1", "有延期申请待答复")
def extension_asked(matter: Matter) -> bool:
    """The unit asked for more time and nobody has answered."""
    return open_extension_request(matter) is not None


@fact("handling.no_extension_asked@1", "没有待答复的延期申请")
def no_extension_asked(matter: Matter) -> bool:
    """One request at a time."""
    return not extension_asked(matter)


@fact("handling.authors_to_tell@1", "有须事先告知延期的提出人，且没有待答复的延期申请")
def authors_to_tell(matter: Matter) -> bool:
    """There are authors to whom a later reply is explained before more time is asked for."""
    return author_rows(matter).exists() and not extension_asked(matter)


@fact("handling.return_refused@1", "申退未获同意，且未经裁定")
def return_refused(matter: Matter) -> bool:
    """Only a refusal can be disputed, and once: a ruling is the last word."""
    request = last_return_request(matter)
    return request is not None and request.state == RequestState.REFUSED and not request.ruling


@fact("handling.no_arbiter@1", "尚未指定裁定人")
def no_arbiter(matter: Matter) -> bool:
    """Unit and office disagree, and nobody has been named to decide."""
    request = last_return_request(matter)
    return request is not None and request.arbiter_id is None


@fact("handling.arbiter_named@1", "已指定裁定人")
def arbiter_named(matter: Matter) -> bool:
    """Somebody was named to decide."""
    return not no_arbiter(matter)


@fact("handling.findings_to_explain@1", "有待说明的核查意见")
def findings_to_explain(matter: Matter) -> bool:
    """The check found something that an explanation can answer; what must be mended is mended in the text."""
    return any(each.is_open and not each.blocks for each in findings_on(matter))


@fact("handling.has_authors@1", "有可以沟通的提出人")
def has_authors(matter: Matter) -> bool:
    """There is somebody to speak with."""
    return bool(authors_of(matter))


@fact("handling.contact_open@1", "有待本人确认的沟通")
def contact_open(matter: Matter) -> bool:
    """A contact was recorded and its author's word is out."""
    return bool(unconfirmed(matter))


@fact("handling.contact_asked@1", "须与提出人面商或者沟通")
def contact_asked(matter: Matter) -> bool:
    """The procedure of the matter asks for contact with its authors."""
    return contact_setting(matter).needed != "none" and has_authors(matter)


@fact("handling.no_contact_due@1", "不要求沟通，或者已有首次沟通")
def no_contact_due(matter: Matter) -> bool:
    """Nothing waits for the first contact: it is not asked for, took place, or every author has waived it."""
    if not contact_asked(matter) or contacts_of(matter):
        return True
    waived = {each.author_id for each in waivers_of(matter)}
    authors = author_parties(matter).values()
    return all(any(each.pk in waived for each in author.speakers) for author in authors)


@fact("handling.first_round@1", "首次办理")
def first_round(matter: Matter) -> bool:
    """The matter that is handled is in its first round: the ordinary time for a reply runs."""
    return matter.parent_round <= 1


@fact("handling.later_round@1", "重新办理")
def later_round(matter: Matter) -> bool:
    """Handled once more: the shorter time for that runs."""
    return not first_round(matter)


@fact("handling.counted_in_months@1", "按月计算答复期限")
def counted_in_months(matter: Matter) -> bool:
    """The procedure of the matter that is handled gives months for a reply (提案), not working days."""
    return reply_time_setting(matter).counted_in == "months"


@fact("handling.evaluators_silent@1", "还有评价人没有评价")
def evaluators_silent(matter: Matter) -> bool:
    """Somebody's form is still out."""
    return bool(silent_evaluators(matter))


@fact("handling.nobody_evaluated@1", "还没有人评价")
def nobody_evaluated(matter: Matter) -> bool:
    """No form has come in: what was said is never thrown away."""
    return not matter.evaluation.forms.exists()


@fact("handling.not_asked_to_evaluate@1", "本轮尚未发起评价")
def not_asked_to_evaluate(matter: Matter) -> bool:
    """One evaluation a round."""
    return last_evaluation(matter) is None


@fact("handling.may_rehandle@1", "重新办理未超过规定轮次")
def may_rehandle(matter: Matter) -> bool:
    """The rounds that the procedure allows are not used up."""
    return matter.round < most_rounds(matter)


@fact("handling.rounds_used_up@1", "已达到规定轮次")
def rounds_used_up(matter: Matter) -> bool:
    """A sitting decides what becomes of it."""
    return not may_rehandle(matter)


@fact("handling.nobody_to_evaluate@1", "没有可以评价的提出人")
def nobody_to_evaluate(matter: Matter) -> bool:
    """Nobody wrote it who did not handle it as well."""
    return not evaluators_for(matter)


@fact("handling.found_not_done@1", "回头看认定未落实")
def found_not_done(matter: Matter) -> bool:
    """A visit found that it was not done, and nothing has followed yet."""
    return was_found_not_done(matter)


@fact("handling.letter_opens_online@1", "收件人可以在网上查阅")
def letter_opens_online(matter: Matter) -> bool:
    """Somebody with an account opens the letter for its author."""
    return opens_online(matter, timezone.localdate(matter.entered_state_at))


@fact("handling.letter_needs_paper@1", "收件人不能在网上查阅")
def letter_needs_paper(matter: Matter) -> bool:
    """The author has no account, or is known by name alone: the letter goes out on paper."""
    return not letter_opens_online(matter)
