"""Commands -> wall time and peak memory, each run a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vssqa.errors import FaultError

# `ru_maxrss` counts kibibytes on Linux and bytes on macOS.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several measurements, the lowest and the highest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Summarise at least one value."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall time, peak resident memory, what it printed."""

    seconds: float
    peak_bytes: int
    output: str


@dataclass(frozen=True, slots=True)
class Timed:
    """All runs of one command."""

    name: str
    seconds: Spread
    peak_bytes: Spread
    runs: int


def run(command: Command) -> Run:
    """Run a command to its end.

    :raises FaultError: if it cannot be started or fails; the message holds its last line.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        try:
            process = subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL)
        except OSError as error:
            raise FaultError(f"{command[0]!r} cannot be started: {error.strerror}") from error
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)  # so that Popen waits no more
        if process.returncode:
            err.seek(0)
            said = err.read().decode(errors="replace").strip().splitlines() or ["nothing said"]
            what = " ".join(command[:4])
            raise FaultError(f"{what!r} ended with status {process.returncode}: {said[-1]}")
        out.seek(0)
        return Run(seconds, usage.ru_maxrss * _RSS_UNIT, out.read().decode(errors="replace"))


def race(contenders: Mapping[str, Command], rounds: int) -> list[Timed]:
    """Run every command once to warm up and then `rounds` times, taking turns.

    Taking turns spreads what else the machine does over all of them alike.

    :raises FaultError: if one of them fails.
    """
    for command in contenders.values():
        run(command)
    runs: dict[str, list[Run]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, command in contenders.items():
            runs[name].append(run(command))
    return [
        Timed(
            name,
            Spread.of([one.seconds for one in done]),
            Spread.of([one.peak_bytes for one in done]),
            rounds,
        )
        for name, done in runs.items()
    ]
