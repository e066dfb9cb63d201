"""Invented statements of figures, with the questions they answer and those they do not.

No sentence here comes from a release: place, period, scheme, standing and value
are drawn at random and put into the field's usual shapes. What the ranker learns
is that a statement answers only when all of them agree with the question.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from vssqa.retrieval.ranker import context
from vssqa.training import words
from vssqa.training.groups import Group, Reading
from vssqa.training.invented_facts import Fact, exchange, invent, within_a_year
from vssqa.training.swaps import SWAP_KINDS, Asked, exchanged

COMPOUND_SHARE = 0.3  # of the statements say a second thing, as releases do
LEAD_SHARE = 0.15
BESIDES_SHARE = 0.35
PLACE_IN_TITLE_SHARE = 0.25  # "the province" in the sentence, its name only in the title
NO_PERIOD_ASKED_SHARE = 0.3
NO_PLACE_ASKED_SHARE = 0.2  # "How many units were inspected?" asked of a province's release
FIRST_SHARE = 0.4  # of the statements follow no other
UNANSWERED_SHARE = 0.2
LOWER_CASE_SHARE = 0.25  # questions typed without capitals


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
    fact = invent(draw)
    asks_period = draw.random() >= NO_PERIOD_ASKED_SHARE
    asks_place = fact.place is None or draw.random() >= NO_PLACE_ASKED_SHARE
    words_of_right = draw.random()
    swapped: list[Reading] = []
    for kind in _exchangeable(fact, asks_period, asks_place):
        other = exchange(fact, kind, draw)
        swapped += [_said(other, draw), _said(other, random.Random(words_of_right))]
    near = [_said(replace(invent(draw, fact.published), place=fact.place), draw) for _ in range(2)]
    near += [_said(exchange(fact, "measure", draw), draw), _idle(fact, draw)]
    others = [read.sentence for read in (*near, _said(invent(draw, fact.published), draw))]
    real = preceded(_said(fact, random.Random(words_of_right)), others, draw)
    swapped = [preceded(read, others, draw) for read in swapped]
    swapped += _exchanged(real, fact, _exchangeable(fact, asks_period, asks_place), draw)
    near = [preceded(read, others, draw) for read in near]
    near.append(replace(_idle(fact, draw), before=real.sentence))
    right = (real,) if draw.random() >= UNANSWERED_SHARE else ()
    draw.shuffle(swapped)
    question = _question(fact, asks_period, asks_place, draw)
    return Group(question, right, tuple(swapped), tuple(near), "invented", "figure")


def preceded(read: Reading, others: Sequence[str], draw: random.Random) -> Reading:
    """Let a sentence follow one of `others`, or none: what it follows says nothing of it."""
    free = [other for other in others if other != read.sentence]
    if not free or draw.random() < FIRST_SHARE:
        return read
    return replace(read, before=draw.choice(free))


def _exchanged(
    real: Reading, fact: Fact, kinds: Sequence[str], draw: random.Random
) -> list[Reading]:
    """Exchange constraints within the very sentence, as is done with those of releases."""
    at = max(0, real.sentence.lower().find(fact.value.lower()))
    asked = Asked(at, fact.period.key if "period" in kinds else None, fact.scheme)
    versions = [exchanged(real.sentence, kind, draw, asked) for kind in SWAP_KINDS if kind in kinds]
    return [replace(real, sentence=version) for version in versions if version]


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


# --- statements ----------------------------------------------------------------


def _said(fact: Fact, draw: random.Random) -> Reading:
    """Say a fact in words drawn for it, alone or beside another."""
    shape = draw.random()
    in_title = fact.place is not None and draw.random() < PLACE_IN_TITLE_SHARE
    sentence = statement(fact, shape, draw, named=not in_title)
    if draw.random() < COMPOUND_SHARE:
        second = replace(invent(draw, fact.published), place=fact.place, status="actual")
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
    """Say the period as a release of that date may: without its year, or not at all."""
    key, year = fact.period.key, int(fact.published[:4])
    if key == str(year):
        return ("this year", "so far this year", "")
    if key == fact.published:
        return ("this month", "")
    if key == str(year - 1):
        return ("last year", "by the end of last year", "in the previous year")
    if key[:4] == str(year) and within_a_year(fact.period):
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
