"""What `bench` runs: every measurement, as JSON, and as tables and charts on demand."""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from vssqa.bench.measures import FULL, QUICK, Say, measure_all
from vssqa.errors import InputError
from vssqa.settings import Settings

Json = dict[str, Any]


def measure(settings: Settings, say: Say, *, quick: bool, sizes: Sequence[int] = ()) -> Json:
    """Measure everything over the corpus and index of `settings`.

    :param sizes: passages of the growth, instead of the usual ones.
    :raises InputError: if a size is no positive number.
    :raises FaultError: if a measured process fails.
    """
    if any(size < 1 for size in sizes):
        raise InputError(f"sizes are {list(sizes)}: each must be at least 1 passage")
    chosen = QUICK if quick else FULL
    chosen = replace(chosen, growth=tuple(sizes)) if sizes else chosen
    with tempfile.TemporaryDirectory(prefix="vssqa-bench-") as scratch:
        measured = measure_all(settings.corpus, settings.index, Path(scratch), chosen, say)
    return {"machine": _machine()} | measured


def parse_sizes(text: str) -> tuple[int, ...]:
    """Read sizes as they are typed: "1000,10000".

    :raises InputError: if one of them is no whole number.
    """
    try:
        return tuple(int(size.replace("_", "")) for size in text.split(",") if size.strip())
    except ValueError:
        raise InputError(f"sizes are {text!r}: give whole numbers like 1000,10000") from None


def _machine() -> Json:
    """Say what was measured on, as far as it bears on the figures."""
    return {
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "system": platform.system(),
        "architecture": platform.machine(),
    }
