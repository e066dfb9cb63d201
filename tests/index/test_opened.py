"""An open index gives spans, candidates and texts, and is refused where it is not sound."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import HashingEncoder
from tests.index.conftest import fill, release_text
from vssqa.corpus import evidence_sentences, read_corpus
from vssqa.errors import IndexDamaged, IndexOutdated
from vssqa.index import Index, ensure_index, open_index
from vssqa.index import opened as opened_module
from vssqa.index.build import build_index
from vssqa.index.opened import best
from vssqa.settings import Settings
from vssqa.text import terms


def test_releases_are_those_of_the_corpus(index: Index, settings: Settings) -> None:
    assert list(index.releases.values()) == list(read_corpus(settings.corpus))
    assert "2024-01-01-rate" in index.releases
    assert "unknown" not in index.releases


def test_sentences_and_passages_are_spans_of_their_release(index: Index) -> None:
    for release in index.releases.values():
        held = [s for s in index.sentences if s.release == release.id]
        assert held == evidence_sentences(release)
    for passage in index.passages:
        text = index.releases[passage.release].text
        assert passage.span.of(text).strip() == passage.span.of(text) != ""
    assert index.sentences[-1] == index.sentences[len(index.sentences) - 1]
    assert index.sentences[2:4] == [index.sentences[2], index.sentences[3]]


def test_a_search_puts_the_sentence_asked_for_first(index: Index) -> None:
    question = "Which provinces does Directive No. 3-CT/TW ask to raise the rate?"
    best = index.search(index.encode(question), terms(question), 5)[0]
    text = index.releases[best.sentence.release].text
    assert best.sentence.span.of(text).startswith("Directive No. 3-CT/TW asks every province")
    assert (best.lexical_rank, best.sentence) == (1, index.sentences[best.index])


def test_candidates_carry_the_scores_of_both_searches(index: Index) -> None:
    question = "health insurance rate on day 2"
    vector = index.encode(question)
    found = index.search(vector, terms(question), 8)
    assert [c.fused for c in found] == sorted((c.fused for c in found), reverse=True)
    for candidate in found:
        assert candidate.dense == pytest.approx(index.sentence_vectors[candidate.index] @ vector)
        assert candidate.lexical == pytest.approx(
            float(index.lexical.score(terms(question))[candidate.index])
        )
        assert -1.0 <= candidate.passage <= 1.0001


def test_a_search_may_be_narrowed_to_releases(index: Index) -> None:
    question = "health insurance rate"
    found = index.search(index.encode(question), terms(question), 50, releases={"2024-01-02-rate"})
    assert {c.sentence.release for c in found} == {"2024-01-02-rate"}
    assert index.search(index.encode(question), terms(question), 50, releases=()) == []


def test_sentences_named_besides_are_returned_behind(index: Index) -> None:
    question = "directive"
    found = index.search(index.encode(question), terms(question), 2, also=[0, 7])
    assert {c.index for c in found} >= {0, 7}
    assert len({c.index for c in found}) == len(found)


def test_many_sentences_are_found_by_passage(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "Which provinces does Directive No. 3-CT/TW ask to raise the rate?"
    vector = index.encode(question)
    few = index.search(vector, terms(question), 5)
    monkeypatch.setattr(opened_module, "_COMPARED_SENTENCES", 3)
    many = index.search(vector, terms(question), 5)
    assert many[0] == few[0]
    only = index.search(vector, terms(question), 50, releases={"2024-01-02-rate"})
    assert {c.sentence.release for c in only} == {"2024-01-02-rate"}


def test_the_same_question_finds_the_same(index: Index, settings: Settings) -> None:
    again = open_index(settings, HashingEncoder())
    for question in ("health insurance rate", "revenue", "\U0001f600", ""):
        one = index.search(index.encode(question), terms(question), 9)
        assert one == again.search(again.encode(question), terms(question), 9)


def _edit(corpus: Path) -> None:
    (corpus / "2024-01-01-rate.txt").write_text(release_text(1, "1.11"), encoding="utf-8")


def _same_size_and_time(corpus: Path) -> None:
    path = corpus / "2024-01-01-rate.txt"
    before = path.stat()
    path.write_text(release_text(1, "93.36"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "edited": (_edit, "'2024-01-01-rate.txt' has changed"),
    "edited within size and time": (_same_size_and_time, "'2024-01-01-rate.txt' has changed"),
    "added": (lambda c: fill(c, range(8, 9)), "'2024-01-08-rate.txt' is not in the index"),
    "removed": (lambda c: (c / "2024-01-02-rate.txt").unlink(), "no longer in"),
    "sources": (
        lambda c: (c / "sources.toml").write_text('[2024-01-01-rate]\npublisher = "VSS"\n'),
        "'sources.toml' has changed",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_index_older_than_its_corpus_is_refused_and_mended(
    index: Index, settings: Settings, encoder: HashingEncoder, change: str
) -> None:
    act, message = CHANGES[change]
    act(settings.corpus)
    with pytest.raises(IndexOutdated) as caught:
        open_index(settings, encoder)
    assert message in str(caught.value)
    assert str(caught.value).endswith("run: python -m vssqa index")
    assert ensure_index(settings, encoder=encoder).generation != index.generation


@pytest.mark.parametrize(
    "other",
    [{"model": "another"}, {"passage_characters": 300}, {"flat_up_to": 7}],
)
def test_an_index_of_other_settings_is_refused(
    index: Index, settings: Settings, other: dict[str, object]
) -> None:
    with pytest.raises(IndexOutdated, match="the index was built"):
        open_index(replace(settings, **other))  # type: ignore[arg-type]


def test_an_index_of_other_rules_is_refused(
    index: Index, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vssqa.index.corpus_state.rules_hash", lambda: "f" * 64)
    with pytest.raises(IndexOutdated, match="another version"):
        open_index(settings)


def test_another_corpus_is_never_answered_from_this_index(
    index: Index, settings: Settings, tmp_path: Path
) -> None:
    other = fill(tmp_path / "other", range(1, 4))
    with pytest.raises(IndexOutdated):
        open_index(replace(settings, corpus=other))


def test_a_citation_names_the_file_under_the_corpus_that_was_given(
    index: Index, settings: Settings, tmp_path: Path, encoder: HashingEncoder
) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(settings.corpus, moved)
    release = open_index(replace(settings, corpus=moved), encoder).releases["2024-01-01-rate"]
    assert release.file == str(moved / "2024-01-01-rate.txt")


def test_a_missing_index_is_refused_and_built(settings: Settings, encoder: HashingEncoder) -> None:
    with pytest.raises(IndexDamaged, match="there is no index"):
        open_index(settings)
    assert len(ensure_index(settings, encoder=encoder).releases) == 4


def test_reading_an_index_writes_nothing(index: Index, settings: Settings) -> None:
    (settings.index / "lock").unlink()
    files = [settings.index, *settings.index.rglob("*")]
    before = {path: path.stat().st_mtime_ns for path in files}
    again = open_index(settings, HashingEncoder())
    again.search(again.encode("rate"), ["rate"], 3)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert not (settings.index / "lock").exists()


def test_a_reader_keeps_its_generation_while_a_newer_one_replaces_it(
    index: Index, settings: Settings, encoder: HashingEncoder
) -> None:
    _edit(settings.corpus)
    assert not index.is_current()
    build_index(settings, encoder=encoder)
    assert not (settings.index / index.generation).exists()
    assert "93.35" in index.releases["2024-01-01-rate"].text
    assert np.isfinite(index.search(index.encode("rate"), ["rate"], 3)[0].dense)
    assert len({figure.release for figure in index.registers.figures}) == 4
    assert open_index(settings, encoder).is_current()


def test_a_generation_removed_while_it_is_opened_leads_to_the_newer_one(
    index: Index, settings: Settings, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = opened_module.read_manifest
    built: list[str] = []

    def switching(folder: Path, current: object) -> object:
        if not built:
            _edit(settings.corpus)
            built.append(build_index(settings, encoder=encoder).generation)
            raise IndexDamaged("removed meanwhile")
        return real(folder, current)  # type: ignore[arg-type]

    monkeypatch.setattr(opened_module, "read_manifest", switching)
    monkeypatch.setattr("vssqa.index.build.open_current", lambda *_: index)
    assert open_index(settings, encoder).generation == built[0] != index.generation


@given(
    scores=st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0, -1.0]), max_size=60),
    k=st.integers(1, 70),
)
def test_the_best_are_the_highest_and_of_equal_ones_the_first(scores: list[float], k: int) -> None:
    given_scores = np.array(scores, dtype=np.float32)
    by_hand = sorted(range(len(scores)), key=lambda row: (-scores[row], row))[:k]
    assert best(given_scores, k) == by_hand
