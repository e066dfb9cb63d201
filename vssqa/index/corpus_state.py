"""Whether an index belongs to the corpus as it lies now."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from vssqa.corpus import MAX_RELEASE_BYTES, SOURCES_FILE, release_files
from vssqa.errors import CorpusError
from vssqa.index.manifest import Manifest, rules_hash
from vssqa.settings import Settings

NO_SOURCES = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells a changed file without reading it."""

    name: str
    bytes: int
    modified: int
    node: int


CorpusState = tuple[FileState, ...]


def corpus_state(corpus: Path) -> CorpusState:
    """Look at the corpus' files without reading them: equal states, equal corpus.

    :raises CorpusError: if the folder is missing or holds no release.
    """
    paths = [*release_files(corpus), corpus / SOURCES_FILE]
    states = []
    for path in paths:
        try:
            status = path.lstat()
        except FileNotFoundError:
            continue
        states.append(FileState(path.name, status.st_size, status.st_mtime_ns, status.st_ino))
    return tuple(states)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a release's file.

    :raises CorpusError: if it is no regular file or cannot be read.
    """
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise CorpusError(
                f"{str(path)!r} is not a regular file: remove it from the corpus folder"
            )
        if status.st_size > MAX_RELEASE_BYTES:
            raise CorpusError(
                f"{str(path)!r} has {status.st_size} bytes, more than a release may have: split"
                " it or remove it"
            )
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise CorpusError(f"{str(path)!r} cannot be read: {error.strerror}") from error


def sources_hash(corpus: Path) -> str:
    """Return the SHA-256 of `sources.toml`, of nothing where there is none."""
    path = corpus / SOURCES_FILE
    return file_hash(path) if path.is_file() else NO_SOURCES


def why_outdated(manifest: Manifest, settings: Settings) -> str | None:
    """Say why an index does not belong to corpus and settings, None if it does.

    :raises CorpusError: if the corpus cannot be read.
    """
    if manifest.rules != rules_hash():
        return "the index was built by another version of vssqa"
    if manifest.model.name != settings.model:
        return f"the index was built with the model {manifest.model.name!r}, not {settings.model!r}"
    if manifest.passage_characters != settings.passage_characters:
        return f"the index was built with passages of {manifest.passage_characters} characters"
    if manifest.store != settings.store:
        return f"the index was built for the store {manifest.store!r}, not {settings.store!r}"
    if manifest.flat_up_to != settings.flat_up_to:
        return f"the index was built for flat search up to {manifest.flat_up_to} passages"
    return _why_other_corpus(manifest, settings.corpus)


def _why_other_corpus(manifest: Manifest, corpus: Path) -> str | None:
    """Say which release differs, None if none does."""
    indexed = {entry.name: entry.sha256 for entry in manifest.releases}
    paths = release_files(corpus)
    lying = {path.name for path in paths}
    for path in paths:
        if path.name not in indexed:
            return f"release {path.name!r} is not in the index"
    for name in indexed:
        if name not in lying:
            return f"release {name!r} is in the index and no longer in {str(corpus)!r}"
    for path in paths:
        if file_hash(path) != indexed[path.name]:
            return f"release {path.name!r} has changed since it was indexed"
    if manifest.sources != sources_hash(corpus):
        return f"{SOURCES_FILE!r} has changed since it was indexed"
    return None
