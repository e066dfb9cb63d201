"""More than in another year, place or scheme: both sides are looked up and weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vssqa.answering.agreement import LIKELY, overlap
from vssqa.facts.comparison import of_figure
from vssqa.facts.places import COUNTRY
from vssqa.facts.things import unit_class
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Span
from vssqa.verification.derived import change_ends, evidence_of
from vssqa.verification.direction import Direction, direction_of
from vssqa.verification.doubts import printed
from vssqa.verification.held import Held, Sought
from vssqa.verification.held_figure import HeldFigure
from vssqa.verification.matching import HELD_ENOUGH, SAID_ENOUGH
from vssqa.verification.scheme_match import named_schemes
from vssqa.verification.statements import Said
from vssqa.verification.subjects import Subject, held_share, is_participation, own_words, said_share
from vssqa.verification.verdicts import Finding, verdict_of
from vssqa.verification.wording import in_words, period_name

_COMPARATIVE = regex(
    r"\b(?:more|fewer|less|higher|lower|larger|smaller|greater|bigger|above|below|outnumber\w*)\b"
)
_RATE = regex(r"\b(?:rates?|ratios?|shares?|percentage|proportion|coverage|per ?cent)\b")


class TwoSides:
    """Judges comparisons of two levels."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def judge(self, said: Said) -> Finding | None:
        """Return the finding on the comparison a statement makes, None where it makes none."""
        sides = _sides(said)
        if sides is None:
            return self._trend(said)
        way = direction_of(said.folded)
        if way is None:
            return None
        one, other = (self._level(said, side) for side in sides)
        if one is not None:
            told = _in_words(one, sides[1])
            if told:
                note = in_words(told[1])
                return Finding(verdict_of(told[0] == way), note, evidence_of([one]))
        if one is not None and other is None and sides[1].period:
            return self._by_change(one, sides[1].period, way)
        if one is None or other is None or unit_class(one.figure) != unit_class(other.figure):
            return Finding("not_found", "the releases do not give both sides of the comparison")
        return _weighed(one, other, way)

    def _trend(self, said: Said) -> Finding | None:
        """Judge "has risen since 2008" by the levels at both ends."""
        way = direction_of(said.folded)
        if way is None or said.figures:
            return None
        ends = change_ends(said, list(self._levels(said, _Side())))
        return _weighed(ends[1], ends[0], way) if ends else None

    def _by_change(self, one: HeldFigure, base: str, way: Direction) -> Finding:
        for figure in one.sentence.view.figures:
            if figure.status != "change" or figure.span.start < one.figure.span.start:
                continue
            change = HeldFigure(figure, one.sentence)
            than = [p.iso for p in one.clauses.periods if p.relation == "than" and p.iso]
            context = change.context
            if context is None or not any(overlap(base, iso) >= LIKELY for iso in than):
                continue
            clauses = one.clauses
            held = direction_of(context.left.of(clauses.folded) + context.right.of(clauses.folded))
            told = f"the release says {printed(one.figure)}, {held} {printed(figure)}"
            return Finding(verdict_of(held == way), told, evidence_of([one, change]))
        return Finding("not_found", "the releases do not give both sides of the comparison")

    def _level(self, said: Said, side: _Side) -> HeldFigure | None:
        levels = list(self._levels(said, side))
        if side.period is None:
            levels.sort(key=lambda level: level.figure.period or "", reverse=True)
        return next(iter(levels), None)

    def _levels(self, said: Said, side: _Side) -> Iterator[HeldFigure]:
        """Yield the levels of what is compared on one side, the best words first."""
        words = own_words(said.clauses)
        subject = Subject(words)
        schemes = side.schemes or named_schemes(said.clauses.schemes) or self._held.any_scheme()
        places = {place.name for place in said.clauses.places if not place.compared}
        place = side.place or (next(iter(places)) if len(places) == 1 else COUNTRY)
        units = ("percent",) if _RATE.search(said.folded) else ("count", "VND", "USD", "percent")
        terms = sorted(word.term for word in words.words)
        sought = Sought(tuple(terms), place=place, year=(side.period or "")[:4])
        found: list[tuple[float, HeldFigure]] = []
        for one in self._held.alike(units, schemes, sought):
            figure = one.figure
            if one.standing not in {"actual", "limit"} or one.whole or "/" in figure.value:
                continue
            if (figure.place or COUNTRY) != place:
                continue
            if side.period and not (
                figure.period and overlap(side.period, figure.period) >= LIKELY
            ):
                continue
            mine = said_share(subject, one.subject, self._held.weigh)
            theirs = (
                1.0
                if (is_participation(words) or not words.words) and one.takes_part
                else held_share(subject, one.measure, self._held.weigh)
            )
            if mine >= SAID_ENOUGH and theirs >= HELD_ENOUGH:
                compares = bool(_COMPARATIVE.search(fold(one.sentence.view.text)))
                found.append((mine + theirs + 0.1 * compares, one))
        found.sort(key=lambda pair: -pair[0])
        yield from (one for _, one in found)


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison: what sets it apart from the other."""

    period: str | None = None
    place: str | None = None
    schemes: frozenset[str | None] = frozenset()


def _sides(said: Said) -> tuple[_Side, _Side] | None:
    """Return the two sides that are compared, None where nothing is."""
    than = re.search(
        r"\b(?:than|compared (?:to|with)|as against|outnumber\w*|above|below)\b", said.folded
    )
    if than is None or not _COMPARATIVE.search(said.folded):
        return None
    places = [p for p in said.clauses.places if p.compared or p.span.start > than.start()]
    if places:
        own = [place.name for place in said.clauses.places if place not in places]
        return _Side(place=own[0] if own else COUNTRY), _Side(place=places[0].name)
    periods = [period for period in said.clauses.periods if period.iso]
    behind = [p for p in periods if p.relation == "than"]
    before = [p for p in periods if p.span.start < than.start()]
    if behind:
        return _Side(period=before[0].iso if before else None), _Side(period=behind[-1].iso)
    schemes = [m for m in said.clauses.schemes if m.scheme and not m.weak]
    one = frozenset[str | None](m.scheme for m in schemes if m.span.start < than.start())
    other = frozenset[str | None](m.scheme for m in schemes if m.span.start > than.start())
    if len(one) == len(other) == 1 and one != other:
        return _Side(schemes=one), _Side(schemes=other)
    return None


def _weighed(one: HeldFigure, other: HeldFigure, way: Direction) -> Finding:
    """Judge a comparison by the two figures."""
    first, second = of_figure(one.figure).low, of_figure(other.figure).low
    held: Direction | None = "up" if first > second else "down" if first < second else None
    note = f"{_dated(one)}, against {_dated(other)}"
    return Finding(verdict_of(held == way), note, evidence_of([one, other]))


def _dated(one: HeldFigure) -> str:
    figure = one.figure
    place = figure.place if figure.place != COUNTRY else None
    period = period_name(figure.period) if figure.period else None
    parts = [part for part in (place, period) if part]
    return f"{printed(figure)} ({', '.join(parts)})" if parts else printed(figure)


def _in_words(one: HeldFigure, other: _Side) -> tuple[Direction, str] | None:
    """Return the direction a sentence itself gives against the other side, with its words."""
    clauses = one.clauses
    for place in clauses.places:
        if other.place and place.compared and place.name == other.place:
            start = max(0, place.span.start - _CUE_REACH)
            near = clauses.folded[start : place.span.end]
            cue = list(_COMPARATIVE.finditer(near))
            way = direction_of(near)
            if way and cue:
                end = _OF_PLACE.match(clauses.folded, place.span.end)
                told = Span(start + cue[-1].start(), end.end() if end else place.span.end)
                return way, told.of(clauses.words)
    return None


# "lower than the national average rate": the place's own words go with it.
_OF_PLACE = regex(r"(?: (?:average|mean|rate|level|figure))+")
_CUE_REACH = 40  # code points before a place in which "is lower than the" begins
