"""Delivery: after the act and never in its way, once by whichever process, again after one was killed."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from factories.errands import errands_included
from factories.people import Cast, build_shizuishan
from huiyin.notices import delivery, news
from huiyin.notices.delivery import MAX_ATTEMPTS, deliver
from huiyin.notices.jobs import deliver_queued_notices
from huiyin.notices.models import Message, QueuedNotice
from huiyin.notices.outbox import MOST_AT_ONCE, deliver_beside_requests, deliver_within_requests
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import take
from huiyin.procedure.models import Matter
from notices.conftest import Errand, Told
from procedure.conftest import MONDAY


def submitted() -> Matter:
    """An errand that waits for the vice chair, by acts that are really committed."""
    cast = build_shizuishan()
    given = {"title": "修路"}
    matter = begin("errand", committee=cast.committee, actor=cast["周经委"], at=MONDAY, data=given).matter
    return take(matter, "submit", actor=cast["周经委"], at=MONDAY).matter


@pytest.mark.django_db(transaction=True)
def test_act_is_told_right_after_it_was_committed() -> None:
    with errands_included():
        submitted()

    assert Message.objects.get().text == "请签发。"
    assert not QueuedNotice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_act_that_is_undone_tells_nothing() -> None:
    with errands_included(), pytest.raises(RuntimeError), transaction.atomic():
        submitted()
        raise RuntimeError("断电")

    assert (Message.objects.count(), QueuedNotice.objects.count(), Matter.objects.count()) == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trouble", [DatabaseError("磁盘已满"), ValueError("措辞有误")])
def test_notice_that_fails_leaves_the_act_and_is_told_later(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    def fail(*_args: object) -> None:
        raise trouble

    with errands_included():
        with monkeypatch.context() as broken:
            broken.setattr(news.News, "of", fail)
            matter = submitted()
        assert Matter.objects.get(pk=matter.pk).state == "reviewing"
        assert QueuedNotice.objects.filter(attempts=1, failed__contains=str(trouble)).count() == 2

        deliver_queued_notices(MONDAY)

    assert Message.objects.get().text == "请签发。"


@pytest.mark.django_db(transaction=True)
def test_great_act_leaves_most_to_the_worker() -> None:
    with errands_included():
        with transaction.atomic():
            cast = build_shizuishan()
            for number in range(MOST_AT_ONCE + 3):
                given = {"title": f"第{number}件"}
                begin("errand", committee=cast.committee, actor=cast["周经委"], at=MONDAY, data=given)
        assert QueuedNotice.objects.count() == 3

        assert deliver(MONDAY) == 3


@pytest.mark.django_db(transaction=True)
def test_two_processes_delivering_at_once_tell_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with errands_included():
        with monkeypatch.context() as asleep:
            asleep.setattr("huiyin.notices.outbox.deliver", lambda *_args, **_more: 0)
            submitted()
        together, done, workers = Barrier(4), [], 4

        def work() -> None:
            try:
                together.wait(timeout=10)
                done.append(deliver(MONDAY))
            finally:
                connection.close()

        threads = [Thread(target=work) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)

    assert (len(done), sum(done)) == (workers, 2)
    assert Message.objects.get().text == "请签发。"
    assert not QueuedNotice.objects.exists()


def test_process_killed_in_between_leaves_all_to_the_next(
    errand: Errand, shizuishan: Cast, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    errand("reviewing")

    def killed(_messages: object) -> None:
        write(_messages)
        raise KeyboardInterrupt

    write = delivery.write
    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(delivery, "write", killed)
        deliver(MONDAY)
    assert not Message.objects.exists()
    assert QueuedNotice.objects.exists()

    assert told("陈副主席") == ["请签发。"]


def test_row_that_always_fails_is_kept_and_holds_up_no_other(
    errand: Errand, shizuishan: Cast, told: Told
) -> None:
    broken, _sound = errand("reviewing"), errand("reviewing")
    Matter.objects.filter(pk=broken.pk).update(procedure="forgotten")
    for _run in range(MAX_ATTEMPTS):
        with pytest.raises(ExceptionGroup):
            deliver(MONDAY)

    assert told("陈副主席") == ["请签发。"]
    left = QueuedNotice.objects.all()
    assert {(row.matter_id, row.attempts) for row in left} == {(broken.pk, MAX_ATTEMPTS)}
    assert str(left[0]) == f"{broken.pk} 1"
    assert "NoSuchProcedure" in left[0].failed


def test_rows_of_another_process_are_left_alone(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    directory = delivery.Directory(MONDAY.date())
    assert delivery.deliver_matter(matter.pk, [0], MONDAY, directory) == 0


def test_number_of_queries_does_not_grow_with_steps(
    errand: Errand, shizuishan: Cast, django_assert_num_queries
) -> None:
    errand("drafting")
    deliver(MONDAY)
    errand("drafting")
    with django_assert_num_queries(12):
        deliver(MONDAY + timedelta(minutes=1))
    errand("reviewing")
    with django_assert_num_queries(13):  # and the message itself
        deliver(MONDAY + timedelta(minutes=2))


@pytest.mark.django_db(transaction=True)
def test_web_server_delivers_beside_the_request() -> None:
    courier = deliver_beside_requests()
    assert deliver_beside_requests() is courier
    try:
        with errands_included():
            submitted()
            courier.finish()
            assert Message.objects.get().text == "请签发。" and not QueuedNotice.objects.exists()
            courier.finish()  # nothing to end: the next errand starts the thread anew
    finally:
        deliver_within_requests()
