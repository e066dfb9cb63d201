"""Up or down, said or denied."""

from __future__ import annotations

import pytest

from vssqa.verification.direction import Direction, direction_of, is_denied


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the rate rose to 5", "up"),
        ("fewer people took part than in 2008", "down"),
        ("an increase of over 23.4 million", "up"),
        ("cut by more than 80", "down"),
        ("reduced from 6% to 2.69%", "down"),
        ("more than doubled", "up"),
        ("the lowest ratio since 2016", "down"),
        ("more than 93 million people took part", None),
        ("it rose and fell", None),
        ("the rate reached 5", None),
    ],
)
def test_words_give_a_direction(words: str, expected: Direction | None) -> None:
    assert direction_of(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("it did not reach 5", True),
        ("it has never fallen", True),
        ("it failed to reach 5", True),
        ("not only the result of one sector", False),
        ("no later than march", False),
        ("it reached 5", False),
    ],
)
def test_denials_are_told(words: str, expected: bool) -> None:
    assert is_denied(words) == expected
