"""How much one original may ask of the machine."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class ImportLimits:
    """Bounds on what is read, each far above any press release.

    The corpus' releases have 6,000 to 14,000 characters; their web pages some
    hundred kilobytes. Reading an original takes 0.1 s and 60 MiB.
    """

    file_bytes: int = 20 * MEBIBYTE
    """Size of an original on disk or of an upload."""
    text_characters: int = 500_000
    """Length of the text read off an original."""
    line_characters: int = 50_000
    """Length of one line: a whole release pasted as one paragraph still fits."""
    pages: int = 200
    """Pages of a PDF."""
    archive_bytes: int = 64 * MEBIBYTE
    """Size of all parts of a Word document, unpacked."""
    archive_parts: int = 2_000
    """Number of parts of a Word document."""
    seconds: int = 20
    """Wall-clock and processor time for reading one original."""
    memory_bytes: int = 512 * MEBIBYTE
    """Address space of the process that reads one original."""
    files: int = 5_000
    """Originals taken in by one call, folders walked."""
