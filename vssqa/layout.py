"""What each line of a published page is there for: title, date, body, caption, furniture.

Every rule speaks of what press pages have in common, none of one release's
lines. A page begins with a header (menus, title, date, tools of the page), goes
on with paragraphs under headings, and ends with the site's own apparatus.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vssqa.dates import dates, years
from vssqa.page_lines import (
    foreign_share,
    is_paragraph,
    is_picture,
    is_tail_mark,
    is_tool,
    kind_in_body,
    words,
)
from vssqa.types import Block, BlockKind, Span

_HEADER_LINES = 10  # menus, title, standfirst, date and tools of a page: no header has more
_DATE_WORDS = 10  # "Update: November, 25/2020 - 08:16", a place, a time: no sentence
_DATE_LINE_CHARACTERS = 300  # a line that holds a date among menus is no longer
_BESIDE_DATE_WORDS = 3  # words that a date line may hold besides date and time
_BESIDE_PARTED_WORDS = 6  # the same where a comma or dash parts the date from a paper's name
_TITLE_WORDS = 45  # a longer first line is text: the release prints no title
_FULL_TITLE_WORDS = 5  # a shorter first line may be the name of a site or section
_OPENING_WORDS = 25  # the body's first paragraph is at least this long, or a whole sentence
_TAIL_PARAGRAPH_WORDS = 25  # a paragraph this long means the body goes on behind a tail mark
_TAIL_DATE_LINES = 6  # a date below the text stands in the last lines

_LINE = re.compile(r"[^\r\n]*")
_ADDRESS_LINE = re.compile(r"^(?:url|link|source url)\s*:\s*(?P<url>https?://\S+)", re.I)
_TIME_OF_DAY = re.compile(r"\b\d{1,2}[:h]\d{2}(?::\d{2})?\s*(?:[ap]m|gmt.*)?\b", re.I)
_PARTED = re.compile(
    r"[,|:\u2013\u2014-]\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?$", re.I
)
_COLUMN = re.compile(r"\s*[|\u00b7\u2022\u00bb]\s*|\s{2,}")  # what parts the columns of one line


@dataclass(frozen=True, slots=True)
class Page:
    """A release's text laid out. `blocks` are its lines in order; the rest None if not printed."""

    title: str | None
    date: str | None
    url: str | None
    blocks: tuple[Block, ...]


def lay_out(text: str) -> Page:
    """Tell title, date, address and blocks of a release's text."""
    lines = _lines(text)
    head = _header(text, lines)
    title = head.title.of(text) if head.title else None
    return Page(title, head.date, head.url, tuple(_classify(text, lines, head)))


@dataclass(frozen=True, slots=True)
class _Header:
    """What a page says of itself: lines and what they say."""

    title: Span | None
    date_line: Span | None
    date: str | None
    url_line: Span | None
    url: str | None


def _lines(text: str) -> list[Span]:
    """List the lines that hold something, without the white space around them."""
    found = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and (text[start].isspace() or text[start] in "\ufeff\x00"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == "\x00"):
            end -= 1
        if start < end:
            found.append(Span(start, end))
    return found


# --- the header ----------------------------------------------------------------


def _header(text: str, lines: Sequence[Span]) -> _Header:
    """Read address, date and title off the lines before the first paragraphs."""
    opening = _opening(text, lines)
    address = next(((ln, m) for ln in opening if (m := _ADDRESS_LINE.match(ln.of(text)))), None)
    rest = [line for line in opening if address is None or line != address[0]]
    date_line, date = (
        _printed_date(text, rest)
        or _printed_date(text, lines[max(len(opening), len(lines) - _TAIL_DATE_LINES) :])
        or (None, None)
    )
    title = _title(text, [line for line in rest if line != date_line])
    return _Header(
        title, date_line, date, *((address[0], address[1]["url"]) if address else (None, None))
    )


def _opening(text: str, lines: Sequence[Span]) -> list[Span]:
    """List the lines up to the body's second paragraph: a date may stand below a standfirst."""
    found: list[Span] = []
    paragraphs = 0
    for line in lines[:_HEADER_LINES]:
        if found and _opens_body(line.of(text)):
            paragraphs += 1
        if paragraphs > 1:
            break
        found.append(line)
    return found


def _opens_body(line: str) -> bool:
    """Tell whether a line is text of the body, no title or tool."""
    return words(line) >= _OPENING_WORDS or is_paragraph(line, 12)


def _printed_date(text: str, lines: Sequence[Span]) -> tuple[Span, str] | None:
    """Return the line that holds hardly more than a date, the barest and first of several."""
    dated = [(besides, line, iso) for line in lines for besides, iso in _date_of_line(text, line)]
    if not dated:
        return None
    _, line, iso = min(dated, key=lambda found: (found[0], found[1]))
    return line, iso


def _date_of_line(text: str, line: Span) -> list[tuple[int, str]]:
    """Return (words besides, date) of a line one of whose columns holds hardly more than a date.

    "Update: November, 25/2020 - 08:16" is such a line, so is "By Admin | 16:42 | 22.11.2023";
    a title that ends with "by 31 October 2018" is not, if a barer one stands near it.
    """
    if line.end - line.start > _DATE_LINE_CHARACTERS:
        return []
    columns = _columns(text, line)
    found = [dated for column in columns if (dated := _date_of_column(text, column))]
    return found[:1]


def _columns(text: str, line: Span) -> list[Span]:
    """Return the columns of a line that "|" and the like part."""
    columns, start = [], line.start
    for match in _COLUMN.finditer(text, line.start, line.end):
        columns.append(Span(start, match.start()))
        start = match.end()
    return [column for column in (*columns, Span(start, line.end)) if column.start < column.end]


def _date_of_column(text: str, column: Span) -> tuple[int, str] | None:
    if words(column.of(text)) > _DATE_WORDS:
        return None
    found = [dated for dated in dates(text, column) if not dated.iso.startswith("-")]
    found = found or [year for year in years(text, column) if year.span.start == column.start]
    if not found:
        return None
    dated = found[0]
    besides = text[column.start : dated.span.start] + text[dated.span.end : column.end]
    besides = _TIME_OF_DAY.sub("", besides)
    besides = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", besides).strip(" ,|-\u2013:")
    parted = _PARTED.search(text[column.start : dated.span.start])
    most = _BESIDE_PARTED_WORDS if parted else _BESIDE_DATE_WORDS
    if words(besides) > most or besides.endswith((".", "!", "?")):
        return None
    return words(besides), dated.iso


def _title(text: str, lines: Sequence[Span]) -> Span | None:
    """Return the line that is the title: the first full one, else the first that may be it.

    A short line above may name the site, a section or the kind of text ("PRESS RELEASE");
    menus, pictures and the page's tools are no titles.
    """
    printed = [line for line in lines if not is_picture(line.of(text))]
    if not printed or words(printed[0].of(text)) > _TITLE_WORDS:
        return None
    may = [line for line in printed if not is_tool(line.of(text))]
    before_body = may[
        : next((n for n, ln in enumerate(may) if n and _opens_body(ln.of(text))), len(may))
    ]
    full = [
        line for line in before_body if _FULL_TITLE_WORDS <= words(line.of(text)) <= _TITLE_WORDS
    ]
    return next(iter([*full, *before_body, *printed]), None)


# --- the lines -----------------------------------------------------------------


def _classify(text: str, lines: Sequence[Span], head: _Header) -> list[Block]:
    """Tell what each line is there for."""
    tail = _tail_start(text, lines)
    language = foreign_share(text)
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        kind: BlockKind
        if line == head.title:
            kind = "title"
        elif line == head.date_line:
            kind = "date"
        elif line == head.url_line or index >= tail:
            kind = "furniture"
        else:
            following = lines[index + 1].of(text) if index + 1 < tail else None
            kind = kind_in_body(line.of(text), following, language)
        blocks.append(Block(kind, line))
    return blocks


def _tail_start(text: str, lines: Sequence[Span]) -> int:
    """Return the index of the first line behind the body.

    The body ends with its last full paragraph; a tail mark ("Comment (0)",
    "Same category") ends it earlier where nothing but short lines follows.
    """
    for index, line in enumerate(lines):
        if index and is_tail_mark(line.of(text)):
            rest = lines[index + 1 :]
            if not any(is_paragraph(r.of(text), _TAIL_PARAGRAPH_WORDS) for r in rest):
                lines = lines[:index]
                break
    for index in range(len(lines) - 1, -1, -1):
        if is_paragraph(lines[index].of(text), 5) or index <= 1:
            return index + 1
    return len(lines)
