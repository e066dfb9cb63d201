"""corpus/ -> releases: title, date, body, captions and page furniture as spans.

Furniture and captions are found, never cut out: the text file stays the only
source of truth, and what is not body is simply no evidence. Every rule below
speaks of what press pages have in common, none of one release's lines.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

from vssqa.dates import Dated, dates, years
from vssqa.errors import CorpusError
from vssqa.text import fold, plain, sentences
from vssqa.types import Block, BlockKind, Release, Sentence, Source, Span

SOURCES_FILE = "sources.toml"
RELEASE_SUFFIX = ".txt"
MAX_RELEASE_BYTES = 4_000_000  # a release is some thousand words; a larger file is a mistake

_HEADER_LINES = 6  # a printed date stands in the first lines, above or below the title
_DATE_LINE_WORDS = 8  # "Update: November, 25/2020 - 08:16", a place, a time: no sentence
_BESIDE_DATE_WORDS = 3  # words a date line may hold besides date and time
_TITLE_WORDS = 45  # a longer first line is text: the release prints no title
_HEADING_WORDS = 18  # longest heading seen on press pages; longer lines are text
_PARAGRAPH_WORDS = 12  # a line of body text without an end mark has at least this many
_TAIL_PARAGRAPH_WORDS = 25  # a paragraph this long means the body goes on behind a tail mark

_LINE = re.compile(r"[^\r\n]*")
_ENDS_SENTENCE = re.compile(r"(?:[.!?:;\u2026]|\./\.)[\"'\u201d\u2019)\]*]*\s*$")
_ADDRESS_LINE = re.compile(r"^(?:url|link|source url)\s*:\s*(?P<url>https?://\S+)", re.I)
_CREDIT = re.compile(r"(?<!\s)\s+[-\u2013]\s+[A-Z][\w/ ]{1,20}$")  # "... at most. - VNS"
_TIME_OF_DAY = re.compile(r"\b\d{1,2}[:h]\d{2}(?::\d{2})?\s*(?:[ap]m|gmt.*)?\b", re.I)
_IMAGE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)\s*$", re.I)
_IMAGE_WORDS = re.compile(
    r"^\W*(?:(?:(?:illustrat(?:ive|ion)|file|archive)\s*)?(?:photo|image|picture|illustration)s?\b"
    r"|illustrative\b|anh minh hoa|caption\b)"
    r"|\b(?:photo|image|picture)s?(?:\s*(?:by\b|courtesy|:).*)?(?:\s*\))?\s*$",
)
# Verbs by which captions tell what a picture shows, in the present tense.
_SHOWN_IN_PICTURE = re.compile(
    r"\b(?:delivers?|chairs?|co-chairs?|works?|speaks?|speaking|attends?|presents?|poses?|visits?"
    r"|signs?|signed|receives?|gives?|guides?|registers?|addresses|hosts?|meets?|shakes?|hands?"
    r"|inspects?|checks?|talks?|witness(?:es)?|congratulates?|awards?|reports?|shows?|holds?"
    r"|implements|pictured|seen)\b"
)
_SEEN_AT_EVENT = re.compile(
    r"^(?:the )?(?:participants|delegates|attendees|overview|scene|leaders|representatives"
    r"|a view|view|panorama)\b.*\b(?:at|of)\b.*"
    r"\b(?:conference|meeting|ceremony|event|session|workshop|seminar|forum|headquarters)s?$"
)
# Lines with which a page's own apparatus begins, below the last paragraph.
_TAIL_MARK = re.compile(
    r"^\W*(?:source|comments?(?:\s*\(\d+\))?|no data|tags?|same (?:tag|category|author)|related"
    r"(?: (?:news|articles?|stories|posts?))?|other news|read (?:more|also)|see also|more news"
    r"|share|print|email|no videos available|(?:most )?(?:viewed|read)|latest news|back to top"
    r"|follow us.*|newsletter.*|contact us.*|copyright\b.*|all rights reserved.*|\u00a9.*)\W*$",
)
_PAGE_TITLE = re.compile(r"\s\|\s[\w. ]{2,30}$")  # "Headline | site": another page's title
_PRONOUN = re.compile(r"\b(?:he|she|they|it|we|I)\b")
_BREADCRUMB = re.compile(r"^[\w ]+(?:\s[>\u00bb/\u203a]\s[\w ]+)+$")


def read_corpus(folder: Path) -> tuple[Release, ...]:
    """Read every release in `folder`, ordered by identifier.

    :raises CorpusError: if the folder is missing or holds no release, or a
        release is not a readable UTF-8 file; the message names it.
    """
    sources = read_sources(folder)
    return tuple(read_release(path, sources.get(path.stem)) for path in release_files(folder))


def release_files(folder: Path) -> list[Path]:
    """List the files of the releases in `folder`, ordered by name.

    :raises CorpusError: if the folder is missing or holds no release.
    """
    if folder.exists() and not folder.is_dir():
        raise CorpusError(
            f"{str(folder)!r} is a file: name the folder that holds the releases with --corpus"
        )
    if not folder.is_dir():
        raise CorpusError(
            f"corpus folder {str(folder)!r} does not exist: create it and put releases into it,"
            " or name another with --corpus"
        )
    found = sorted(
        path
        for path in folder.iterdir()
        if path.suffix == RELEASE_SUFFIX and not path.name.startswith(".")
    )
    if not found:
        raise CorpusError(
            f"corpus folder {str(folder)!r} holds no release (*.txt): add one with"
            " `python -m vssqa add PATH`"
        )
    return found


def read_release(path: Path, source: Source | None = None) -> Release:
    """Read one release from its file.

    :raises CorpusError: if it is no regular file, too large, or not UTF-8.
    """
    if path.is_symlink() or not path.is_file():
        raise CorpusError(f"{str(path)!r} is not a regular file: remove it from the corpus folder")
    size = path.stat().st_size
    if size > MAX_RELEASE_BYTES:
        raise CorpusError(
            f"{str(path)!r} has {size} bytes, more than the {MAX_RELEASE_BYTES} a release may"
            " have: split it or remove it"
        )
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{str(path)!r} is not UTF-8 (byte {error.start}): save it as UTF-8 or remove it"
        ) from error
    except OSError as error:
        raise CorpusError(f"{str(path)!r} cannot be read: {error.strerror}") from error
    return parse_release(path.stem, str(path), text, hashlib.sha256(raw).hexdigest(), source)


def parse_release(
    identifier: str, file: str, text: str, sha256: str, source: Source | None = None
) -> Release:
    """Read title, date and blocks off a release's text."""
    lines = _lines(text)
    head = _header(text, lines)
    blocks = _classify(text, lines, head)
    title = head.title.of(text) if head.title else identifier
    source = source or Source()
    if source.url is None and head.url:
        source = Source(head.url, source.publisher, source.original_sha256, source.added)
    return Release(identifier, file, text, title, head.date, tuple(blocks), sha256, source)


def read_sources(folder: Path) -> dict[str, Source]:
    """Read `sources.toml`: where each release came from; absent entries are fine.

    :raises CorpusError: if the file is not TOML or an entry is not a table.
    """
    path = folder / SOURCES_FILE
    if not path.is_file():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CorpusError(f"{str(path)!r} cannot be read as TOML: {error}") from error
    known = set(Source.__dataclass_fields__)
    sources: dict[str, Source] = {}
    for name, entry in entries.items():
        if not isinstance(entry, dict) or not set(entry) <= known:
            raise CorpusError(
                f"{str(path)!r}: entry {name!r} may hold only {', '.join(sorted(known))}"
            )
        sources[name] = Source(**{key: str(value) for key, value in entry.items()})
    return sources


# --- the evidence of a release -------------------------------------------------

EVIDENCE_KINDS: frozenset[BlockKind] = frozenset({"title", "heading", "paragraph"})


def evidence_sentences(release: Release) -> list[Sentence]:
    """List the sentences of a release that may be evidence, in order.

    Captions, furniture and the date line are none.
    """
    found: list[Sentence] = []
    heading: int | None = None
    for index, block in enumerate(release.blocks):
        if block.kind not in EVIDENCE_KINDS:
            continue
        is_heading = block.kind != "paragraph"
        pieces = [block.span] if is_heading else sentences(release.text, block.span)
        found.extend(Sentence(release.id, span, index, heading, is_heading) for span in pieces)
        if is_heading:
            heading = index
    return found


# --- blocks --------------------------------------------------------------------


class _Header:
    """What the first lines of a release say of it."""

    def __init__(self) -> None:
        self.title: Span | None = None
        self.date: str | None = None
        self.date_line: Span | None = None
        self.url: str | None = None
        self.url_line: Span | None = None


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


def _words(line: str) -> int:
    return len(line.split())


def _header(text: str, lines: list[Span]) -> _Header:
    """Read address, date and title off the first lines."""
    head = _Header()
    rest = []
    for line in lines[:_HEADER_LINES]:
        address = _ADDRESS_LINE.match(line.of(text))
        if address and head.url is None:
            head.url, head.url_line = address.group("url"), line
        else:
            rest.append(line)
    dated = [(besides, line, iso) for line in rest for besides, iso in _date_of_line(text, line)]
    if dated:
        _, head.date_line, head.date = min(dated, key=lambda found: (found[0], found[1]))
    for line in rest:
        if line != head.date_line and not _is_picture(line.of(text)):
            head.title = line if _words(line.of(text)) <= _TITLE_WORDS else None
            break
    return head


def _date_of_line(text: str, line: Span) -> list[tuple[int, str]]:
    """Return (words besides, date) of a line that holds hardly more than a date, else nothing.

    "Update: November, 25/2020 - 08:16" is such a line, a title that ends with
    "by 31 October 2018" is not, if a barer one stands near it.
    """
    if _words(line.of(text)) > _DATE_LINE_WORDS:
        return []
    found: list[Dated] = [d for d in dates(text, line) if not d.iso.startswith("-")]
    found = found or [year for year in years(text, line) if year.span.start == line.start]
    if not found:
        return []
    dated = found[0]
    besides = text[line.start : dated.span.start] + text[dated.span.end : line.end]
    besides = re.sub(r"\([^)]*\)", "", _TIME_OF_DAY.sub("", besides)).strip(" ,|-\u2013:")
    if _words(besides) > _BESIDE_DATE_WORDS or besides.endswith((".", "!", "?")):
        return []
    return [(_words(besides), dated.iso)]


def _classify(text: str, lines: list[Span], head: _Header) -> list[Block]:
    """Tell what each line is there for."""
    tail = _tail_start(text, lines)
    language = _foreign_share(text)
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
            kind = _kind_in_body(line.of(text), following, language)
        blocks.append(Block(kind, line))
    return blocks


def _tail_start(text: str, lines: list[Span]) -> int:
    """Return the index of the first line behind the body.

    The body ends with its last full paragraph; a tail mark ("Comment (0)",
    "Same category") ends it earlier where nothing but short lines follows.
    """
    for index, line in enumerate(lines):
        if index and _TAIL_MARK.match(fold(line.of(text))):
            rest = lines[index + 1 :]
            if not any(_is_paragraph(r.of(text), _TAIL_PARAGRAPH_WORDS) for r in rest):
                lines = lines[:index]
                break
    for index in range(len(lines) - 1, -1, -1):
        if _is_paragraph(lines[index].of(text), 5) or index <= 1:
            return index + 1
    return len(lines)


def _is_paragraph(line: str, words: int) -> bool:
    """Tell whether a line is running text of at least `words` words."""
    ends = _ENDS_SENTENCE.search(_CREDIT.sub("", line))
    return bool(ends) and _words(line) >= words and not _is_picture(line)


def _kind_in_body(line: str, following: str | None, language: float) -> BlockKind:
    """Tell what a line between title and tail is there for."""
    folded = fold(line)
    if _TAIL_MARK.match(folded) or _PAGE_TITLE.search(line) or _BREADCRUMB.match(line):
        return "furniture"
    if _is_picture(line) or _is_foreign(line, language):
        return "caption"
    if _ENDS_SENTENCE.search(_CREDIT.sub("", line)):
        short = _words(line) <= _HEADING_WORDS // 2 and len(sentences(line)) == 1
        alone = following is not None and _words(following) >= _PARAGRAPH_WORDS
        spoken = line[0] in "\"'\u201c-\u2013*" or any(c.isdigit() for c in line)
        return (
            "heading"
            if short and alone and not spoken and _reads_as_heading(line)
            else ("paragraph")
        )
    if _words(line) > 2 * _HEADING_WORDS:
        return "paragraph"
    if following is not None and _is_illustrated(following):
        return "caption"
    if _SEEN_AT_EVENT.match(folded) or _names_and_shows(line):
        return "caption"
    if _words(line) > _HEADING_WORDS:
        return "paragraph"
    return "heading" if following is not None else "furniture"


def _reads_as_heading(line: str) -> bool:
    """Tell whether a short line with an end mark stands as a heading ("Both ... participate.")."""
    return line.endswith((".", ":", "?", "!")) and not re.search(
        r"\b(?:he|she|they|it|we|I)\b", line
    )


def _is_picture(line: str) -> bool:
    """Tell whether a line names, credits or is a picture."""
    folded = fold(line)
    if _IMAGE_NAME.search(folded):
        return True
    return _words(line) <= 2 * _HEADING_WORDS and bool(_IMAGE_WORDS.search(folded))


def _is_illustrated(line: str) -> bool:
    """Tell whether a line is nothing but the note that a picture illustrates."""
    return _words(line) <= 4 and _is_picture(line)


def _names_and_shows(line: str) -> bool:
    """Tell whether a line without end mark tells who does what in a picture.

    A heading is a phrase; a caption is a clause with a subject, in the present.
    """
    if not line[:1].isupper() and not line[:1].isdigit():
        return False
    match = _SHOWN_IN_PICTURE.search(line)
    if not match or match.start() == 0:
        return False
    return not fold(line).startswith(("to ", "how ", "what ", "why ", "when ", "continue "))


_VIETNAMESE_ONLY = re.compile(r"[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


def _foreign_share(text: str) -> float:
    """Return the share of a text's words that carry Vietnamese letters."""
    words = text.split()
    return sum(bool(_VIETNAMESE_ONLY.search(word)) for word in words) / max(1, len(words))


def _is_foreign(line: str, language: float) -> bool:
    """Tell whether a short line is Vietnamese in a release that is not."""
    return (
        language < 0.2
        and _words(line) <= 2 * _HEADING_WORDS
        and _foreign_share(line) >= 0.4
        and not _ENDS_SENTENCE.search(plain(line))
    )
