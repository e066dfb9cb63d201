"""Originals on disk and their kinds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.importing import made
from vssqa.errors import ReleaseImportError
from vssqa.importing.limits import ImportLimits
from vssqa.importing.originals import find_originals, kind_of, read_bytes, shown

LIMITS = ImportLimits()


def found(*paths: Path, limits: ImportLimits = LIMITS) -> list[str]:
    return [
        str(item) if isinstance(item, ReleaseImportError) else item.name
        for item in find_originals(paths, limits)
    ]


# --- kinds -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"Some text", "text"),
        ("a", b"Some text", "text"),
        ("A.TXT", b"Some text", "text"),
        ("a.md", b"# Some text", "markdown"),
        ("a.txt", b"<!DOCTYPE html><html><p>x", "html"),
        ("a.aspx", b"\xef\xbb\xbf  <!-- c --> <HTML lang='en'>", "html"),
        ("a.txt", b"<?xml version='1.0'?>\n<html xmlns='x'>", "html"),
        ("a.html", b"just words", "html"),
        ("a.txt", b"a < b and <html> in words", "text"),
        ("a.txt", made.pdf(), "pdf"),
        ("a.pdf", b"\r\n\r\n" + made.pdf(), "pdf"),
        ("a.txt", made.docx(), "docx"),
    ],
)
def test_a_kind_is_told_by_content_first(name: str, data: bytes, kind: str) -> None:
    assert kind_of(name, data, LIMITS) == kind


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n\t", "is empty"),
        ("a.pdf", b"", "is empty"),
        ("a.pdf", b"words", "is not the pdf file its name says"),
        ("a.docx", b"words", "is not the docx file its name says"),
        ("a.txt", b"words\x00words", "NUL"),
        ("a.html", b"<html>\x00", "NUL"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as docx"),
        ("a.rtf", b"{\\rtf1 words}", "save it as docx"),
        ("a.txt", "words".encode("utf-16"), "UTF-16"),
        ("a.png", b"\x89PNG\r\n", "picture"),
        ("a.gz", b"\x1f\x8b\x08", "compressed"),
        ("a.py", b"print(1)", "no kind that is read"),
        ("a.txt", b"x" * 100, "more than the 50"),
    ],
)
def test_what_is_no_original_is_refused_in_one_line(name: str, data: bytes, why: str) -> None:
    limits = ImportLimits(file_bytes=50)
    with pytest.raises(ReleaseImportError, match=why) as caught:
        kind_of(name, data, limits)
    assert "\n" not in str(caught.value)
    assert repr(name) in str(caught.value)


def test_a_name_in_a_message_is_bounded_and_escaped() -> None:
    assert len(shown("x" * 10_000)) < 200
    assert "\x1b" not in shown("\x1b[31m\n")
    assert "\n" not in shown("\x1b[31m\n")


# --- disk ------------------------------------------------------------------------


def test_folders_are_walked_in_order_and_other_files_left_alone(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("z.md", "b/a.html", "b/c/d.PDF", "b/style.css", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).write_text("x")
    assert found(tmp_path) == ["z.md", "a.html", "d.PDF"]


def test_a_folder_named_like_a_text_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    assert "folder without an original" in found(tmp_path / "x.txt")[0]
    (tmp_path / "x.txt" / "y.txt").write_text("x")
    assert found(tmp_path) == ["y.txt"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("secret")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "real" / "a.txt")
    assert found(tmp_path / "in") == ["link.txt"]
    for link in ("link.txt", "folder", "loop"):
        with pytest.raises(ReleaseImportError, match="symbolic link"):
            read_bytes(tmp_path / "in" / link, LIMITS)


def test_more_originals_than_the_limit_end_the_walk(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text("x")
    names = found(tmp_path, limits=ImportLimits(files=3))
    assert names[:3] == ["0.txt", "1.txt", "2.txt"]
    assert "more than 3 originals" in names[3]
    assert len(names) == 4


def test_a_sparse_file_of_4_gb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "one-line.txt"
    with path.open("wb") as file:
        file.truncate(4 << 30)
    with pytest.raises(ReleaseImportError, match="4294967296 bytes, more than"):
        read_bytes(path, LIMITS)


def test_a_file_that_grows_while_it_is_read_is_cut_off_by_its_size() -> None:
    with pytest.raises(ReleaseImportError, match="more than"):
        kind_of("a.txt", b"x" * 11, ImportLimits(file_bytes=10))


@pytest.mark.skipif(sys.platform == "win32", reason="no such devices")
def test_devices_and_pipes_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (Path("/dev/zero"), Path("/dev/null"), tmp_path / "pipe.txt"):
        with pytest.raises(ReleaseImportError, match=r"not a regular file|cannot be read"):
            read_bytes(path, LIMITS)


@pytest.mark.parametrize("name", ["missing.txt", "a\x00b.txt", "x" * 5000])
def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReleaseImportError, match="cannot be read"):
        read_bytes(tmp_path / name, LIMITS)
