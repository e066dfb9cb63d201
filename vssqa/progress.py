"""How far a command has come, on standard error: lines that are no part of its answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vssqa.index import Progress


def terminal_progress() -> Progress | None:
    """Return a progress that writes one line to standard error, None where nobody reads it."""
    if not sys.stderr.isatty():
        return None

    def show(stage: str, done: int, total: int, rate: float) -> None:
        speed = f", {rate:.0f}/s" if rate else ""
        end = "\n" if done >= total else ""
        print(f"\r{stage}: {done} of {total}{speed}   ", end=end, file=sys.stderr, flush=True)

    return show


def checking_progress() -> Callable[[int, int], None] | None:
    """Return a progress that counts a draft's statements, None where nobody reads it."""
    show = terminal_progress()
    return None if show is None else lambda done, total: show("statements", done, total, 0.0)


def say(message: str) -> None:
    """Write one line of progress to standard error."""
    print(message, file=sys.stderr, flush=True)
