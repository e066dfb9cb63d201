"""Questions as people would type them, written from the registers' entries."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.training import words
from vssqa.training.invented import typed
from vssqa.training.swaps import SwapKind
from vssqa.types import Duty, Figure, Instrument, Role

COUNTRY = "Viet Nam"
ASKS_PERIOD_SHARE = 0.75
LONGEST_ACTION = 14  # words of a duty that a question repeats
FEWEST_ACTION = 3

_MONTH = regex(r"(\d{4})-(\d\d)$")
_DAY = regex(r"(\d{4})-(\d\d)-(\d\d)$")
_QUARTER = regex(r"(\d{4})-(\d\d)/\1-(\d\d)$")
_QUARTERS = {("01", "03"): "first", ("04", "06"): "second", ("07", "09"): "third",
             ("10", "12"): "fourth"}  # fmt: skip
_HALVES = {("01", "06"): "first", ("07", "12"): "second"}
_PHRASE = regex(r"[^\d/;:]{8,90}")
_PLURAL = regex(r"\w{3,}s\b|\bpeople\b|\bparticipants\b")

_SHARE = (
    "What was the {m} {w} {t}?", "What {m} was reported {w} {t}?", "{m} {w} {t}",
    "How high was the {m} {w} {t}?", "What percentage was the {m} {w} {t}?",
)  # fmt: skip
_COUNT = (
    "How many {m} {w} {t}?", "How many {m} were there {w} {t}?", "number of {m} {w} {t}",
    "What was the number of {m} {w} {t}?", "How many {m} did the release report {w} {t}?",
)  # fmt: skip
_MONEY = (
    "How much was the {m} {w} {t}?", "How much {m} {w} {t}?", "What was the {m} {w} {t}?",
    "{m} {w} {t}", "What amount was the {m} {w} {t}?",
)  # fmt: skip
_AIMED = (
    "What {m} is aimed for {w} {t}?", "What is the target for {m} {w} {t}?", "target {m} {w} {t}",
    "Which {m} should be reached {w} {t}?", "How many {m} are planned {w} {t}?",
)  # fmt: skip
_CHANGE = (
    "By how much did {m} change {w} {t}?", "How much did {m} grow {w} {t}?",
    "What was the increase or fall in {m} {w} {t}?",
)  # fmt: skip
_MONEY_UNITS = frozenset({"VND", "USD"})
_SHARE_UNITS = frozenset({"percent", "percentage_point", "times"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the constraints whose exchange makes its sentence wrong."""

    question: str
    kinds: tuple[SwapKind, ...]


def can_be_asked(figure: Figure) -> bool:
    """Tell whether a figure's measure reads as a phrase: no number in it, and no limit set."""
    return figure.status != "limit" and bool(_PHRASE.fullmatch(figure.measure))


def ask_figure(figure: Figure, draw: random.Random) -> Asked:
    """Ask for a figure by its measure, scheme, place and (mostly) period."""
    asks_period = figure.period is not None and draw.random() < ASKS_PERIOD_SHARE
    when = said_period(figure.period, draw) if figure.period and asks_period else ""
    frames = _frames(figure)
    text = draw.choice(frames).format(
        m=_measure(figure, draw), w=_where(figure.place, draw), t=when
    )
    kinds: list[SwapKind] = ["status"]
    if figure.place:
        kinds.append("place")
    if when:
        kinds.append("period")
    if figure.scheme:
        kinds.append("scheme")
    return Asked(typed(" ".join(text.split()).replace(" ?", "?"), draw), tuple(kinds))


def _frames(figure: Figure) -> tuple[str, ...]:
    if figure.status == "target":
        return _AIMED
    if figure.status == "change":
        return _CHANGE
    if figure.unit in _SHARE_UNITS:
        return _SHARE
    if figure.unit in _MONEY_UNITS:
        return _MONEY
    return _COUNT if _PLURAL.search(figure.measure) else _SHARE


def _measure(figure: Figure, draw: random.Random) -> str:
    """Name what is measured, with its scheme, at times by the scheme's short name."""
    measure = figure.measure
    if figure.scheme:
        names = words.SCHEMES[figure.scheme]
        longest_first = sorted((n for n in names if " " in n), key=len, reverse=True)
        named = next((name for name in longest_first if name in fold(measure)), "")
        if not named and "insurance" not in fold(measure):
            return f"{measure} in {draw.choice(names)}"
        if named and draw.random() < 0.3:
            return re.sub(re.escape(named), draw.choice(names), measure, flags=re.IGNORECASE)
    return measure


def _where(place: str | None, draw: random.Random) -> str:
    if place is None or place == COUNTRY:
        return draw.choice(("", "", "", "nationwide", "in the country"))
    return f"in {place}"


def said_period(iso: str, draw: random.Random) -> str:
    """Say a period of the registers as a question would."""
    if day := _DAY.match(iso):
        year, month, number = day.groups()
        name = words.MONTHS[int(month) - 1]
        return draw.choice(
            (f"on {name} {int(number)}, {year}", f"as of {int(number)} {name} {year}")
        )
    if month_only := _MONTH.match(iso):
        name = words.MONTHS[int(month_only.group(2)) - 1]
        return draw.choice((f"in {name} {month_only.group(1)}", f"by {name} {month_only.group(1)}"))
    if parts := _QUARTER.match(iso):
        months = (parts.group(2), parts.group(3))
        if months in _QUARTERS:
            return f"in the {_QUARTERS[months]} quarter of {parts.group(1)}"
        if months in _HALVES:
            return f"in the {_HALVES[months]} half of {parts.group(1)}"
        first, last = (words.MONTHS[int(m) - 1] for m in months)
        return f"from {first} to {last} {parts.group(1)}"
    if "/" in iso:
        first, last = iso.split("/", 1)
        return _said_range(first, last, draw)
    return draw.choice((f"in {iso}", f"in {iso}", f"at the end of {iso}", f"by the end of {iso}"))


def _said_range(first: str, last: str, draw: random.Random) -> str:
    """Say a range by its months within one year, else by its years."""
    if not last:
        return ""
    years, months = (first[:4], last[:4]), (first[5:7], last[5:7])
    if years[0] != years[1]:
        return draw.choice((f"in {years[0]}-{years[1]}", f"from {years[0]} to {years[1]}"))
    if not all(months):
        return f"in {years[0]}"
    names = [words.MONTHS[int(month) - 1] for month in months]
    if names[0] == names[1]:
        return f"in {names[0]} {years[0]}"
    return f"from {names[0]} to {names[1]} {years[0]}"


def ask_subject(instrument: Instrument, surface: str, draw: random.Random) -> str:
    """Ask what a paper is about."""
    frames = ("What is {p} about?", "What does {p} deal with?", "subject of {p}", "What is {p}?")
    return typed(draw.choice(frames).format(p=surface), draw)


def ask_day(instrument: Instrument, surface: str, draw: random.Random) -> str:
    """Ask when a paper was issued."""
    frames = ("When was {p} issued?", "What is the date of {p}?", "When did {p} come out?")
    return typed(draw.choice(frames).format(p=surface), draw)


def ask_number(instrument: Instrument, draw: random.Random) -> str:
    """Ask which paper deals with a subject."""
    kind = instrument.type.replace("_", " ")
    frames = (
        "Which {k} is on {t}?",
        "Which {k} deals with {t}?",
        "What is the number of the {k} on {t}?",
    )
    return typed(draw.choice(frames).format(k=kind, t=instrument.title), draw)


def ask_person(role: Role, draw: random.Random) -> str:
    """Ask who holds a role."""
    of = (
        f" of {role.organisation}"
        if role.organisation and role.organisation not in role.role
        else ""
    )
    frames = (
        "Who is the {r}{o}?",
        "Who is {r}{o}?",
        "{r}{o} name",
        "Who holds the post of {r}{o}?",
    )
    return typed(draw.choice(frames).format(r=role.role, o=of), draw)


def ask_duty(duty: Duty, draw: random.Random) -> str | None:
    """Ask for one side of a duty: who, what, or by when."""
    action = " ".join(duty.action.split()[:LONGEST_ACTION])
    if len(action.split()) < FEWEST_ACTION:
        return None
    who = (f"Who must {action}?", f"Who is responsible to {action}?", f"Who was told to {action}?",
           f"Which agency has to {action}?")  # fmt: skip
    what = (f"What must {duty.responsible} do?", f"What was {duty.responsible} told to do?",
            f"tasks of {duty.responsible}")  # fmt: skip
    when = (f"By when must {duty.responsible} {action}?", f"What is the deadline to {action}?")
    if duty.deadline and draw.random() < 0.5:
        return typed(draw.choice(when), draw)
    return typed(draw.choice(who if draw.random() < 0.7 else what), draw)
