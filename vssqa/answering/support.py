"""How many releases give the same figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from vssqa.answering.slots import Slot
from vssqa.facts.comparison import fits
from vssqa.text import terms
from vssqa.types import Figure

ALIKE = 0.6  # share of the shorter measure's words that the other holds
ENOUGH_RELEASES = 3  # further ones add nothing


class Support:
    """Finds the figures of other sentences that say the same."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._by_subject: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for figure in figures:
            self._by_subject[_subject(figure)].append(figure)

    def agreeing(self, figure: Figure) -> list[Figure]:
        """List the figures of other sentences that give the same number of the same thing."""
        return [
            other
            for other in self._by_subject[_subject(figure)]
            if (other.release, other.sentence) != (figure.release, figure.sentence)
            and (None in {figure.period, other.period} or figure.period == other.period)
            and fits(figure, other) == "same"
        ]

    def of(self, slot: Slot) -> float:
        """Grade the support of a slot: 1 where enough other releases agree."""
        if slot.figure is None:
            return 0.0
        others = {f.release for f in self.agreeing(slot.figure)} - {slot.figure.release}
        return min(1.0, len(others) / (ENOUGH_RELEASES - 1))

    def contested(self, slot: Slot) -> float:
        """Return 1 where more releases give another figure for the same thing, else 0.

        A mislabelled figure stands alone against the releases that print the right one.
        """
        if slot.figure is None:
            return 0.0
        own = self._releases(slot.figure)
        return float(any(len(self._releases(r)) > len(own) for r in self.rivals(slot.figure)))

    def rivals(self, figure: Figure) -> list[Figure]:
        """List the figures that give another number for the same thing."""
        return [
            other
            for other in self._by_subject[_subject(figure)]
            if other.period == figure.period
            and fits(figure, other) == "apart"
            and _measure_alike(figure, other)
        ]

    def _releases(self, figure: Figure) -> set[str]:
        return {figure.release, *(other.release for other in self.agreeing(figure))}


@lru_cache(maxsize=65536)
def _measure_terms(measure: str) -> frozenset[str]:
    return frozenset(terms(measure))


def _measure_alike(one: Figure, other: Figure) -> bool:
    """Tell whether two measures share most of their words."""
    a, b = _measure_terms(one.measure), _measure_terms(other.measure)
    return len(a & b) > ALIKE * min(len(a), len(b))


def _subject(figure: Figure) -> tuple[object, ...]:
    return figure.unit, figure.scheme, figure.place, figure.status
