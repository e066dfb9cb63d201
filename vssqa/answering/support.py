"""How many releases give the same figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from vssqa.answering.slots import Slot
from vssqa.facts.comparison import fits
from vssqa.types import Figure

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


def _subject(figure: Figure) -> tuple[object, ...]:
    return figure.unit, figure.scheme, figure.place, figure.status
