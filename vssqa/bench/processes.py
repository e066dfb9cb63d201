"""Commands -> wall time and peak memory, each run a process of its own."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vssqa.errors import FaultError

# `ru_maxrss` counts kibibytes on Linux and bytes on macOS.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024

_LAUNCHER = Path(__file__).with_name("launcher.py")

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
    what = " ".join(command[:4])
    with tempfile.TemporaryDirectory(prefix="vssqa-run-") as folder:
        note = Path(folder) / "note"
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(_LAUNCHER), str(note), *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        said = (done.stderr.strip().splitlines() or ["nothing said"])[-1]
        if not note.exists():
            raise FaultError(f"{what!r} cannot be started: {said}")
        seconds, peak, status = note.read_text(encoding="ascii").split()
    if int(status):
        raise FaultError(f"{what!r} ended with status {status}: {said}")
    return Run(float(seconds), int(peak) * _RSS_UNIT, done.stdout)


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
