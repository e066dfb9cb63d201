"""The page's words, and the questions it offers: pure functions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.ui.fake_assistant import FakeAssistant
from vssqa.assistant import EVERYTHING
from vssqa.types import Figure, Inference, Span
from vssqa.ui.conversation import Turn
from vssqa.ui.feedback import keep, kept, record
from vssqa.ui.suggestions import Examples, candidates, figure_question, further
from vssqa.ui.wording import agreement, counted, day, figure_facts, held, period, with_dates

FIGURE = Figure(
    "r",
    Span(0, 5),
    "93.4%",
    "93.4",
    "percent",
    "health",
    "health insurance coverage rate",
    "Vinh Long",
    "2023",
    "actual",
    Span(0, 20),
    inferred=(Inference("place", "the release's place"),),
)


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2024-01-22", "22 Jan 2024"),
        ("2025-03", "Mar 2025"),
        ("2016", "2016"),
        (None, "no date"),
        ("2024-13-01", "2024-13-01"),
    ],
)
def test_date_is_told_in_its_own_precision(iso: str | None, words: str) -> None:
    assert day(iso) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2021/2023", "2021 to 2023"), (None, "no period given")],
)
def test_period_is_told_in_words(iso: str | None, words: str) -> None:
    assert period(iso) == words


def test_counts_and_agreement_read_as_sentences() -> None:
    assert (counted(1, "release"), counted(3, "release")) == ("One release", "Three releases")
    assert counted(25, "release") == "25 releases"
    assert (agreement(1), agreement(3)) == ("One release says so.", "Three releases agree.")


def test_held_tells_number_and_span(fake: FakeAssistant) -> None:
    assert held(fake.releases) == "5 releases, Dec 2023 \u2013 Apr 2024"
    assert held(()) == "0 releases"


def test_note_names_releases_by_their_dates(fake: FakeAssistant) -> None:
    release = fake.releases[1]
    told = with_dates(f"printed in {release.id} only", fake.releases)
    assert told == f"printed in the release of {day(release.date)} only"


def test_facts_tell_what_where_when_and_standing_with_what_was_inferred() -> None:
    assert figure_facts(FIGURE) == (
        ("health insurance coverage rate", None),
        ("Vinh Long", "the release's place"),
        ("2023", None),
        ("reached", None),
    )


def test_facts_name_the_scheme_where_the_measure_does_not() -> None:
    told = [words for words, _ in figure_facts(replace(FIGURE, measure="participants"))]
    assert told[:2] == ["participants", "health insurance"]


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        ({}, "What was the health insurance coverage rate in Vinh Long in 2023?"),
        ({"place": "Viet Nam"}, "What was the health insurance coverage rate in 2023?"),
        (
            {"status": "target", "period": "2025"},
            "What is the target for the health insurance coverage rate in Vinh Long in 2025?",
        ),
    ],
)
def test_question_of_a_figure(changes: dict[str, str], question: str) -> None:
    assert figure_question(replace(FIGURE, **changes)) == question


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        ({"scheme": "social"}, "And for social insurance?"),
        ({"place": "Ha Noi"}, "And in Ha Noi?"),
        ({"place": "Viet Nam"}, "And in the whole country?"),
        ({"period": "2008"}, "And in 2008?"),
        ({"status": "target", "period": "2025"}, "And what was the target?"),
    ],
)
def test_one_step_from_a_figure_is_a_follow_up(changes: dict[str, str], question: str) -> None:
    assert [asked for asked, _ in further(FIGURE, [replace(FIGURE, **changes)])] == [question]


@pytest.mark.parametrize(
    "changes",
    [{}, {"place": "Ha Noi", "period": "2008"}, {"unit": "people"}, {"status": "change"}],
)
def test_two_steps_or_none_are_no_follow_up(changes: dict[str, str]) -> None:
    assert list(further(FIGURE, [replace(FIGURE, **changes)])) == []


def test_candidates_take_each_kind_in_turn_and_none_twice(fake: FakeAssistant) -> None:
    offered = [question for question, _ in candidates(fake.registers)]
    assert len(offered) == len(set(offered))
    assert {question.split()[0] for question in offered[:4]} == {"What", "When", "Who"}


def test_examples_wait_while_a_person_asks(fake: FakeAssistant) -> None:
    examples = Examples(fake)  # type: ignore[arg-type]
    examples.hold()
    examples.work()
    assert (examples.found, examples.complete) == ((), False)


def test_thumb_is_a_line_with_time_verdict_and_answer(
    fake: FakeAssistant, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("kept") / "deep" / "feedback.jsonl"
    turn = Turn("health insurance coverage", EVERYTHING, fake.ask("health insurance coverage"))
    assert kept(path) == ""
    keep(path, record(turn, 0, datetime(2024, 5, 1, tzinfo=UTC)))
    assert kept(path).startswith('{"time": "2024-05-01T00:00:00+00:00", "verdict": "not helpful"')
