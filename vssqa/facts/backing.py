"""How many releases give each figure: those that print the same number of the same thing."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from vssqa.facts.comparison import Measured, fits, of_figure
from vssqa.types import Figure, Scheme, Status

Subject = tuple[str, Scheme | None, str | None, Status]


@dataclass(slots=True)
class _Print:
    """Figures that are printed alike: one of them, and the releases that do."""

    figure: Figure
    measured: Measured
    releases: set[str] = field(default_factory=set)
    agreeing: list[_Print] = field(default_factory=list)

    @property
    def backing(self) -> int:
        """How many releases give the figure, in this print or in one that agrees."""
        return len(self.releases.union(*(other.releases for other in self.agreeing)))


def subject_of(figure: Figure) -> Subject:
    """Return what must be equal before two figures are compared."""
    return figure.unit, figure.scheme, figure.place, figure.status


def agrees(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures of one subject give the same number, of one period or of none."""
    same_period = None in {figure.period, other.period} or figure.period == other.period
    return same_period and fits(figure, other) == "same"


def slack_of(measured: Measured) -> Decimal:
    """Return how far another number may lie off and still be the same within what is printed."""
    return measured.step / 2


def backings(figures: Sequence[Figure]) -> list[int]:
    """Count for each figure the releases that give it, its own among them."""
    prints: dict[tuple[object, ...], _Print] = {}
    printed = []
    for figure in figures:
        measured = of_figure(figure)
        key = (subject_of(figure), figure.period, measured)
        printed.append(prints.setdefault(key, _Print(figure, measured)))
        printed[-1].releases.add(figure.release)
    by_subject: dict[Subject, list[_Print]] = defaultdict(list)
    for one in prints.values():
        by_subject[subject_of(one.figure)].append(one)
    for subject in by_subject.values():
        for one, other in _near(subject):
            if agrees(one.figure, other.figure):
                one.agreeing.append(other)
            if agrees(other.figure, one.figure):
                other.agreeing.append(one)
    counts = {id(one): one.backing for one in prints.values()}
    return [counts[id(one)] for one in printed]


def _near(prints: list[_Print]) -> Iterator[tuple[_Print, _Print]]:
    """Yield each pair whose numbers may be the same, so that not all need be compared."""
    ordered = sorted(prints, key=lambda one: one.measured.low)
    lows = [one.measured.low for one in ordered]
    for place, one in enumerate(ordered):
        slack = slack_of(one.measured)
        for other in range(bisect_left(lows, lows[place] - slack), len(ordered)):
            if lows[other] > lows[place] + slack:
                break
            if (slack, place) > (slack_of(ordered[other].measured), other):
                yield one, ordered[other]
