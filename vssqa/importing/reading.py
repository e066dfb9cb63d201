"""Originals -> their texts, each parsed in a process with limits on time and memory."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast

from vssqa.errors import ReleaseImportError
from vssqa.importing.frames import read_frame, write_frame
from vssqa.importing.limits import ImportLimits
from vssqa.importing.originals import (
    Kind,
    Original,
    find_originals,
    kind_of,
    read_bytes,
    refusal,
)

_CHILD = "vssqa.importing.child"
_ROOT = Path(__file__).resolve().parents[2]  # where the package is found from


def read_original(path: Path, limits: ImportLimits | None = None) -> Original:
    """Read one original from disk.

    :raises ReleaseImportError: one line that names it and says what to do.
    """
    limits = limits or ImportLimits()
    return read_upload(str(path), read_bytes(path, limits), limits)


def read_upload(name: str, data: bytes, limits: ImportLimits | None = None) -> Original:
    """Read one original from its bytes; `name` serves messages and as a hint of the kind.

    :raises ReleaseImportError: one line that names it and says what to do.
    """
    with ReadingProcess(limits or ImportLimits()) as process:
        return process.read(name, data)


def read_originals(
    paths: Iterable[Path], limits: ImportLimits | None = None
) -> Iterator[Original | ReleaseImportError]:
    """Read originals and the folders of such one by one; what cannot be read comes as its error."""
    limits = limits or ImportLimits()
    with ReadingProcess(limits) as process:
        for found in find_originals(paths, limits):
            if isinstance(found, ReleaseImportError):
                yield found
                continue
            try:
                yield process.read(str(found), read_bytes(found, limits))
            except ReleaseImportError as error:
                yield error


class ReadingProcess:
    """A process that parses originals; it is started anew after one that broke it."""

    def __init__(self, limits: ImportLimits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def pid(self) -> int | None:
        """The process' id while one runs."""
        return self._process.pid if self._process else None

    def read(self, name: str, data: bytes) -> Original:
        """Parse one original.

        :raises ReleaseImportError: one line that names it and says what to do.
        """
        kind = kind_of(name, data, self.limits)
        outcome = self.outcome(kind, data)
        if "parts" in outcome:
            sha256 = hashlib.sha256(data).hexdigest()
            return Original(name=name, kind=kind, sha256=sha256, **outcome["parts"])
        raise refusal(name, _reason(outcome, kind, self.limits))

    def outcome(self, kind: Kind, data: bytes) -> dict[str, Any]:
        """Return what became of one original: its parts, or how reading it ended.

        What breaks a process that has read others before is tried once more
        in a fresh one: no original's outcome depends on those before it.
        """
        fresh = self._process is None
        outcome = self._ask(kind, data)
        if outcome.keys() & {"memory", "died"}:
            self.stop()
            if not fresh:
                outcome = self._ask(kind, data)
                if outcome.keys() & {"memory", "died"}:
                    self.stop()
        return outcome

    def _ask(self, kind: Kind, data: bytes) -> dict[str, Any]:
        """Send one job and wait for its outcome no longer than the limit."""
        process = self._started()
        out_of_time = threading.Event()

        def end() -> None:
            out_of_time.set()
            process.kill()

        timer = threading.Timer(self.limits.seconds, end)
        timer.start()
        try:
            sink, source = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
            write_frame(sink, json.dumps({"kind": kind}).encode())
            write_frame(sink, data)
            answer = read_frame(source)
        except OSError:  # the process ended while it was written to
            answer = None
        finally:
            timer.cancel()
            timer.join()
        if answer is not None and not out_of_time.is_set():
            return cast(dict[str, Any], json.loads(answer))
        self.stop()
        return {"late": True} if out_of_time.is_set() else {"died": True}

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", _CHILD],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
            )
            assert self._process.stdin is not None
            write_frame(
                cast(BinaryIO, self._process.stdin), json.dumps(asdict(self.limits)).encode()
            )
        return self._process

    def stop(self) -> None:
        """End the process, if one runs."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what was still to be written has no reader any more
                    continue


def _reason(outcome: dict[str, Any], kind: Kind, limits: ImportLimits) -> str:
    """Say in one line why an original was not read."""
    again = "open it, save it anew and try again"
    if "refused" in outcome:
        return str(outcome["refused"])
    if "late" in outcome:
        return f"takes longer than {limits.seconds} s to read as {kind}: {again}"
    if "memory" in outcome:
        mebibytes = limits.memory_bytes >> 20
        return f"needs more than {mebibytes} MiB to read as {kind}: {again}"
    if "died" in outcome:
        return f"breaks the reader of {kind}: {again}"
    return f"cannot be read as {kind} ({outcome['failed']}): {again}"
