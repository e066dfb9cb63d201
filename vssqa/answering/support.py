"""How many releases give the same figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from vssqa.answering.slots import Slot
from vssqa.types import Figure

ENOUGH_RELEASES = 3  # further ones add nothing


class Support:
    """Finds the figures of other sentences that say the same."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._by_subject: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for figure in figures:
            self._by_subject[_subject(figure)].append(figure)

    def agreeing(self, figure: Figure) -> list[Figure]:
        """List the figures of other sentences with the same subject and the same value."""
        return [
            other
            for other in self._by_subject[_subject(figure)]
            if (other.release, other.sentence) != (figure.release, figure.sentence)
            and _same_value(figure, other)
        ]

    def of(self, slot: Slot) -> float:
        """Grade the support of a slot: 1 where enough other releases agree."""
        if slot.figure is None:
            return 0.0
        others = {f.release for f in self.agreeing(slot.figure)} - {slot.figure.release}
        return min(1.0, len(others) / (ENOUGH_RELEASES - 1))


def _same_value(one: Figure, other: Figure) -> bool:
    from decimal import Decimal, InvalidOperation

    try:
        a, b = Decimal(one.value), Decimal(other.value)
    except InvalidOperation:
        return one.value == other.value
    return abs(a - b) <= Decimal("0.002") * max(abs(a), abs(b))


def _subject(figure: Figure) -> tuple[object, ...]:
    return figure.unit, figure.scheme, figure.place, figure.period, figure.status
