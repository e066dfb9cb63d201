"""Has the corpus this release already: the same original, the same text, nearly the same?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from vssqa.corpus import MAX_RELEASE_BYTES, RELEASE_SUFFIX, parse_release, read_sources
from vssqa.errors import CorpusError
from vssqa.importing.likeness import (
    NEAR_IDENTICAL,
    SAME_RELEASE,
    LikenessIndex,
    told_words,
)
from vssqa.importing.originals import Original
from vssqa.text import fold
from vssqa.types import Source

Sameness = Literal["new", "same_original", "same_text", "near_identical", "corrected"]

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Held:
    """A release the corpus holds, or one planned a moment ago (`waiting`)."""

    id: str
    text: str
    sha256s: frozenset[str]
    source: Source
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """What an original is to the corpus, and to which of its releases."""

    sameness: Sameness
    held: Held | None = None
    likeness: float | None = None


def held_releases(folder: Path) -> list[Held]:
    """Read what a corpus folder holds, by name; what is no release's file is left to `check`.

    :raises CorpusError: if a release's file or `sources.toml` cannot be read.
    """
    if not folder.is_dir():
        return []
    sources = read_sources(folder)
    held = []
    for path in sorted(folder.glob(f"*{RELEASE_SUFFIX}")):
        if path.name.startswith(".") or path.is_symlink() or not path.is_file():
            continue
        try:
            if path.stat().st_size > MAX_RELEASE_BYTES:
                continue
            raw = path.read_bytes()
        except OSError as error:
            raise CorpusError(f"{str(path)!r} cannot be read: {error.strerror}") from error
        source = sources.get(path.stem, Source())
        shas = frozenset(filter(None, (hashlib.sha256(raw).hexdigest(), source.original_sha256)))
        held.append(Held(path.stem, raw.decode("utf-8", "replace"), shas, source))
    return held


class Recogniser:
    """The releases held, ready to be compared with about so many originals."""

    def __init__(self, held: Iterable[Held], originals: int) -> None:
        self._originals = originals
        self._held = {release.id: release for release in held}
        self._by_sha = {sha: one for one in self._held.values() for sha in one.sha256s}
        self._index: LikenessIndex | None = None

    def add(self, release: Held) -> None:
        """Take one more release in, or another version of one."""
        self._held[release.id] = release
        self._by_sha.update(dict.fromkeys(release.sha256s, release))
        if self._index is not None:
            self._index.add(release.id, release.text)

    def recognise(self, original: Original) -> Recognised:
        """Compare an original with all releases held."""
        same = self._by_sha.get(original.sha256)
        if same is not None:
            return Recognised("same_original", same, 1.0)
        if not self._held:
            return Recognised("new")
        nearest = self._likeness_index().nearest(original.text)
        found = [(likeness, self._held[name]) for likeness, name in nearest]
        for likeness, held in found:
            if told_words(held.text) == told_words(original.text):
                return Recognised("same_text", held, 1.0)
            if likeness >= SAME_RELEASE and _is_same_release(original, held):
                return Recognised("corrected", held, likeness)
        if found and found[0][0] >= NEAR_IDENTICAL:
            return Recognised("near_identical", found[0][1], found[0][0])
        return Recognised("new")

    def _likeness_index(self) -> LikenessIndex:
        if self._index is None:
            self._index = LikenessIndex(self._originals)
            for release in self._held.values():
                self._index.add(release.id, release.text)
        return self._index


def _is_same_release(original: Original, held: Held) -> bool:
    """Tell whether two texts are of one address, or of one title and date."""
    release = parse_release(held.id, "", held.text, "", held.source)
    address = address_key(original.url)
    if address is not None and address == address_key(release.source.url):
        return True
    same_title = fold(original.title or "") == fold(release.title)
    return same_title and original.date is not None and original.date == release.date


def address_key(url: str | None) -> str | None:
    """Return what makes a page's address its own; None for a site's front page, too."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not (path or parts.query):
        return None
    own_port = f":{port}" if port and port != _DEFAULT_PORTS.get(parts.scheme) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{own_port}{path}{query}"
