"""Papers are found however they are printed, with the date beside them, and matched."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssqa.facts.instruments import instruments_in, matches
from vssqa.types import Instrument


def entry(number: str, kind: str, date: str | None = None) -> Instrument:
    return Instrument(number, number, kind, None, None, date, (), False, ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Directive No. 38-CT/TW", [("directive", "38-CT/TW")]),
        ("under Directive 38 and", [("directive", "38")]),
        ("directive no 38", [("directive", "38")]),
        ("What is 38-CT/TW about?", [("directive", "38-CT/TW")]),
        ("Nghị định 75/2023/NĐ-CP quy định", [("decree", "75/2023/ND-CP")]),
        ("nghi quyet 28 noi gi", [("resolution", "28")]),
        ("Decree 108/2021", [("decree", "108/2021")]),
        ("Decision No.28/QD-TTg of", [("decision", "28/QD-TTg")]),
        (
            "Official Letters No. 2644/BHXH-BT and No. 2633/BHXH-TT of VSS",
            [("official_letter", "2644/BHXH-BT"), ("official_letter", "2633/BHXH-TT")],
        ),
        (
            "Resolutions 28-NQ/TW and 125/NQ-CP",
            [("resolution", "28-NQ/TW"), ("resolution", "125/NQ-CP")],
        ),
        ("Document No. 13038-CV/VPTW", [("official_letter", "13038-CV/VPTW")]),
        ("Project 06 (the project on", [("project", "06")]),
        ("Law No. 58/2014/QH13", [("law", "58/2014/QH13")]),
        ("the 2014 law (No. 58/2014/QH13)", [("law", "58/2014/QH13")]),
        ("Resolution No. 103/2023/QH15 of", [("resolution", "103/2023/QH15")]),
        ("the Law on Social Insurance, the Law on Employment", [("law", None), ("law", None)]),
    ],
)
def test_papers_are_found(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(m.type, m.number) for m in instruments_in(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "open 24/7, on 12/03/2024",
        "the plan for 2024",
        "a report of 15 pages",
        "the agency has 3 plans and 5 projects",
        "Resolution 2024",
        "programme 5 years on",
        "by law, 20 years",
        "in accordance with the law",
        "decision 95% of members took",
    ],
)
def test_what_names_no_paper_is_left_alone(text: str) -> None:
    assert instruments_in(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Resolution No. 28-NQ/TW dated March 25, 2018; Resolution", "2018-03-25"),
        ("On January 5, 2024, the Government issued Resolution 01/NQ-CP on the", "2024-01-05"),
        ("Decree No. 42/2023/ND-CP, issued on June 29, 2023, raises", "2023-06-29"),
        ("Decree No. 108/2021/ND-CP of December 7, 2021", "2021-12-07"),
        ("Letter 3138/BHXH-CSXH of Vietnam Social Security, dated October 6, 2021,", "2021-10-06"),
        (
            "Plan No. 4033/KH-BHXH, signed by the Director General on November 29, 2023",
            "2023-11-29",
        ),
        ("the 2017 Resolution 18-NQ/TW", "2017"),
        ("the 2014 Social Insurance Law", "2014"),
        ("Decision No. 28/QD-TTg issued on October 1", "--10-01"),
        ("Decree No. 75/2023/ND-CP was", "2023"),
        ("Resolution No 01/NQ-CP of the Government. In 2023 it", None),
        ("Decree No. 42/2023/ND-CP takes effect from July 1, 2023", "2023"),
    ],
)
def test_the_date_printed_beside_is_the_papers(text: str, date: str | None) -> None:
    assert instruments_in(text)[0].date == date


@pytest.mark.parametrize(
    ("text", "number", "kind", "same"),
    [
        ("Directive 38", "38-CT/TW", "directive", True),
        ("directive no. 38", "38-CT/TW", "directive", True),
        ("38-CT/TW", "38-CT/TW", "directive", True),
        ("28/NQ-TW", "28-NQ/TW", "resolution", True),
        ("Resolution 01", "01/NQ-CP", "resolution", True),
        ("Resolution 1", "01/NQ-CP", "resolution", True),
        ("Decree 75", "75/2023/ND-CP", "decree", True),
        ("Decree 75/2023", "75/2023/ND-CP", "decree", True),
        ("Decree 75/2022", "75/2023/ND-CP", "decree", False),
        ("Decision 38", "38-CT/TW", "directive", False),
        ("Directive 39", "38-CT/TW", "directive", False),
        ("Resolution 01/NQ-TW", "01/NQ-CP", "resolution", False),
    ],
)
def test_a_naming_matches_its_entry_only(text: str, number: str, kind: str, same: bool) -> None:
    assert matches(instruments_in(text)[0], entry(number, kind)) is same


def test_a_date_tells_two_papers_of_one_number_apart() -> None:
    mention = instruments_in("Resolution 01/NQ-CP of January 6, 2023")[0]
    assert matches(mention, entry("01/NQ-CP", "resolution", "2023-01-06"))
    assert not matches(mention, entry("01/NQ-CP", "resolution", "2024-01-05"))


def test_a_law_is_known_by_either_order_of_its_name() -> None:
    law = Instrument(
        "Law on Health Insurance", None, "law", None, "Law on Health Insurance", None, (), False, ()
    )
    assert matches(instruments_in("the Health Insurance Law")[0], law)
    assert not matches(instruments_in("the Law on Social Insurance")[0], law)


@given(st.text(alphabet="Resolution NoDirective01238/-.NQCPTW, đĐ\n", max_size=80))
def test_every_surface_is_the_text_at_its_span(text: str) -> None:
    found = instruments_in(text)
    assert all(m.surface == m.span.of(text) for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
