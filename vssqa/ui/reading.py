"""A release as the reader shows it, and links into it: pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vssqa.citing import SHA_CHARACTERS
from vssqa.types import Block, Citation, Release, Span
from vssqa.ui.marking import Mark, MarkKind, Paragraph, ParagraphKind, Piece, cut

FURNITURE = "Around the release: menus, tags and other lines of the web page"
_LOOKS: dict[str, ParagraphKind] = {
    "title": "heading",
    "heading": "heading",
    "paragraph": "text",
    "date": "note",
    "caption": "note",
    "furniture": "note",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a link leads: the span to mark, or what is wrong with the link."""

    span: Span | None
    fault: str | None = None


def release_paragraphs(release: Release, marks: Iterable[Mark]) -> list[Paragraph]:
    """Return a release as published, with marks; the page's furniture is folded."""
    placed = list(marks)
    return [_paragraph(release, block, placed) for block in release.blocks]


def citation_marks(citation: Citation) -> list[Mark]:
    """Return the marks of a citation: the words that answer, and the rest of its quote."""
    marks = []
    at = citation.span.start
    for answering in sorted(citation.highlights):
        marks += [Mark(Span(at, answering.start), "cited"), Mark(answering, "answer")]
        at = answering.end
    return [*marks, Mark(Span(at, citation.span.end), "cited")]


def quote_paragraph(citation: Citation, kind: MarkKind = "answer") -> Paragraph:
    """Return a citation's quote with the words that answer marked.

    The quote is the release's text at its span, so the highlights are moved by its start.
    """
    offset = citation.span.start
    marks = [
        Mark(Span(h.start - offset, h.end - offset), kind)
        for h in citation.highlights
        if citation.span.holds(h)
    ]
    quote = citation.quote
    pieces = cut(quote, Span(0, len(quote)), marks)
    return Paragraph("quote", (Piece("\u201c"), *pieces, Piece("\u201d")))


def still_stands(citation: Citation, release: Release) -> bool:
    """Tell whether the quote is still the release's text at its offsets."""
    return citation.span.of(release.text) == citation.quote


def read_link(query: Mapping[str, str], release: Release) -> Passage:
    """Read the span a permanent link names and verify it against the release as it lies now."""
    given = [query.get(name) for name in ("start", "end", "sha")]
    if not any(given):
        return Passage(None)
    start, end, sha = given
    if sha and sha != release.sha256[:SHA_CHARACTERS]:
        return Passage(
            None,
            "This release has changed since the link was made, so the passage is not marked."
            " Look for its words below, and make a new link.",
        )
    if not sha:
        return Passage(
            None, "This link does not say which text it was made for: nothing is marked."
        )
    if not (start and end and start.isdecimal() and end.isdecimal() and len(start + end) < 20):
        return Passage(None, "This link does not name a passage: nothing is marked.")
    span = Span(int(start), int(end))
    if not 0 <= span.start < span.end <= len(release.text):
        return Passage(None, "This link points behind the end of the release: nothing is marked.")
    return Passage(span)


def _paragraph(release: Release, block: Block, marks: Sequence[Mark]) -> Paragraph:
    here = [mark for mark in marks if mark.span.overlaps(block.span)]
    pieces = cut(release.text, block.span, here)
    folded = FURNITURE if block.kind == "furniture" and not here else None
    return Paragraph(_LOOKS[block.kind], pieces, folded)
