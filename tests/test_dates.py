"""Dates are read in the precision that is printed."""

import pytest

from vssqa.dates import dates, years


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("25/02/2024 12:45 PM", ["2024-02-25"]),
        ("Vi\u1ec7t NamVi\u1ec7t Nam17/04/2024", ["2024-04-17"]),
        ("Update: November, 25/2020 - 08:16", ["2020-11-25"]),
        ("June 29, 2024 - 15:15", ["2024-06-29"]),
        ("16 July 2021", ["2021-07-16"]),
        ("on the 3rd of May 2022", ["2022-05-03"]),
        ("2025-03", ["2025-03"]),
        ("In May 2021 it", ["2021-05"]),
        ("by December 18.", ["--12-18"]),
        ("ng\u00e0y 7 th\u00e1ng 9 n\u0103m 2009", ["2009-09-07"]),
        ("31/02/2024", []),
        ("Resolution 103/2023/QH15", []),
        ("in the 2021-2023 period", []),
        ("18.26 million, 93.35 per cent", []),
        ("may 5 per cent rise", []),
    ],
)
def test_a_date_is_read_as_printed(text: str, found: list[str]) -> None:
    assert [dated.iso for dated in dates(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in 2016 and 2020", ["2016", "2020"]),
        ("75/2023/ND-CP", []),
        ("2021-2023", []),
        ("1234", []),
    ],
)
def test_a_year_alone_is_told_from_parts_of_numbers(text: str, found: list[str]) -> None:
    assert [year.iso for year in years(text)] == found
