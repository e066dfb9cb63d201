"""A saved web page -> the parts of a release: article text, title, date, address.

The page is never rendered: no script runs, no picture or style is fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from vssqa.corpus import parse_release
from vssqa.errors import ReleaseImportError
from vssqa.importing.limits import ImportLimits
from vssqa.importing.release_form import (
    Parts,
    check_text,
    one_line,
    paragraphs,
    parts_of,
    publisher_name,
    row_lines,
)
from vssqa.patterns import regex
from vssqa.text import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARED_IN = 4096  # browsers look for the declared encoding in the first kilobyte or a bit more
_DECLARED = regex(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:-]{2,40})""", re.I)
# Encodings of web pages; Python knows others that are no text or slow beyond measure.
_WEB_ENCODING = regex(
    r"(?:utf-?8|(?:us-)?ascii|(?:windows|cp)-?125\d|iso-?8859-?\d{1,2}|latin-?\d|koi8-[ru]|gb2312"
    r"|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis|cp949)\Z",
    re.I,
)
_LINES_BELOW_TITLE = 4  # a page prints its date that near below the headline
_SITE_NAME_JOIN = regex(r"\s+[|\u2013\u2014\u00bb-]\s+")  # "Headline | Site"
_NO_TEXT = frozenset({"script", "style", "noscript", "template", "title"})
_BLOCKS = frozenset({"p", "head", "item", "quote", "list", "table", "lb", "code", "ab"})


def read_html(data: bytes, limits: ImportLimits) -> Parts:
    """Read a web page's article.

    :raises ReleaseImportError: if it holds no article or cannot be decoded.
    """
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document

    tree = load_html(_decoded(data))
    if tree is None:
        raise ReleaseImportError("holds no HTML that can be read: save the page anew")
    printed = _printed_lines(tree)
    article = bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    body = ""
    if isinstance(article, Document) and article.body is not None:
        body = paragraphs(_article_lines(article.body))
    if not isinstance(article, Document) or not body:
        raise ReleaseImportError("holds no article text: save the article's own page")
    check_text(body, limits)
    title = _headline(article.title, printed, _opening_heading(article.body))
    parts = parts_of(
        body,
        title=title,
        date=_printed_date(title, printed) or article.date,
        url=article.url,
        publisher=publisher_name(article.sitename),
    )
    if "\ufffd" in parts.text:
        raise ReleaseImportError("has letters that are not in its encoding: save it as UTF-8")
    return parts


def _decoded(data: bytes) -> str:
    """Decode a page as UTF-8 if it is, else as it declares."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:_DECLARED_IN])
        encoding = declared.group(1).decode("ascii") if declared else "utf-8"
        if not _WEB_ENCODING.match(encoding):
            encoding = "utf-8"
    try:
        return data.decode(encoding, errors="replace")
    except LookupError:
        return data.decode("utf-8", errors="replace")


def _article_lines(body: _Element) -> list[str]:
    """Return the lines of an extracted article; a table's row is one line."""
    from lxml.etree import iterwalk

    # What is being written: the article, then the cells of each row that is open.
    rows: list[list[list[str]]] = [[[]]]
    for event, element in iterwalk(body, events=("start", "end")):
        opens = event == "start"
        if element.tag == "row" and opens:
            rows.append([[]])
        elif element.tag == "row":
            lines = row_lines(["".join(cell) for cell in rows.pop()])
            rows[-1][-1].append("\n".join(["", *lines, ""]))
        elif element.tag == "cell" and opens and len(rows) > 1:
            rows[-1].append([])
        elif element.tag in _BLOCKS:
            rows[-1][-1].append("\n")
        rows[-1][-1].append((element.text if opens else element.tail) or "")
    return "".join(rows[0][0]).splitlines()


# --- title and date as the page prints them ------------------------------------------


def _printed_lines(tree: _Element) -> list[str]:
    """List the pieces of text a page shows, each on one line, in order."""
    found: list[str] = []
    for element in tree.iter():
        shown = isinstance(element.tag, str) and element.tag not in _NO_TEXT
        pieces = (element.text if shown else None, element.tail)
        found.extend(line for piece in pieces if piece and (line := one_line(piece)))
    return found


def _headline(title: str | None, printed: Sequence[str], opening: str | None) -> str | None:
    """Return the declared title as the page prints it, without the site's name.

    Where the page prints nothing like it, the heading its article opens with is
    the title: some sites declare their own name on every page.
    """
    shown = {fold(line): line for line in reversed(printed)}
    ends = [match.start() for match in _SITE_NAME_JOIN.finditer(title or "")]
    for end in (len(title or ""), *reversed(ends)):
        line = shown.get(fold(one_line((title or "")[:end])))
        if line is not None:
            return line
    return opening or title


def _opening_heading(body: _Element) -> str | None:
    """Return the heading an extracted article begins with, if it does."""
    for element in body.iter():
        if (element.text or "").strip():
            return one_line("".join(element.itertext())) if element.tag == "head" else None
    return None


def _printed_date(title: str | None, printed: Sequence[str]) -> str | None:
    """Return the date a page prints just below its headline.

    What stands above is as often today's date: better to ask than to take that.
    """
    for place, line in enumerate(printed):
        if title and fold(line) == fold(title):
            below = printed[place : place + 1 + _LINES_BELOW_TITLE]
            date = parse_release("", "", "\n".join(below), "").date
            if date:
                return date
    return None
