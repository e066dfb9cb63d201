"""Read a draft to be checked: from a file of any kind people write in, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from vssqa.errors import DraftError, ReleaseImportError

MAX_DRAFT_BYTES = 1_000_000  # of text; what a journalist pastes has some thousand


def read_draft(name: str) -> str:
    """Return a draft's text; "-" is standard input.

    :raises DraftError: if it cannot be read or is too long.
    """
    if name == "-":
        return _decoded(sys.stdin.buffer.read(MAX_DRAFT_BYTES + 1), "standard input")
    path = Path(name)
    if path.suffix.lower() in {".docx", ".pdf", ".html", ".htm", ".md"}:
        from vssqa.importing import read_original

        try:
            return read_original(path).text
        except ReleaseImportError as error:
            raise DraftError(str(error)) from error
    try:
        with path.open("rb") as stream:
            return _decoded(stream.read(MAX_DRAFT_BYTES + 1), repr(name))
    except OSError as error:
        raise DraftError(f"draft {name!r} cannot be read: {error.strerror}") from error


def _decoded(raw: bytes, name: str) -> str:
    if len(raw) > MAX_DRAFT_BYTES:
        raise DraftError(f"{name} is longer than {MAX_DRAFT_BYTES} bytes: check it in parts")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DraftError(f"{name} is not UTF-8 (byte {error.start}): save it as UTF-8") from error
