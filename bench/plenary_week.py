"""The week of the plenary session as a load: two hundred members file a thousand proposals while clerks examine them.

The site is served as in an office (gunicorn, two processes with four threads) on this machine's loopback, and every
member is a browser of their own: opens the form, lets it save itself, sends it, looks at the page, hands it in.
One in ten clicks twice, at once or after a while. At the same time two clerks take the proposals in and examine them,
one after the other. The load ends by itself. What counts: each proposal is there once, with the text that
was sent, and handed in; nothing was answered with an error; the record holds.
"""

import os
import random
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from django.core.management import CommandError, call_command
from django.utils import timezone

from bench.cast import SINCE, Cast
from bench.proposal_texts import proposal
from bench.results import Row
from bench.signed_in import session_of, with_account
from bench.visitor import Timed, Visitor, failed
from huiyin.config.serve import answers_at, web_command
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Grant, Person, PlenarySession
from huiyin.procedure import registry
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import EXAMINING_BODY_CODE, KIND
from huiyin.proposals.models import Proposal

MEMBERS, PROPOSALS, MINUTES = 200, 1_000, 8.0
TWICE = 10
"""One in so many forms is sent twice."""
PORT = 8765
WAITING = 60.0


@dataclass
class Week:
    """Who takes part, what was sent, and every request."""

    cast: Cast
    port: int
    sent: dict[str, str] = field(default_factory=dict)
    times: list[Timed] = field(default_factory=list)
    examined: Counter[str] = field(default_factory=Counter)
    over: threading.Event = field(default_factory=threading.Event)
    broken: list[str] = field(default_factory=list)


def measure_plenary_week(
    cast: Cast, *, proposals: int = PROPOSALS, members: int = MEMBERS, minutes: float = MINUTES
) -> Iterator[Row]:
    """Lost, doubled, unanswered (goal: none), and p95 in ms of each kind of request."""
    _open_the_session(cast)
    clerks = _examiners(cast)
    persons = [with_account(each) for each in cast.members[:members]]
    sessions = {each.pk: session_of(each) for each in [*persons, *clerks]}
    with _served() as port:
        week = Week(cast, port)
        began = time.monotonic()
        share = [proposals // members + (number < proposals % members) for number in range(members)]
        seeds = iter(range(proposals))
        threads = [
            threading.Thread(
                target=_member,
                args=(week, sessions[person.pk], [next(seeds) for _ in range(count)], minutes * 60),
            )
            for person, count in zip(persons, share, strict=True)
        ]
        examining = [
            threading.Thread(target=_clerk, args=(week, sessions[clerk.pk], moves))
            for clerk, moves in zip(clerks, CLERKS, strict=True)
        ]
        for each in [*threads, *examining]:
            each.start()
        for each in threads:
            each.join()
        took = time.monotonic() - began
        week.over.set()
        for each in examining:
            each.join()
    yield from _told(week, proposals, took)


def _open_the_session(cast: Cast) -> None:
    today = timezone.localdate()
    PlenarySession.objects.create(
        committee=cast.committee, term=cast.term, number=5, opens_on=today - timedelta(days=1),
        closes_on=today + timedelta(days=4),
    )  # fmt: skip


def _examiners(cast: Cast) -> list[Person]:
    body = Body.objects.create(
        committee=cast.committee, kind=BodyKind.SPECIAL_COMMITTEE, code=EXAMINING_BODY_CODE, name="提案委员会"
    )
    found = []
    for number in range(1, len(CLERKS) + 1):
        person = with_account(Person.objects.create(name=f"提案委经办{number}", post="提案委员会科长"))
        Grant.objects.create(
            committee=cast.committee, person=person, role=Role.COMMITTEE_CLERK, body=body, since=SINCE
        )
        found.append(person)
    return found


@contextmanager
def _served() -> Iterator[int]:
    """The site on the loopback, until the block ends; its log goes beside the data."""
    log = Path(os.environ.get("HUIYIN_DATA_DIR", ".")) / "plenary-week.log"
    command = web_command("127.0.0.1", PORT, workers=2, threads=4)
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, env=dict(os.environ))
        try:
            until = time.monotonic() + WAITING
            while not answers_at("127.0.0.1", PORT):
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"the site did not start, see {log}")
                time.sleep(0.2)
            yield PORT
        finally:
            server.terminate()
            server.wait(timeout=WAITING)


def _member(week: Week, session: str, seeds: list[int], seconds: float) -> None:
    """One member: the proposals come spread over the time, as people write."""
    rng = random.Random(f"member {seeds[0] if seeds else 0}")
    visitor = Visitor(week.port, session)
    began = time.monotonic()
    moments = sorted(rng.uniform(0, seconds) for _ in seeds)
    for seed, moment in zip(seeds, moments, strict=True):
        time.sleep(max(0.0, began + moment - time.monotonic()))
        try:
            _file(week, visitor, seed, rng)
        except (OSError, KeyError, AssertionError) as error:
            week.broken.append(f"{seed}: {error!r}")
    week.times += visitor.times
    visitor.close()


def title_of(seed: int) -> str:
    """The title says which one it is."""
    return f"关于第{seed:04}号事项的提案"


def _file(week: Week, visitor: Visitor, seed: int, rng: random.Random) -> None:
    """Write, look, hand in; now and then twice."""
    _title, situation, analysis, *suggestions = proposal(seed)
    week.sent[title_of(seed)] = situation
    values: dict[str, Any] = {
        "title": title_of(seed), "proposer_kind": "individual", "publication": "yes", "situation": situation,
        "analysis": analysis, "suggestions": [{"text": each[:500]} for each in suggestions[:5]],
    }  # fmt: skip
    address = f"/begin/{KIND}/"
    page = visitor.get(address, "form")
    fields = _filled(page.hidden, registry.forms["proposals.begin@1"].post_data(values))
    visitor.post(f"/drafts/begin:{KIND}:{week.cast.committee.pk}:/", "autosave", fields)
    begun = _send(visitor, address, "file", fields, rng)
    key = begun.split("/matters/")[1].strip("/")
    visitor.get(f"/matters/{key}/", "page")
    _move(visitor, key, "submit", "submit", rng)


def _filled(hidden: dict[str, str], posted: Any) -> dict[str, str]:
    return {**hidden, **{name: posted[name] for name in posted}}


def _send(visitor: Visitor, address: str, what: str, fields: dict[str, str], rng: random.Random) -> str:
    """Send a form; one in ten twice. Where the answer leads."""
    how = rng.randrange(2 * TWICE)
    second = visitor.beside()
    other = threading.Thread(target=second.post, args=(address, f"{what} again", fields))
    if how == 0:
        other.start()
    answer = visitor.post(address, what, fields)
    if how == 1:
        other.start()
    if other.ident is not None:
        other.join()
        second.close()
    assert answer.location, f"{what}: {answer.status}"
    return answer.location


def _move(visitor: Visitor, key: str, move: str, what: str, rng: random.Random, **values: str) -> None:
    address = f"/matters/{key}/moves/{move}/"
    page = visitor.get(address, f"{what} page")
    _send(visitor, address, what, {**page.hidden, **values}, rng)


def _clerk(week: Week, session: str, moves: dict[str, tuple[str, dict[str, str]]]) -> None:
    """One clerk: looks at the list again and again, and takes what waits, until the members are done."""
    rng, visitor = random.Random(f"clerk {sorted(moves)}"), Visitor(week.port, session)
    while not week.over.is_set():
        for state, (move, values) in moves.items():
            listed = visitor.get(f"/matters/?procedure={KIND}&state={state}", "list")
            for key in listed.matters[:10]:
                if week.over.is_set():
                    break
                try:
                    _move(visitor, key, move, "examine", rng, **values)
                    week.examined[move] += 1
                except AssertionError as error:
                    # Taken back or moved on since the list was shown: told as such, and no fault.
                    if "409" not in str(error):
                        week.broken.append(f"{move}: {error!r}")
        time.sleep(0.5)
    week.times += visitor.times
    visitor.close()


ADVICE = {"advice": "docket"}
CLERKS: tuple[dict[str, tuple[str, dict[str, str]]], ...] = (
    {"submitted": ("accept", {}), "first_exam": ("examine_first", ADVICE)},
    {"second_exam": ("examine_second", ADVICE)},
)


def _told(week: Week, wanted: int, seconds: float) -> Iterator[Row]:
    found = Counter(Matter.objects.filter(kind=KIND).values_list("title", flat=True))
    texts = dict(Proposal.objects.values_list("matter__title", "situation"))
    handed_in = Proposal.objects.exclude(filed_on=None).count()
    lost = wanted - sum(texts.get(title) == text for title, text in week.sent.items())
    yield Row("plenary.seconds", seconds, "s", None)
    yield Row("plenary.lost", lost, "proposals", 0)
    yield Row("plenary.not_handed_in", wanted - handed_in, "proposals", 0)
    yield Row("plenary.doubled", sum(found.values()) - len(found), "proposals", 0)
    yield Row("plenary.failed", failed(week.times) + len(week.broken), "requests", 0)
    yield Row("plenary.record_faults", _record_faults(), "", 0)
    yield Row("plenary.examined", week.examined["examine_second"], "proposals", None)
    for what in ("form", "autosave", "file", "page", "submit", "list", "examine"):
        times = [each.ms for each in week.times if each.what == what]
        if len(times) > 1:
            yield Row(f"plenary.{what}.median", median(times), f"ms, of {len(times)}", None)
            yield Row(f"plenary.{what}.p95", quantiles(times, n=20)[-1], "ms", None)
    for each in week.broken[:5]:
        print(f"  ✗ {each}", flush=True)


def _record_faults() -> int:
    """0 when every chain, fingerprint and number holds."""
    try:
        call_command("verify", stdout=StringIO(), stderr=StringIO())
    except (CommandError, SystemExit) as fault:
        print(f"  ✗ {fault}", flush=True)
        return 1
    return 0
