"""Evidence about another place, scheme, period or standing does not answer."""

import pytest

from vssqa.answering.agreement import overlap, period_grade
from vssqa.question.query import Query


@pytest.mark.parametrize(
    ("asked", "held", "grade"),
    [
        ("2023", "2023", 1.0),
        ("2023", "2023-12-18", 1.0),
        ("2023-12", "2023-12-18", 1.0),
        ("2023-12-31", "2023", 0.8),
        ("2022", "2021/2023", 0.5),
        ("2021/2023", "2021/2023", 1.0),
        ("2021/2023", "2022", 1.0),
        ("2023", "2008", 0.0),
        ("2024", "2023", 0.0),
        ("--10-31", "2017-10-31", 1.0),
        ("--10-31", "2017-09-30", 0.0),
        ("--01/--06", "2016-01/2016-06", 1.0),
        ("--01/--06", "2016-07/2016-12", 0.0),
    ],
)
def test_periods_agree_or_do_not(asked: str, held: str, grade: float) -> None:
    assert overlap(asked, held) == grade


@pytest.mark.parametrize(
    ("asked", "around", "grade"),
    [
        ("2024-02-20", "2024", 0.25),
        ("2024-02-20", "2024-02", 0.8),
        ("2024-02-20", "2023", 0.0),
        ("2024-02", "2024", 0.8),
        ("2024", "2024", 0.8),
    ],
)
def test_a_year_around_evidence_says_little_of_one_of_its_days(
    asked: str, around: str, grade: float
) -> None:
    assert period_grade(Query("q", "figure", periods=(asked,)), [], [around]) == grade
