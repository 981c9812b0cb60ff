"""Full-text search among many invented texts: the first page, with the asker's rights, on either database.

The texts are requests, replies and drafts of assignments, of words drawn by a skewed frequency from a vocabulary of
thirty thousand; some words are strewn in to be asked for: in every fifth text, in one of a hundred, in one of ten
thousand, in none, and in drafts alone, which are seen within the unit. Matters, parties and the index are filled in
bulk, by the product's own functions; the rows behind the texts are left out, for nothing here reads them.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from statistics import median, quantiles
from time import process_time

from django.db import connection, transaction

from bench.cast import Cast
from bench.results import Row
from bench.timing import timed
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Grant, Person
from huiyin.procedure.models import Matter, MatterParty
from huiyin.search.full_text import engine, registry
from huiyin.search.full_text.asked import Asked
from huiyin.search.full_text.asking import FoundPage, look_for
from huiyin.search.full_text.entries import HEAD, Text, entries_from, tokens_of
from huiyin.search.full_text.indexing import rules
from huiyin.search.full_text.places import Place
from huiyin.search.models import IndexedMatter, TextEntry

GOAL_MS = 50.0
TEXTS_OF_MATTER = 2
CHUNK = 500
ASKED_FOR = 60
UNITS = 200
MEMBERS = 400
# Word → in which share of the texts it stands.
STREWN = {
    "教育": 0.2, "惠民工程": 0.2, "养老": 0.01, "雨污分流": 0.01, "龘靐": 0.0001, "鱻麤飝厵": 0.0001,
}  # fmt: skip
ABSENT = ("齉爩", "籲灪麣鸞")
HIDDEN_OFTEN, HIDDEN_ONCE = "灩灨", "虋讟"
"""In every draft, and in one: drafts are one in ten matters."""


def measure_full_text(cast: Cast, count: int, now: datetime) -> Iterator[Row]:
    """Milliseconds of a first page for each asker and sort of word, and how long filling took.

    Beside them the processor time of this process, which on SQLite is all there is and which a busy machine leaves be.
    """
    name = f"full_text.{count}"
    askers = _askers(cast)
    yield Row(f"{name}.filled", timed(lambda: fill(cast, count, now)) / 1000, "s", None)
    yield Row(f"{name}.index", _megabytes(), "MB", None)
    yield from ask(askers, name)


def ask(askers: Mapping[str, list[Grant]], name: str) -> Iterator[Row]:
    """Every asker, every sort of word, sixty times."""
    for who, grants in askers.items():
        all_times: list[float] = []
        for sort, words in _questions().items():
            times, busy, hits = [], [], 0
            for number in range(ASKED_FOR):
                found: list[FoundPage] = []
                asked = Asked(words[number % len(words)], grants)
                before = process_time()
                times.append(timed(lambda asked=asked, found=found: found.append(look_for(asked))))
                busy.append((process_time() - before) * 1000)
                hits = max(hits, len(found[0].hits))
            all_times += times[1:]
            yield Row(f"{name}.{who}.{sort}.median", median(times[1:]), f"ms, {hits} hits", None)
            yield Row(f"{name}.{who}.{sort}.p95", quantiles(times[1:], n=20)[-1], "ms", GOAL_MS)
            yield Row(f"{name}.{who}.{sort}.processor", median(busy[1:]), "ms of this process", None)
        yield Row(f"{name}.{who}.all.p95", quantiles(all_times, n=20)[-1], "ms", GOAL_MS)


def _questions() -> dict[str, Sequence[str]]:
    vocabulary = Vocabulary()
    pick = random.Random(3)
    common = pick.sample(vocabulary.words[20:400], 20)
    uncommon = pick.sample(vocabulary.words[3000:], 20)
    return {
        "frequent": ("教育", "惠民工程"),
        "hundredth": ("养老", "雨污分流"),
        "rare": ("龘靐", "鱻麤飝厵"),
        "absent": ABSENT,
        "hidden_often": (HIDDEN_OFTEN,),
        "hidden_once": (HIDDEN_ONCE,),
        "common": common,
        "uncommon": uncommon,
        "two_frequent": ("教育 惠民工程",),
        "frequent_and_rare": ("教育 龘靐", "惠民工程 养老"),
    }


class Vocabulary:
    """Thirty thousand words of two to four of the characters in daily use, the first ones the most frequent."""

    def __init__(self) -> None:
        pick = random.Random(1)
        codes = [bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
        characters = [code.decode("gb2312") for code in codes[:3755]]
        weights = list(accumulate(1 / (rank + 40) for rank in range(len(characters))))
        pick.shuffle(characters)
        lengths = (2, 2, 2, 2, 2, 2, 3, 3, 4, 4)
        self.words = [
            "".join(pick.choices(characters, cum_weights=weights, k=pick.choice(lengths)))
            for _number in range(30_000)
        ]
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.words))))

    def text(self, pick: random.Random, strewn: Sequence[str]) -> str:
        """Sentences of some hundred characters, the strewn words among them."""
        words = pick.choices(self.words, cum_weights=self.weights, k=pick.randint(40, 260))
        for word in strewn:
            words.insert(pick.randrange(len(words)), word)
        return "。".join("".join(words[start : start + 9]) for start in range(0, len(words), 9)) + "。"


def fill(cast: Cast, count: int, now: datetime) -> None:
    """So many texts, two of a matter, oldest first, and every tenth matter's draft."""
    units, members = _units(cast), _members(cast)
    vocabulary, matters = Vocabulary(), count // TEXTS_OF_MATTER
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {engine.GIN}")
    for first in range(0, matters, CHUNK):
        numbers = range(first, min(first + CHUNK, matters))
        with transaction.atomic():
            _fill_chunk(cast, vocabulary, numbers, matters, now, units, members)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET maintenance_work_mem = '2GB'")
        engine.make_table(connection)
        cursor.execute("ANALYZE")


def _fill_chunk(
    cast: Cast,
    vocabulary: Vocabulary,
    numbers: range,
    matters: int,
    now: datetime,
    units: Sequence[Body],
    members: Sequence[Person],
) -> None:
    rows = [
        Matter(
            committee=cast.committee, term=cast.term, kind="assignment", procedure="assignment", version=1,
            number=f"办〔2026〕{number}号", title=vocabulary.text(random.Random(-number), ())[:24], year=now.year,
            state="settled", stage="feedback", step_number=1, entered_state_at=now,
            opened_at=now - timedelta(minutes=matters - number),
        )
        for number in numbers
    ]  # fmt: skip
    Matter.objects.bulk_create(rows)
    parties: list[MatterParty] = []
    entries: list[TextEntry] = []
    for number, matter in zip(numbers, rows, strict=True):
        pick = random.Random(number)
        unit, author = _skewed(pick, units), _skewed(pick, members)
        own = [
            MatterParty(committee=cast.committee, matter=matter, role="unit", body=unit),
            MatterParty(committee=cast.committee, matter=matter, role="author", person=author),
        ]
        parties += own
        names = [("单位", unit.name), ("提出人", author.name)]
        entries += entries_from(matter, own, list(_texts(vocabulary, pick, number, matter, names)))
    MatterParty.objects.bulk_create(parties)
    TextEntry.objects.bulk_create(entries)
    _note_as_indexed(rows)
    engine.write_tokens([(entry.pk, tokens_of(entry)) for entry in entries])


def _note_as_indexed(rows: Sequence[Matter]) -> None:
    """Without it each would be read anew by every question, as one that the index has not caught up with."""
    by = rules()
    IndexedMatter.objects.bulk_create(
        IndexedMatter(committee_id=each.committee_id, matter=each, step=each.step_number, rules=by)
        for each in rows
    )


def _texts(
    vocabulary: Vocabulary, pick: random.Random, number: int, matter: Matter, names: registry.Parts
) -> Iterator[Text]:
    yield Text(HEAD, Place.TITLE, "", ("",), [("title", matter.title), ("number", matter.number)])
    yield Text("names:parties:", Place.NAMES, "有关单位和人员", ("parties",), names)
    for facet, label in (("request", "交办要求"), ("reply", "答复")):
        strewn = [word for word, share in STREWN.items() if pick.random() < share]
        text = vocabulary.text(pick, strewn)
        yield Text(f"text:{facet}:", Place.TEXT, label, (facet,), [("", text)])
    if number % 10 == 0:
        hidden = [HIDDEN_OFTEN] + [HIDDEN_ONCE] * (number == 10)
        yield Text("text:draft:", Place.TEXT, "答复稿", ("draft",), [("", vocabulary.text(pick, hidden))])


def _skewed(pick: random.Random, among: Sequence[Body] | Sequence[Person]) -> Body | Person:
    """The first ones often, the last ones seldom."""
    return among[int(len(among) * pick.random() ** 2)]


def _askers(cast: Cast) -> dict[str, list[Grant]]:
    """The clerk of the committee's office sees nearly all; a unit some thousand; a member a few."""
    members, units = _members(cast), _units(cast)
    member = Grant.objects.get(person=members[len(members) // 2], role=Role.MEMBER)
    unit = Grant.objects.get(body=units[len(units) // 10], role=Role.UNIT_CLERK)
    return {"clerk": [cast.grant(Role.CPPCC_CLERK)], "unit": [unit], "member": [member]}


def _units(cast: Cast) -> list[Body]:
    """Two hundred; those the cast lacks are added, each with a clerk."""
    known = list(Body.objects.filter(committee=cast.committee, kind=BodyKind.UNIT).order_by("pk"))
    for number in range(len(known), UNITS):
        body = Body.objects.create(
            committee=cast.committee, kind=BodyKind.UNIT, code=f"more-{number}", name=f"市第{number}协办局"
        )
        person = Person.objects.create(name=f"协办{number}", post="经办人")
        Grant.objects.create(
            committee=cast.committee,
            person=person,
            role=Role.UNIT_CLERK,
            body=body,
            since=cast.term.starts_on,
        )
        known.append(body)
    return known


def _members(cast: Cast) -> list[Person]:
    known = list(cast.members)
    for number in range(len(known), MEMBERS):
        person, _new = Person.objects.get_or_create(name=f"更多委员{number:03}", post="市政协委员")
        Grant.objects.get_or_create(
            committee=cast.committee, person=person, role=Role.MEMBER, since=cast.term.starts_on
        )
        known.append(person)
    return known


def _megabytes() -> float:
    """Of the index of tokens alone, or of the whole SQLite file."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size(%s)", [engine.TABLE])
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return float(cursor.fetchone()[0]) / 1e6
