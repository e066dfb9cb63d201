"""Invented figures: what is measured, of which scheme, where, when, and how it stands."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vssqa.facts.places import PROVINCES
from vssqa.training import words
from vssqa.types import Scheme


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: how a statement names it, how a question asks for it."""

    name: str
    unit: str
    schemes: tuple[Scheme, ...]
    subjects: tuple[str, ...]
    clauses: tuple[str, ...]
    asked: tuple[str, ...]
    aimed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A time, as a statement and as a question may put it; `key` is ISO 8601."""

    key: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One invented figure with all its constraints."""

    measure: Measure
    scheme: Scheme
    place: str | None
    period: Period
    status: str
    value: str
    published: str


SAME_MONTH_SHARE = 0.5  # of the months and days are reported on in that very month
DIFFERING_SHARE = 0.2  # of the exchanged periods are of another shape
SAME_YEAR_SHARE = 0.5  # up to here they are of the same year, where they are parts of one
MONTH_KEY = len("2023-01")
ALL = tuple(words.SCHEMES)
MEASURES = (
    Measure(
        "coverage", "percent", ALL,
        ("the {s} coverage rate", "the rate of {s} coverage", "{s} coverage",
         "the share of people with {s}", "the rate of people participating in {s}"),
        ("{s} covered {v} of the population {w} {t}", "{v} of the population {w} had {s} {t}",
         "{v} of the workforce {w} joined {s} {t}"),
        ("What {be} the {s} coverage rate {w} {t}?", "What percentage of people {w} had {s} {t}?",
         "How much of the population {w} {be} covered by {s} {t}?", "{s} coverage rate {w} {t}",
         "How high {be} {s} coverage {w} {t}?", "What share of the population {w} joined {s} {t}?",
         "What did the {s} coverage rate reach {w} {t}?", "{s} coverage {w} {t}?"),
        ("What {s} coverage rate is aimed for {w} {t}?", "target for {s} coverage {w} {t}",
         "Which {s} coverage should be reached {w} {t}?", "What is the {s} coverage goal {w} {t}?",
         "What share of people {w} is to have {s} {t}?"),
    ),
    Measure(
        "participants", "people", ALL,
        ("the number of people participating in {s}", "the number of {s} participants",
         "{s} participants", "the number of people covered by {s}"),
        ("{v} people {w} participated in {s} {t}", "{v} people {w} took part in {s} {t}",
         "there were {v} participants in {s} {w} {t}", "{v} people {w} joined {s} {t}",
         "{s} covered {v} people {w} {t}"),
        ("How many people {w} participated in {s} {t}?", "How many {s} participants {w} {t}?",
         "How many people {w} had {s} {t}?", "number of {s} participants {w} {t}",
         "What {be} the number of people in {s} {w} {t}?", "How many joined {s} {w} {t}?",
         "how many are covered by {s} {w} {t}"),
        ("How many {s} participants are targeted {w} {t}?",
         "How many people should take part in {s} {w} {t}?",
         "What number of {s} participants does the agency aim for {w} {t}?"),
    ),
    Measure(
        "debt", "percent", ("social", "health", "unemployment"),
        ("the late payment of {s} premiums", "the {s} debt rate", "{s} arrears",
         "the rate of late payment of {s}"),
        ("late payments of {s} made up {v} of the amount to be collected {w} {t}",
         "employers {w} owed {v} of the {s} amount receivable {t}"),
        ("What {be} the {s} debt rate {w} {t}?", "How much of {s} was paid late {w} {t}?",
         "What share of {s} premiums was overdue {w} {t}?", "{s} late payment rate {w} {t}"),
        ("To what rate should {s} debts fall {w} {t}?", "What is the {s} debt target {w} {t}?"),
    ),
    Measure(
        "spending", "dong", ("social", "health", "unemployment"),
        ("{s} expenditure", "spending on {s} benefits", "the amount paid by the {s} fund"),
        ("the {s} fund paid {v} {w} {t}", "{v} was spent on {s} benefits {w} {t}"),
        ("How much was spent on {s} {w} {t}?", "How much did the {s} fund pay {w} {t}?",
         "What {be} {s} expenditure {w} {t}?", "{s} spending {w} {t}"),
        ("How much is the {s} fund expected to pay {w} {t}?",
         "What {s} expenditure is planned {w} {t}?"),
    ),
    Measure(
        "revenue", "dong", ("social", "health", "unemployment", "voluntary_social"),
        ("{s} revenue", "the collection of {s} premiums", "the {s} amount collected"),
        ("{v} of {s} premiums was collected {w} {t}", "the agency collected {v} of {s} {w} {t}"),
        ("How much {s} revenue was collected {w} {t}?", "What {be} {s} revenue {w} {t}?",
         "How much was collected for {s} {w} {t}?", "total collection of {s} {w} {t}"),
        ("How much {s} revenue is to be collected {w} {t}?",
         "What is the revenue target of {s} {w} {t}?"),
    ),
    Measure(
        "examinations", "visits", ("health",),
        ("the number of medical examinations covered by {s}", "{s} examinations and treatments",
         "the number of insured visits"),
        ("{v} visits to doctors were covered by {s} {w} {t}",
         "{v} patients {w} received treatment under {s} {t}"),
        ("How many medical visits did {s} cover {w} {t}?",
         "How many times were people examined and treated under {s} {w} {t}?",
         "number of {s} examinations {w} {t}", "How many patients {w} used {s} {t}?"),
    ),
    Measure(
        "pensions", "people", ("social",),
        ("the number of people receiving monthly pensions", "monthly pension beneficiaries",
         "the number of files for pensions"),
        ("{v} people {w} drew monthly pensions {t}", "pensions were paid to {v} people {w} {t}"),
        ("How many people {w} received pensions {t}?", "How many pensioners were there {w} {t}?",
         "number of pension beneficiaries {w} {t}"),
    ),
    Measure(
        "lump sums", "people", ("social",),
        ("the number of people withdrawing lump sums", "recipients of one-off payments"),
        ("{v} people {w} took a lump sum {t}", "one-off payments went to {v} people {w} {t}"),
        ("How many people {w} received a lump sum {t}?",
         "How many workers {w} withdrew their contributions in one go {t}?"),
    ),
    Measure(
        "jobless", "people", ("unemployment",),
        ("the number of people receiving unemployment benefits", "unemployment benefit recipients"),
        ("{v} people {w} received unemployment benefits {t}",
         "unemployment benefits were paid to {v} people {w} {t}"),
        ("How many people {w} got unemployment benefits {t}?",
         "How many jobless workers {w} were supported {t}?"),
    ),
    Measure(
        "inspections", "count", ("social", "health"),
        ("the number of inspections", "inspections at employers", "units inspected"),
        ("the agency inspected {v} units {w} {t}", "{v} inspections were carried out {w} {t}"),
        ("How many inspections took place {w} {t}?", "How many units {w} were inspected {t}?",
         "How many employers {w} were checked {t}?"),
    ),
    Measure(
        "conferences", "count", ("voluntary_social", "health"),
        ("the number of communication conferences on {s}", "communication conferences"),
        ("{v} communication conferences on {s} were held {w} {t}",
         "the agency {w} organised {v} conferences on {s} {t}"),
        ("How many communication conferences were held {w} {t}?",
         "How many conferences on {s} did the agency hold {w} {t}?"),
    ),
    Measure(
        "students", "percent", ("health",),
        ("the rate of students with {s}", "the share of pupils and students joining {s}"),
        ("{v} of pupils and students {w} had {s} {t}",
         "{s} reached {v} of students {w} {t}"),
        ("What share of students {w} had {s} {t}?", "student {s} rate {w} {t}",
         "How many per cent of pupils {w} joined {s} {t}?"),
        ("What student {s} rate is aimed for {w} {t}?",),
    ),
    Measure(
        "cards", "count", ("health",),
        ("the number of {s} cards issued", "{s} cards handed over"),
        ("{v} {s} cards were issued {w} {t}", "{v} {s} cards were presented to the poor {w} {t}"),
        ("How many {s} cards were issued {w} {t}?", "How many {s} cards did people {w} get {t}?"),
    ),
)  # fmt: skip


def invent(draw: random.Random, published: str = "") -> Fact:
    """Draw a figure; `published` is the month ("2024-01") of its release, if that is set."""
    measure = draw.choice(MEASURES)
    when = period(draw)
    place = draw.choice(PROVINCES) if draw.random() < 0.55 else None
    status = "target" if measure.aimed and draw.random() < 0.25 else "actual"
    return Fact(
        measure,
        draw.choice(measure.schemes),
        place,
        when,
        status,
        value(measure.unit, draw),
        published or _published(when, draw),
    )


def _published(when: Period, draw: random.Random) -> str:
    """Date a release by month: in the very month it reports on, that year, or the next."""
    if len(when.key) >= MONTH_KEY and "/" not in when.key and draw.random() < SAME_MONTH_SHARE:
        return when.key[:MONTH_KEY]
    year = int(when.key[:4]) + draw.choice((0, 1, 1))
    return f"{year}-{draw.randint(1, 12):02}"


def exchange(fact: Fact, kind: str, draw: random.Random) -> Fact:
    """Return the fact with one constraint exchanged, and as often as not another value."""
    shown = value(fact.measure.unit, draw) if draw.random() < 0.5 else fact.value
    if kind == "place":
        others = [p for p in PROVINCES if p != fact.place]
        place = None if fact.place and draw.random() < 0.3 else draw.choice(others)
        return replace(fact, place=place, value=shown)
    if kind == "period":
        return replace(fact, period=_other_period(fact.period, draw), value=shown)
    if kind == "scheme":
        scheme = draw.choice([s for s in words.SCHEMES if s != fact.scheme])
        return replace(fact, scheme=scheme, value=shown)
    if kind == "measure":
        measure = draw.choice([m for m in MEASURES if m != fact.measure])
        return replace(fact, measure=measure, value=value(measure.unit, draw), status="actual")
    others = [s for s in ("actual", "target", "change") if s != fact.status]
    status = draw.choice(others)
    shown = f"{draw.uniform(0.1, 40):.2f} per cent" if status == "change" else shown
    return replace(fact, status=status, value=shown)


def value(unit: str, draw: random.Random) -> str:
    """Print a random value as releases do."""
    if unit == "percent":
        sign = draw.choice(("%", "%", " per cent", " percent"))
        return f"{draw.uniform(0.3, 99.5):.{draw.choice((0, 1, 2, 2))}f}{sign}"
    if unit == "dong":
        amount = f"{draw.uniform(1, 950):.{draw.choice((0, 1, 2))}f}"
        scale = draw.choice(("trillion", "billion", "million"))
        return draw.choice(
            (f"VND{amount} {scale}", f"{amount} {scale} VND", f"{amount} {scale} dong")
        )
    hedge = draw.choice(("", "", "", "nearly ", "more than ", "over ", "about "))
    if unit in ("people", "visits") and draw.random() < 0.5:
        return f"{hedge}{draw.uniform(0.2, 190):.{draw.choice((1, 2, 3))}f} million"
    return f"{hedge}{draw.randint(12, 900_000):,}"


def period(draw: random.Random, year: int | None = None) -> Period:
    """Draw a period of the kinds releases count by, of any year or of one."""
    year = draw.randint(2008, 2026) if year is None else year
    month = draw.randint(0, 11)
    name, quarter = words.MONTHS[month], draw.randint(0, 3)
    ordinal = ("first", "second", "third", "fourth")[quarter]
    half = draw.choice(("first", "last"))
    kind = draw.random()
    if kind < 0.5:
        return Period(
            f"{year}",
            (f"in {year}", f"by the end of {year}", f"at the end of {year}", f"in {year}"),
        )
    if kind < 0.62:
        return Period(
            f"{year}-{3 * quarter + 1:02}/{year}-{3 * quarter + 3:02}",
            (f"in the {ordinal} quarter of {year}", f"in Q{quarter + 1} {year}"),
        )
    if kind < 0.74:
        halves = (f"in the {half} half of {year}", f"in the {half} six months of {year}")
        months_of = "01 06" if half == "first" else "07 12"
        return Period("/".join(f"{year}-{m}" for m in months_of.split()), halves)
    if kind < 0.87:
        months = (f"in {name} {year}", f"at the end of {name} {year}", f"by {name} {year}")
        return Period(f"{year}-{month + 1:02}", months)
    if kind < 0.93:
        later = year + draw.randint(1, 4)
        spans = (f"in {year}-{later}", f"in the {year}-{later} period", f"from {year} to {later}")
        return Period(f"{year}/{later}", spans)
    day = draw.randint(1, 28)
    days = (f"as of {name} {day}, {year}", f"by {day} {name} {year}", f"on {name} {day}, {year}")
    return Period(f"{year}-{month + 1:02}-{day:02}", days)


def _other_period(old: Period, draw: random.Random) -> Period:
    """Draw another period, most often of the same shape or of the same year."""
    shape = draw.random()
    if shape < DIFFERING_SHARE:
        return _differing(old, draw)
    year = int(old.key[:4])
    if shape < SAME_YEAR_SHARE and len(old.key) > len("2023") and within_a_year(old):
        return _sibling(old, year, draw)
    by = draw.choice([-15, -5, -3, -2, -1, -1, -1, 1, 1, 1, 2, 3])
    later = [(str(year + n), str(year + n + by)) for n in range(5, -1, -1)]
    said = tuple(_renamed(text, later) for text in old.says)
    return Period(_renamed(old.key, later), said)


def within_a_year(when: Period) -> bool:
    """Tell whether a period begins and ends in one year."""
    return all(part[:4] == when.key[:4] for part in when.key.split("/"))


def _sibling(old: Period, year: int, draw: random.Random) -> Period:
    """Draw another month, quarter, half or day of the same year."""
    found = period(draw, year)
    while found.key == old.key or len(found.key) != len(old.key):
        found = period(draw, year)
    return found


def _renamed(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Exchange every year at once (2021-2023 becomes 2019-2021)."""
    for old, _ in pairs:
        text = text.replace(old, f"<{old}>")
    for old, new in pairs:
        text = text.replace(f"<{old}>", new)
    return text


def _differing(old: Period, draw: random.Random) -> Period:
    found = period(draw)
    while found.key[:4] == old.key[:4]:
        found = period(draw)
    return found
