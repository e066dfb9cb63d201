"""Files changed in one step each: written beside, synced, renamed; and one writer at a time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from vssqa.errors import FaultError

LEFTOVER_PREFIX = ".adding-"
"""How the names of files still being written begin; a release's does not begin with a dot."""

_WAIT_SECONDS = 30.0  # for another writer; one call writes for some milliseconds
_PAUSE_SECONDS = 0.05


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Keep other writers out of a folder; a dead one's lock is gone with it.

    :raises FaultError: if another process still writes after half a minute.
    """
    if sys.platform == "win32":  # no folder can be locked there; a single user writes
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        deadline = time.monotonic() + _WAIT_SECONDS
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > deadline:
                    raise FaultError(
                        f"another process is writing to {str(folder)!r}: try again when it is done"
                    ) from error
                time.sleep(_PAUSE_SECONDS)
        yield
    finally:
        os.close(handle)


def clear_leftovers(folder: Path) -> None:
    """Remove what a writer that was killed left behind; call as the sole writer."""
    for path in folder.glob(f"{LEFTOVER_PREFIX}*"):
        if path.is_file() or path.is_symlink():
            path.unlink(missing_ok=True)


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files of a folder: all of them synced beside first, then renamed in order.

    A full disk shows before the first rename. A rename that fails takes those
    before it back, so that either all files are new or none is.

    :raises OSError: as the system says it; nothing has changed then.
    """
    beside = {name: folder / f"{LEFTOVER_PREFIX}{name}.part" for name in contents}
    before = {name: folder / f"{LEFTOVER_PREFIX}{name}.before" for name in contents}
    renamed: list[str] = []
    try:
        for name, content in contents.items():
            _write_synced(beside[name], content)
            if (folder / name).exists():
                _keep(folder / name, before[name])
        for name in contents:
            os.replace(beside[name], folder / name)
            renamed.append(name)
        _sync_folder(folder)
    except OSError:
        for name in reversed(renamed):
            with suppress(OSError):  # the first failure is the one to report
                if before[name].exists():
                    os.replace(before[name], folder / name)
                else:
                    (folder / name).unlink()
        raise
    finally:
        for path in (*beside.values(), *before.values()):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _keep(path: Path, copy: Path) -> None:
    """Keep a file's content under a second name; where files cannot be linked, by copying."""
    try:
        os.link(path, copy)
    except OSError:
        _write_synced(copy, path.read_bytes())


def _write_synced(path: Path, content: bytes) -> None:
    """Write a new file and have it on the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Have the renames on the disk."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
