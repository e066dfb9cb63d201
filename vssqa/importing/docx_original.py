"""A Word document -> the parts of a release: paragraphs and tables as text.

The archive is judged by its directory before a part is unpacked. Text is taken
from the document's XML itself: python-docx' own `paragraph.text` leaves out
what was inserted while changes were tracked, and content controls.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from vssqa.errors import ReleaseImportError
from vssqa.importing.limits import ImportLimits
from vssqa.importing.release_form import (
    Parts,
    check_text,
    fit_title,
    paragraphs,
    parts_of,
    row_lines,
)
from vssqa.patterns import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN_PART = "word/document.xml"
_ENCRYPTED = 0x1  # bit of a zip entry's flags
_MARKUP_PARTS = (".xml", ".rels")
# OOXML forbids document types; entities in one are how a small file becomes a large one.
_DOCTYPE = regex(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T)")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Struck out, moved away, or a second print of what another reader shows.
_LEFT_OUT = frozenset(
    {f"{_WORD}{name}" for name in ("del", "moveFrom", "instrText", "delText", "txbxContent")}
    | {f"{_COMPATIBLE}Fallback"}
)
_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT = (f"{_WORD}{tag}" for tag in ("p", "tbl", "tr", "tc", "t"))
_PRINTED_AS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PRINTED = {f"{_WORD}{name}": text for name, text in _PRINTED_AS.items()}


def read_docx(data: bytes, limits: ImportLimits) -> Parts:
    """Read a Word document.

    :raises ReleaseImportError: if it is no Word document, too large unpacked,
        or without text.
    """
    check_archive(data, limits)
    from docx import Document

    document = Document(io.BytesIO(data))
    element = document.element.find(f"{_WORD}body")
    if element is None:
        raise ReleaseImportError("is a Word document without a body: save it anew")
    body = paragraphs(_lines(element))
    check_text(body, limits)
    parts = parts_of(body)
    if parts.title is None:
        parts = parts_of(body, title=fit_title(document.core_properties.title))
    return parts


def check_archive(data: bytes, limits: ImportLimits) -> None:
    """Judge a zip archive by its directory.

    :raises ReleaseImportError: if it is broken, no Word document, too large
        unpacked, or holds an entry that no word processor writes.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise ReleaseImportError("is a broken archive: save the document anew") from error
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if _MAIN_PART not in names:
        raise ReleaseImportError(
            "is an archive but no Word document: unpack it, or save the document as docx"
        )
    if len(entries) > limits.archive_parts:
        raise ReleaseImportError(
            f"has {len(entries)} parts, more than the {limits.archive_parts} a document may have"
        )
    size = sum(entry.file_size for entry in entries)
    if size > limits.archive_bytes:
        raise ReleaseImportError(
            f"unpacks to {size} bytes, more than the {limits.archive_bytes} a document may have"
        )
    if len(set(names)) < len(names) or any(map(_leads_outside, names)):
        raise ReleaseImportError("holds parts no word processor writes: save the document anew")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise ReleaseImportError("is protected by a password: save it without")
    for entry in entries:
        if entry.filename.lower().endswith(_MARKUP_PARTS) and _declares_type(archive, entry):
            raise ReleaseImportError("declares entities in its XML: save the document anew")


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _declares_type(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Tell whether an XML part holds a document type; `file_size` bounds what is unpacked."""
    return bool(_DOCTYPE.search(archive.read(entry)))


# --- text ------------------------------------------------------------------------


def _lines(container: _Element) -> Iterator[str]:
    """Yield the lines of a body or a cell; a table's row is one line."""
    for block in _nearest(container, {_PARAGRAPH, _TABLE}):
        if block.tag == _PARAGRAPH:
            yield from _words(block).splitlines()
            continue
        for row in _nearest(block, {_ROW}):
            cells = ["\n".join(_lines(cell)) for cell in _nearest(row, {_CELL})]
            yield from row_lines(cells)


def _nearest(element: _Element, tags: Set[str]) -> Iterator[_Element]:
    """Yield what stands below an element with one of these tags, none inside another.

    What no reader of the document sees is not entered.
    """
    waiting = [iter(element)]
    while waiting:
        for below in waiting[-1]:
            if below.tag in tags:
                yield below
            elif _is_shown(below):
                waiting.append(iter(below))
                break
        else:
            waiting.pop()


def _words(paragraph: _Element) -> str:
    """Return what a paragraph prints: tracked insertions are in, deletions are not."""
    pieces = _nearest(paragraph, {_TEXT, *_PRINTED})
    return "".join(_PRINTED.get(piece.tag, piece.text or "") for piece in pieces)


def _is_shown(element: _Element) -> bool:
    """Tell whether a reader of the document sees what stands in this element."""
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return False
    properties = element.find(f"{_WORD}rPr")
    hidden = properties.find(f"{_WORD}vanish") if properties is not None else None
    return hidden is None or hidden.get(f"{_WORD}val") in {"0", "false", "off"}
