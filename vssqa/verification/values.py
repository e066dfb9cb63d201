"""How a said number stands to a held one: stricter than two releases' numbers to each other.

A draft may say less exactly what a release says, never more exactly; and "over X"
is a fair way to say a number only while the number is near X.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from vssqa.facts.comparison import Bound, Measured, fits, of_figure, of_quantity
from vssqa.facts.written import Quantity
from vssqa.types import Figure
from vssqa.verification.held import digits_of

Stand = Literal["same", "implied", "finer", "loose", "turned", "apart", "other_unit"]
"""The same number; one its hedge holds of; one that says more digits than the release does; one
whose hedge holds but says little; the same number in the other direction, or denied; another
number; or not comparable."""

FAIR: frozenset[Stand] = frozenset({"same", "implied"})
_ABOVE: frozenset[Bound | None] = frozenset({"over", "least"})
_BELOW: frozenset[Bound | None] = frozenset({"under", "most", "nearly"})
_ROUND_FROM = 1000  # "61,000" without a hedge may be 60,680 rounded; "610" is 610
_ROUND_ZEROS = 2
_FEW_DIGITS = 2


def stands(said: Quantity, held: Figure) -> Stand:
    """Tell how a said number stands to a held figure's."""
    fit = fits(said, held)
    one, other = of_quantity(said), of_figure(held)
    if fit == "other_unit" or fit == "apart":
        rough = _rounded(one, other) or _is_fraction_of(said, other)
        return "same" if fit == "apart" and rough else fit
    if fit == "same" and _is_beyond(one, other):
        return "apart"
    return compared(one, other) if fit == "implied" else _same(one, other)


def _is_beyond(one: Measured, other: Measured) -> bool:
    """Tell whether a number lies beyond a bound, however near ("at most 18" of 18.26).

    Of the very number a bound may be said.
    """
    if one.bound in _ABOVE:
        return other.low < one.low
    return one.bound in _BELOW and other.high > one.high


def compared(one: Measured, other: Measured) -> Stand:
    """Tell how a number whose hedge holds of another stands to it."""
    if one.low == one.high and other.low < other.high:
        return "finer"  # one number out of a range is not what the release says
    if one.bound in _ABOVE | _BELOW:
        return "implied" if is_near(one, other) else "loose"
    return "implied"


def _same(one: Measured, other: Measured) -> Stand:
    differs = (one.low, one.high) != (other.low, other.high)
    return "finer" if differs and one.step < other.step else "same"


def _rounded(one: Measured, other: Measured) -> bool:
    """Tell whether a bare round number is the held one, rounded."""
    if one.low != one.high or one.low < _ROUND_FROM or one.bound not in {None, "about"}:
        return False
    if one.unit != other.unit and {one.unit, other.unit} != {"count", "people"}:
        return False
    step = last_digit(one.low)
    zeros = step >= Decimal(10) ** _ROUND_ZEROS
    if not zeros or one.low / step < 10 or one.step > 1:
        return False
    return abs(one.low - other.low) * 2 <= step


_FRACTION_STEP = Decimal(1)  # "two fifths" is said of 39 to 41 per cent


def _is_fraction_of(said: Quantity, held: Measured) -> bool:
    """Tell whether a share in words ("two fifths") is about the held one."""
    if said.unit != "percent" or held.unit != "percent" or said.surface[:1].isdigit():
        return False
    hedged = of_quantity(said).bound not in {None, "about"}
    return not hedged and abs(said.low - held.low) <= _FRACTION_STEP


def is_near(said: Measured, held: Measured) -> bool:
    """Tell whether a bound is near enough to the number it bounds to be a fair way to say it.

    "Over 93" is fair of 93.35, "over 80" too, "over 39.3" of 93.3 is a slip: the
    number may lie as far off as the bound's last digit, a round bound as far as
    a round number does.
    """
    bound, number = said.low, held.low
    slack = last_digit(bound)
    digits = bound / slack if slack else bound
    if digits < 10:
        slack = bound if number > bound else bound / 2  # one digit: twice as much, or half
    elif digits < 10**_FEW_DIGITS and digits % 5 == 0:
        slack *= 5
    return abs(number - bound) <= slack


def last_digit(value: Decimal) -> Decimal:
    """Return the size of a number's last digit that is no zero (12,000: 1,000; 2.69: 0.01)."""
    if not value:
        return Decimal(1)
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


# --- slips ------------------------------------------------------------------------------


def is_other_scale(said: Quantity, held: Figure) -> bool:
    """Tell whether two numbers differ by a thousand, a million or a billion only."""
    if "/" in held.value or not said.low or said.low != said.high:
        return False
    ratio = Decimal(held.value) / said.low if said.low else Decimal(0)
    return any(ratio == Decimal(10) ** power for power in (3, 6, 9, 12, -3, -6, -9, -12))


def is_moved_point(said: Quantity, held: Figure) -> bool:
    """Tell whether two numbers have the same digits with the decimal point elsewhere."""
    if "/" in held.value or said.low != said.high or is_other_scale(said, held):
        return False
    one, other = digits_of(format(said.low, "f")), digits_of(held.value)
    return len(one) > 1 and one.lstrip("0") == other.lstrip("0") and said.low != Decimal(held.value)


def is_digit_swap(said: Quantity, held: Figure) -> bool:
    """Tell whether two different numbers have the same digits in another order."""
    if "/" in held.value or said.low != said.high or said.low == Decimal(held.value):
        return False
    one, other = digits_of(format(said.low, "f")), digits_of(held.value)
    return len(one) > 1 and one != other and sorted(one) == sorted(other)


def is_slip(said: Quantity, held: Figure) -> bool:
    """Tell whether two numbers differ as slips of the pen do."""
    return any(slips(said, held) for slips in (is_other_scale, is_moved_point, is_digit_swap))
