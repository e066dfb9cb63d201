"""Release text reaches the page to the character, and labels never obey it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vssqa.types import Span
from vssqa.ui.marking import LABEL_CHARACTERS, Mark, cut, joined, label

NASTY = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![picture](http://evil.example/x.png)",
    "www.evil.example and someone@evil.example",
    "https://evil.example/path",
    ":smile: :material/delete: :red[danger] :blue-background[x]",
    "$x^2$ and $$\\int$$",
    "**bold** _it_ `code` ~~gone~~ # heading",
    "a -> b <- c -- d >= e",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "- list\n1. one\n> quote\n    code",
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd",
    "w" * 5_000,
    "<b>:[](<>)&amp; &#60;",
]
# What Streamlit's page does to text behind Markdown's own escapes (its bundled remark plugins).
_LATE_LINK = re.compile(r"(https?://|www(?=\.))[-.\w]+|[-.\w+]+@[-\w]+(\.[-\w]+)+", re.I)
_LATE_SIGN = re.compile(r":[+\w-]+:|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)|:material/|:\w+\[")
_markdown = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def rendered_text(source: str) -> str:
    """Return the words a Markdown renderer prints, failing on anything that is not words."""
    words = []
    for token in _markdown.parse(source):
        assert token.type in {"paragraph_open", "paragraph_close", "inline"}, token.type
        for child in token.children or []:
            assert child.type in {"text", "text_special"}, child.type
            words.append(child.content)
    return "".join(words)


@pytest.mark.parametrize("text", NASTY)
def test_label_prints_text_and_obeys_nothing(text: str) -> None:
    shown = rendered_text(label(text))
    assert not _LATE_LINK.search(shown)
    assert not _LATE_SIGN.search(shown)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_label_of_any_text_is_words_only(text: str) -> None:
    shown = rendered_text(label(text))
    assert not _LATE_LINK.search(shown)
    assert len(shown.replace("\u2060", "")) <= LABEL_CHARACTERS


@settings(deadline=None)
@given(st.lists(st.sampled_from([*NASTY, " ", "a", "\\", "\n"]), max_size=8).map("".join))
def test_label_of_joined_attacks_is_words_only(text: str) -> None:
    shown = rendered_text(label(text, 10_000))
    assert not _LATE_LINK.search(shown)
    assert not _LATE_SIGN.search(shown)


def test_label_keeps_the_words_it_shows() -> None:
    assert (
        rendered_text(label("Decision No. 24/QD-BHXH (2024)")) == "Decision No. 24/QD-BHXH (2024)"
    )


def test_label_cuts_a_long_line_with_an_ellipsis() -> None:
    assert rendered_text(label("word " * 50, 20)) == "word word word word\u2026"


@settings(deadline=None)
@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=6),
    st.integers(0, 30),
)
def test_pieces_joined_are_the_range_to_the_character(
    text: str, ranges: list[tuple[int, int]], start: int
) -> None:
    within = Span(min(start, len(text)), len(text))
    marks = [Mark(Span(min(r), min(max(r), len(text))), "cited") for r in ranges]
    assert joined(cut(text, within, marks)) == within.of(text)


def test_overlapping_marks_share_words_in_order() -> None:
    marks = [Mark(Span(2, 6), "figure"), Mark(Span(0, 4), "cited", "x")]
    pieces = cut("abcdefgh", Span(0, 8), marks)
    assert [(p.text, p.kind, p.target) for p in pieces] == [
        ("abcd", "cited", "x"),
        ("ef", "figure", None),
        ("gh", None, None),
    ]


def test_marks_outside_the_range_are_left_out() -> None:
    pieces = cut("abcdef", Span(2, 4), [Mark(Span(0, 2), "cited"), Mark(Span(4, 6), "cited")])
    assert [piece.kind for piece in pieces] == [None]
