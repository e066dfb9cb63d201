"""Do two numbers say the same? Equality within what is printed, hedges and units minded.

"18.26 million" and "18.259 million" are one number printed twice; "over 93
million" holds of 93.3 million and not of 92; "2.69 per cent" and "2.69 percentage
points" are not comparable.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from vssqa.facts.quantities import quantities
from vssqa.facts.written import Quantity
from vssqa.text import fold
from vssqa.types import Figure

Fit = Literal["same", "implied", "apart", "other_unit"]
"""How a said number stands to a held one: the same within what both print; another number of
which the hedge holds ("over 12,000" of 12,851); neither; or not comparable."""

Bound = Literal["about", "over", "least", "under", "most", "nearly"]

_HEDGES: dict[Bound, str] = {
    "about": "about|around|approximately|approx|approx.|roughly|some|estimated|an estimated"
    "|estimated at|or so|khoang",
    "over": "over|more than|above|exceed|exceeds|exceeded|exceeding|beyond|past|or over|and above"
    "|hon|tren",
    "least": "at least|no less than|no fewer than|not less than|not fewer than|or more|minimum"
    "|minimum of|toi thieu|it nhat",
    "under": "under|less than|fewer than|below|duoi",
    "most": "at most|no more than|not more than|up to|or less|or fewer|maximum|maximum of"
    "|not exceed|not exceeding|toi da",
    "nearly": "nearly|almost|close to|gan",
}
_BOUND_OF: dict[str, Bound] = {
    hedge: bound for bound, hedges in _HEDGES.items() for hedge in hedges.split("|")
}
_ABOVE: frozenset[Bound | None] = frozenset({"over", "least"})
_BELOW: frozenset[Bound | None] = frozenset({"under", "most", "nearly"})

_NEARLY = Decimal("0.95")  # "nearly 100" is said of 95 and more
_ABOUT = Decimal("0.05")  # "about 100" is said of 95 to 105
_SAME_UNITS = (frozenset({"count", "people"}), frozenset({"percent", "percentage_point"}))


@dataclass(frozen=True, slots=True)
class Measured:
    """A number as compared: its ends, the size of its last printed digit, its unit and hedge."""

    low: Decimal
    high: Decimal
    step: Decimal
    unit: str
    bound: Bound | None


def of_quantity(quantity: Quantity) -> Measured:
    """Return a written quantity as compared."""
    bound = bound_of(quantity.qualifier)
    return Measured(quantity.low, quantity.high, quantity.step, quantity.unit, bound)


def of_figure(figure: Figure) -> Measured:
    """Return a register's figure as compared; its printed precision is read off its surface."""
    low, _, high = figure.value.partition("/")
    return Measured(
        Decimal(low),
        Decimal(high or low),
        _step_of(figure.surface),
        figure.unit,
        bound_of(figure.qualifier),
    )


def bound_of(qualifier: str | None) -> Bound | None:
    """Return on which side of the printed number a hedge says that the true one lies."""
    return _BOUND_OF.get(fold(qualifier)) if qualifier else None


@lru_cache(maxsize=65536)
def _step_of(surface: str) -> Decimal:
    """Return the size of a surface's last printed digit, zero if it is no quantity."""
    found = quantities(surface)
    return found[0].step if found else Decimal(0)


def fits(said: Quantity | Figure, held: Figure) -> Fit:
    """Tell whether a said number agrees with a held figure's.

    Percent and percentage points are comparable only where the figure is a change;
    hedges on both sides count: "more than 1.83 million" is apart from "nearly 1.83
    million".
    """
    one = of_quantity(said) if isinstance(said, Quantity) else of_figure(said)
    other = of_figure(held)
    if not comparable(one.unit, other.unit, is_change=held.status == "change"):
        return "other_unit"
    if one.bound in _ABOVE | _BELOW and _implied(one, other):
        return "implied"
    if equal(one, other):
        against = {one.bound, other.bound}
        crossed = against & _ABOVE and against & _BELOW
        return "apart" if crossed and one.low == other.low else "same"
    return "implied" if _implied(one, other) else "apart"


def comparable(unit: str, other: str, is_change: bool = False) -> bool:
    """Tell whether two units measure alike; points and percent do for changes only."""
    if unit == other:
        return True
    counts, shares = _SAME_UNITS
    return {unit, other} <= counts or (is_change and {unit, other} <= shares)


def equal(one: Measured, other: Measured) -> bool:
    """Tell whether two numbers are equal within the coarser of their printed precisions."""
    step = max(one.step, other.step)
    return _within(one.low, other.low, step) and _within(one.high, other.high, step)


def is_rounding(one: Measured, other: Measured) -> bool:
    """Tell whether two numbers differ, but only by rounding."""
    return equal(one, other) and (one.low, one.high) != (other.low, other.high)


def _within(one: Decimal, other: Decimal, step: Decimal) -> bool:
    return abs(one - other) * 2 <= step


def _implied(said: Measured, held: Measured) -> bool:
    """Tell whether a said number's hedge, or a held range, covers the other number."""
    if held.low < held.high and said.low == said.high and said.bound is None:
        return held.low <= said.low <= held.high
    if said.low < said.high:
        return said.low <= held.low and held.high <= said.high
    if said.bound in {"over", "least"}:
        return held.low > said.high and held.bound not in {"under", "most"}
    if said.bound in {"under", "most"}:
        return held.high < said.low and held.bound not in {"over", "least"}
    if said.bound == "nearly":
        return said.low * _NEARLY <= held.high < said.low
    if said.bound == "about":
        rough = max(_round_step(said), said.step)
        near = abs(said.low - held.low) * 2 <= rough
        return near and abs(said.low - held.low) <= abs(held.low) * _ABOUT
    return False


def _round_step(said: Measured) -> Decimal:
    """Return the size of the last digit that is no zero: "about 90" is round to tens."""
    exponent = said.low.normalize().as_tuple().exponent
    if not said.low or not isinstance(exponent, int):
        return said.step
    return max(said.step, Decimal(1).scaleb(exponent))
