"""Periods written in a text, read from a release's date."""

from __future__ import annotations

import pytest

from vssqa.facts.periods import periods
from vssqa.types import Span

ANCHOR = "2024-01-22"


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("in 2023", ANCHOR, ["2023"]),
        ("on December 18, 2023", ANCHOR, ["2023-12-18"]),
        ("by the end of last year", ANCHOR, ["2023"]),
        ("this year's tasks", ANCHOR, ["2024"]),
        ("on December 18 the office", ANCHOR, ["2023-12-18"]),
        ("from July 1", "2024-02-20", ["2024-07-01"]),
        ("at the end of March", "2025-04-09", ["2025-03"]),
        ("during October alone", "2018-11-13", ["2018-10"]),
        ("in the 2021-2023 period", ANCHOR, ["2021/2023"]),
        ("between 2016 and 2020", ANCHOR, ["2016/2020"]),
        ("from 2021 to 2023", ANCHOR, ["2021/2023"]),
        ("from 2017 to the end of 2021", ANCHOR, ["2017/2021"]),
        ("between 2017 and the end of 2021", ANCHOR, ["2017/2021"]),
        ("in the first quarter of 2025", "2025-04-09", ["2025-01/2025-03"]),
        ("in Q1", "2020-03", ["2020-01/2020-03"]),
        ("the fourth quarter", "2025-01-10", ["2024-10/2024-12"]),
        ("the first half of the year", "2016", ["2016-01/2016-06"]),
        ("the last six months of 2024", ANCHOR, ["2024-07/2024-12"]),
        ("the first nine months of 2019", ANCHOR, ["2019-01/2019-09"]),
        ("over ten months", "2018-11-13", ["2018-01/2018-10"]),
        ("from January to March", "2020-03", ["2020-01/2020-03"]),
        ("between January and June", "2021-08-10", ["2021-01/2021-06"]),
        ("January 1, 2020 to September 30, 2021", ANCHOR, ["2020-01-01/2021-09-30"]),
        ("between October 1 and 15", "2021-10-18", ["2021-10-01/2021-10-15"]),
        ("last month", ANCHOR, ["2023-12"]),
        ("the last school year", "2022-09-02", ["2021/2022"]),
        ("this school year", "2024-03-05", ["2023/2024"]),
        ("the new school year", "2022-08-20", ["2022/2023"]),
        ("the coming school year", "2024-05-20", ["2024/2025"]),
        ("before the third month of the benefit", ANCHOR, []),
        ("hết tháng 9/2024", ANCHOR, ["2024-09"]),
        ("năm ngoái", ANCHOR, ["2023"]),
        ("last year", None, []),
        ("for 12 months at most", ANCHOR, []),
        ("the 2014 Social Insurance Law", ANCHOR, []),
        ("hotline 1900 9068", ANCHOR, []),
        ("Resolution 103/2023/QH15", ANCHOR, []),
        ("they may march on", ANCHOR, []),
    ],
)
def test_reads_a_period_from_the_anchor(text: str, anchor: str | None, expected: list[str]) -> None:
    assert [period.iso for period in periods(text, anchor)] == expected


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("in 2023", "in"),
        ("by 2025", "by"),
        ("no later than February 20, 2024", "by"),
        ("the lowest since 2016", "since"),
        ("before 2020", "before"),
        ("the period until 2025", "until"),
        ("higher than in 2008", "than"),
        ("compared to 2022", "than"),
        ("the same period of 2020", "than"),
        ("it was 4.6 per cent on July 31, 2023", "in"),
        ("up 4.6 per cent on July 31, 2022", "than"),
        ("an increase of 5 per cent on 2022", "than"),
        ("2.4 times the number recorded at the end of June 2018", "than"),
        ("than a year before", "than"),
    ],
)
def test_tells_how_a_period_stands(text: str, relation: str) -> None:
    assert [period.relation for period in periods(text, ANCHOR)] == [relation]


def test_offsets_count_in_the_whole_text() -> None:
    text = "Not 2020. In 2023."
    found = periods(text, None, Span(10, len(text)))
    assert [(period.iso, period.span.of(text)) for period in found] == [("2023", "2023")]
