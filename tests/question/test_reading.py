"""A question is read into its constraints and words."""

from __future__ import annotations

import pytest

from vssqa.question.query import Query
from vssqa.question.reading import Lexicon, read_alone

LEXICON = Lexicon(
    holds=lambda stem: True,
    words=dict,
    people=lambda folded: {},
    knows=lambda mention: True,
    newest="2024-06-30",
)


def read(question: str) -> Query:
    return read_alone(question, LEXICON)


def words(question: str) -> list[str]:
    return [item.word for item in read(question).words]


@pytest.mark.parametrize(
    ("question", "schemes"),
    [
        ("How many voluntary members joined?", {"voluntary_social"}),
        ("How many people are in the compulsory scheme?", {"social"}),
        ("How many voluntary health insurance members joined?", {"voluntary_health"}),
        ("How many pensions were paid?", set()),
        ("How many members joined?", set()),
    ],
)
def test_voluntary_and_compulsory_name_a_scheme_where_no_other_does(
    question: str, schemes: set[str]
) -> None:
    assert read(question).schemes == schemes


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("When does the Law on Social Insurance of 2024 take effect?", ()),
        ("When does the 2014 Law on Social Insurance take effect?", ()),
        ("What did the Law on Social Insurance change in 2024?", ("2024",)),
        ("What was the coverage rate in 2023?", ("2023",)),
    ],
)
def test_a_papers_year_is_no_constraint(question: str, periods: tuple[str, ...]) -> None:
    assert read(question).periods == periods


def test_what_the_unit_or_the_scheme_says_is_no_word() -> None:
    assert words("How many people were in the health insurance scheme?") == []
    assert words("Which people attended?") == ["people", "attended"]


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Why did debts rise?", True),
        ("What are the main reasons for the fall?", True),
        ("What explains the fall?", True),
        ("When did debts rise?", False),
    ],
)
def test_a_question_for_a_reason_is_known(question: str, asks: bool) -> None:
    assert read(question).asks_why is asks


def test_the_thing_that_is_counted_is_one_of_the_words() -> None:
    query = read("How many joint inspections were made in Hue?")
    assert query.counted is not None
    assert query.counted.word == "inspections"
    assert read("How many people came?").counted is None
