"""Do two numbers say the same?"""

from __future__ import annotations

import pytest

from tests.facts.readings import read
from vssqa.facts.comparison import Fit, comparable, equal, fits, is_rounding, of_figure
from vssqa.facts.quantities import quantities


@pytest.mark.parametrize(
    ("said", "held", "expected"),
    [
        ("93.35%", "It was 93.35 per cent.", "same"),
        ("93%", "It was 93.35 per cent.", "same"),
        ("18 million people", "There were 18.26 million people.", "same"),
        ("18.259 million people", "There were 18.26 million people.", "same"),
        ("VND124,300 billion", "It cost VND124.3 trillion.", "same"),
        ("91.2%", "It was 93.35 per cent.", "apart"),
        ("18.62 million people", "There were 18.26 million people.", "apart"),
        ("VND124.3 million", "It cost VND124.3 trillion.", "apart"),
        ("over 12,000 units", "There were 12,851 units.", "implied"),
        ("over 13,000 units", "There were 12,851 units.", "apart"),
        ("fewer than 90 million people", "There were 93.3 million people.", "apart"),
        ("less than 3 per cent", "It was 2.69 per cent.", "implied"),
        ("less than 2 per cent", "It was 2.69 per cent.", "apart"),
        ("nearly 94%", "It was 93.35 per cent.", "implied"),
        ("about 90%", "It was 93.35 per cent.", "implied"),
        ("about 70%", "It was 93.35 per cent.", "apart"),
        (f"about {'9' * 30}.5 units", "There were 12,851 units.", "apart"),
        ("nearly 1.83 million people", "There were nearly 1.83 million people.", "same"),
        ("more than 1.83 million people", "There were nearly 1.83 million people.", "apart"),
        ("43%", "It strives for 42%-43%.", "implied"),
        ("42%-43%", "It strives for 42%-43%.", "same"),
        ("44%", "It strives for 42%-43%.", "apart"),
        ("93.35 people", "It was 93.35 per cent.", "other_unit"),
        ("2.69 percentage points", "It was 2.69 per cent.", "other_unit"),
        ("0.15 per cent", "It was 93%, 0.15 per cent higher than the target.", "same"),
        ("US$5 billion", "It cost VND5 billion.", "other_unit"),
    ],
)
def test_a_said_number_fits_a_held_one_within_print_and_hedge(
    said: str, held: str, expected: Fit
) -> None:
    assert fits(quantities(said)[0], read(held)[-1]) == expected


def test_rounding_is_a_difference_within_the_coarser_print() -> None:
    one, other = (of_figure(f) for f in read("It was 31.6% here. It was 31.58% there."))
    assert equal(one, other)
    assert is_rounding(one, other)
    assert not is_rounding(one, one)


def test_people_are_counted_and_points_are_no_percent() -> None:
    assert comparable("people", "count")
    assert not comparable("percent", "percentage_point")
    assert comparable("percent", "percentage_point", is_change=True)
