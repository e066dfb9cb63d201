"""Files of the index: written whole and synced, read only after their hash was checked.

Every write, sync and rename of a build goes through the few functions below,
so that a test can stop a build at each of them.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import mmap
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vssqa.errors import IndexDamaged

REBUILD = "run: python -m vssqa index"
_MAPPED = 2**31 - 1  # bytes of a database that SQLite maps; what lies behind is read
_CHUNK = 16 * 1024 * 1024  # bytes written or hashed in one call


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file as it was written: its name in its folder, its size and its SHA-256."""

    name: str
    bytes: int
    sha256: str


# --- writing -------------------------------------------------------------------


class FileWriter:
    """A new file that is hashed as it is written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        self._digest = hashlib.sha256()
        self._bytes = 0

    def write(self, data: bytes | memoryview) -> None:
        """Write all of `data`.

        :raises OSError: if the disk is full or fails.
        """
        view = memoryview(data).cast("B") if len(data) else memoryview(b"")
        for start in range(0, len(view), _CHUNK):
            chunk = view[start : start + _CHUNK]
            self._digest.update(chunk)
            while chunk:
                chunk = chunk[write_some(self._descriptor, chunk) :]
        self._bytes += len(view)

    def finish(self) -> FileEntry:
        """Bring the file to the disk and return its entry."""
        sync(self._descriptor)
        return FileEntry(self._path.name, self._bytes, self._digest.hexdigest())

    def close(self) -> None:
        """Give the descriptor back; the file stays as it is."""
        os.close(self._descriptor)


@contextmanager
def new_file(path: Path) -> Iterator[FileWriter]:
    """Create a file that did not exist before."""
    writer = FileWriter(path)
    try:
        yield writer
    finally:
        writer.close()


def write_bytes(path: Path, data: bytes | memoryview) -> FileEntry:
    """Write a new file."""
    with new_file(path) as writer:
        writer.write(data)
        return writer.finish()


def write_json(path: Path, value: object) -> FileEntry:
    """Write plain data as a new JSON file."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return write_bytes(path, text.encode())


def write_array(path: Path, array: NDArray[Any]) -> FileEntry:
    """Write an array as a new .npy file."""
    return write_rows(path, array.dtype, array.shape, [array])


def write_rows(
    path: Path, dtype: np.dtype[Any], shape: tuple[int, ...], pieces: Iterable[NDArray[Any]]
) -> FileEntry:
    """Write an array of known shape as a new .npy file, some rows at a time."""
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        head,
        {"descr": np.lib.format.dtype_to_descr(dtype), "fortran_order": False, "shape": shape},
    )
    with new_file(path) as writer:
        writer.write(head.getvalue())
        for piece in pieces:
            writer.write(np.ascontiguousarray(piece, dtype=dtype).reshape(-1).data)
        return writer.finish()


def settle(path: Path) -> FileEntry:
    """Bring a file that another library wrote to the disk and return its entry."""
    path.chmod(0o644)  # some libraries keep theirs to the user who builds
    descriptor = os.open(path, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)
    data = map_file(path)
    return FileEntry(path.name, len(data), digest(data))


@contextmanager
def new_database(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a new SQLite file to be filled in one go; `settle` then brings it to the disk.

    It keeps no journal: a file that is not finished is never used.

    :raises OSError: if the disk is full or fails.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            yield database
            database.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def write_some(descriptor: int, data: memoryview) -> int:
    """Write at least one byte and return how many were written."""
    return os.write(descriptor, data)


def sync(descriptor: int) -> None:
    """Wait until a file or folder is on the disk."""
    os.fsync(descriptor)


def rename(old: Path, new: Path) -> None:
    """Give a file or folder another name, in one step, over what had it before."""
    os.replace(old, new)


# --- reading -------------------------------------------------------------------


def read_verified(folder: Path, entry: FileEntry) -> NDArray[np.uint8]:
    """Map a file into memory and check it, so that what is parsed is what was checked.

    :raises IndexDamaged: if it is missing, no regular file, or not as it was written.
    """
    buffer = map_file(folder / entry.name)
    if len(buffer) != entry.bytes or digest(buffer) != entry.sha256:
        raise IndexDamaged(f"{str(folder / entry.name)!r} is not as it was written: {REBUILD}")
    return buffer


def map_file(path: Path) -> NDArray[np.uint8]:
    """Map a regular file into memory, read-only.

    :raises IndexDamaged: if it is missing, unreadable or no regular file.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _NONBLOCK)
    except OSError as error:
        raise IndexDamaged(f"{str(path)!r} cannot be read ({error.strerror}): {REBUILD}") from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise IndexDamaged(f"{str(path)!r} is not a regular file: {REBUILD}")
        if not status.st_size:
            return np.empty(0, dtype=np.uint8)
        mapped = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
        return np.frombuffer(mapped, dtype=np.uint8)
    except OSError as error:
        raise IndexDamaged(f"{str(path)!r} cannot be read ({error.strerror}): {REBUILD}") from error
    finally:
        os.close(descriptor)


_NONBLOCK = getattr(os, "O_NONBLOCK", 0)  # opening a pipe in a file's place must not wait


def open_database(path: Path) -> sqlite3.Connection:
    """Open a SQLite file that was checked, for reading, by any thread.

    What it reads is mapped into memory; it lives on when the file's name goes.

    :raises IndexDamaged: if it cannot be opened.
    """
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        database = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        database.execute(f"PRAGMA mmap_size = {_MAPPED}")
        database.execute("PRAGMA query_only = ON")
        database.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        raise IndexDamaged(f"{str(path)!r} cannot be read ({error}): {REBUILD}") from error
    return database


def digest(buffer: NDArray[np.uint8]) -> str:
    """Return the SHA-256 of mapped bytes."""
    found = hashlib.sha256()
    for start in range(0, len(buffer), _CHUNK):
        found.update(buffer[start : start + _CHUNK].data)
    return found.hexdigest()


def parse_array(buffer: NDArray[np.uint8], dtype: type[Any], columns: int = 0) -> NDArray[Any]:
    """Read a .npy file out of memory without copying it.

    :param columns: of a table; 0 for a plain list.
    :raises ValueError: if it holds anything else.
    """
    head = io.BytesIO(buffer[:256].tobytes())
    if np.lib.format.read_magic(head) != (1, 0):
        raise ValueError("an unknown version of .npy")
    shape, fortran_order, found = np.lib.format.read_array_header_1_0(head)
    if found != np.dtype(dtype) or fortran_order or len(shape) != (2 if columns else 1):
        raise ValueError(f"an array of {found} in place of {np.dtype(dtype)}")
    if columns and shape[1] != columns:
        raise ValueError(f"an array of {shape[1]} columns in place of {columns}")
    return buffer[head.tell() :].view(found).reshape(shape)
