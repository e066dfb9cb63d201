"""Questions written from the registers' entries."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from vssqa.training.asking import ask_duty, ask_figure, ask_person, said_period
from vssqa.types import Duty, Figure, Role, Span

FIGURE = Figure(
    release="r", span=Span(10, 15), surface="93.4%", value="93.4", unit="percent",
    scheme="health", measure="health insurance coverage rate", place="Vinh Long",
    period="2023", status="actual", sentence=Span(0, 40),
)  # fmt: skip


def asked(figure: Figure, seeds: int = 40) -> list[tuple[str, tuple[str, ...]]]:
    found = [ask_figure(figure, random.Random(seed)) for seed in range(seeds)]
    return [(question.question.lower(), question.kinds) for question in found]


def test_place_is_always_asked_for() -> None:
    assert all("in vinh long" in question for question, _ in asked(FIGURE))


def test_period_may_be_exchanged_only_where_it_is_asked_for() -> None:
    for question, kinds in asked(FIGURE):
        assert ("2023" in question) == ("period" in kinds)


def test_country_is_not_called_by_its_name() -> None:
    found = asked(replace(FIGURE, place="Viet Nam"))
    assert all("viet nam" not in question for question, _ in found)
    assert all("place" in kinds for _, kinds in found)


def test_target_is_asked_for_as_a_target() -> None:
    words = ("aim", "target", "should", "planned")
    assert all(any(w in question for w in words) for question, _ in asked(
        replace(FIGURE, status="target")
    ))  # fmt: skip


def test_scheme_is_named_where_the_measure_does_not() -> None:
    found = asked(replace(FIGURE, measure="coverage rate"))
    assert all("insurance" in question or "hi" in question.split() for question, _ in found)
    assert all("scheme" not in kinds for _, kinds in asked(replace(FIGURE, scheme=None)))


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2023-12-18", ("december 18, 2023", "18 december 2023")),
        ("2018-10", ("october 2018",)),
        ("2021/2023", ("2021", "2023")),
        ("2025-01/2025-03", ("first quarter of 2025",)),
        ("2021-01/2021-06", ("first half of 2021",)),
        ("2018-01/2018-10", ("from january to october 2018",)),
        ("2021-10-01/2021-10-15", ("in october 2021",)),
        ("2021-02-01/2021-10-15", ("from february to october 2021",)),
        ("2016", ("2016",)),
    ],
)
def test_period_is_said_as_people_say_it(iso: str, words: tuple[str, ...]) -> None:
    for seed in range(10):
        said = said_period(iso, random.Random(seed)).lower()
        assert any(word in said for word in words), said
        assert "/" not in said


def test_person_is_asked_for_by_role_and_body() -> None:
    role = Role("Director General", "Viet Nam Social Security", "r", Span(0, 5))
    question = ask_person(role, random.Random(1)).lower()
    assert "director general of viet nam social security" in question


def test_duty_too_short_to_ask_about_gives_no_question() -> None:
    duty = Duty("r", Span(0, 9), "the agency", "act", None, None, None, Span(0, 20))
    assert ask_duty(duty, random.Random(1)) is None
    longer = replace(duty, action="report on the results", deadline="2024-02-20")
    questions = {str(ask_duty(longer, random.Random(seed))).lower() for seed in range(40)}
    assert any("report on the results" in q and q.startswith("who") for q in questions)
    assert any("when" in q or "deadline" in q for q in questions)
