"""Answers as people pass them on."""

from __future__ import annotations

import csv
import io
import json

from vssqa.citing import (
    conversation_csv,
    conversation_json,
    conversation_markdown,
    link_fields,
    markdown,
    newsroom,
    plain_text,
)
from vssqa.types import Answer, Citation, Refusal, Release, Span

CITED = Citation(
    1,
    "r1",
    "VSS *reports*",
    "2024-01-22",
    None,
    "corpus/r1.txt",
    Span(5, 30),
    "The rate\nreached 93.35 <b>%</b>",
)
ANSWER = Answer("What rate?", "answered", "The rate reached", "93.35", "figure", (CITED,))
REFUSED = Answer(
    "And in Mars?",
    "refused",
    "",
    None,
    "figure",
    refusal=Refusal("The releases do not say this: Mars does not appear.", ("Mars",), (CITED,)),
)


def test_newsroom_citation_has_quote_title_agency_date_address_and_day_seen() -> None:
    assert newsroom(CITED, "2024-05-01") == (
        "\u201cThe rate reached 93.35 <b>%</b>\u201d, \u201cVSS *reports*\u201d,"
        " Viet Nam Social Security, 2024-01-22, corpus/r1.txt, seen 2024-05-01."
    )


def test_plain_text_begins_with_question_and_short_answer() -> None:
    assert plain_text(ANSWER).splitlines()[:3] == ["What rate?", "", "93.35"]


def test_markdown_escapes_the_release() -> None:
    text = markdown(ANSWER)
    assert "<b>" not in text
    assert "VSS *reports*" not in text
    assert "> The rate reached" in text


def test_refusal_is_passed_on_without_the_nearest_as_if_it_answered() -> None:
    for text in (plain_text(REFUSED), markdown(REFUSED)):
        assert "93.35" not in text
        assert "Mars" in text


def test_conversation_holds_every_turn_in_every_form() -> None:
    answers = [ANSWER, REFUSED]
    rows = list(csv.DictReader(io.StringIO(conversation_csv(answers))))
    assert [(row["turn"], row["quote"] != "", row["missing"]) for row in rows] == [
        ("1", True, ""),
        ("2", False, "Mars"),
    ]
    assert [entry["question"] for entry in json.loads(conversation_json(answers))] == [
        "What rate?",
        "And in Mars?",
    ]
    assert conversation_markdown(answers).count("\n---\n") == 1


def test_link_names_the_bytes_it_was_made_for() -> None:
    release = Release("r1", "corpus/r1.txt", "text", "T", None, (), "ab" * 32)
    assert link_fields(release, Span(1, 3)) == {
        "release": "r1",
        "start": "1",
        "end": "3",
        "sha": "ab" * 8,
    }
