"""Originals: found on disk, opened safely, and told apart by what they hold.

Nothing is parsed here. A name is used for messages and as a hint of the kind;
no path is ever made of it.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vssqa.errors import ReleaseImportError
from vssqa.importing.limits import ImportLimits
from vssqa.importing.release_form import release_text
from vssqa.patterns import regex

Kind = Literal["text", "markdown", "html", "docx", "pdf"]

ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
"""File endings and the kind they promise; a folder's other files are left alone."""

TAKEN = "txt, md, html, docx or pdf"

_HEAD_BYTES = 4096  # where a kind shows itself; a page's comments may stand before its first tag
_PDF_HEAD_BYTES = 1024  # readers look for "%PDF-" in the first kilobyte
_SHOWN_CHARACTERS = 120  # of a name in a message
_HTML_HEAD = regex(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.I | re.S,
)
# What people do hand over and no reader here takes: its first bytes, and what to do instead.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "is an old Word or Office file: save it as docx"),
    (b"{\\rtf", "is rich text (RTF): save it as docx"),
    (b"\xff\xfe", "is UTF-16: save it as UTF-8"),
    (b"\xfe\xff", "is UTF-16: save it as UTF-8"),
    (b"\x89PNG", "is a picture: give the text itself"),
    (b"\xff\xd8\xff", "is a picture: give the text itself"),
    (b"GIF8", "is a picture: give the text itself"),
    (b"\x1f\x8b", "is a compressed file: unpack it first"),
    (b"7z\xbc\xaf", "is a compressed file: unpack it first"),
    (b"Rar!", "is a compressed file: unpack it first"),
)


@dataclass(frozen=True, slots=True)
class Original:
    """One original as it was read, ready to become a release.

    `body` is the whole text where the original is in release form already
    (`complete`: title and date stand in its first lines), else the text
    without title and date. `date` is ISO 8601 of the precision found.
    """

    name: str
    kind: Kind
    sha256: str
    title: str | None
    date: str | None
    body: str
    complete: bool
    url: str | None = None
    publisher: str | None = None

    @property
    def text(self) -> str:
        """The text a release's file is to hold; a complete original's is kept as it is."""
        return release_text(self.title, self.date, self.body, self.complete)


def shown(name: str) -> str:
    """Return a name as a message shows it: quoted, escaped, of bounded length."""
    return repr(name if len(name) <= _SHOWN_CHARACTERS else "..." + name[-_SHOWN_CHARACTERS:])


def refusal(name: str, why: str) -> ReleaseImportError:
    """Make the one-line error that says why an original is not taken."""
    return ReleaseImportError(f"{shown(name)} {why}")


# --- on disk -------------------------------------------------------------------


def find_originals(
    paths: Iterable[Path], limits: ImportLimits
) -> Iterator[Path | ReleaseImportError]:
    """Yield the originals at `paths`, folders walked in the order of names.

    Symbolic links are not followed; in a folder only files whose ending is
    known are originals, and hidden ones are left alone. What cannot be taken
    comes as the error that says so.
    """
    count = 0
    for path in paths:
        found = _walk(path) if path.is_dir() and not path.is_symlink() else iter([path])
        nothing = True
        for item in found:
            nothing = False
            count += 1
            if count > limits.files:
                yield refusal(
                    str(path), f"makes more than {limits.files} originals in one call: add fewer"
                )
                return
            yield item
        if nothing:
            yield refusal(str(path), f"is a folder without an original ({TAKEN}): name another")


def _walk(folder: Path) -> Iterator[Path | ReleaseImportError]:
    """Yield the originals below a folder."""

    failed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=failed.append, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if Path(name).suffix.lower() in ENDINGS and not name.startswith("."):
                yield Path(parent, name)
    for error in failed:
        yield refusal(str(error.filename), f"cannot be read: {error.strerror}")


def read_bytes(path: Path, limits: ImportLimits) -> bytes:
    """Read a regular file of bounded size.

    :raises ReleaseImportError: if it is missing, a link, a device, a folder or
        too large; a sparse file of 4 GB is refused before a byte is read.
    """
    name = str(path)
    try:
        if path.is_symlink():
            raise refusal(name, "is a symbolic link: give the file it points to")
        # O_NONBLOCK: opening a pipe nobody writes to must not wait for ever.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        with open(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise refusal(name, "is not a regular file: give a file or a folder")
            _check_size(name, status.st_size, limits)
            data = file.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = error.strerror if isinstance(error, OSError) else "no such path"
        raise refusal(name, f"cannot be read: {reason}") from error
    _check_size(name, len(data), limits)
    return data


def _check_size(name: str, size: int, limits: ImportLimits) -> None:
    if size > limits.file_bytes:
        raise refusal(
            name, f"has {size} bytes, more than the {limits.file_bytes} an original may have"
        )


# --- kinds -----------------------------------------------------------------------


def kind_of(name: str, data: bytes, limits: ImportLimits) -> Kind:
    """Tell what an original is, by its content first and its ending second.

    :raises ReleaseImportError: if it is empty, too large or of no kind that is read.
    """
    _check_size(name, len(data), limits)
    head = data[:_HEAD_BYTES]
    promised = ENDINGS.get(Path(name).suffix.lower())
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x0c"):
        raise refusal(name, "is empty: nothing to add")
    if head.startswith(b"%PDF-") or (promised == "pdf" and b"%PDF-" in head[:_PDF_HEAD_BYTES]):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"  # its reader tells a Word document from another archive
    for signature, why in _FOREIGN:
        if head.startswith(signature):
            raise refusal(name, why)
    if promised in {"pdf", "docx"}:
        raise refusal(name, f"is not the {promised} file its name says: save it anew")
    if b"\x00" in data:
        raise refusal(name, f"holds NUL bytes, so it is no text: give {TAKEN}")
    if promised == "html" or _HTML_HEAD.search(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if promised is None and Path(name).suffix:
        raise refusal(name, f"is of no kind that is read: give {TAKEN}")
    return promised or "text"
