"""A PDF -> the parts of a release: lines as they are set, joined into paragraphs.

A PDF knows neither lines nor paragraphs. pypdf gives pieces of text with their
places; from the distances between lines, their sizes and lengths the
paragraphs are put together again, running heads and page numbers left out.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles
from typing import Any

from vssqa.corpus import parse_release
from vssqa.errors import ReleaseImportError
from vssqa.importing.limits import ImportLimits
from vssqa.importing.release_form import Parts, check_text, one_line, paragraphs, parts_of
from vssqa.patterns import regex

_WIDER_GAP = 1.3  # a distance this much above the usual one stands between paragraphs
_OTHER_SIZE = 1.1  # type this much larger or smaller is another piece: a heading, a note
_FULL_LINE = 0.7  # of the widest line: a shorter one is a paragraph's last
_HEADER_LINES = 8  # where a date line of its own may stand
_LETTERS_A_PAGE = 10  # fewer on every page: pictures of text, not text
_PAGE_NUMBER = regex(r"\W*(?:page|trang)?\s*\d{1,4}\s*(?:(?:/|of)\s*\d{1,4})?\W*", re.I)
_LIST_MARK = regex(r"(?:[-\u2013\u2022\u25cf\u25aa+*]|\(?(?:\d{1,2}|[a-z])[.)])\s")
_ENDS = regex(r"[.!?:;\u2026][\"'\u201d\u2019)\]]*$")
_BROKEN_WORD = regex(r"\w-$")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line as it is set: its text, height on the page and size of type, in points."""

    text: str
    y: float
    size: float


def read_pdf(data: bytes, limits: ImportLimits) -> Parts:
    """Read a PDF's text.

    :raises ReleaseImportError: if it is protected, has too many pages or too
        much text, or holds pictures of text only.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReleaseImportError("is protected by a password: save it without")
    count = len(reader.pages)
    if count > limits.pages:
        raise ReleaseImportError(
            f"has {count} pages, more than the {limits.pages} that are read: split it"
        )
    pages = []
    length = 0
    for page in reader.pages:
        pages.append(_lines_of(page))
        length += sum(len(line.text) for line in pages[-1])
        if length > limits.text_characters:
            raise ReleaseImportError(
                f"has more than the {limits.text_characters} characters of text a release may"
                " have: split it"
            )
    if length < _LETTERS_A_PAGE * max(1, len(pages)):
        raise ReleaseImportError(
            "holds no text, so it is likely a scan: have the text recognised (OCR) first"
        )
    body = paragraphs(join_lines(without_running_heads(pages)))
    check_text(body, limits)
    return parts_of(body)


def _lines_of(page: Any) -> list[_Line]:
    """List the lines of a page in the order of its content."""
    lines: list[_Line] = []
    words: list[str] = []
    place: tuple[float, float] | None = None

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _: object, size: float) -> None:
        nonlocal place
        for index, piece in enumerate(re.split(r"\r?\n", text)):
            if index:
                end_line()
            if piece.strip() and place is None:
                scale = abs(tm[3] or tm[1] or 1) * abs(cm[3] or cm[1] or 1)
                place = (tm[4] * cm[1] + tm[5] * cm[3] + cm[5], (size or 1) * scale)
            words.append(piece)

    def end_line() -> None:
        nonlocal place
        line = " ".join("".join(words).split())
        if line and place is not None:
            lines.append(_Line(line, *place))
        words.clear()
        place = None

    page.extract_text(visitor_text=visit)
    end_line()
    return lines


def without_running_heads(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """Return all pages' lines without page numbers and what is set again on most pages."""
    edges = Counter(_masked(line.text) for page in pages if page for line in {page[0], page[-1]})
    repeated = {text for text, count in edges.items() if count > max(1, len(pages) // 2)}
    kept = []
    for page in pages:
        for index, line in enumerate(page):
            at_edge = index in {0, len(page) - 1}
            if at_edge and len(pages) > 1 and _masked(line.text) in repeated:
                continue
            if at_edge and _PAGE_NUMBER.fullmatch(line.text) and len(page) > 1:
                continue
            kept.append(line)
    return kept


def _masked(line: str) -> str:
    """Return a line with its numbers alike: "Page 2 of 5" and "Page 3 of 5" are one."""
    return re.sub(r"\d+", "0", line)


def join_lines(lines: Sequence[_Line]) -> Iterator[str]:
    """Yield the paragraphs that lines of a column make up."""
    if not lines:
        return
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body_size = sizes.most_common(1)[0][0]
    page = _Measures(
        body_size,
        _usual_gap(lines),
        max(len(line.text) for line in lines if round(line.size, 1) == body_size),
    )
    paragraph = lines[0].text
    for index, (before, line) in enumerate(pairwise(lines)):
        if index < _HEADER_LINES and (_is_date(before.text) or _is_date(line.text)):
            begins = True
        else:
            begins = _begins_paragraph(before, line, page)
        if begins:
            yield paragraph
            paragraph = line.text
        elif paragraph.endswith(_SOFT_HYPHEN):
            paragraph = paragraph[:-1] + line.text
        else:
            paragraph += ("" if _BROKEN_WORD.search(paragraph) else " ") + line.text
    yield paragraph


@dataclass(frozen=True, slots=True)
class _Measures:
    """A document's usual size of type, distance of lines (in sizes) and length of a full line."""

    size: float
    gap: float
    width: int


def _usual_gap(lines: Sequence[_Line]) -> float:
    """Return the distance of lines within paragraphs, in sizes of type.

    It is the lower quartile: where paragraphs are short, most distances are
    those between paragraphs.
    """
    gaps = [gap for pair in pairwise(lines) if (gap := _gap(*pair)) > 0]
    if len(gaps) < 2:
        return gaps[0] if gaps else 0.0
    return quantiles(gaps, n=4, method="inclusive")[0]


def _gap(before: _Line, line: _Line) -> float:
    """Return how far a line stands below the one before, in sizes of its type."""
    return (before.y - line.y) / max(before.size, line.size, 0.1)


def _begins_paragraph(before: _Line, line: _Line, page: _Measures) -> bool:
    """Tell whether a line begins a new paragraph."""
    ends = bool(_ENDS.search(before.text))
    larger, smaller = max(before.size, line.size), max(min(before.size, line.size), 0.1)
    if larger / smaller > _OTHER_SIZE:
        return True
    gap = _gap(before, line)
    if gap <= 0:  # next column or page: the paragraph goes on unless a sentence ended
        return ends
    if gap > page.gap * _WIDER_GAP:
        return True
    if _LIST_MARK.match(line.text) and ends:
        return True
    is_heading = before.size > page.size * _OTHER_SIZE
    return not is_heading and len(before.text) < page.width * _FULL_LINE


def _is_date(line: str) -> bool:
    """Tell whether a line alone reads as a release's date line."""
    return parse_release("", "", f"Title\n{one_line(line)}", "").date is not None
