"""Each change makes a true sentence false, or leaves it true."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.evaluation.given import FILE, FIRST_END, TEXT, checked
from vssqa.evaluation.changes import (
    with_digits_swapped,
    with_other_number,
    with_other_period,
    with_other_place,
    with_other_scale,
    with_other_scheme,
    with_same_number,
)
from vssqa.evaluation.mutations import (
    AS_IT_STANDS,
    SAID_OTHERWISE,
    TRUE_KINDS,
    Mutation,
    evaluate_mutations,
    mutations,
)
from vssqa.evaluation.rates import Rate
from vssqa.types import (
    Figure,
    Registers,
    Release,
    Span,
)


def figure(surface: str, value: str, **fields: object) -> Figure:
    start = TEXT.index(surface)
    known: dict[str, object] = {
        "release": "release",
        "span": Span(start, start + len(surface)),
        "surface": surface,
        "value": value,
        "unit": "percent",
        "scheme": "health",
        "measure": "coverage",
        "place": "Vinh Long",
        "period": "2023",
        "status": "actual",
        "sentence": Span(0, FIRST_END),
    }
    return Figure(**(known | fields))  # type: ignore[arg-type]


RATE = figure("93.4 per cent", "93.4")
RELEASE = Release("release", FILE, TEXT, "A title", None, (), "")


@pytest.mark.parametrize(
    ("sentence", "surface", "value", "expected"),
    [
        ("It reached 83.4 per cent.", "83.4 per cent", "83.4", "It reached 93.4 per cent."),
        ("It reached 93.35%.", "93.35%", "93.35", "It reached 103.35%."),
        ("over 150 million people", "150 million", "150000000", "over 250 million people"),
        ("fewer than 250 people", "250", "250", "fewer than 150 people"),
        ("at most 1.5 per cent", "1.5 per cent", "1.5", "at most 0.5 per cent"),
        ("Forty-six provinces", "Forty-six", "46", "56 provinces"),
        ("a rate of 42%-43%", "42%-43%", "42/43", "a rate of 52%-53%"),
        ("thousands of billions of dong", "thousands of billions", "1", None),
    ],
)
def test_a_number_is_changed_so_that_its_hedge_does_not_save_it(
    sentence: str, surface: str, value: str, expected: str | None
) -> None:
    start = sentence.index(surface)
    if expected is None:
        value = "1000000000000"
    at = Span(start, start + len(surface))
    assert with_other_number(sentence, at, value, set()) == expected


@pytest.mark.parametrize(
    ("surface", "value", "expected"),
    [
        ("18.26 million", "18260000", "18,260,000"),
        ("VND124.3 trillion", "124300000000000", "VND124,300,000,000,000"),
        ("93.35 per cent", "93.35", "93.35%"),
        ("93.35%", "93.35", "93.35 per cent"),
        ("42%-43%", "42/43", None),
        ("1,071", "1071", None),
    ],
)
def test_a_number_is_said_otherwise(surface: str, value: str, expected: str | None) -> None:
    assert with_same_number(surface, Span(0, len(surface)), value) == expected


def test_a_changed_number_is_never_one_the_corpus_prints() -> None:
    assert with_other_number("it is 31.5", Span(6, 10), "31.5", {"41.5"}) == "it is 51.5"


@pytest.mark.parametrize(
    ("surface", "expected"), [("18.26", "81.26"), ("1.36", "1.63"), ("22", None), ("60", None)]
)
def test_two_neighbouring_digits_are_swapped(surface: str, expected: str | None) -> None:
    assert with_digits_swapped(surface, Span(0, len(surface)), set()) == expected


@pytest.mark.parametrize(
    ("surface", "expected"), [("18 million", "18 billion"), ("VND9 trillion", "VND9 billion")]
)
def test_the_scale_is_changed(surface: str, expected: str) -> None:
    assert with_other_scale(surface, Span(0, len(surface))) == expected
    assert with_other_scale("18", Span(0, 2)) is None


@pytest.mark.parametrize(
    ("sentence", "place", "expected"),
    [
        ("In Vinh Long, it is 5.", "Vinh Long", "In Da Nang, it is 5."),
        ("The rate is 5.", "Vinh Long", "In Da Nang, the rate is 5."),
        ("VSS reached 5.", "Viet Nam", "In Da Nang, VSS reached 5."),
        ("The national rate is 5.", "Viet Nam", "The Da Nang rate is 5."),
        ("All 5 units nationwide do.", "Viet Nam", "All 5 units in Da Nang do."),
        ("The rate is 5.", None, None),
    ],
)
def test_the_place_is_swapped(sentence: str, place: str | None, expected: str | None) -> None:
    assert with_other_place(sentence, replace(RATE, place=place), "Da Nang") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Health insurance reached 5.", "Unemployment insurance reached 5."),
        ("The rate reached 5.", None),
        ("The health sector reached 5.", None),
    ],
)
def test_the_scheme_is_swapped_where_it_is_named(sentence: str, expected: str | None) -> None:
    assert with_other_scheme(sentence, RATE) == expected


def test_an_agency_named_after_its_scheme_keeps_its_name() -> None:
    social = replace(RATE, scheme="social")
    said = "Viet Nam Social Insurance says social insurance reached 5."
    assert with_other_scheme(said, social) == said.replace("social", "unemployment")


def test_only_years_the_figure_is_of_are_moved() -> None:
    assert with_other_period("5 in 2023, not 2016.", RATE) == "5 in 2011, not 2016."
    assert with_other_period("5 under 75/2023/ND-CP.", RATE) is None


def test_a_corpus_is_mutated_figure_by_figure() -> None:
    made = {mutation.kind: mutation for mutation in mutations([RELEASE], [RATE])}
    assert made[AS_IT_STANDS] == Mutation(AS_IT_STANDS, RATE, TEXT[:FIRST_END])
    assert set(made) == {
        AS_IT_STANDS,
        SAID_OTHERWISE,
        "number",
        "digits swapped",
        "place not held",
        "scheme",
        "period",
    }
    assert all(m.text != TEXT[:FIRST_END] for kind, m in made.items() if kind != AS_IT_STANDS)


def test_a_verifier_that_supports_everything_fails_every_mutation() -> None:
    registers = Registers(figures=(RATE,))
    report = evaluate_mutations([RELEASE], registers, lambda text: checked(text, "supported"))
    assert report.rate("held", AS_IT_STANDS) == Rate(1, 1)
    assert report.rate("held", "number") == Rate(0, 1)
    assert len(list(report.misses)) == len(report.scores) - len(TRUE_KINDS)
    assert json.loads(json.dumps(report.as_json()))["kinds"]["scheme"]["verdicts"] == {
        "supported": 1
    }


def test_a_verifier_that_finds_nothing_fails_the_sentence_as_it_stands() -> None:
    registers = Registers(figures=(RATE,))
    report = evaluate_mutations([RELEASE], registers, lambda text: checked(text, "not_found"))
    assert report.rate("held", AS_IT_STANDS) == Rate(0, 1)
    assert report.rate("held", "number") == Rate(1, 1)
