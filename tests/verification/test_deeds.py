"""Statements in words: what was done or only to be done, when, and in which clause it stands."""

from __future__ import annotations

import pytest

from tests.verification.held_corpora import hold_texts
from vssqa.types import VerdictKind
from vssqa.verification import Verifier

RELEASE = """Working session in Ben Tre on debts
20/11/2030 10:00 AM
A delegation led by Deputy Minister of Health Le Thi Hoa worked in Ben Tre on November 18, 2030.
Concluding the session, Ms. Hoa requested the Ben Tre People's Committee to publish the list of
 debtors before December 20, 2030.
Each office has to send its plan to the VSS no later than December 12, 2030.
Viet Nam has signed an agreement with Japan only; talks with Germany continue.
Directive No. 61-CT/TW was issued by the Secretariat on March 9, 2019.
Decree No. 171/2030/ND-CP of May 25, 2030 details compulsory social insurance, Decree No.
 172/2030/ND-CP of the same day voluntary social insurance.
The old law dated from October 20, 2014 and had been in force since January 1, 2017.
The town of An Phu had the most files, 4,317; Ba Tri district the fewest, 1,284.
At the 12th board meeting in Japan the VSS received an award.
""".replace("\n ", " ")


@pytest.fixture(scope="module")
def held() -> Verifier:
    return Verifier(hold_texts({"a": RELEASE}))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Ben Tre was requested to publish the list of debtors before December 20, 2030.",
         "supported"),
        ("Ben Tre had to publish its list of debtors by December 20.", "supported"),
        ("Ben Tre was requested to publish the list of debtors after December 20, 2030.",
         "not_found"),
        ("Ben Tre published the list of debtors before December 20, 2030.", "not_found"),
        ("The offices had until 12 December to send their plans.", "supported"),
        ("The offices had until 22 December to send their plans.", "contradicted"),
        ("Viet Nam has signed an agreement with Japan.", "supported"),
        ("Viet Nam has signed an agreement with Germany.", "not_found"),
        ("Viet Nam has signed an agreement with Japan and Germany.", "not_found"),
        ("Directive No. 61-CT/TW dates from March 2019.", "supported"),
        ("Directive No. 61-CT/TW goes back to 2019.", "supported"),
        ("Directive No. 61-CT/TW dates from May 2019.", "contradicted"),
        ("The Secretariat issued Directive No. 61-CT/TW in 2019.", "supported"),
        ("The Secretariat issued Directive No. 61-CT/TW in 2018.", "contradicted"),
        ("On May 9, 2019, the Secretariat issued Directive No. 61-CT/TW.", "contradicted"),
        ("Decree No. 171/2030/ND-CP details compulsory social insurance.", "supported"),
        ("Decree No. 171/2030/ND-CP details voluntary social insurance.", "not_found"),
        ("Decree No. 172/2030/ND-CP was issued on May 26, 2030.", "contradicted"),
        ("The old law had been in force since January 1, 2017.", "supported"),
        ("The old law had been in force since October 20, 2014.", "not_found"),
        ("Ba Tri district had the most files.", "contradicted"),
        ("Ba Tri district had 1,284 files.", "supported"),
        ("The town of An Phu had 1,284 files.", "contradicted"),
        ("The 12th board meeting took place in Japan.", "supported"),
    ],
)  # fmt: skip
def test_what_is_done_stands_there_of_the_same(
    held: Verifier, said: str, verdict: VerdictKind
) -> None:
    checked = held.verify(said)
    assert checked.verdict == verdict, checked.statements
