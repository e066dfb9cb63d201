"""Comparisons in words: of two places, of measures nobody compared, of parts of a plan."""

from __future__ import annotations

import pytest

from tests.verification.held_corpora import hold_texts
from vssqa.types import VerdictKind
from vssqa.verification import Verifier

RELEASE = """Results of the year 2030 in the whole country
10/03/2031 09:00 AM
In 2030 the health insurance coverage rate was 95.15 per cent of the population.
The health insurance coverage rate in An Giang was 95.31 per cent in 2030.
The total revenue of the three funds was VND612 trillion in 2030, and their expenditure VND598
 trillion.
In 2030, collection in An Giang reached 88.7 per cent of the plan.
The country had more than 188.3 million medical examinations covered by health insurance in 2030,
 an increase of over 12.5 million compared to 2029.
By the end of 2030, the whole country had 21.47 million people participating in social insurance,
 of whom 2.68 million took part voluntarily.
""".replace("\n ", " ")


@pytest.fixture(scope="module")
def held() -> Verifier:
    return Verifier(hold_texts({"a": RELEASE}))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("An Giang has a slightly higher health insurance rate than the country as a whole.",
         "supported"),
        ("An Giang has a slightly lower health insurance rate than the country as a whole.",
         "contradicted"),
        ("The three funds' expenditure exceeded their revenue in 2030.", "not_found"),
        ("In 2030, collection in An Giang reached 88.7 per cent of its plan.", "supported"),
        ("In 2030, collection in An Giang reached the plan.", "not_found"),
        ("There were 188.3 million insured examinations in 2030.", "supported"),
        ("There were 175.8 million insured examinations in 2029.", "supported"),
        ("There were 165.8 million insured examinations in 2029.", "contradicted"),
        ("Some 2.68 million people took part in voluntary social insurance at the end of 2030.",
         "supported"),
        ("The three funds had revenue of VND612 trillion in 2030.", "supported"),
    ],
)  # fmt: skip
def test_comparisons_are_weighed_by_what_is_held(
    held: Verifier, said: str, verdict: VerdictKind
) -> None:
    checked = held.verify(said)
    assert checked.verdict == verdict, checked.statements
