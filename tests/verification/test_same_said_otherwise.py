"""A figure of a release said in other words, and the same number said of something else."""

from __future__ import annotations

import pytest

from tests.verification.held_corpora import hold_texts
from vssqa.types import VerdictKind
from vssqa.verification import Verifier

RELEASE = """An Giang: files of the first nine months
20/10/2031 10:00 AM
The number of people who applied for jobless benefits in An Giang Province in the first nine
 months was 41,730, a drop of 12.4 per cent from the same period of 2030.
An Giang Province has seen its health insurance coverage fall from 93.7% to 84.2%.
From 2026 to the end of 2030, around 7,460 people in An Giang took lump sums.
Before the merger the health insurance rate was 96.3% in An Giang.
An Giang had 214,600 participants in compulsory social insurance at the end of September, a drop
 of 8,350 since the beginning of the year.
An Giang gives another 15 per cent of the health insurance premium to pupils who are not on
 a free card.
The number of inpatient days under health insurance in An Giang averages 7.3 days per stay
 compared with 5.8 nationwide.
An Phu has the lowest health insurance coverage of the districts at 71.4%, while Cho Moi is
 highest at 97.6%.
They owe the fund on behalf of 2,764 workers of An Giang.
By September 20, 2031 An Giang had 9,140 voluntary members, 107.6 per cent of the target of 8,490.
The province now has 87 facilities of health insurance, including 61 health stations.
""".replace("\n ", " ")


@pytest.fixture(scope="module")
def held() -> Verifier:
    return Verifier(hold_texts({"a": RELEASE}))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Applications for jobless benefits in An Giang fell by 12.4 per cent in the first nine"
         " months of 2031.", "supported"),
        ("Applications for jobless benefits in An Giang rose by 12.4 per cent in the first nine"
         " months of 2031.", "contradicted"),
        ("Coverage in An Giang dropped from 93.7% to 84.2%.", "supported"),
        ("Coverage in An Giang dropped from 93.7% to 64.2%.", "not_found"),
        ("About 7,460 people in An Giang took lump sums between 2026 and the end of 2030.",
         "supported"),
        ("An Giang's health insurance rate before the merger was 96.3%.", "supported"),
        ("An Giang's health insurance rate after the merger was 96.3%.", "not_found"),
        ("Compulsory social insurance in An Giang lost 8,350 participants in 2031.", "supported"),
        ("Compulsory social insurance in An Giang gained 8,350 participants in 2031.",
         "contradicted"),
        ("An Giang adds 15 per cent to the premium of pupils without a free card.", "supported"),
        ("An Giang adds 15 per cent to the premium of pupils with a free card.", "contradicted"),
        ("An inpatient stay in An Giang averages 7.3 days.", "supported"),
        ("An inpatient stay in An Giang averages 5.8 days.", "contradicted"),
        ("An Giang Social Security has 530 employees.", "not_found"),
        ("An Giang's late payment ratio stood at 1.7 per cent in 2031.", "not_found"),
        ("An Phu has the lowest health insurance coverage in An Giang.", "supported"),
        ("An Phu has the highest health insurance coverage in An Giang.", "contradicted"),
    ],
)  # fmt: skip
def test_verdict_holds_in_other_words(held: Verifier, said: str, verdict: VerdictKind) -> None:
    checked = held.verify(said)
    assert checked.verdict == verdict, checked.statements
