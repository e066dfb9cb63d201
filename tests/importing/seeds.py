"""What fuzzing starts from: sound originals of each kind, and ways to spoil them."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence

from tests.importing import made
from vssqa.importing.originals import Kind

KINDS: tuple[Kind, ...] = ("text", "markdown", "html", "docx", "pdf")
NAMES: dict[Kind, str] = {
    "text": "a.txt",
    "markdown": "a.md",
    "html": "a.html",
    "docx": "a.docx",
    "pdf": "a.pdf",
}
_LARGEST = 1 << 20  # larger ones are what the limits' own tests are about
_INTERESTING = (
    b"", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r\n", b"\n\n\n", b" " * 99, b"." * 99, b"9" * 99,
    b"22/01/2024", b"URL: https://e.org/", b"-", b"|", b"<", b">", b"&", b"&#0;", b"&#xD800;",
    b"<table><tr><td>", b"</p>", b"<![CDATA[", b"<!--", b"<script>", b"[", b"(", b"*", b"`", b"\\",
    b"```\n", b"obj", b"endobj", b"stream\n", b"endstream", b"/Kids", b"/Length 99999999", b"<<",
    b">>", b"BT", b"ET", b"Tj", b"xref", b"2 0 R", b"-1", b"4294967296", b"<w:p>", b"</w:p>",
    b"<w:tbl>", b"xmlns:w='x'", b"PK\x03\x04", b"PK\x05\x06", "\u1ea1\u0300\u202e".encode(),
)  # fmt: skip


def seeds(kind: Kind) -> list[bytes]:
    """Return sound originals, and some that are not, of a kind."""
    found: dict[Kind, Callable[[], Sequence[bytes]]] = {
        "text": lambda: (made.release_text().encode(), made.release_text(date=None).encode()),
        "markdown": lambda: (made.markdown().encode(),),
        "html": lambda: (
            made.html_page().encode(),
            made.html_page(date=None, head="<meta name='date' content='2024-01-22'>").encode(),
        ),
        "docx": lambda: (made.docx(), made.docx_with_body(made.deep_xml(20))),
        "pdf": lambda: (
            made.pdf(),
            made.scanned_pdf(),
            made.pdf_of_pages(5),
            made.pdf_of_content(b"BT /F1 12 Tf 50 700 Td (Words of a page.) Tj ET"),
            made.pdf_of_nested_arrays(50),
        ),
    }
    return list(found[kind]())


def spoiled(kind: Kind, data: bytes, chance: random.Random) -> bytes:
    """Return an original with some of its bytes changed; inside an archive, a part's."""
    if kind != "docx" or chance.random() < 0.2:
        return _mutated(data, chance)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            name = chance.choice([*archive.namelist(), *["word/document.xml"] * 5])
            return made.with_part(data, name, _mutated(archive.read(name), chance))
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, zlib.error, EOFError):
        return _mutated(data, chance)  # spoiled too far to be an archive


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """Change, cut, repeat, swap or insert, a few times."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        start = chance.randrange(len(out) + 1)
        end = min(len(out), start + chance.choice((1, 2, 8, 64, 512)))
        piece = bytes(out[start:end])
        way = chance.randrange(7)
        if way == 0 and piece:
            out[start] ^= 1 << chance.randrange(8)
        elif way == 1:
            del out[start:end]
        elif way == 2:
            out[start:start] = piece * chance.choice((1, 3, 50, 2000))
        elif way == 3:
            out[start:end] = chance.randbytes(len(piece))
        elif way == 4:
            other = chance.randrange(len(out) + 1)
            out[other:other] = piece
        else:
            out[start:start] = chance.choice(_INTERESTING) * chance.choice((1, 1, 1, 30, 1000))
    return bytes(out[:_LARGEST])
