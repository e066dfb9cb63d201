"""Plain text and Markdown -> the parts of a release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vssqa.dates import dates
from vssqa.errors import ReleaseImportError
from vssqa.importing.limits import ImportLimits
from vssqa.importing.release_form import (
    Parts,
    check_text,
    paragraphs,
    parts_of,
    publisher_name,
    row_lines,
)
from vssqa.patterns import regex

if TYPE_CHECKING:
    from markdown_it.token import Token

# "---" lines around "title: ..." lines at the top, as static site generators write them.
_FRONT_MATTER = regex(r"\A\ufeff?---[ \t]*\r?\n(.{0,4000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
_FIELD = regex(r"^(title|date|url|publisher):[ \t]*(.+?)[ \t]*$", re.I | re.M)


def read_text(data: bytes, limits: ImportLimits) -> Parts:
    """Read a text file; one in release form stays as it is, byte for byte.

    :raises ReleaseImportError: if it is not UTF-8.
    """
    text = decoded(data, limits)
    check_text(text, limits)
    return parts_of(text)


def decoded(data: bytes, limits: ImportLimits) -> str:
    """Decode UTF-8 strictly.

    :raises ReleaseImportError: naming the first byte that is not UTF-8, or the
        length if the text is too long to be read any further.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReleaseImportError(f"is not UTF-8 (byte {error.start}): save it as UTF-8") from error
    if len(text) > limits.text_characters:
        raise ReleaseImportError(
            f"has {len(text)} characters, more than the {limits.text_characters} a release may"
            " have: split it"
        )
    return text


# --- Markdown ------------------------------------------------------------------


def read_markdown(data: bytes, limits: ImportLimits) -> Parts:
    """Read a Markdown file: its text without markup, HTML in it dropped.

    :raises ReleaseImportError: if it is not UTF-8.
    """
    from markdown_it import MarkdownIt

    text = decoded(data, limits)
    fields: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front:
        fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front.group(1))}
        text = text[front.end() :]
    parser = MarkdownIt("commonmark").enable("table")
    body = paragraphs(_lines_of(parser.parse(text.removeprefix("\ufeff"))))
    check_text(body, limits)
    printed = [found.iso for found in dates(fields.get("date", "")) if found.iso[0] != "-"]
    return parts_of(
        body,
        title=fields.get("title"),
        date=printed[0] if printed else None,
        url=fields.get("url"),
        publisher=publisher_name(fields.get("publisher")),
    )


def _lines_of(tokens: Sequence[Token]) -> Iterable[str]:
    """Yield the text of each block; a table's row is one line."""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield from row_lines(row or [])
            row = None
        elif token.type == "inline":
            lines = _inline_lines(token.children or [])
            if row is None:
                yield from lines
            else:
                row.append(" ".join(lines))
        elif token.type in {"fence", "code_block"}:
            yield from token.content.splitlines()


def _inline_lines(children: Iterable[Token]) -> list[str]:
    """Return a block's words without markup, pictures and HTML; a hard break ends a line."""
    words = []
    for child in children:
        if child.type in {"text", "code_inline"}:
            words.append(child.content)
        elif child.type == "softbreak":
            words.append(" ")
        elif child.type == "hardbreak":
            words.append("\n")
    return "".join(words).splitlines()
