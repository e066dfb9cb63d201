"""What follows from two printed figures: a difference, a multiple, an earlier level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vssqa.answering.agreement import LIKELY, overlap
from vssqa.facts.comparison import Bound, Measured, equal, of_figure, of_quantity
from vssqa.facts.numbers import decimal_string
from vssqa.facts.things import unit_class
from vssqa.types import Figure, Span
from vssqa.verification.direction import Direction, direction_of
from vssqa.verification.held_figure import HeldFigure
from vssqa.verification.matching import SAID_ENOUGH, Match, in_words, is_about
from vssqa.verification.statements import Said, SaidFigure
from vssqa.verification.values import is_near
from vssqa.verification.verdicts import Evidence, Finding

_LEVEL_HELD = 0.35  # a change has words of its own, so fewer are asked of the levels it is between
_SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
_TIMES_STEP = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that follows from two figures, and the sum that shows it.

    `direction` is the one in which the later level lies.
    """

    value: Decimal
    step: Decimal
    unit: str
    sum: str
    figures: tuple[HeldFigure, HeldFigure]
    direction: Direction | None = None


def derive(said: Said, figure: SaidFigure, found: Sequence[Match]) -> Finding | None:
    """Judge a figure that no release prints by what follows from two that they do."""
    if figure.status == "change" or figure.figure.unit == "times":
        return _judge_change(said, figure, found)
    return _judge_level(figure, found) if figure.status == "actual" else None


# --- a change between two levels ------------------------------------------------------------


def _judge_change(said: Said, figure: SaidFigure, found: Sequence[Match]) -> Finding | None:
    likeliest = sorted(found, key=lambda m: -m.words)
    levels = [m.figure for m in likeliest if _is_level(m, figure)]
    ends = change_ends(said, levels)
    if ends is None:
        return None
    first, last = ends
    unit = figure.figure.unit
    derived = _multiple(first, last) if unit == "times" else _difference(first, last)
    if derived is None:
        return None
    way = direction_of(_around(said, figure))
    agrees = _agrees(figure, derived)
    if way and derived.direction and way != derived.direction and unit != "times":
        agrees = False
    return _told(figure, derived, agrees)


def _is_level(one: Match, figure: SaidFigure) -> bool:
    """Tell whether a figure is a level of what is said to have changed."""
    held = one.figure.figure
    if one.figure.standing not in {"actual", "limit"} or held.unit == "times" or "/" in held.value:
        return False
    words = one.said >= SAID_ENOUGH - 0.1 and one.held >= _LEVEL_HELD
    if not (one.scheme and one.place and words and one.kind):
        return False
    if figure.takes_part and not one.figure.takes_part:
        return False
    unit = unit_class(figure.figure)
    if unit in {"percent", "percentage_point"}:
        return held.unit == "percent"
    return unit == "times" or unit_class(held) == unit


def change_ends(said: Said, levels: Sequence[HeldFigure]) -> tuple[HeldFigure, HeldFigure] | None:
    """Return the levels at the two ends of what a statement spans.

    "Since 2015" ends with the newest level; two printed years are the ends.
    """
    edges = _edges(said)
    if not edges:
        return _printed_pair(levels)
    by_unit: dict[str, list[HeldFigure]] = {}
    for level in levels:
        by_unit.setdefault(unit_class(level.figure), []).append(level)
    for same in by_unit.values():
        first = _at(same, edges[0])
        last = _at(same, edges[1]) if edges[1] else _newest(same)
        if first and last and first.figure.period != last.figure.period:
            return first, last
    return None


def _printed_pair(levels: Sequence[HeldFigure]) -> tuple[HeldFigure, HeldFigure] | None:
    """Return the levels of one "from 1,470 to 747"."""
    for first in levels:
        for last in levels:
            here = first.figure.release, first.figure.sentence
            starts = first.context is not None and first.context.is_start
            ends = last.context is not None and last.context.tie == "pair"
            if starts and ends and (last.figure.release, last.figure.sentence) == here:
                return first, last
    return None


def _edges(said: Said) -> tuple[str, str | None] | None:
    periods = [period for period in said.clauses.periods if period.iso]
    spans = [p.iso for p in periods if p.iso and "/" in p.iso]
    if spans:
        first, _, last = str(spans[0]).partition("/")
        return first, last
    isos = sorted({str(period.iso) for period in periods})
    if len(isos) > 1:
        return isos[0], isos[-1]
    if isos and periods[0].relation in {"since", "than"}:
        return isos[0], None
    return None


def _at(levels: Iterable[HeldFigure], period: str) -> HeldFigure | None:
    fitting = [
        level
        for level in levels
        if level.figure.period and overlap(period, level.figure.period) >= LIKELY
    ]
    return next(iter(fitting), None)


def _newest(levels: Sequence[HeldFigure]) -> HeldFigure | None:
    dated = [level for level in levels if level.figure.period]
    return max(dated, key=lambda level: level.figure.period or "", default=None)


def _difference(first: HeldFigure, last: HeldFigure) -> Derived | None:
    low, high = of_figure(first.figure), of_figure(last.figure)
    change = high.low - low.low
    larger, smaller = (last, first) if change > 0 else (first, last)
    unit = "percentage_point" if first.figure.unit == "percent" else first.figure.unit
    told = f"{short(larger.figure)} - {short(smaller.figure)} = {short_number(abs(change), unit)}"
    way: Direction = "up" if change > 0 else "down"
    return Derived(abs(change), max(low.step, high.step), unit, told, (first, last), way)


def _multiple(first: HeldFigure, last: HeldFigure) -> Derived | None:
    low, high = of_figure(first.figure).low, of_figure(last.figure).low
    if not low:
        return None
    ratio = (high / low).quantize(Decimal("0.001"))
    shown = decimal_string(ratio.quantize(Decimal("0.01")))
    told = f"{short(last.figure)} / {short(first.figure)} = {shown}"
    way: Direction = "up" if ratio > 1 else "down"
    return Derived(ratio, _TIMES_STEP, "times", told, (first, last), way)


def _agrees(figure: SaidFigure, derived: Derived) -> bool:
    said = of_quantity(figure.context.quantity)
    one = replace(said, unit=derived.unit)
    if derived.unit == "times" and said.low < 1 and said.bound in {"over", "least"}:
        one = replace(one, bound="under")  # "more than halved" is less than a half
    other = Measured(derived.value, derived.value, derived.step, derived.unit, None)
    if one.bound in _SIDES:
        above = one.bound in {"over", "least"}
        held = derived.value > one.low if above else derived.value < one.low
        return (held or derived.value == one.low) and is_near(one, other)
    if derived.unit == "times" and in_words(figure):
        return is_about(one.low, derived.value)
    return equal(one, replace(other, step=min(other.step, one.step))) or (
        one.step >= other.step and equal(one, other)
    )


_SIDES: frozenset[Bound | None] = frozenset({"over", "least", "under", "most"})


# --- a level that a printed change leads to ---------------------------------------------------


def _judge_level(figure: SaidFigure, found: Sequence[Match]) -> Finding | None:
    asked = figure.figure.period
    if asked is None:
        return None
    for derived in _earlier_levels(found, asked):
        said = replace(of_quantity(figure.context.quantity), unit=derived.unit)
        other = Measured(derived.value, derived.value, derived.step, derived.unit, None)
        return _told(figure, derived, equal(said, other))
    return None


def _earlier_levels(found: Sequence[Match], asked: str) -> Iterator[Derived]:
    """Yield the levels of a period that a later level and the change since then give."""
    for level in found:
        held = level.figure.figure
        if (
            not (level.scheme and level.place and level.sure_words)
            or level.figure.standing != "actual"
        ):
            continue
        for change in _changes_beside(level.figure):
            than = [
                period.iso
                for period in change.clauses.periods
                if period.relation == "than" and period.iso
            ]
            if unit_class(change.figure) != unit_class(held) or not than:
                continue
            if overlap(asked, than[0]) < LIKELY:
                continue
            yield _before(level.figure, change)


def _changes_beside(level: HeldFigure) -> Iterator[HeldFigure]:
    """Yield the changes printed in a level's sentence right behind it."""
    for figure in level.sentence.view.figures:
        if figure.status == "change" and figure.span.start > level.figure.span.start:
            yield HeldFigure(figure, level.sentence)


def _before(level: HeldFigure, change: HeldFigure) -> Derived:
    now, by = of_figure(level.figure), of_figure(change.figure)
    context = change.context
    clauses = change.clauses
    near = context.left.of(clauses.folded) + context.right.of(clauses.folded) if context else ""
    fell = direction_of(near) == "down"
    value = now.low + by.low if fell else now.low - by.low
    sign = "+" if fell else "-"
    unit = level.figure.unit
    told = f"{short(level.figure)} {sign} {short(change.figure)} = {short_number(value, unit)}"
    return Derived(value, max(now.step, by.step), unit, told, (level, change))


# --- telling ------------------------------------------------------------------------------------


def _around(said: Said, figure: SaidFigure) -> str:
    left = figure.context.left.of(said.folded)
    return f"{left} {figure.context.right.of(said.folded)}"


def _told(figure: SaidFigure, derived: Derived, agrees: bool) -> Finding:
    note = derived.sum if agrees else f"{derived.sum}, not {figure.figure.surface}"
    return Finding(
        "supported" if agrees else "contradicted",
        note,
        evidence_of(derived.figures),
        figure.context.quantity.span,
        derived.sum.rpartition("= ")[2],
    )


def evidence_of(figures: Iterable[HeldFigure]) -> tuple[Evidence, ...]:
    """Return the sentences of some figures, each once, with the figures marked."""
    marks: dict[tuple[str, Span], list[Span]] = {}
    releases = {}
    for one in figures:
        key = (one.figure.release, one.figure.sentence)
        marks.setdefault(key, []).append(one.figure.span)
        releases[one.figure.release] = one.release
    return tuple(
        Evidence(releases[release], sentence, tuple(spans))
        for (release, sentence), spans in marks.items()
    )


def short(figure: Figure) -> str:
    """Return a figure's number for a sum ("93.35", "174.8 million")."""
    return short_number(of_figure(figure).low, figure.unit)


def short_number(value: Decimal, unit: str) -> str:
    """Return a number with the scale word that makes it shortest."""
    for size, name in _SCALES:
        if unit not in {"percent", "percentage_point", "times"} and abs(value) >= size:
            return f"{decimal_string(value / size)} {name}"
    return decimal_string(value)
