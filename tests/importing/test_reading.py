"""The guarded process: what it bounds, and that nothing gets out of it but an outcome."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.importing import made
from vssqa.errors import ReleaseImportError
from vssqa.importing import child
from vssqa.importing.limits import ImportLimits
from vssqa.importing.reading import ReadingProcess, read_original, read_originals, read_upload

QUICK = ImportLimits(seconds=2)
MANY_OPERATORS = made.pdf_of_content(b"BT /F1 12 Tf (x) Tj ET\n" * 2_000_000)
_AT_MOST_SECONDS = 15  # far above every limit used here, on a busy machine, too


def refused(name: str, data: bytes, limits: ImportLimits = QUICK) -> str:
    begin = time.monotonic()
    with pytest.raises(ReleaseImportError) as caught:
        read_upload(name, data, limits)
    assert time.monotonic() - begin < _AT_MOST_SECONDS
    assert "\n" not in str(caught.value)
    assert "Traceback" not in str(caught.value)
    return str(caught.value)


def test_an_upload_and_a_file_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(made.html_page(), encoding="utf-8")
    one, other = read_original(path), read_upload(str(path), path.read_bytes())
    assert one == other
    assert (one.title, one.date, one.kind) == (made.TITLE, made.DATE, "html")


def test_one_bad_original_does_not_keep_the_others_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(made.release_text().encode())
    (tmp_path / "b.pdf").write_bytes(made.pdf_in_circles())
    (tmp_path / "c.docx").write_bytes(made.docx())
    first, second, third = read_originals([tmp_path])
    assert isinstance(second, ReleaseImportError)
    assert not isinstance(first, ReleaseImportError)
    assert not isinstance(third, ReleaseImportError)
    assert (first.title, third.title) == (made.TITLE, made.TITLE)


def test_time_is_bounded() -> None:
    assert "longer than 2 s" in refused("a.pdf", MANY_OPERATORS)


@pytest.mark.skipif(sys.platform != "linux", reason="address space is bounded on Linux")
def test_memory_is_bounded() -> None:
    limits = ImportLimits(memory_bytes=100 << 20)
    pdf = made.pdf_of_content(b" " * (70 << 20))
    assert "cannot be read" in (line := refused("a.pdf", pdf, limits)) or "MiB" in line


BOMBS = {
    "pages in circles": ("a.pdf", made.pdf_in_circles()),
    "nested arrays": ("a.pdf", made.pdf_of_nested_arrays(100_000)),
    "300 MB deflated once": ("a.pdf", made.pdf_of_content(b" " * (300 << 20))),
    "300 MB deflated twice": ("a.pdf", made.pdf_of_content(b" " * (300 << 20), times=2)),
    "a PDF cut off": ("a.pdf", made.pdf()[:700]),
    "zip bomb": ("a.docx", made.with_part(made.docx(), "word/x.xml", b" " * (300 << 20))),
    "deep XML": ("a.docx", made.docx_with_body(made.deep_xml(50_000))),
    "deep HTML": ("a.html", ("<html><body>" + "<div>" * 100_000).encode()),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_one_line(bomb: str) -> None:
    refused(*BOMBS[bomb], ImportLimits(seconds=8))


def test_what_a_process_died_of_does_not_fall_on_the_next_original() -> None:
    with ReadingProcess(QUICK) as process:
        assert process.read("a.txt", made.release_text().encode()).title == made.TITLE
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        assert process.read("b.txt", made.release_text().encode()).title == made.TITLE
        with pytest.raises(ReleaseImportError, match="longer"):
            process.read("c.pdf", MANY_OPERATORS)
        assert process.read("d.txt", made.release_text().encode()).title == made.TITLE


def test_no_process_is_left_behind() -> None:
    with ReadingProcess(QUICK) as process:
        process.read("a.txt", made.release_text().encode())
        pid = process.pid
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.connect", (None, ("example.org", 80))),
        ("socket.getaddrinfo", ("example.org",)),
        ("subprocess.Popen", ("sh",)),
        ("os.system", ("true",)),
        ("os.remove", ("x",)),
        ("open", ("x", "w", os.O_WRONLY | os.O_CREAT)),
        ("pickle.find_class", ("os", "system")),
    ],
)
def test_a_parser_may_not_act(event: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(PermissionError):
        child._forbid(event, arguments)


def test_a_parser_may_read_modules() -> None:
    child._forbid("open", ("x", "r", os.O_RDONLY))
    child._forbid("import", ("x",))


def test_importing_loads_no_parser() -> None:
    code = (
        "import sys, vssqa.importing;"
        "sys.exit([m for m in ('trafilatura', 'lxml', 'docx', 'pypdf', 'datasketch', 'markdown_it',"
        " 'tomlkit', 'numpy') if m in sys.modules] and 3 or 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
