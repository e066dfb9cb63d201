"""Invented statements of figures, with the questions they answer and those they do not.

No sentence here comes from a release: place, period, scheme, standing and value
are drawn at random and put into the field's usual shapes. What the ranker learns
is that a statement answers only when all of them agree with the question.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vssqa.facts.places import PROVINCES
from vssqa.retrieval.ranker import context
from vssqa.training import words
from vssqa.training.groups import Group, Reading

COMPOUND_SHARE = 0.3  # of the statements say a second thing, as releases do
LEAD_SHARE = 0.15
BESIDES_SHARE = 0.35
PLACE_IN_TITLE_SHARE = 0.25  # "the province" in the sentence, its name only in the title
NO_PERIOD_ASKED_SHARE = 0.3
NO_PLACE_ASKED_SHARE = 0.2  # "How many units were inspected?" asked of a province's release
UNANSWERED_SHARE = 0.2
LOWER_CASE_SHARE = 0.25  # questions typed without capitals


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: how a statement names it, how a question asks for it."""

    name: str
    unit: str
    schemes: tuple[str, ...]
    subjects: tuple[str, ...]
    clauses: tuple[str, ...]
    asked: tuple[str, ...]
    aimed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A time, as a statement and as a question may put it."""

    key: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One invented figure with all its constraints."""

    measure: Measure
    scheme: str
    place: str | None
    period: Period
    status: str
    value: str
    published: str


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

REACHED = "reached|stood at|was|came to|amounted to|hit|was estimated at|totalled".split("|")
AIMED = ("is to reach|is expected to reach|should reach|is targeted at|must reach|aims at").split(
    "|"
)
AIMED_FRAMES = (
    "{who} aims for {subject} {w} to reach {v} {t}",
    "{who} strives for {subject} {w} of {v} {t}",
    "the target is that {subject} {w} reaches {v} {t}",
    "{who} set a target of {v} for {subject} {w} {t}",
)
CHANGED = (
    "rose by {v}", "increased by {v}", "fell by {v}", "was up {v} year on year",
    "grew {v} against the same period", "decreased by {v}",
)  # fmt: skip


def figure_groups(count: int, seed: int) -> list[Group]:
    """Invent groups about figures."""
    draw = random.Random(f"figures {seed}")
    return [_group(draw) for _ in range(count)]


def _group(draw: random.Random) -> Group:
    fact = _fact(draw)
    asks_period = draw.random() >= NO_PERIOD_ASKED_SHARE
    asks_place = fact.place is None or draw.random() >= NO_PLACE_ASKED_SHARE
    words_of_right = draw.random()
    swapped: list[Reading] = []
    for kind in _exchangeable(fact, asks_period, asks_place):
        other = _exchanged(fact, kind, draw)
        swapped += [_said(other, draw), _said(other, random.Random(words_of_right))]
    near = [_said(replace(_fact(draw, fact.published), place=fact.place), draw) for _ in range(2)]
    near += [_said(_exchanged(fact, "measure", draw), draw), _idle(fact, draw)]
    answered = draw.random() >= UNANSWERED_SHARE
    right = (_said(fact, random.Random(words_of_right)),) if answered else ()
    draw.shuffle(swapped)
    question = _question(fact, asks_period, asks_place, draw)
    return Group(question, right, tuple(swapped), tuple(near), "invented", "figure")


def _exchangeable(fact: Fact, asks_period: bool, asks_place: bool) -> list[str]:
    """List the constraints that the question names, or means by not naming them."""
    kinds = ["status"]
    if asks_place:
        kinds.append("place")
    if asks_period:
        kinds += ["period", "period"]
    if "{s}" in fact.measure.asked[0]:
        kinds.append("scheme")
    return kinds


# --- facts -------------------------------------------------------------------


def _fact(draw: random.Random, published: str = "") -> Fact:
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
    """Date a release by month: in the year it reports on, or the next."""
    year = int(when.key[:4]) + draw.choice((0, 1, 1))
    return f"{year}-{draw.randint(1, 12):02}"


def _exchanged(fact: Fact, kind: str, draw: random.Random) -> Fact:
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


def period(draw: random.Random) -> Period:
    """Draw a period of the kinds releases count by."""
    year = draw.randint(2008, 2026)
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
            f"{year}Q{quarter}",
            (f"in the {ordinal} quarter of {year}", f"in Q{quarter + 1} {year}"),
        )
    if kind < 0.74:
        halves = (f"in the {half} half of {year}", f"in the {half} six months of {year}")
        return Period(f"{year}{half}", halves)
    if kind < 0.87:
        months = (f"in {name} {year}", f"at the end of {name} {year}", f"by {name} {year}")
        return Period(f"{year}-{month}", months)
    if kind < 0.93:
        later = year + draw.randint(1, 4)
        spans = (f"in {year}-{later}", f"in the {year}-{later} period", f"from {year} to {later}")
        return Period(f"{year}/{later}", spans)
    day = draw.randint(1, 28)
    days = (f"as of {name} {day}, {year}", f"by {day} {name} {year}", f"on {name} {day}, {year}")
    return Period(f"{year}-{month}-{day}", days)


def _other_period(old: Period, draw: random.Random) -> Period:
    """Draw another period, most often of the same shape."""
    if draw.random() < 0.3:
        return _differing(old, draw)
    year = int(old.key[:4])
    by = draw.choice([-15, -5, -3, -2, -1, -1, -1, 1, 1, 1, 2, 3])
    later = [(str(year + n), str(year + n + by)) for n in range(5, -1, -1)]
    said = tuple(_renamed(text, later) for text in old.says)
    return Period(_renamed(old.key, later), said)


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


# --- statements ----------------------------------------------------------------


def _said(fact: Fact, draw: random.Random) -> Reading:
    """Say a fact in words drawn for it, alone or beside another."""
    shape = draw.random()
    in_title = fact.place is not None and draw.random() < PLACE_IN_TITLE_SHARE
    sentence = statement(fact, shape, draw, named=not in_title)
    if draw.random() < COMPOUND_SHARE:
        second = replace(_fact(draw, fact.published), place=fact.place, status="actual")
        other = statement(second, draw.random(), draw, named=not in_title)
        joined = [sentence, other] if draw.random() < 0.5 else [other, sentence]
        sentence = draw.choice(("; ", ", and ", " while ")).join(joined)
    if draw.random() < BESIDES_SHARE:
        besides = draw.choice(words.SAID_BESIDES)
        sentence += besides.format(small=draw.randint(1, 20), share=draw.randint(80, 120))
    if draw.random() < LEAD_SHARE:
        sentence = (
            draw.choice(words.LEADS).format(source=draw.choice(words.ORGANISATIONS)) + sentence
        )
    return Reading(_above(fact, in_title, draw), _capital(sentence) + ".")


def _above(fact: Fact, named: bool, draw: random.Random) -> str:
    return context(title(fact.place, named, draw), fact.published)


def title(place: str | None, named: bool, draw: random.Random) -> str:
    """Invent a title; it names the place where the sentence does not."""
    topic = draw.choice(words.TOPICS)
    if place and (named or draw.random() < 0.5):
        return draw.choice(
            (f"{place}: {topic}", f"{place} steps up {topic}", f"{_capital(topic)} in {place}")
        )
    return draw.choice((_capital(topic), f"VSS and {topic}", f"Results of {topic}"))


def statement(fact: Fact, shape: float, draw: random.Random, *, named: bool) -> str:
    """Put a fact into a clause; `shape` in 0..1 chooses among the shapes."""
    where = _where(fact.place, named, draw)
    when = draw.choice((*fact.period.says, *_relative(fact)))
    scheme = draw.choice(words.SCHEMES[fact.scheme])
    subject = draw.choice(fact.measure.subjects).format(s=scheme)
    if fact.status == "target" and shape < 0.5:
        who = draw.choice(("the sector", "VSS", "the agency", "the locality"))
        frame = AIMED_FRAMES[int(shape * 2 * len(AIMED_FRAMES))]
        return _clean(frame.format(who=who, subject=subject, w=where, v=fact.value, t=when))
    if fact.status == "actual" and shape < 0.35:
        clause = draw.choice(fact.measure.clauses)
        return _clean(clause.format(s=scheme, v=fact.value, w=where, t=when))
    if fact.status == "change":
        verb = draw.choice(CHANGED).format(v=fact.value)
    else:
        verb = f"{draw.choice(REACHED if fact.status == 'actual' else AIMED)} {fact.value}"
    if shape < 0.6:
        return _clean(f"{when}, {subject} {where} {verb}")
    if shape < 0.8:
        return _clean(f"{where}, {subject} {verb} {when}")
    return _clean(f"{subject} {where} {verb} {when}")


def _relative(fact: Fact) -> tuple[str, ...]:
    """Say the period as a release of that date may: without its year."""
    key, year = fact.period.key, int(fact.published[:4])
    if key == str(year):
        return ("this year", "so far this year")
    if key == str(year - 1):
        return ("last year", "by the end of last year", "in the previous year")
    if key[:4] == str(year) and "/" not in key and len(key) > len("2024"):
        return tuple(said.replace(f", {year}", "").replace(f" of {year}", " of the year")
                     .replace(f" {year}", "") for said in fact.period.says)  # fmt: skip
    return ()


def _where(place: str | None, named: bool, draw: random.Random) -> str:
    if place is None:
        return draw.choice(words.COUNTRY_SAYS)
    if not named:
        return draw.choice(("in the province", "in the locality", ""))
    suffix = "" if "City" in place else draw.choice(("", "", " Province", " province"))
    return f"in {place}{suffix}"


def _idle(fact: Fact, draw: random.Random) -> Reading:
    """Write a sentence on the subject that gives no figure."""
    sentence = draw.choice(words.IDLE).format(
        scheme=draw.choice(words.SCHEMES[fact.scheme]), place=fact.place or "the provinces"
    )
    return Reading(_above(fact, False, draw), sentence)


def _clean(text: str) -> str:
    """Close the gaps that empty slots leave."""
    return " ".join(text.split()).replace(" ,", ",").removeprefix(", ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- questions -----------------------------------------------------------------


def _question(fact: Fact, asks_period: bool, asks_place: bool, draw: random.Random) -> str:
    frames = fact.measure.aimed if fact.status == "target" else fact.measure.asked
    asked = draw.choice(frames).format(
        s=draw.choice(words.SCHEMES[fact.scheme]),
        w=_asked_where(fact.place, draw) if asks_place else "",
        t=draw.choice(fact.period.says) if asks_period else "",
        be=draw.choice(("was", "was", "is")),
    )
    return typed(_clean(asked).replace(" ?", "?"), draw)


def _asked_where(place: str | None, draw: random.Random) -> str:
    if place is None:
        return draw.choice(("", "", "", "nationwide", "in Viet Nam", "in the country"))
    return draw.choice((f"in {place}", f"in {place}", f"in {place} Province"))


def typed(question: str, draw: random.Random) -> str:
    """Write a question as people type it: at times in lower case or without its mark."""
    question = _capital(question)
    if draw.random() < LOWER_CASE_SHARE:
        question = question.lower()
    return question.rstrip("?") if draw.random() < LOWER_CASE_SHARE else question
