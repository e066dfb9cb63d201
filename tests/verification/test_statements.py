"""Drafts read into statements and their figures."""

from __future__ import annotations

import pytest

from vssqa.types import Status
from vssqa.verification.statements import read_draft

NEWEST = "2024-04-17"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("# A heading\n\n- an item without an end\n- another", 3),
        ("Directive No. 38 is of 2009. It stands.", 2),
        ("93.35 per cent.", 1),
        ("\r\n \n", 0),
    ],
)
def test_a_draft_is_split_into_statements(text: str, expected: list[str] | int) -> None:
    read = read_draft(text, NEWEST)
    assert [said.span.of(text) for said in read] == [said.text for said in read]
    if isinstance(expected, int):
        assert len(read) == expected
    else:
        assert [said.text for said in read] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Health insurance reached 95 per cent in 2031.", "actual"),
        ("Health insurance should reach 95 per cent by 2031.", "target"),
        ("The rate was 0.15 percentage points above the target.", "change"),
        ("There were 5 million more participants in 2023 than in 2008.", "change"),
        ("Health insurance covers 95 per cent.", "actual"),
    ],
)
def test_what_words_say_is_the_status(text: str, expected: Status) -> None:
    (said,) = read_draft(text, NEWEST)
    assert said.figures[0].status == expected


def test_the_numbers_of_papers_are_no_figures() -> None:
    (said,) = read_draft("Resolution No. 103/2023/QH15 and Directive No. 38 stand.", NEWEST)
    assert said.figures == ()
    assert len(said.papers) == 2


def test_a_figure_without_words_of_its_own_has_those_before_it() -> None:
    (said,) = read_draft("Late payments fell from 6% in 2016 to 2.69% in 2023.", NEWEST)
    first, last = said.figures
    assert last.subject.own.terms == first.subject.own.terms == {"late", "payment"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Le Minh Khai is the Deputy Prime Minister.", "Deputy Prime Minister"),
        ("Le Minh Khai, Deputy Prime Minister, spoke.", "Deputy Prime Minister"),
    ],
)
def test_a_role_is_read_behind_is_as_behind_a_comma(text: str, role: str) -> None:
    (said,) = read_draft(text, NEWEST)
    assert [printed.role for printed in said.people[0].roles] == [role]


def test_a_very_long_sentence_comes_in_pieces() -> None:
    text = "Some 5 million people took part, " * 200
    read = read_draft(text, NEWEST)
    assert len(read) > 1
    assert sum(len(said.figures) for said in read) == 200
