"""The words in which a finding is told: what the releases say, and which slip it looks like."""

from __future__ import annotations

import re

from vssqa.dates import MONTHS
from vssqa.facts.conflicts import SCHEME_NAMES
from vssqa.facts.places import COUNTRY
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Figure
from vssqa.verification.doubts import printed
from vssqa.verification.held_figure import HeldFigure

_SCALE = regex(r"\b(?:thousand|million|billion|trillion)\b")


def place_name(place: str | None) -> str:
    """Return a place as a sentence names it."""
    return "the whole country" if place in {None, COUNTRY} else str(place)


def says(figure: Figure) -> str:
    """Say what a release says."""
    return f"the release says {printed(figure)}"


def in_words(words: str) -> str:
    """Say in which words a release says it."""
    return f'the release says "{" ".join(words.split())}"'


def scale_slip(said: str, figure: Figure) -> str:
    """Say that thousand, million, billion or trillion were mixed up."""
    mine, theirs = _SCALE.search(fold(said)), _SCALE.search(fold(figure.surface))
    if mine and theirs:
        return f"the release says {theirs.group()}, not {mine.group()}: {printed(figure)}"
    return f"{says(figure)}: another order of magnitude"


def digit_slip(figure: Figure) -> str:
    """Say that digits were swapped."""
    return f"digits look swapped: {says(figure)}"


def point_slip(figure: Figure) -> str:
    """Say that the decimal point was moved."""
    return f"the decimal point looks moved: {says(figure)}"


def other_place(surface: str, place: str | None, figure: Figure, where: str | None) -> str:
    """Say of which place a number is, and what the statement's place has."""
    told = f"for {place_name(where)} {says(figure)}"
    kind = "the national figure" if place in {None, COUNTRY} else f"the figure of {place}"
    return f"{surface} is {kind}; {told}"


def other_scheme(surface: str, owner: Figure, figure: Figure) -> str:
    """Say of which insurance a number is, and what the statement's has."""
    return f"{surface} is {scheme_name(owner)}'s figure; for {scheme_name(figure)} {says(figure)}"


def scheme_name(figure: Figure) -> str:
    """Return the name of a figure's insurance."""
    return SCHEME_NAMES.get(figure.scheme or "", "the insurances' common")


def other_period(surface: str, figure: Figure, asked: str | None) -> str:
    """Say of which period a number is."""
    told = f"{surface} is the figure for {period_name(figure.period)}"
    return f"{told}, not for {period_name(asked)}" if asked else told


def other_start(figure: Figure, asked: str) -> str:
    """Say that a change is not counted from the period that is said."""
    return f"the release does not count {figure.surface} from {period_name(asked)}"


def other_frequency(figure: Figure, held: str, said: str) -> str:
    """Say that a number is counted for another time."""
    return f"{says(figure)} a {held}, not a {said}"


def period_name(period: str | None) -> str:
    """Return an ISO 8601 period as a sentence names it ("September 7, 2009", "2021 to 2023")."""
    if period is None:
        return "no named period"
    return " to ".join(_date_name(part) for part in period.split("/"))


def _date_name(iso: str) -> str:
    year, *rest = iso.split("-")
    if not rest or not year:
        return iso
    month = MONTHS[int(rest[0]) - 1].capitalize()
    return f"{month} {int(rest[1])}, {year}" if len(rest) > 1 else f"{month} {year}"


def target_as_reached(figure: Figure) -> str:
    """Say that a number is aimed at and not yet reached."""
    of = f" for {period_name(figure.period)}" if figure.period else ""
    return f"{figure.surface} is the target{of}, not yet reached"


def reached_as_target(figure: Figure) -> str:
    """Say that a number was reached and was no target."""
    return f"{figure.surface} is what was reached, not a target"


def level_as_change(figure: Figure) -> str:
    """Say that a number is a level and no difference."""
    return f"{printed(figure)} is the level, not a change in percentage points"


def turned(one: HeldFigure) -> str:
    """Say that the release says it the other way round, in its own words."""
    if one.context is None:
        return f"{says(one.figure)}, the other way round"
    words, number = one.clauses.words, one.context.quantity.span
    # Whole words only, and nothing of another clause where the own one is long enough.
    before = re.split(r"[;:] ", words[: number.start])[-1]
    start = max(number.start - len(before), words.rfind(" ", 0, max(0, number.start - _SHOWN)) + 1)
    after = words.find(" ", min(len(words), number.end + _SHOWN))
    shown = words[start : after if after >= 0 else len(words)]
    return f'the release says it the other way round: "{" ".join(shown.split()).strip(" ,;:.")}"'


_SHOWN = 48  # characters shown on either side of a number whose direction is told


def unit_slip(figure: Figure) -> str:
    """Say that a number is printed in another unit."""
    return f"{says(figure)}: another unit"


def not_held(what: str) -> str:
    """Say that the releases do not hold something."""
    return f"the releases give no figure for {what}"
