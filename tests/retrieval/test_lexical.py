"""BM25 over sentence terms: the scores of bm25s, added up here."""

from __future__ import annotations

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vssqa.retrieval.lexical import K1, B, LexicalIndex, build_lexical

SENTENCES = [
    ["health", "insur", "coverag", "rate", "93.35"],
    ["social", "insur", "rate", "rate"],
    [],
    ["vinh", "long", "health", "\U0001f600"],
]
_words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4)


def test_scores_are_those_of_bm25s() -> None:
    index = build_lexical(SENTENCES)
    reference = bm25s.BM25(k1=K1, b=B, method="lucene")
    reference.index(SENTENCES, show_progress=False)
    for question in (["health"], ["insur", "rate"], ["rate", "rate", "long"]):
        assert index.score(question) == pytest.approx(reference.get_scores(question), abs=1e-6)


def test_an_unknown_term_counts_nothing() -> None:
    assert not build_lexical(SENTENCES).score(["capital", "france"]).any()


def test_frequency_counts_sentences_not_words() -> None:
    index = build_lexical(SENTENCES)
    assert [index.frequency(t) for t in ("rate", "health", "france")] == [2, 2, 0]


@given(st.lists(st.lists(_words, max_size=6), max_size=8))
@settings(max_examples=60, deadline=None)
def test_terms_of_every_sentence_are_given_back(sentences: list[list[str]]) -> None:
    index = build_lexical(sentences)
    assert [index.terms(row) for row in range(len(index))] == sentences
    words = {word for sentence in sentences for word in sentence}
    assert set(index.vocabulary) == words
    assert all(index.vocabulary.term(index.vocabulary[word]) == word for word in words)


def test_the_same_sentences_give_the_same_bytes() -> None:
    one, two = build_lexical(SENTENCES), build_lexical(iter(SENTENCES))
    assert _bytes(one) == _bytes(two)


def test_a_corpus_without_terms_scores_nothing() -> None:
    assert list(build_lexical([[], []]).score(["x"])) == [0.0, 0.0]
    assert len(build_lexical([])) == 0


def _bytes(index: LexicalIndex) -> list[bytes]:
    arrays: list[np.ndarray] = [index.scores, index.sentences, index.starts, index.term_rows]  # type: ignore[type-arg]
    return [bytes(index.vocabulary.block), *(a.tobytes() for a in arrays)]
