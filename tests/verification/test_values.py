"""How a said number stands to a held one, by table."""

from __future__ import annotations

import pytest

from vssqa.facts.quantities import quantities
from vssqa.types import Figure, Span
from vssqa.verification.values import Stand, is_digit_swap, is_moved_point, is_other_scale, stands


def held(text: str) -> Figure:
    (quantity,) = quantities(text)
    at = Span(0, 1)
    return Figure(
        "release",
        at,
        quantity.surface,
        quantity.value,
        quantity.unit,
        None,
        "measure",
        None,
        None,
        "actual",
        at,
        quantity.qualifier,
    )


@pytest.mark.parametrize(
    ("said", "printed", "expected"),
    [
        ("18.26 million", "18,259,000", "same"),
        ("93 per cent", "93.35%", "same"),
        ("124,300 billion dong", "VND124.3 trillion", "same"),
        ("about 175 million", "174.8 million", "same"),
        ("about 12,900 facilities", "12,851 facilities", "implied"),
        ("over 93 million people", "93.3 million people", "implied"),
        ("over 80 million people", "93.3 million people", "implied"),
        ("more than 150 million", "174.8 million", "implied"),
        ("61,000 people", "60,680 people", "same"),
        ("two fifths of the workers", "39.25 per cent", "same"),
        ("fewer than 20 million people", "18.26 million people", "implied"),
        # Never more exact than the release, never a bound so far off that it says little.
        ("93.35 per cent", "93.4 per cent", "finer"),
        ("18,259,731 people", "18.26 million people", "finer"),
        ("42.5 per cent", "42%-43%", "finer"),
        ("over 39.3 million people", "93.3 million people", "loose"),
        ("nearly 2.21 trillion", "2.12 trillion", "loose"),
        ("91.2 per cent", "93.35 per cent", "apart"),
        ("over 95 per cent", "93.35 per cent", "apart"),
        ("at most 18 million people", "18.26 million people", "apart"),
        ("up to 93 million people", "93.3 million people", "apart"),
        ("over 93.4 per cent", "93.35 per cent", "apart"),
        ("less than 93 per cent", "93.35 per cent", "apart"),
        ("fewer than 90 million people", "93.3 million people", "apart"),
        ("18.26 thousand people", "18.26 million people", "apart"),
        ("601 people", "598 people", "apart"),
        ("US$124.3 trillion", "VND124.3 trillion", "other_unit"),
        ("2.69 percentage points", "2.69 per cent", "other_unit"),
    ],
)
def test_a_said_number_stands_to_a_held_one(said: str, printed: str, expected: Stand) -> None:
    (quantity,) = quantities(said)
    assert stands(quantity, held(printed)) == expected


@pytest.mark.parametrize(
    ("said", "printed", "scale", "swap"),
    [
        ("18.26 thousand people", "18.26 million people", True, False),
        ("18.62 million people", "18.26 million people", False, True),
        ("18.26 million people", "18.26 million people", False, False),
        ("19.26 million people", "18.26 million people", False, False),
        ("42 per cent", "42%-43%", False, False),
        ("VND12.43 trillion", "VND124.3 trillion", False, False),
    ],
)
def test_slips_are_told_from_other_numbers(
    said: str, printed: str, scale: bool, swap: bool
) -> None:
    (quantity,) = quantities(said)
    assert is_other_scale(quantity, held(printed)) == scale
    assert is_digit_swap(quantity, held(printed)) == swap


@pytest.mark.parametrize(
    ("said", "printed", "moved"),
    [
        ("VND12.43 trillion", "VND124.3 trillion", True),
        ("8.3 per cent", "0.83 per cent", True),
        ("0.83 per cent", "0.83 per cent", False),
        ("18.62 million people", "18.26 million people", False),
        ("18.26 thousand people", "18.26 million people", False),
    ],
)
def test_a_moved_point_is_told_from_swapped_digits(said: str, printed: str, moved: bool) -> None:
    (quantity,) = quantities(said)
    assert is_moved_point(quantity, held(printed)) == moved
    assert is_digit_swap(quantity, held(printed)) == (said.startswith("18.62"))
