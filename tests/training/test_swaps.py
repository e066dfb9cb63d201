"""Exchanging one constraint of a real sentence."""

from __future__ import annotations

import random

import pytest

from vssqa.training.swaps import SWAP_KINDS, Asked, SwapKind, exchanged

REACHED = "By the end of 2023, health insurance covered 93.4 per cent of people in Vinh Long."


def swap(sentence: str, kind: SwapKind, at: str = "", period: str | None = None) -> str | None:
    return exchanged(sentence, kind, random.Random(1), Asked(sentence.find(at), period))


def test_place_is_exchanged_for_another_everywhere() -> None:
    swapped = swap("Vinh Long leads; the rate in Vinh Long is 93.4%.", "place")
    assert swapped is not None
    assert "Vinh Long" not in swapped
    first, rest = swapped.split(" leads; ")
    assert first in rest


def test_country_becomes_a_place() -> None:
    swapped = swap("The rate reached 93.35% nationwide.", "place")
    assert swapped is not None
    assert swapped.startswith("The rate reached 93.35% in ")
    assert "nationwide" not in swapped


def test_sentence_without_place_gets_one_in_front() -> None:
    swapped = swap("The rate reached 93.35%.", "place")
    assert swapped is not None
    assert swapped.startswith("In ")
    assert swapped.endswith(", the rate reached 93.35%.")


def test_all_years_move_together() -> None:
    swapped = swap("It rose from 90% in 2021 to 93% in 2023.", "period")
    assert swapped is not None
    years = [int(word.strip(".")) for word in swapped.split() if word.strip(".").isdigit()]
    assert years[1] - years[0] == 2
    assert years[0] != 2021


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Coverage reached 93% last year.", "Coverage reached 93% this year."),
        ("In the first quarter, 5 units were fined.", "In the third quarter, 5 units were fined."),
    ],
)
def test_relative_period_is_exchanged(sentence: str, expected: str) -> None:
    assert swap(sentence, "period") == expected


def test_number_of_a_paper_is_no_year() -> None:
    sentence = "Decree No. 75/2023/ND-CP lifted the ceiling."
    assert swap(sentence, "period") is None


def test_missing_period_is_put_in_front_but_never_the_one_asked_for() -> None:
    for seed in range(40):
        swapped = exchanged("The rate is 93%.", "period", random.Random(seed), Asked(0, "2015"))
        assert swapped is not None
        assert "2015" not in swapped
        assert swapped.endswith(", the rate is 93%.")


def test_scheme_is_exchanged_with_its_capitals() -> None:
    swapped = swap("Health insurance covered 93%.", "scheme")
    assert swapped in {"Unemployment insurance covered 93%.", "Social insurance covered 93%."}


@pytest.mark.parametrize(
    "name", ["Vietnam Social Insurance", "Viet Nam Social Insurance", "the Social Insurance Agency"]
)
def test_agency_named_after_a_scheme_keeps_its_name(name: str) -> None:
    assert swap(f"{name} reported 93%.", "scheme") is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The rate reached 93%.", "The rate is to reach 93%."),
        ("VSS aims to reach 95% by 2025.", "VSS reached 95% by 2025."),
        ("There were 1,071 conferences.", "There should be 1,071 conferences."),
    ],
)
def test_standing_is_turned_round(sentence: str, expected: str) -> None:
    number = next(word for word in sentence.split() if word[0].isdigit())
    assert swap(sentence, "status", at=number) == expected


def test_only_the_standing_beside_the_figure_is_turned() -> None:
    sentence = "Coverage reached 93% and, as the report of the agency said, arrears reached 2%."
    assert swap(sentence, "status", at="2%") == (
        "Coverage reached 93% and, as the report of the agency said, arrears is to reach 2%."
    )


def test_far_verb_is_not_the_figures() -> None:
    far = (
        "He reached the hall "
        + "and then went on speaking of other things " * 3
        + "for 25 minutes."
    )
    assert swap(far, "status", at="25") is None


@pytest.mark.parametrize("kind", SWAP_KINDS)
def test_same_draw_gives_the_same_sentence(kind: SwapKind) -> None:
    asked = Asked(REACHED.index("93.4"), "2023")
    assert exchanged(REACHED, kind, random.Random(7), asked) == exchanged(
        REACHED, kind, random.Random(7), asked
    )


def test_year_before_a_comma_is_a_year() -> None:
    swapped = swap("By 2023, the country had 93.3 million people insured.", "period", period="2023")
    assert swapped is not None
    assert "2023" not in swapped
    assert swapped.startswith("By 2")


def test_year_asked_for_never_comes_in_by_moving_another() -> None:
    for seed in range(60):
        swapped = exchanged("It rose from 2022.", "period", random.Random(seed), Asked(0, "2024"))
        assert swapped is None or "2024" not in swapped


def test_scheme_asked_for_must_be_printed_to_be_exchanged() -> None:
    sentence = "Health insurance covered 93%."
    asked = Asked(0, None, "unemployment")
    assert exchanged(sentence, "scheme", random.Random(1), asked) is None
    assert exchanged(sentence, "scheme", random.Random(1), Asked(0, None, "health")) is not None


def test_only_the_month_asked_for_is_exchanged() -> None:
    sentence = "It was fined in March and paid by April 9."
    swapped = swap(sentence, "period", period="2025-03-31")
    assert swapped is not None
    assert "March" not in swapped
    assert "April 9" in swapped
    assert swap(sentence, "period", period="2025-07") is None


def test_years_stay_where_the_year_asked_for_is_not_among_them() -> None:
    assert swap("It rose from 2020 to 2022.", "period", period="2024") is None


def test_passive_is_turned_as_a_whole() -> None:
    assert swap("VND2 trillion was paid.", "status", at="VND2") == "VND2 trillion are to be paid."


def test_scheme_asked_for_is_printed_no_more_when_several_are_exchanged() -> None:
    sentence = "Social insurance covered 39%, health insurance 93%."
    for seed in range(20):
        swapped = exchanged(sentence, "scheme", random.Random(seed), Asked(0, None, "health"))
        assert swapped is not None
        assert "health insurance" not in swapped.lower()


def test_scheme_that_would_stay_printed_is_not_exchanged() -> None:
    sentence = "Social insurance, health insurance and unemployment insurance reached all."
    assert exchanged(sentence, "scheme", random.Random(1), Asked(0, None, "health")) is None
