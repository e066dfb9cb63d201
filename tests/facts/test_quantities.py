"""The surface grammar of quantities: rows of (text, what is read), negatives among them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssqa.facts.numbers import decimal_string, read_number
from vssqa.facts.quantities import quantities
from vssqa.types import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reached 93.35%", [("93.35%", "93.35", "percent")]),
        ("reached 93.35 per cent", [("93.35 per cent", "93.35", "percent")]),
        ("exactly 33.33%.", [("33.33%", "33.33", "percent")]),
        ("đạt 95,2% dân số", [("95,2%", "95.2", "percent")]),
        ("by 2.69 percentage points", [("2.69 percentage points", "2.69", "percentage_point")]),
        ("a rate of 42%-43%", [("42%-43%", "42/43", "percent")]),
        ("33 to 33.5 per cent", [("33 to 33.5 per cent", "33/33.5", "percent")]),
        ("between 30 and 60 percent", [("30 and 60 percent", "30/60", "percent")]),
        ("18.26 million people", [("18.26 million", "18260000", "people")]),
        ("1,071 conferences", [("1,071", "1071", "count")]),
        ("1.234 and 1,234 items", [("1.234", "1.234", "count"), ("1,234", "1234", "count")]),
        ("1.234.567 người", [("1.234.567", "1234567", "people")]),
        ("1.234 tỷ đồng", [("1.234 tỷ đồng", "1234000000000", "VND")]),
        ("hơn 93,3 triệu người", [("93,3 triệu", "93300000", "people")]),
        ("half a million workers", [("half a million", "500000", "people")]),
        ("912 thousand billion dong", [("912 thousand billion dong", "912000000000000", "VND")]),
        (
            "VND124.3 trillion (US$5.02 billion)",
            [
                ("VND124.3 trillion", "124300000000000", "VND"),
                ("US$5.02 billion", "5020000000", "USD"),
            ],
        ),
        ("over 100 trillion VND .", [("100 trillion VND", "100000000000000", "VND")]),
        ("882,150 billion dong", [("882,150 billion dong", "882150000000000", "VND")]),
        ("VND 16,580,700 in debt", [("VND 16,580,700", "16580700", "VND")]),
        (
            "1.8 million VND (79 USD) to 3.3 million VND",
            [
                ("1.8 million VND", "1800000", "VND"),
                ("79 USD", "79", "USD"),
                ("3.3 million VND", "3300000", "VND"),
            ],
        ),
        (
            "1.8 million to 3.3 million VND",
            [("1.8 million to 3.3 million VND", "1800000/3300000", "VND")],
        ),
        ("2.3 times higher", [("2.3 times", "2.3", "times")]),
        ("has more than doubled since", [("doubled", "2", "times")]),
        ("the number halved", [("halved", "0.5", "times")]),
        ("a threefold rise", [("threefold", "3", "times")]),
        ("two-thirds of the workers", [("two-thirds", "66.67", "percent")]),
        (
            "Twenty-two out of 63 provinces",
            [("Twenty-two", "22", "count"), ("63", "63", "count")],
        ),
        ("46/63 provinces", [("46", "46", "count"), ("63", "63", "count")]),
        (
            "from 114 procedures (in 2015) to only 25 procedures now",
            [("114", "114", "count"), ("25", "25", "count")],
        ),
        (
            "was reduced from 14 to 46 per cent",
            [("14", "14", "percent"), ("46 per cent", "46", "percent")],
        ),
        (
            "thousands of billions of VND",
            [("thousands of billions of VND", "1000000000000", "VND")],
        ),
        ("2000 participants in 2000", [("2000", "2000", "people")]),
        ("24 hours a day", [("24 hours", "24", "hours")]),
        ("the 5-year plan", [("5-year", "5", "years")]),
        ("people aged 75 or older", [("75", "75", "years")]),
        (
            "in 3, 6 or 12 months",
            [("3", "3", "months"), ("6", "6", "months"), ("12 months", "12", "months")],
        ),
        ("VND1 quadrillion", [("VND1 quadrillion", "1000000000000000", "VND")]),
        ("some 04 subjects", [("04", "4", "count")]),
        ("fell to 0.03 per cent a day", [("0.03 per cent", "0.03", "percent")]),
    ],
)
def test_reads_a_quantity_with_its_value_and_unit(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [(q.surface, q.value, q.unit) for q in quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Resolution No. 38-CT/TW and Decree 75/2023/ND-CP",
        "Directive 38, Resolution 01/NQ-CP and Project 06",
        "Resolution No 28-NQ/TW, resolution 103/2023/QH15",
        "Articles 5, 6 and 7 of Law 41",
        "on January 5, 2024 and 25/02/2024",
        "between 2016 and 2020, in the 2021-2025 period",
        "at 08:42 AM and 8h30, or 5 p.m.",
        "hotline 1900 9068 or (024) 3628 9399",
        "after COVID-19, code I50, level-4 services at level 4",
        "the 8th sitting of the 15th National Assembly",
        "One, Concentrating on coverage.",
        "1. Coverage\n2) Debt",
        "one of the important targets",
        "option two pays out",
        "account 1234-5678-9012",
        "tel. 024 3936 1778, room 302, 150 Pho Vong Street",
        "1.",
        "a two-tier child benefit",
        "the first half of the year, three quarters of 2019",
        "https://vss.gov.vn/ItemID=8662 and post 12@vss.gov.vn",
        "1.2. Social insurance",
        "ASSA 35 opens in Nha Trang",
        "the centre at 7 Trang Thi, Hoan Kiem, Ha Noi",
    ],
)
def test_reads_no_quantity_in_what_names_and_does_not_count(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("nearly 1.83 million people", "nearly"),
        ("reached approximately 39.25%", "approximately"),
        ("Over 150 million people", "Over"),
        ("more than VND5 billion", "more than"),
        ("fewer than 90 million", "fewer than"),
        ("at least 95 million pieces", "at least"),
        ("some 81,860 units", "some"),
        ("12 months at most", "at most"),
        ("14 working days or more", "or more"),
        ("is estimated at 1.36 per cent", "estimated at"),
        ("reached 93.35%", None),
    ],
)
def test_keeps_the_hedge_as_qualifier(text: str, hedge: str | None) -> None:
    assert [q.qualifier for q in quantities(text)] == [hedge]


def test_step_is_the_size_of_the_last_printed_digit() -> None:
    texts = ["93.35%", "18.26 million", "1,071", "VND912 trillion"]
    steps = [decimal_string(quantities(text)[0].step) for text in texts]
    assert steps == ["0.01", "10000", "1", "1000000000000"]


def test_the_part_counts_what_the_whole_counts() -> None:
    part, whole = quantities("Forty-six out of 63 provinces have targets")
    assert part.noun == whole.noun == "provinces"


def test_reads_only_the_asked_piece_with_offsets_in_the_text() -> None:
    text = "First 12 units. Then 93.4 per cent of them."
    found = quantities(text, Span(16, len(text)))
    assert [(q.surface, q.span.of(text)) for q in found] == [("93.4 per cent", "93.4 per cent")]


@given(st.integers(min_value=1, max_value=10**12))
def test_grouped_numbers_are_read_as_they_are_printed(number: int) -> None:
    assert decimal_string(read_number(f"{number:,}").value) == str(number)


@given(st.text(alphabet="0123456789.,%- VNDUS$()amilonbtrepcx/\n", max_size=80))
def test_every_surface_is_the_text_at_its_span_and_none_overlap(text: str) -> None:
    found = quantities(text)
    assert all(q.surface == q.span.of(text) and q.low <= q.high for q in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
