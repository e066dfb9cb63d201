"""Drafts read from files of every kind people write in, and from standard input."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.importing import made
from vssqa.drafts import MAX_DRAFT_BYTES, read_draft
from vssqa.errors import DraftError

SAID = "Bảo hiểm y tế covered 95.15 per cent of the population.\r\nSecond line.\n"


@pytest.mark.parametrize("name", ["draft.txt", "draft", "draft.text"])
def test_a_text_is_read_as_it_lies(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(SAID.encode())
    assert read_draft(str(file)) == SAID


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes(b"\xef\xbb\xbf" + SAID.encode())
    assert read_draft(str(file)) == SAID


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(SAID.encode())))
    assert read_draft("-") == SAID


@pytest.mark.parametrize("kind", ["md", "docx", "pdf"])
def test_what_offices_write_is_read(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"draft.{kind}"
    made_of = {"md": made.markdown().encode(), "docx": made.docx(), "pdf": made.pdf()}
    file.write_bytes(made_of[kind])
    assert made.PARAGRAPHS[1] in " ".join(read_draft(str(file)).split())


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("draft.txt", b"\xff\xfe\x00broken", "not UTF-8"),
        ("draft.txt", b"x" * (MAX_DRAFT_BYTES + 1), "longer than"),
        ("draft.docx", b"no such thing", "draft.docx"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(DraftError, match=told) as refused:
        read_draft(str(file))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["missing.txt", "missing.docx"])
def test_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DraftError):
        read_draft(str(tmp_path / name))
