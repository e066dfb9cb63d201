"""Entries of `corpus/sources.toml`: set and taken out, comments and other entries kept."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from vssqa.corpus import SOURCES_FILE
from vssqa.errors import CorpusError
from vssqa.types import Source

_PREFACE = (
    "# Where each release came from: address, publisher, SHA-256 of the original, when it was\n"
    "# added. Absent entries and fields are fine; `python -m vssqa add` writes them.\n\n"
)


def changed_sources(folder: Path, entries: Mapping[str, Source | None]) -> bytes:
    """Return `sources.toml` with these entries set, or taken out where they are None.

    :raises CorpusError: if the file is no TOML, or would be none afterwards.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = folder / SOURCES_FILE
    try:
        document = tomlkit.parse(path.read_bytes().decode("utf-8") if path.exists() else _PREFACE)
    except (TOMLKitError, OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{str(path)!r} cannot be read as TOML: {error}") from error
    for name, source in entries.items():
        if name in document:
            document.remove(name)
        if source is not None:
            table = tomlkit.table()
            for field, value in asdict(source).items():
                if value is not None:
                    table.add(field, value)
            document.add(name, table)
    text = tomlkit.dumps(document)
    _prove(path, text, entries)
    return text.encode("utf-8")


def _prove(path: Path, text: str, entries: Mapping[str, Source | None]) -> None:
    """Read the new text as everybody else will, before it becomes the file."""
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{str(path)!r} cannot take the new entries: {error}") from error
    for name, source in entries.items():
        wanted = None
        if source is not None:
            wanted = {field: value for field, value in asdict(source).items() if value is not None}
        if read.get(name) != wanted:
            raise CorpusError(f"{str(path)!r} cannot take the entry {name!r}: edit it by hand")
