"""Passages are spans of the file, whole, in order, and never across what is no evidence."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vssqa.corpus import EVIDENCE_KINDS, evidence_sentences, parse_release, read_corpus
from vssqa.passages import split_release, split_text
from vssqa.settings import Settings
from vssqa.types import Block, BlockKind, Release, Span

CORPUS = Path(__file__).parents[1] / "corpus"

_ODD = (
    "\x00\ufeff\r\n\t \u00a0\u2028\u0301\u0300e\u0301\u202e\u05d0\u0628"
    "\U0001f600\u200d\ud7ff.!?;,5%\u0111"
)
_ALPHABETS = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(_ODD))
_PIECES = "health|insurance|93.35|per cent.|No. 38-CT/TW|\r\n|\n\n|;|,||\u0301|\U0001f600|\u05d0"
_WORDS = st.sampled_from([*_PIECES.split("|"), "Bảo hiểm", "\x00", "\ufeff"])
documents = st.one_of(
    st.text(_ALPHABETS, max_size=400), st.lists(_WORDS, max_size=200).map(" ".join)
)


def _release(text: str) -> Release:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return parse_release("2024-01-01-x", "corpus/x.txt", text, digest)


def _bare(text: str) -> str:
    """Leave out what may lie between passages."""
    return "".join(c for c in text if not c.isspace() and c not in "\ufeff\x00")


@given(documents, st.integers(100, 300))
@settings(max_examples=150, deadline=None)
def test_passages_of_any_text_are_its_pieces_in_order(text: str, characters: int) -> None:
    spans = split_text(text, Span(0, len(text)), characters)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(0 < span.end - span.start <= characters for span in spans)
    assert _bare("".join(span.of(text) for span in spans)) == _bare(text)
    assert not any(span.of(text)[0].isspace() or span.of(text)[-1].isspace() for span in spans)


@given(documents)
@settings(max_examples=100, deadline=None)
def test_every_sentence_of_a_release_begins_in_a_passage(text: str) -> None:
    release = _release(text)
    passages = split_release(release, 120)
    for sentence in evidence_sentences(release):
        assert any(p.span.overlaps(sentence.span) for p in passages)
    for passage in passages:
        for block in release.blocks:
            if block.kind not in EVIDENCE_KINDS:
                assert not block.span.overlaps(passage.span)


@pytest.mark.parametrize("release", read_corpus(CORPUS), ids=lambda r: r.id)
def test_passages_of_the_corpus_cover_its_evidence_and_nothing_else(release: Release) -> None:
    passages = split_release(release, Settings().passage_characters)
    evidence = [block for block in release.blocks if block.kind in EVIDENCE_KINDS]
    covered = "".join(p.span.of(release.text) for p in passages)
    assert _bare(covered) == _bare("".join(block.span.of(release.text) for block in evidence))
    assert all(p.span.end - p.span.start <= Settings().passage_characters for p in passages)


def test_a_repeated_line_gives_a_passage_at_each_of_its_places() -> None:
    line = "The rate reached 93.35 per cent of the population by the end of the year.\n"
    text = line * 6
    spans = split_text(text, Span(0, len(text)), 100)
    assert [span.start for span in spans] == [i * len(line) for i in range(6)]


def test_a_passage_ends_with_a_sentence_where_it_can() -> None:
    text = ("Health insurance covers 93.35 per cent. " * 6).strip()
    spans = split_text(text, Span(0, len(text)), 100)
    assert all(span.of(text).endswith("cent.") for span in spans)


def test_a_word_longer_than_a_passage_is_cut_and_nothing_is_lost() -> None:
    text = "a" * 1_000
    assert [s.end - s.start for s in split_text(text, Span(0, 1_000), 300)] == [300, 300, 300, 100]


@pytest.mark.parametrize("kind", ["caption", "furniture", "date"])
def test_a_passage_does_not_reach_across(kind: BlockKind) -> None:
    text = "First words.\nbetween\nLast words."
    blocks = (
        Block("paragraph", Span(0, 12)),
        Block(kind, Span(13, 20)),
        Block("paragraph", Span(21, 32)),
    )
    release = Release("x", "x.txt", text, "x", None, blocks, "")
    assert [p.span.of(text) for p in split_release(release, 500)] == ["First words.", "Last words."]


def test_a_release_without_evidence_has_no_passage() -> None:
    release = Release("x", "x.txt", "Share", "x", None, (Block("furniture", Span(0, 5)),), "")
    assert split_release(release, 500) == []
