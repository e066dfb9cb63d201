"""Generations of the index: one is current, switched to by one rename.

    index/current              name of the current generation and its manifest's hash
    index/generation-000007/   its files
    index/encoder-.../         the exported question encoder, shared by generations
    index/building-.../        what a build has not finished; cleared by the next
    index/lock                 held by the one process that builds

A reader maps every file when it opens, so that an old generation may go at
any time.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vssqa.errors import FaultError, IndexBusy, IndexDamaged
from vssqa.index import storage
from vssqa.index.manifest import MANIFEST_FILE, Manifest, parse_manifest
from vssqa.index.storage import REBUILD
from vssqa.patterns import regex

CURRENT_FILE = "current"
LOCK_FILE = "lock"
BUILDING = "building-"
_CURRENT_LINE = regex(r"(generation-\d{6,12}) ([0-9a-f]{64})\n")
_GENERATION = regex(r"generation-(\d{6,12})")
_MAX_CURRENT_BYTES = 200
_MAX_MANIFEST_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Current:
    """Which generation is current, and the hash of its manifest."""

    generation: str
    manifest_sha256: str


def read_current(index: Path) -> Current | None:
    """Return what `current` says, None where there is no index yet.

    :raises IndexDamaged: if the file holds anything else.
    """
    path = index / CURRENT_FILE
    if not path.exists() and not path.is_symlink():
        return None
    data = storage.map_file(path)
    match = None
    if len(data) <= _MAX_CURRENT_BYTES:
        match = _CURRENT_LINE.fullmatch(data.tobytes().decode("ascii", "replace"))
    if match is None:
        raise IndexDamaged(f"{str(path)!r} names no generation of the index: {REBUILD}")
    return Current(match.group(1), match.group(2))


def read_manifest(index: Path, current: Current) -> Manifest:
    """Read the manifest of a generation, its hash checked first.

    :raises IndexDamaged: if it is missing, changed, or no manifest of this program.
    """
    path = index / current.generation / MANIFEST_FILE
    if path.parent.is_symlink():
        raise IndexDamaged(f"{str(path.parent)!r} is a link out of the index: {REBUILD}")
    data = storage.map_file(path)
    if len(data) > _MAX_MANIFEST_BYTES or storage.digest(data) != current.manifest_sha256:
        raise IndexDamaged(f"{str(path)!r} is not as it was written: {REBUILD}")
    return parse_manifest(data.tobytes(), path)


def new_building(index: Path) -> Path:
    """Create an empty folder to build in, readable by whom the index is."""
    for number in itertools.count():
        folder = index / f"{BUILDING}{os.getpid()}-{number}"
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
    raise AssertionError("unreachable")


def next_name(index: Path) -> str:
    """Return a name that no generation has had."""
    numbers = [int(m.group(1)) for p in index.iterdir() if (m := _GENERATION.fullmatch(p.name))]
    return f"generation-{max(numbers, default=0) + 1:06d}"


def publish(index: Path, building: Path, manifest: bytes) -> Current:
    """Make a finished folder the current generation: all on the disk first, then one rename."""
    storage.write_bytes(building / MANIFEST_FILE, manifest)
    storage.sync_folder(building)
    current = Current(next_name(index), hashlib.sha256(manifest).hexdigest())
    storage.rename(building, index / current.generation)
    storage.sync_folder(index)
    line = f"{current.generation} {current.manifest_sha256}\n"
    pointer = index / f"{BUILDING}{CURRENT_FILE}"
    storage.write_bytes(pointer, line.encode())
    storage.rename(pointer, index / CURRENT_FILE)
    storage.sync_folder(index)
    return current


def clear_leftovers(index: Path) -> None:
    """Remove what is neither the current generation nor its encoder.

    Only under the lock. Where `current` cannot be read, generations stay: they
    may be all there is. What cannot be removed now (an open file on some
    systems) waits for the next build.
    """
    try:
        current = read_current(index)
        encoder = read_manifest(index, current).question_encoder if current else None
    except IndexDamaged:
        old = regex(r"building-.*")
        kept = set()
        if (index / CURRENT_FILE).is_dir():  # nothing could be renamed onto it
            shutil.rmtree(index / CURRENT_FILE, ignore_errors=True)
    else:
        old = regex(r"building-.*|generation-\d+|encoder-[0-9a-f]+")
        kept = {current.generation if current else None, encoder.folder if encoder else None}
    for path in index.iterdir():
        if old.fullmatch(path.name) and path.name not in kept:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


@contextmanager
def builder_lock(
    index: Path, seconds: float, waiting: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Hold the index for building; the system frees a dead builder's lock.

    :param waiting: called once where another process holds it.
    :raises IndexBusy: if another process holds it longer than `seconds`.
    :raises FaultError: if the folder cannot be written to.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(index / LOCK_FILE)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire(timeout=seconds)
    except Timeout:
        raise IndexBusy(
            f"another process has been building {str(index)!r} for {seconds:g} s: wait for it"
        ) from None
    except OSError as error:
        raise FaultError(
            f"{str(index)!r} cannot be written to ({error.strerror}): name another folder with"
            " --index"
        ) from error
    try:
        yield
    finally:
        lock.release()
