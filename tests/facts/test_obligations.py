"""Words of order are told from narration, wishes and needs."""

from __future__ import annotations

import pytest

from vssqa.facts.obligations import imperative_in, orders_in, said_behind


def read(piece: str) -> list[tuple[str | None, str]]:
    return [(o.who.of(piece) if o.who else None, o.action.of(piece)) for o in orders_in(piece)]


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        (
            "khai ordered vss to continue to maintain solidarity.",
            [("vss", "continue to maintain solidarity")],
        ),
        ("the agency was required to streamline its units.", [("agency", "streamline its units")]),
        (
            "it was also told to proactively evaluate problems.",
            [("it", "proactively evaluate problems")],
        ),
        ("vss was required to focus on solutions, he said.", [("vss", "focus on solutions")]),
        ("it needs to deploy solutions.", [("it", "deploy solutions")]),
        ("the office should also continue to consult.", [("office", "continue to consult")]),
        (
            "the national assembly shall further strengthen it.",
            [("national assembly", "further strengthen it")],
        ),
        (
            "in the coming time, the units must report.",
            [("units", "report")],
        ),
        (
            "comrade mai suggested that the department of provinces continue to coordinate.",
            [("department of provinces", "continue to coordinate")],
        ),
        (
            "the committee sent a document to the provinces, urging them to lead.",
            [("them", "lead")],
        ),
        ("employers are responsible for paying 3 per cent.", [("employers", "paying 3 per cent")]),
        ("letters of vss tell agencies how to organise it.", [("agencies", "organise it")]),
        (
            "payments are to be reviewed before june 30.",
            [("payments", "be reviewed before june 30")],
        ),
    ],
)
def test_orders_are_found(piece: str, found: list[tuple[str | None, str]]) -> None:
    assert read(piece) == found


@pytest.mark.parametrize(
    "piece",
    [
        "he appreciated the efforts of the agency while it had to face difficulties last year.",
        "the agency hoped to continue to receive attention.",
        "the agency would be determined to achieve the targets.",
        "patients do not have to pay, they only need to show the card.",
        "there is a need to improve services.",
        "the system must be sustainable.",
        "it regularly proposes amendments and recommends competent authorities to amend laws.",
        "vss will complete action programmes to fulfil the mission.",
        "the strategy involves mobilizing the system to implement policies.",
        "what should agencies do?",
        "the required documents to submit are listed.",
        "this year's tasks were identified to be difficult.",
        "it should be noted that rates rose.",
    ],
)
def test_narration_wishes_and_needs_are_no_orders(piece: str) -> None:
    assert orders_in(piece) == []


@pytest.mark.parametrize(
    ("piece", "action"),
    [
        ("continue to review the rules.", "continue to review the rules"),
        ("at the same time, research and propose changes.", "research and propose changes"),
        ("second, strictly handle violations.", "strictly handle violations"),
    ],
)
def test_imperatives_begin_with_their_verb(piece: str, action: str) -> None:
    order = imperative_in(piece)
    assert order is not None
    assert order.action.of(piece) == action


@pytest.mark.parametrize(
    "piece",
    ["communication tasks have proved effective.", "the plan is ready.", "concentrating on it."],
)
def test_a_sentence_with_a_subject_is_no_imperative(piece: str) -> None:
    assert imperative_in(piece) is None


def test_lists_of_tasks_may_print_a_gerund() -> None:
    piece = "one, concentrating on coverage."
    order = imperative_in(piece, gerunds=True)
    assert order is not None
    assert order.action.of(piece) == "concentrating on coverage"


def test_who_says_it_may_stand_behind() -> None:
    piece = "vss was required to focus, he said."
    span = said_behind(piece)
    assert span is not None
    assert span.of(piece) == "he"
