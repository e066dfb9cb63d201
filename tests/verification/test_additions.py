"""A right number that is said of more than its release says: never supported."""

from __future__ import annotations

import pytest

from tests.verification.held_corpora import hold_texts
from vssqa.verification import Verifier

RELEASE = """Pensions and pay of the year 2030 in figures
12/07/2030 10:00 AM
Director General of Viet Nam Social Security Tran Van Binh spoke on July 11, 2030.
The Government on June 29, 2030 issued Decree No. 81/2030/ND-CP on adjusting pensions.
From July 1, 2030, pensions are raised by 13 per cent for 3.7 million people.
The average pension was VND7.2 million a month.
On average, health insurance paid for 16.3 million visits a month in 2029.
The extra spending is VND19,400 billion, of which VND14,100 billion comes from the social insurance
 fund and VND5,300 billion from the State budget.
The province had 1,733 units owing contributions, including 251 units that no longer operate.
Of 214.6 million look-ups of cards, 198.2 million were successful.
Mr. Binh asked the offices to bring the health insurance coverage rate to at least 97.3 per cent
 and to keep debts below 2.4 per cent.
The goal for 2031 is that 44 million people use the application.
The ministry has suggested that the base salary go up by 9 per cent in 2031.
The 1,480 offices were cut to 760.
All 13,772 medical facilities nationwide have applied electronic records.
The total revenue and expenditure of the insurance funds was VND1,212 trillion in 2029.
Some 47.2 million pupils had cards in 2012. The board has to report to the VSS by August 2, 2030.
All 63 provinces have steering committees at the commune level.
VSS has suggested to the Ministry of Finance that the fee go up by 4 per cent in 2031.
Some 71,930 units had their premiums cut. The law gives 55 per cent of the average wage.
In the first quarter of 2030, 412,700 people drew benefits, 8.14 per cent more than a year earlier.
""".replace("\n ", " ")
OTHER = """The base salary rises from July
13/07/2030 10:00 AM
The Government issued Decree No. 82/2030/ND-CP on June 30, 2030. The base salary is VND2.9 million.
Deputy Minister of Health Le Thi Hoa said that 412 hospitals had prepared for it.
"""


@pytest.fixture(scope="module")
def held() -> Verifier:
    return Verifier(hold_texts({"pensions": RELEASE, "salary": OTHER}))


@pytest.mark.parametrize(
    ("true", "false"),
    [
        # for which time
        ("The average pension was VND7.2 million a month.",
         "The average pension was VND7.2 million a year."),
        ("Health insurance paid for 16.3 million visits a month on average in 2029.",
         "Health insurance paid for 16.3 million visits in 2029."),
        ("On average, 16.3 million visits were paid by health insurance each month in 2029.",
         "On average, 16.3 million visits were paid by health insurance each day in 2029."),
        # wanted or reached
        ("The health insurance coverage rate should be at least 97.3 per cent.",
         "The health insurance coverage rate reached at least 97.3 per cent."),
        ("The goal for 2031 is that 44 million people use the application.",
         "Some 44 million people use the application."),
        ("It was suggested that the base salary go up by 9 per cent in 2031.",
         "The base salary went up by 9 per cent in 2031."),
        # another number of the same sentence
        ("VND5,300 billion of the extra spending comes from the State budget.",
         "VND14,100 billion of the extra spending comes from the State budget."),
        ("In the province 1,733 units owed contributions.",
         "In the province 251 units owed contributions."),
        # by which paper
        ("Decree No. 81/2030/ND-CP raised pensions by 13 per cent.",
         "Decree No. 82/2030/ND-CP raised pensions by 13 per cent."),
        # who said so
        ("Le Thi Hoa said that 412 hospitals had prepared for it.",
         "Tran Van Binh said that 412 hospitals had prepared for it."),
        ("Some 3.7 million people have pensions raised by 13 per cent.",
         "According to the Ministry of Finance, 3.7 million people have pensions raised by"
         " 13 per cent."),
        # all of them
        ("There were 214.6 million look-ups of cards, of which 198.2 million were successful.",
         "Of 214.6 million look-ups of cards, all were successful."),
        # a sum is no part of it
        ("The insurance funds' total revenue and expenditure was VND1,212 trillion in 2029.",
         "The insurance funds' total revenue was VND1,212 trillion in 2029."),
        # all of a kind, another kind, another time, the other way
        ("Some 13,772 medical facilities have applied electronic records.",
         "Only 13,772 of the medical facilities have applied electronic records."),
        ("All 63 provinces have steering committees at the commune level.",
         "All 63 provinces have steering committees at the district level."),
        ("In 2012, 47.2 million pupils had cards.", "Before 2012, 47.2 million pupils had cards."),
        ("The board has to report to the VSS by August 2, 2030.",
         "The VSS has to report to the board by August 2, 2030."),
        # who proposed it, of what, what was done
        ("VSS suggested that the fee go up by 4 per cent in 2031.",
         "The Ministry of Finance suggested that the fee go up by 4 per cent in 2031."),
        ("The law gives 55 per cent of the average wage.",
         "The law gives 55 per cent of the minimum wage."),
        ("Some 71,930 units had premiums cut.", "Some 71,930 units were inspected."),
        ("In the first quarter of 2030, 412,700 people drew benefits, 8.14 per cent more than a"
         " year before.",
         "In the first quarter of 2030, 412,700 people drew benefits, 8.14 per cent fewer than a"
         " year before."),
        # all of it is no average
        ("The extra spending is VND19,400 billion.", "The average spending is VND19,400 billion."),
        # a level is no difference
        ("The offices were cut from 1,480 to 760.", "The 1,480 offices were cut by 760."),
    ],
)  # fmt: skip
def test_what_is_added_to_a_right_number_is_not_supported(
    held: Verifier, true: str, false: str
) -> None:
    assert held.verify(true).verdict == "supported", held.verify(true).statements
    assert held.verify(false).verdict != "supported", held.verify(false).statements


def test_a_number_of_another_time_is_named_as_such(held: Verifier) -> None:
    checked = held.verify("The average pension was VND7.2 million a year.")
    assert checked.verdict == "contradicted"
    assert "a month, not a year" in checked.statements[0].note


def test_a_denial_of_something_else_turns_no_number(held: Verifier) -> None:
    checked = held.verify("Of the 1,733 units owing contributions, 251 units had closed.")
    assert checked.verdict != "contradicted", checked.statements
