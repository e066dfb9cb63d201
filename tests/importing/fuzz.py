"""Fuzz one kind of original through the very process that reads them for users.

    python -m tests.importing.fuzz --kind html --minutes 10

Sound originals are spoiled again and again; what came out as nothing before, or
could still be read, is spoiled further. Reported are runs, outcomes, hangs,
deaths of the process, its peak memory, broken promises and exceptions raised in
vssqa's own code; exit status 1 if there was one of those that must not be. A run is named
by its seed and number, so that it can be made again.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from pathlib import Path

from tests.importing.seeds import KINDS, NAMES, seeds, spoiled
from tests.importing.test_properties import check
from vssqa.errors import ReleaseImportError
from vssqa.importing.limits import MEBIBYTE, ImportLimits
from vssqa.importing.originals import Kind, Original, kind_of
from vssqa.importing.reading import ReadingProcess

_KEPT = 400  # spoiled originals worth spoiling further
_KEPT_BYTES = 60_000  # small ones make many runs
_ROUND = 200  # runs between two looks at the memory
_OWN = frozenset(path.name for path in Path("vssqa").rglob("*.py"))
_SLOWEST_SHOWN = 3


class Tally:
    """What has come of all runs so far."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.broken: list[str] = []
        self.peak = 0
        self.slowest: list[tuple[float, int]] = []

    def note(self, number: int, outcome: str, seconds: float) -> bool:
        """Count a run; tell whether it came out as none before."""
        self.outcomes[outcome] += 1
        self.slowest = sorted([*self.slowest, (seconds, number)], reverse=True)[:_SLOWEST_SHOWN]
        return self.outcomes[outcome] == 1


def fuzz(kind: Kind, minutes: float, seed: int, limits: ImportLimits) -> Tally:
    """Read spoiled originals of one kind until the time is over."""
    chance = random.Random(f"{kind} {seed}")
    pool = seeds(kind)
    sound = len(pool)
    tally = Tally()
    end = time.monotonic() + minutes * 60
    number = 0
    with ReadingProcess(limits) as process:
        while time.monotonic() < end:
            number += 1
            data = spoiled(kind, chance.choice(pool), chance)
            begin = time.monotonic()
            outcome = run(process, kind, data, tally, number)
            is_new = tally.note(number, outcome, time.monotonic() - begin)
            if len(data) <= _KEPT_BYTES and (is_new or outcome.startswith("read")):
                pool.append(data)
                if len(pool) > _KEPT:
                    del pool[chance.randrange(sound, len(pool))]
            if number % _ROUND == 0 or is_new:
                tally.peak = max(tally.peak, peak_memory(process))
    return tally


def run(process: ReadingProcess, kind: Kind, data: bytes, tally: Tally, number: int) -> str:
    """Read one original; return in a few words what came of it."""
    try:
        found = kind_of(NAMES[kind], data, process.limits)
    except ReleaseImportError as error:
        return re.sub(r"\d+", "0", str(error))[:90]
    outcome = process.outcome(found, data)
    if "parts" in outcome:
        try:
            check(Original(NAMES[kind], found, "0" * 64, **outcome["parts"]))
        except AssertionError as error:
            tally.broken.append(f"run {number}: {str(error)[:300]!r}")
        parts = outcome["parts"]
        return f"read: title {bool(parts['title'])}, date {bool(parts['date'])}"
    if "failed" in outcome:
        if outcome["place"].split(":")[0] in _OWN:
            tally.broken.append(f"run {number}: {outcome['failed']} at {outcome['place']}")
        return f"failed: {outcome['failed']} at {outcome['place']}"
    if "refused" in outcome:
        return "refused: " + re.sub(r"\d+", "0", outcome["refused"])[:90]
    (end,) = outcome
    return f"ended: {end}"


def peak_memory(process: ReadingProcess) -> int:
    """Return the most memory the process has held, in bytes (Linux only)."""
    status = Path(f"/proc/{process.pid}/status")
    lines = status.read_text() if status.exists() else ""
    found = re.search(r"VmHWM:\s*(\d+) kB", lines) or re.search(r"VmRSS:\s*(\d+) kB", lines)
    return int(found.group(1)) << 10 if found else 0


def report(kind: Kind, tally: Tally, limits: ImportLimits) -> bool:
    """Print what came of all runs; tell whether all is well."""
    total = tally.outcomes.total()
    ended = {key: count for key, count in tally.outcomes.items() if key.startswith("ended")}
    print(f"{kind}: {total} runs, {len(tally.outcomes)} outcomes")
    for outcome, count in tally.outcomes.most_common():
        print(f"  {count:8} {outcome}")
    print(f"  stopped by a limit or dead: {sum(ended.values())} {ended}")
    print(f"  slowest: {', '.join(f'{took:.2f} s (run {n})' for took, n in tally.slowest)}")
    print(f"  peak memory: {tally.peak >> 20} MiB of {limits.memory_bytes >> 20}")
    print(f"  broken promises and own exceptions: {len(tally.broken)}")
    for line in tally.broken[:20]:
        print(f"    {line}")
    bounded = tally.peak <= limits.memory_bytes
    # No original may hold the caller up: its seconds, and what ending a process takes.
    prompt = all(took < limits.seconds + 5 for took, _ in tally.slowest)
    return not tally.broken and bounded and prompt


def main() -> int:
    """Fuzz the kind asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kind", choices=KINDS, required=True)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=int, default=5, help="limit for one original")
    asked = parser.parse_args()
    limits = ImportLimits(seconds=asked.seconds, memory_bytes=512 * MEBIBYTE)
    tally = fuzz(asked.kind, asked.minutes, asked.seed, limits)
    return 0 if report(asked.kind, tally, limits) else 1


if __name__ == "__main__":
    raise SystemExit(main())
