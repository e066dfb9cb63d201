"""A question of two parts is told from one that only holds an "and"."""

from __future__ import annotations

import pytest

from vssqa.question.parts import two_parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "What was the rate in Hue, and what was it a year before?",
            ("What was the rate in Hue?", "what was it a year before?"),
        ),
        (
            "Who signed Decree No. 9 and when?",
            ("Who signed Decree No. 9?", "when?"),
        ),
        (
            "From what age are cards free and by whom are they paid?",
            ("From what age are cards free?", "by whom are they paid?"),
        ),
        ("Who and when did they meet?", None),
        ("What are the rates of men and women?", None),
        ("The rate in Hue and what was said?", None),
        ("How many people and firms joined?", None),
    ],
)
def test_reads_two_questions_where_two_are_asked(
    question: str, parts: tuple[str, str] | None
) -> None:
    assert two_parts(question) == parts
