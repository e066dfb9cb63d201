"""corpus/ -> releases: files read whole, their text laid out into blocks (`vssqa.layout`).

Furniture and captions are found, never cut out: the text file stays the only
source of truth, and what is not body is simply no evidence.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from vssqa.errors import CorpusError
from vssqa.text import sentences
from vssqa.types import BlockKind, Release, Sentence, Source

SOURCES_FILE = "sources.toml"
RELEASE_SUFFIX = ".txt"
MAX_RELEASE_BYTES = 4_000_000  # a release is some thousand words; a larger file is a mistake


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
    return release_of(path, release_bytes(path), source)


def release_bytes(path: Path) -> bytes:
    """Return what a release's file holds.

    :raises CorpusError: if it is no regular file, too large, or cannot be read.
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
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{str(path)!r} cannot be read: {error.strerror}") from error


def release_of(path: Path, raw: bytes, source: Source | None = None) -> Release:
    """Read one release out of what its file holds.

    :raises CorpusError: if that is not UTF-8.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{str(path)!r} is not UTF-8 (byte {error.start}): save it as UTF-8 or remove it"
        ) from error
    return parse_release(path.stem, str(path), text, hashlib.sha256(raw).hexdigest(), source)


def parse_release(
    identifier: str, file: str, text: str, sha256: str, source: Source | None = None
) -> Release:
    """Read title, date and blocks off a release's text."""
    from vssqa.layout import lay_out  # its patterns take long to compile; a question reads none

    page = lay_out(text)
    source = source or Source()
    if source.url is None and page.url:
        source = Source(page.url, source.publisher, source.original_sha256, source.added)
    title = page.title or identifier
    return Release(identifier, file, text, title, page.date, page.blocks, sha256, source)


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
