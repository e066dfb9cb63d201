"""A release -> passages: pieces of the size that is embedded, each a span of its file.

The splitter decides where to cut; where a piece stands is counted and checked
here, because the splitter's own `start_index` is wrong on repeated text.
"""

from __future__ import annotations

from collections.abc import Iterator

from vssqa.corpus import EVIDENCE_KINDS
from vssqa.errors import FaultError
from vssqa.types import Passage, Release, Span

# Where to cut, best place first: between lines, sentences, clauses, words, anywhere.
_SEPARATORS = [r"[\r\n]+", r"(?<=[.!?\u2026])\s+", r"(?<=[;:,])\s+", r"\s+", ""]
_NOT_TEXT = "\ufeff\x00"  # a byte order mark or a NUL at an end is no part of a passage


def split_release(release: Release, characters: int) -> list[Passage]:
    """Split a release into passages of at most `characters` code points, in order.

    A passage holds title, headings and paragraphs that follow each other; it
    never reaches across a caption, a date line or page furniture.

    :raises FaultError: if the splitter's pieces are not the text.
    """
    return [
        Passage(release.id, span)
        for run in _runs(release)
        for span in split_text(release.text, run, characters)
    ]


def _runs(release: Release) -> Iterator[Span]:
    """Yield the stretches of text that hold evidence and nothing else."""
    start = end = None
    for block in release.blocks:
        if block.kind in EVIDENCE_KINDS:
            start = block.span.start if start is None else start
            end = block.span.end
        elif start is not None and end is not None:
            yield Span(start, end)
            start = end = None
    if start is not None and end is not None:
        yield Span(start, end)


def split_text(text: str, within: Span, characters: int) -> list[Span]:
    """Split a piece of `text` into spans of at most `characters`, without white space at the ends.

    Together the spans hold every character of the piece that is not white space.

    :raises FaultError: if the splitter's pieces, put together, are not the piece.
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # 0.3 s; a build's only

    splitter = RecursiveCharacterTextSplitter(
        separators=_SEPARATORS,
        is_separator_regex=True,
        keep_separator="end",
        strip_whitespace=False,
        chunk_size=characters,
        chunk_overlap=0,
    )
    spans: list[Span] = []
    start = within.start
    for piece in splitter.split_text(within.of(text)):
        end = start + len(piece)
        if text[start:end] != piece:
            raise FaultError(f"the text splitter changed the text at offset {start}: report this")
        spans.extend(_trimmed(text, start, end))
        start = end
    if start != within.end:
        raise FaultError(f"the text splitter lost the text from offset {start}: report this")
    return spans


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without white space at its ends, nothing if nothing is left."""
    while start < end and (text[start].isspace() or text[start] in _NOT_TEXT):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _NOT_TEXT):
        end -= 1
    if start < end:
        yield Span(start, end)
