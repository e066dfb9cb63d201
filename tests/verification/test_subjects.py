"""The words of a figure's subject, and of what a share is a share."""

from __future__ import annotations

import pytest

from vssqa.types import Scheme
from vssqa.verification.statements import read_draft
from vssqa.verification.subjects import (
    Subject,
    base_of,
    is_participation,
    phrase_words,
    said_share,
    same_base,
)


def subject(text: str) -> Subject:
    (said,) = read_draft(text, "2024-04-17")
    return said.figures[0].subject


def evenly(term: str) -> float:
    return 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("39.25 per cent of the working age population joined.", "the working age population"),
        ("2.69 per cent of the amount to be collected, a low.", "the amount to be collected"),
        ("31 per cent of the workforce in the province took part.", "the workforce"),
        ("93.35 per cent, a high", None),
        ("46 of the provinces took part", None),
    ],
)  # fmt: skip
def test_the_base_of_a_share_is_read(text: str, expected: str | None) -> None:
    (said,) = read_draft(text, None)
    clauses = said.clauses
    span = base_of(clauses, clauses.contexts[0])
    assert (span and span.of(clauses.words)) == expected


@pytest.mark.parametrize(
    ("said", "held", "scheme", "expected"),
    [
        ("5 per cent of the labour force", "5 per cent of the working age people", "social", True),
        ("5 per cent of the population", "5 per cent of the working age people", "social", False),
        ("5 per cent of the population", "5 per cent", "health", True),
        ("5 per cent of the population", "5 per cent", "social", False),
        ("5 per cent", "5 per cent of the population", "health", True),
        ("5 per cent of the plan", "5 per cent of the receivable amount", None, False),
    ],
)  # fmt: skip
def test_shares_are_compared_of_one_base_only(
    said: str, held: str, scheme: Scheme | None, expected: bool
) -> None:
    assert same_base(subject(said), subject(held), scheme) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("people participating in social insurance", True),
        ("health insurance coverage rate", True),
        ("participants enjoying social insurance benefits", False),
        ("medical facilities", False),
        ("late payments", False),
    ],
)
def test_taking_part_is_told_from_other_measures(phrase: str, expected: bool) -> None:
    assert is_participation(phrase_words(phrase)) == expected


@pytest.mark.parametrize(
    ("said", "held", "at_least", "at_most"),
    [
        ("Spending on examinations was 5 billion dong.",
         "The expenditure for examination was 5 billion dong.", 0.8, 1.0),
        ("The unemployment rate was 5 per cent.",
         "The rate of unemployment insurance participants was 5 per cent.", 0.0, 0.3),
        ("There are 5 schools.", "There were 5 conferences.", 0.0, 0.1),
    ],
)  # fmt: skip
def test_words_meet_by_themselves_and_by_what_they_mean(
    said: str, held: str, at_least: float, at_most: float
) -> None:
    assert at_least <= said_share(subject(said), subject(held), evenly) <= at_most
