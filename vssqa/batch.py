"""JSON lines in: one question or claim a line; a broken line spoils no other."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from vssqa.errors import InputError

MAX_LINE_BYTES = 4_000_000  # a draft of 1 MB, escaped


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One line: its identifier, its text and the earlier questions, or what is wrong with it."""

    id: str | float | None
    text: str
    history: tuple[str, ...] = ()
    error: str | None = None


def open_batch(name: str) -> IO[bytes]:
    """Open a batch file; "-" is standard input.

    :raises InputError: if the file cannot be read.
    """
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise InputError(f"--batch {name!r} cannot be read: {error.strerror}") from error


def batch_lines(stream: IO[bytes], key: str) -> Iterator[BatchLine]:
    """Read the lines of a batch as they come; blank ones are passed over."""
    for number, raw in enumerate(stream, 1):
        if raw.strip():
            yield _line(number, raw, key)


def _line(number: int, raw: bytes, key: str) -> BatchLine:
    def broken(identifier: str | float | None, what: str) -> BatchLine:
        return BatchLine(identifier, "", error=f"line {number} {what}")

    if len(raw) > MAX_LINE_BYTES:
        return broken(None, f"has {len(raw)} bytes, at most {MAX_LINE_BYTES} are read")
    try:
        entry = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        return broken(None, f'is not JSON: write {{"id": ..., "{key}": "..."}}')
    if not isinstance(entry, dict):
        return broken(None, f'is no JSON object: write {{"id": ..., "{key}": "..."}}')
    if not _is_identifier(entry.get("id")):
        return broken(None, 'has an "id" that is neither text nor number')
    text, history = entry.get(key), entry.get("history") or []
    if not isinstance(text, str):
        return broken(entry.get("id"), f'holds no text under "{key}"')
    if not isinstance(history, list) or not all(isinstance(item, str) for item in history):
        return broken(entry.get("id"), 'has a "history" that is no list of questions')
    return BatchLine(entry.get("id"), text, tuple(history))


def _is_identifier(value: object) -> bool:
    """Tell whether a value can be given back as JSON whatever it holds; 1e999 cannot."""
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, str | int)


def _no_number(name: str) -> NoReturn:
    """Refuse NaN and Infinity: Python reads them, JSON does not know them."""
    raise ValueError(name)
