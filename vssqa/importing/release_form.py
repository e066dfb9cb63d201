"""The form of a release's file: a title line, a date line, paragraphs.

Every reader ends here, so that an original of any kind reads its title and
date by the same rules as a release in the corpus does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from vssqa.corpus import evidence_sentences, parse_release
from vssqa.errors import ReleaseImportError
from vssqa.importing.limits import ImportLimits
from vssqa.patterns import regex
from vssqa.text import fold, terms
from vssqa.types import Release

_PROBE_DATE = "2000-01-01"
_TITLE_CHARACTERS = 500  # the longest headlines of the field have some 200
_URL_CHARACTERS = 2000  # browsers and servers agree on no longer address
_NOT_IN_URL = regex(r"[\s\x00-\x1f\x7f\"<>\\^`{|}\ud800-\udfff]")
_PUBLISHER_CHARACTERS = 200
# What a text may hold besides letters: tab, line ends, form feed. Others steer terminals.
_CONTROL = regex(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SPACE_LIKE = regex(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


_CELL_BREAK = " | "
_CELL_WORDS = 60  # a longer cell is no entry of a table but part of a page laid out by one


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader found: the fields of an `Original` that come from its content."""

    title: str | None
    date: str | None
    body: str
    complete: bool = False
    url: str | None = None
    publisher: str | None = None

    @property
    def text(self) -> str:
        """The text a release's file is to hold."""
        return release_text(self.title, self.date, self.body, self.complete)


def release_text(title: str | None, date: str | None, body: str, complete: bool) -> str:
    """Put a release's text together; a complete body is the whole text already."""
    if complete:
        return body
    return "\n\n".join(part for part in (title, date, body) if part) + "\n"


def parts_of(
    text: str,
    *,
    title: str | None = None,
    date: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
) -> Parts:
    """Read title, date and address off a text's first lines, where they are not given.

    A text that prints what is known of it in its first lines is complete and
    stays as it is. Nothing is ever taken out but a title line that is put
    first: a printed date that is not the one given stays a line of the body.
    """
    release = _parsed(text)
    url = web_address(url) or web_address(release.source.url)
    printed = release.title if 0 < len(release.title) <= _TITLE_CHARACTERS else None
    if printed and release.date and title in (None, printed) and date in (None, release.date):
        return Parts(printed, release.date, text, True, url, publisher)
    title = fit_title(title) or fit_title(printed)
    date = date or release.date
    body = _without_title(text, title).strip() if title else text
    whole = release_text(title, None, body, False)
    if title and date and (_parsed(whole).title, _parsed(whole).date) == (title, date):
        return Parts(title, date, whole, True, url, publisher)
    return Parts(title, date, body, False, url, publisher)


def _parsed(text: str) -> Release:
    return parse_release("", "", text, "")


def _without_title(text: str, title: str) -> str:
    """Return a text without its title line, if that says what `title` says."""
    for block in _parsed(text).blocks:
        if block.kind == "title" and fold(one_line(block.span.of(text))) == fold(title):
            return text[: block.span.start] + text[block.span.end :]
    return text


def fit_title(title: str | None) -> str | None:
    """Return a title on one line, or None if a release's file would not show it as its title.

    A bare date, an address, a picture's name or a whole paragraph is no title.
    """
    title = one_line(title or "")
    if len(title) > _TITLE_CHARACTERS:
        return None
    release = _parsed(f"{title}\n\n{_PROBE_DATE}\n")
    return title if title and (release.title, release.date) == (title, _PROBE_DATE) else None


def web_address(address: str | None) -> str | None:
    """Return an http(s) address of bounded length, None for anything else."""
    address = (address or "").strip()
    if not address or len(address) > _URL_CHARACTERS or _NOT_IN_URL.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def publisher_name(name: str | None) -> str | None:
    """Return a publisher's name on one line, None where there is none."""
    return one_line(name or "")[:_PUBLISHER_CHARACTERS].strip() or None


def one_line(text: str) -> str:
    """Return converted text on one line: composed letters, plain spaces, nothing invisible."""
    text = _SPACE_LIKE.sub(" ", unicodedata.normalize("NFC", text))
    if not text.isascii():
        text = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"})
    return text.strip()


def paragraphs(lines: Iterable[str]) -> str:
    """Join converted paragraphs, each on its own line with a blank one between."""
    return "\n\n".join(line for line in map(one_line, lines) if line)


def row_lines(cells: Sequence[str]) -> list[str]:
    """Return a table's row on one line; each line of its own where the table is mere layout.

    `cells` may hold several lines each. A row of one cell, or with a cell as
    long as a paragraph, lays out a page.
    """
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) > 1 and all(len(cell.split()) <= _CELL_WORDS for cell in filled):
        return [_CELL_BREAK.join(map(one_line, filled))]
    return [line for cell in filled for line in cell.splitlines()]


def check_text(text: str, limits: ImportLimits) -> None:
    """Refuse a text that is too long or unprintable, before any rule reads it.

    :raises ReleaseImportError: with the reason; the caller names the original.
    """
    if len(text) > limits.text_characters:
        raise ReleaseImportError(
            f"has {len(text)} characters of text, more than the {limits.text_characters} a"
            " release may have: split it"
        )
    longest = max(map(len, text.splitlines()), default=0)
    if longest > limits.line_characters:
        raise ReleaseImportError(
            f"has a line of {longest} characters, more than {limits.line_characters}: break it"
            " into paragraphs"
        )
    control = _CONTROL.search(text)
    if control:
        raise ReleaseImportError(
            f"holds the control character U+{ord(control.group()):04X} at character"
            f" {control.start()}: remove it"
        )
    if not any(character.isalnum() for character in text):
        raise ReleaseImportError("holds no text: nothing to add")


def try_reading(text: str) -> None:
    """Read a text by the very rules the corpus is read by.

    What would hold them up is found here, in a process with limits.
    """
    for sentence in evidence_sentences(_parsed(text)):
        terms(text, sentence.span)
