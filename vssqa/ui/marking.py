"""Release text on its way to the page: pure functions, no Streamlit.

A release's text is untrusted, and Streamlit's Markdown cannot print it as it
stands: behind its own escapes it still turns "www.", "a@b.c", ":smile:" and
"->" into links and signs. So text that must be verbatim goes to the page as
data (`Piece`, drawn by `words.py` as text nodes), and only labels, which are
Markdown in Streamlit whatever one does, go through `label`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from vssqa.patterns import regex
from vssqa.types import Span

MarkKind = Literal[
    "answer",
    "cited",
    "beside",
    "figure",
    "paper",
    "release",
    "inferred",
    "supported",
    "contradicted",
    "conflicting",
    "not_found",
    "fault",
]
ParagraphKind = Literal[
    "short", "lead", "facts", "quote", "text", "heading", "note", "draft", "source"
]
LABEL_CHARACTERS = 80  # a label longer than a line of a phone is cut, with an ellipsis
WHOLE = 1_000  # for a message or a note, which is never cut in practice

_PUNCTUATION = regex(r"([!-/:-@\[-`{-~])")  # every ASCII sign Markdown may read
_SPACE = regex(r"\s+")
_CONTROL = regex(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What Streamlit turns into links and signs after the escapes are gone: a word joiner
# (U+2060, no width) inside them leaves the label looking the same and inert.
_LATE = regex(r"(?<=[:@~])(?=\S)|(?<=ww)(?=w\.)|(?<=[-<>])(?=[->=])", re.I)
_WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Mark:
    """A range to be marked, what it is, and what a click on it tells the page."""

    span: Span
    kind: MarkKind
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one mark, or with none."""

    text: str
    kind: MarkKind | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph and how it looks.

    `folded` is the summary under which neighbouring paragraphs of the same
    summary are folded away; None leaves the paragraph open.
    """

    kind: ParagraphKind
    pieces: tuple[Piece, ...]
    folded: str | None = None

    @classmethod
    def plain(cls, kind: ParagraphKind, text: str) -> Paragraph:
        """Return a paragraph without marks."""
        return cls(kind, (Piece(text),))


def cut(text: str, within: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut a range of `text` into pieces at the marks' ends.

    Joined, the pieces are the range to the character. Where marks overlap the one
    that begins first keeps its words (the longer of two that begin together), and
    the other gets what is left of its own.
    """
    pieces: list[Piece] = []
    at = within.start
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        start, end = max(mark.span.start, at), min(mark.span.end, within.end)
        if start >= end:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], mark.kind, mark.target))
        at = end
    if at < within.end:
        pieces.append(Piece(text[at : within.end]))
    return tuple(pieces)


def label(text: str, limit: int = LABEL_CHARACTERS) -> str:
    """Return `text` as a one-line label that Streamlit's Markdown prints and never obeys.

    :param limit: characters kept; what is longer ends with an ellipsis.
    """
    line = _SPACE.sub(" ", _CONTROL.sub(" ", text)).strip()
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "\u2026"
    return _PUNCTUATION.sub(r"\\\1", _LATE.sub(_WORD_JOINER, line))


def joined(pieces: Sequence[Piece]) -> str:
    """Return the text the pieces were cut from."""
    return "".join(piece.text for piece in pieces)
