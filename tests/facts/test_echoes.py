"""Periods that another one tells, by table: those that figures are of and those that compare."""

from __future__ import annotations

import pytest

from tests.facts.readings import read
from vssqa.facts.echoes import echoes, resolved
from vssqa.facts.written import Echo
from vssqa.types import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a year earlier the ratio was 3.41 per cent", [("a year earlier", False)]),
        ("the year before, it was 95.6", [("the year before", False)]),
        ("down from 3.12% a year before", [("a year before", False)]),
        ("numbered 8,645 on the same date", [("the same date", False)]),
        ("in the same six months it paid", [("the same six months", False)]),
        ("at the same time in 2022", [("the same time in 2022", False)]),
        ("worth 128 over the whole period", [("the whole period", False)]),
        (
            "up 3.7 per cent on the same date of the previous year",
            [("the same date of the previous year", True)],
        ),
        ("a rise of 37 per cent over the same period of 2015", [("the same period of 2015", True)]),
        ("higher than a year earlier", [("a year earlier", True)]),
        (
            "from the same period of 2020, when the figure was 15,916",
            [("the same period of 2020", False)],
        ),
        ("during the year it was collected", [("the year", False)]),
        ("during the year of the rooster", []),
        ("against 5.3 per cent on the same date last year", [("the same date last year", False)]),
        ("at the same time, the office held talks", []),
        ("in the period from 2016 to 2020", []),
        ("the same people in the same district", []),
    ],
)
def test_finds_the_words_that_name_a_period_by_another(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    assert [(echo.span.of(text), echo.compares) for echo in echoes(text)] == expected


@pytest.mark.parametrize(
    ("echo", "running", "expected"),
    [
        (Echo(Span(0, 1)), "2019-01/2019-06", "2019-01/2019-06"),
        (Echo(Span(0, 1), back=1), "2019-06-30", "2018-06-30"),
        (Echo(Span(0, 1), back=1), "2024-02-29", "2023-02-28"),
        (Echo(Span(0, 1), back=1), "2021/2022", "2020/2021"),
        (Echo(Span(0, 1), year=2020), "2021-01/2021-10", "2020-01/2020-10"),
    ],
)
def test_an_echo_names_the_running_period_or_that_of_an_earlier_year(
    echo: Echo, running: str, expected: str
) -> None:
    assert resolved(echo, running) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "As of June 30, 2023, arrears were 2.83 per cent. A year earlier the ratio was 3.41"
            " per cent. Employers owed VND187.5 billion.",
            ["2023-06-30", "2022-06-30", "2023-06-30"],
        ),
        (
            "On October 31, 2023 late payments came to VND1,086 billion, including VND698 billion"
            " owed for long, against VND1,142 billion and VND731 billion at the same time in 2022.",
            ["2023-10-31", "2023-10-31", "2022-10-31", "2022-10-31"],
        ),
        (
            "In the first ten months of 2023, 14,388 people drew it, down 9.6 per cent from the"
            " same period of 2022, when the figure was 15,916.",
            ["2023-01/2023-10", "2023-01/2023-10", "2022-01/2022-10"],
        ),
        (
            "On June 30, 2023 it had 8,462 members. It had 9,462 members in the scheme, 2.4 times"
            " the number recorded at the end of June 2022. Some 228,904 workers took part.",
            ["2023-06-30"] * 4,
        ),
        (
            "On May 2, 2023 cards were held by 93.6 per cent, against 90.2 per cent in 2019.",
            ["2023-05-02", "2019"],
        ),
    ],
)
def test_a_period_that_compares_is_never_handed_on(body: str, expected: list[str | None]) -> None:
    assert [figure.period for figure in read(body)] == expected
