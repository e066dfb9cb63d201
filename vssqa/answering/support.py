"""How many releases give the same figure, and which give another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from vssqa.answering.slots import Slot
from vssqa.facts.backing import agrees, subject_of
from vssqa.facts.comparison import fits
from vssqa.index.held_registers import HeldRegisters
from vssqa.text import terms
from vssqa.types import Conflict, Figure

ALIKE = 0.6  # share of the shorter measure's words that the other holds
ENOUGH_RELEASES = 3  # further ones add nothing


class Support:
    """Finds the figures of other sentences that say the same, and those that do not."""

    def __init__(self, held: HeldRegisters) -> None:
        self._held = held

    def agreeing(self, figure: Figure) -> Iterator[Figure]:
        """Yield the figures of other sentences that give the same number of the same thing."""
        for other in self._held.near(figure):
            own = (other.release, other.sentence) == (figure.release, figure.sentence)
            if not own and agrees(figure, other):
                yield other

    def of(self, slot: Slot) -> float:
        """Grade the support of a slot: 1 where enough other releases agree."""
        if slot.figure is None:
            return 0.0
        others = max(0, self._held.backing(slot.figure) - 1)
        return min(1.0, others / (ENOUGH_RELEASES - 1))

    def contested(self, slot: Slot) -> float:
        """Return 1 where more releases give another figure for the same thing, else 0.

        A mislabelled figure stands alone against the releases that print the right one.
        """
        if slot.figure is None:
            return 0.0
        figure = slot.figure
        better = self._held.better_backed(figure, self._held.backing(figure))
        return float(any(_rivals(figure, other) for other in better))

    def conflicts(self, figure: Figure) -> dict[int, Conflict]:
        """Return by number the conflicts that a figure or a rival of it takes part in.

        Only those that a reader must see.
        """
        return {
            number: conflict
            for number, conflict in self._held.conflicts_about(figure)
            if any(
                (side.release, side.span) == (figure.release, figure.span) or _rivals(figure, side)
                for side in conflict.figures
            )
        }


def _rivals(figure: Figure, other: Figure) -> bool:
    """Tell whether another figure gives another number for the same thing."""
    return (
        subject_of(other) == subject_of(figure)
        and other.period == figure.period
        and fits(figure, other) == "apart"
        and _measure_alike(figure, other)
    )


@lru_cache(maxsize=65536)
def _measure_terms(measure: str) -> frozenset[str]:
    return frozenset(terms(measure))


def _measure_alike(one: Figure, other: Figure) -> bool:
    """Tell whether two measures share most of their words."""
    a, b = _measure_terms(one.measure), _measure_terms(other.measure)
    return len(a & b) > ALIKE * min(len(a), len(b))
