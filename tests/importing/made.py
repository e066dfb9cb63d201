"""Originals of every kind, made here: sound ones and such as are made to do harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

TITLE = "Health insurance covers 93.35 per cent of people"
DATE = "2024-01-22"
PARAGRAPHS = (
    "Viet Nam Social Security said that 93.35 per cent of the population had health insurance"
    " at the end of 2023, which is 0.15 points above the target of Resolution 01/NQ-CP.",
    "Revenue came to VND 472.3 trillion. Late payment fell to 2.69 per cent of what was due, the"
    " lowest share since 2016, and 174.8 million visits to clinics were paid for.",
    "In 2024 the agency aims at 94.1 per cent, Director General Nguyen The Manh told the meeting"
    " of 17 January, and asked the provinces to finish their plans before 20 February.",
)
PRINTED_DATE = "22/01/2024 08:42 AM"


def release_text(
    title: str = TITLE, date: str | None = PRINTED_DATE, paragraphs: Sequence[str] = PARAGRAPHS
) -> str:
    """Return a text in release form."""
    return "\n\n".join(part for part in (title, date, *paragraphs) if part) + "\n"


def markdown(paragraphs: Sequence[str] = PARAGRAPHS) -> str:
    """Return a Markdown file with most of the markup there is."""
    first, *others = paragraphs
    return (
        f"# {TITLE}\n\n*{PRINTED_DATE}*\n\n{first.replace('Resolution', '**Resolution**')}\n\n"
        + "\n\n".join(others)
        + "\n\n| Scheme | People |\n| --- | --- |\n| Health | 93.3 million |\n\n"
        + "- one [link](https://example.org/x) and `code`\n- <b>two</b>\n\n![alt](x.png)\n\n"
        + "<script>alert(1)</script>\n"
    )


def html_page(
    title: str = TITLE,
    paragraphs: Sequence[str] = PARAGRAPHS,
    date: str | None = PRINTED_DATE,
    head: str = "",
    url: str = "https://news.example.org/society/health-insurance.html",
) -> str:
    """Return a news page with what usually stands around an article."""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    printed = f"<span class='time'>{date}</span>" if date else ""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | Example News</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Example News">
<link rel="canonical" href="{url}">{head}
<script>document.write("99.99 per cent")</script><style>p {{ color: red }}</style></head><body>
<nav><a href="/">Home</a> <a href="/society">Society</a> <a href="/economy">Economy</a></nav>
<div class="today">Monday, 20/05/2030</div>
<article><h1>{title}</h1>{printed}
{body}
<table><tr><th>Scheme</th><th>People</th></tr><tr><td>Health</td><td>93.3 million</td></tr></table>
</article><footer>Copyright 2031 Example News</footer></body></html>
"""


# --- Word ------------------------------------------------------------------------

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(lines: Sequence[str] = (TITLE, PRINTED_DATE, *PARAGRAPHS)) -> bytes:
    """Return a Word document as python-docx writes it, with a table at its end."""
    from docx import Document

    document = Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (*table.rows[0].cells, *table.rows[1].cells),
        ("Scheme", "People", "Health", "93.3 million"),
        strict=True,
    ):
        cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def docx_with_body(body: str) -> bytes:
    """Return a Word document with this XML as its body."""
    return with_part(
        docx(),
        "word/document.xml",
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_NAMESPACE}">'
        f"<w:body>{body}</w:body></w:document>".encode(),
    )


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """Return a zip archive with one part set to this content."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.namelist():
            if entry != name:
                after.writestr(entry, before.read(entry))
        after.writestr(name, content)
    return file.getvalue()


def deep_xml(depth: int) -> str:
    """Return a paragraph below this many content controls."""
    inner = "<w:p><w:r><w:t>deep</w:t></w:r></w:p>"
    return "<w:sdt><w:sdtContent>" * depth + inner + "</w:sdtContent></w:sdt>" * depth


def many_entities() -> bytes:
    """Return a document part of 1 KB that stands for 3 GB: entities of entities."""
    entities = '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)
    )
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><w:document xmlns:w="{_NAMESPACE}">'
        "<w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    ).encode()


# --- PDF -------------------------------------------------------------------------


def pdf(lines: Sequence[str] = (TITLE, PRINTED_DATE, *PARAGRAPHS), password: str = "") -> bytes:
    """Return a PDF with wrapped paragraphs, as a word processor sets them."""
    from fpdf import FPDF

    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=12)
    for line in lines:
        document.multi_cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
        document.ln(3)
    if password:
        document.set_encryption(owner_password=password, user_password=password)
    return bytes(document.output())


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        xref,
    )
    return bytes(out)


def stream(content: bytes, filters: bytes = b"/FlateDecode", times: int = 1) -> bytes:
    """Return a stream object, deflated this many times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    names = b" ".join([filters] * times)
    return b"<< /Length %d /Filter [%b] >>\nstream\n%b\nendstream" % (len(content), names, content)


_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> /XObject << /X0 6 0 R >> >> >>"
)


def pdf_of_content(content: bytes, times: int = 1, form: bytes = b"<< >>") -> bytes:
    """Return a PDF of one page with this content stream."""
    return raw_pdf([_CATALOGUE, _PAGES, _PAGE, stream(content, times=times), _FONT, form])


def scanned_pdf() -> bytes:
    """Return a PDF of one page without a letter on it."""
    return pdf_of_content(b"0 0 595 842 re f")


def pdf_of_pages(count: int) -> bytes:
    """Return a PDF that shows one page this many times."""
    kids = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b"3 0 R " * count, count)
    words = b"BT /F1 12 Tf 50 700 Td (Some words of a page.) Tj ET"
    return raw_pdf([_CATALOGUE, kids, _PAGE, stream(words), _FONT, b"<< >>"])


def pdf_in_circles() -> bytes:
    """Return a PDF whose page tree holds itself."""
    pages = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
    return raw_pdf([_CATALOGUE, pages, _PAGE, stream(b""), _FONT, b"<< >>"])


def pdf_of_nested_arrays(depth: int) -> bytes:
    """Return a PDF with an object nested this deep."""
    return raw_pdf([b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * depth + b"]" * depth + b" >>"])
