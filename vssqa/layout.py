"""What each line of a published page is there for: title, date, body, caption, furniture.

Every rule speaks of what press pages have in common, none of one release's
lines. A page begins with a header (menus, title, date, tools of the page), goes
on with paragraphs under headings, and ends with the site's own apparatus.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vssqa.datelines import closing_date, date_line, opening_date
from vssqa.page_lines import (
    foreign_share,
    is_bullet,
    is_byline,
    is_foreign,
    is_paragraph,
    is_picture,
    is_tail_mark,
    is_tool,
    kind_in_body,
    names_others,
    names_site,
    words,
)
from vssqa.patterns import regex
from vssqa.types import Block, BlockKind, Span

_HEADER_LINES = 10  # menus, title, standfirst, date and tools of a page: no header has more
_TITLE_WORDS = 45  # a longer first line is text: the release prints no title
_FULL_TITLE_WORDS = 5  # a shorter first line may be the name of a site or section
_SECTION_WORDS = 3  # a longer line above the title may be a headline too
_OPENING_WORDS = 25  # the body's first paragraph is at least this long, or a whole sentence
_TAIL_PARAGRAPH_WORDS = 25  # a paragraph this long means the body goes on behind a tail mark
_TAIL_DATE_LINES = 6  # a date below the text stands in the last lines
_DATED_PARAGRAPHS = 2  # a dateline opens the first paragraph, or the one below a standfirst

_LINE = regex(r"[^\r\n]*")
_ADDRESS_LINE = regex(r"^(?:url|link|source url)\s*:\s*(?P<url>https?://\S+)", re.I)


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
    dated, date = _date(text, lines, rest)
    title = _title(text, [line for line in rest if line != dated])
    return _Header(
        title, dated, date, *((address[0], address[1]["url"]) if address else (None, None))
    )


def _date(
    text: str, lines: Sequence[Span], opening: Sequence[Span]
) -> tuple[Span | None, str | None]:
    """Return the date line, if one there is, and the date: of the header, else of the text."""
    if headed := date_line(text, opening):
        return headed
    body = [line for line in lines[: _tail_start(text, lines)] if _opens_body(line.of(text))]
    for paragraph in body[:_DATED_PARAGRAPHS]:
        if date := opening_date(text, paragraph):
            return None, date
    if tailed := date_line(text, _own_tail(text, lines, len(opening))):
        return tailed
    for paragraph in body[: -_DATED_PARAGRAPHS - 1 : -1]:
        if date := closing_date(text, paragraph):
            return None, date
    return None, None


def _own_tail(text: str, lines: Sequence[Span], header: int) -> Sequence[Span]:
    """Return the last lines, without the dates of other releases that a site lists below."""
    others = (n for n, ln in enumerate(lines) if n > header and names_others(ln.of(text)))
    end = next(others, len(lines))
    return lines[max(header, end - _TAIL_DATE_LINES) : end]


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


def _title(text: str, lines: Sequence[Span]) -> Span | None:
    """Return the line that is the title: the first full one, else the first that may be it.

    A short line above may name the site, a section or the kind of text ("PRESS RELEASE");
    menus, pictures and the page's tools are no titles, nor is a site's or issuer's name
    above a headline.
    """
    printed = [line for line in lines if not is_picture(line.of(text))]
    if not printed or words(printed[0].of(text)) > _TITLE_WORDS:
        return None
    language = foreign_share(text)
    may = [ln for ln in printed if not _is_no_title(ln.of(text), language)]
    before_body = may[
        : next((n for n, ln in enumerate(may) if n and _opens_body(ln.of(text))), len(may))
    ]
    full = [
        line for line in before_body if _FULL_TITLE_WORDS <= words(line.of(text)) <= _TITLE_WORDS
    ]
    while len(full) > 1 and names_site(full[0].of(text)):
        full = full[1:]
    return next(iter([*full, *before_body, *printed]), None)


def _is_no_title(line: str, language: float) -> bool:
    """Tell whether a line is a tool, an item of a list, or Vietnamese above an English text."""
    return is_tool(line) or is_bullet(line) or is_foreign(line, language)


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
            if kind == "heading" and (_names_page(text, line, head) or is_byline(line.of(text))):
                kind = "furniture"
        blocks.append(Block(kind, line))
    return blocks


def _names_page(text: str, line: Span, head: _Header) -> bool:
    """Tell whether a line above the title is a menu's entry or the name of a site or section."""
    above = head.title is not None and line.end <= head.title.start
    return above and (words(line.of(text)) <= _SECTION_WORDS or names_site(line.of(text)))


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
