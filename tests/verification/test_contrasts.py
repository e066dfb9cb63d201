"""Words that exclude each other."""

from __future__ import annotations

import pytest

from vssqa.verification.contrasts import excludes


@pytest.mark.parametrize(
    ("said", "held", "expected"),
    [
        ("committees at the district level", "committees at the commune level", True),
        ("committees at the commune level", "committees at all levels to the communes", False),
        ("women made up half", "men made up half", True),
        ("women made up half", "they made up half", False),
        ("women made up half", "men and women made up half", False),
        ("students with cards", "teachers with cards", True),
        ("the spending of the fund", "the revenue of the fund", True),
        ("the spending of the fund", "the revenue and expenditure of the fund", False),
        ("poor households", "near-poor households", True),
        ("urban areas", "rural areas", True),
        ("public hospitals", "public employees", False),
        ("in the first quarter", "in the second quarter", True),
    ],
)
def test_one_word_may_tell_all(said: str, held: str, expected: bool) -> None:
    assert excludes(said, held) == expected
