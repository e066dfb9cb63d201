"""`check` says of each unsoundness what it is and what mends it, and mends nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.fakes import HashingEncoder
from tests.index.conftest import release_text
from vssqa.index import Index
from vssqa.index import check as check_module
from vssqa.index.check import check_index
from vssqa.index.opened import open_index
from vssqa.settings import Settings
from vssqa.types import Registers, Span


@pytest.fixture(autouse=True)
def _same_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_module, "SentenceTransformerEncoder", HashingEncoder)


def _files(settings: Settings) -> dict[Path, tuple[int, bytes]]:
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for folder in (settings.corpus, settings.index)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_sound_index_has_no_findings_and_nothing_is_written(
    index: Index, settings: Settings
) -> None:
    before = _files(settings)
    assert check_index(settings) == []
    assert _files(settings) == before


def test_a_missing_index_is_a_finding(settings: Settings) -> None:
    (found,) = check_index(settings)
    assert "there is no index" in found.what
    assert found.mend == "python -m vssqa index --full"


def test_an_outdated_index_is_mended_by_an_update(index: Index, settings: Settings) -> None:
    (settings.corpus / "2024-01-01-rate.txt").write_text(release_text(1, "1.1"))
    (found,) = check_index(settings)
    assert "'2024-01-01-rate.txt' has changed since it was indexed" in found.what
    assert found.mend == "python -m vssqa index"


def test_a_damaged_file_is_named(index: Index, settings: Settings) -> None:
    path = settings.index / index.generation / "terms.bin"
    path.write_bytes(path.read_bytes()[:-1])
    (found,) = check_index(settings)
    assert "terms.bin" in found.what
    assert "run:" not in found.what


def test_every_bad_release_is_named(index: Index, settings: Settings) -> None:
    (settings.corpus / "2024-02-01-bad.txt").write_bytes(b"\xff")
    (settings.corpus / "2024-02-02-folder.txt").mkdir()
    found = check_index(settings)
    assert len(found) == 2
    assert "not UTF-8" in found[0].what
    assert found[0].mend.startswith("save it as UTF-8")


def test_a_missing_corpus_is_a_finding(settings: Settings, tmp_path: Path) -> None:
    (found,) = check_index(replace(settings, corpus=tmp_path / "nothing"))
    assert "does not exist" in found.what
    assert found.mend


def _changed(monkeypatch: pytest.MonkeyPatch, **parts: object) -> None:
    """Let `check` open an index with some parts exchanged, as a forged one would have."""
    monkeypatch.setattr(
        check_module,
        "open_index",
        lambda s: replace(open_index(s), **parts),  # type: ignore[arg-type]
    )


def test_vectors_that_are_not_of_length_one_are_found(
    index: Index, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = np.array(index.sentence_vectors)
    wrong[3] *= 2
    _changed(monkeypatch, sentence_vectors=wrong)
    assert any("unit vectors" in found.what for found in check_index(settings))
    wrong[3] = np.nan
    assert any("unit vectors" in found.what for found in check_index(settings))


def test_spans_that_the_text_does_not_give_are_found(
    index: Index, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = index.sentences.rows.copy()
    rows[0, 1] += 1
    _changed(monkeypatch, sentences=type(index.sentences)(rows, list(index.releases)))
    (found,) = check_index(settings)
    assert "'2024-01-01-rate'" in found.what


def test_a_fact_that_does_not_stand_in_its_release_is_found(
    index: Index, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = index.registers.figures[0]
    moved = replace(figure, span=Span(figure.span.start + 1, figure.span.end + 1))
    monkeypatch.setattr(
        type(index), "registers", property(lambda self: Registers(figures=(moved,)))
    )
    (found,) = check_index(settings)
    assert repr(figure.surface) in found.what


def test_another_model_is_found(
    index: Index, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        check_module, "SentenceTransformerEncoder", lambda name: HashingEncoder(name, "9" * 64)
    )
    (found,) = check_index(settings)
    assert "not the one indexed" in found.what
