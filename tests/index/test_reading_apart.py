"""Facts read by other processes are those that the build reads itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.fakes import HashingEncoder
from tests.index.conftest import fill, generation_bytes
from vssqa.index import open_index, reading_apart, storage
from vssqa.index.build import build_index
from vssqa.index.reading_apart import FEWEST, Readers, lines_of
from vssqa.index.records import RELEASE_FILES, read_releases
from vssqa.settings import Settings

COUNT = 2 * FEWEST + 1  # releases: enough for two readers


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A corpus large enough for readers, on three cores."""
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    return Settings(
        corpus=fill(tmp_path / "corpus", range(1, COUNT + 1)),
        index=tmp_path / "index",
        model="hashing",
    )


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the releases that the build reads itself."""
    found: list[str] = []
    real = reading_apart.read_release_facts
    monkeypatch.setattr(
        reading_apart,
        "read_release_facts",
        lambda release: (found.append(release.id), real(release))[1],
    )
    return found


def _built(settings: Settings, folder: str) -> dict[str, bytes]:
    apart = Settings(corpus=settings.corpus, index=settings.index / folder, model="hashing")
    build_index(apart, encoder=HashingEncoder())
    return generation_bytes(apart)


def test_readers_give_the_bytes_that_the_build_itself_gives(
    large: Settings, read_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = _built(large, "apart")
    assert read_here == [], "two readers read them all"
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert _built(large, "alone") == apart
    assert len(read_here) == COUNT


def test_what_a_reader_does_not_deliver_is_read_here(
    large: Settings, read_here: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    apart = _built(large, "apart")
    stops = tmp_path / "stops"  # a reader that delivers half a release and ends
    stops.write_text(f"#!{sys.executable}\nprint('[]')\nprint('[', end='')\n")
    stops.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stops))
    assert _built(large, "alone") == apart
    assert len(read_here) == COUNT


def test_where_no_process_may_start_the_build_reads_all(
    large: Settings, read_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "no such file")
    build_index(large, encoder=HashingEncoder())
    assert len(read_here) == COUNT


def test_few_releases_start_no_reader(
    settings: Settings, read_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_apart, "_Reader", None)
    build_index(settings, encoder=HashingEncoder())
    assert len(read_here) == 4


def test_closing_stops_what_still_reads(large: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    build_index(large, encoder=HashingEncoder())
    folder = large.index / open_index(large, HashingEncoder()).generation
    readers = Readers(folder, large.corpus, range(COUNT))
    processes = [reader._process for reader in readers._readers]
    assert [process.poll() for process in processes] == [None, None]
    readers.close()
    assert all(process.poll() is not None for process in processes)


def test_a_reader_tells_two_lines_of_each_release(large: Settings) -> None:
    build_index(large, encoder=HashingEncoder())
    folder = large.index / open_index(large, HashingEncoder()).generation
    files = {name: storage.map_file(folder / name) for name in RELEASE_FILES}
    lines = list(lines_of(read_releases(files, large.corpus), [3, 1]))
    assert len(lines) == 4
    assert b"93.35 per cent" in lines[1]
