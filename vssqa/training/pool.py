"""Sentences ranked by vectors, by BM25 and by both: what the ranker has to sort."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vssqa.retrieval.encoder import SentenceTransformerEncoder
from vssqa.retrieval.fusion import reciprocal_ranks
from vssqa.retrieval.lexical import build_lexical
from vssqa.text import terms

_GROUP = 64  # texts embedded at once; a group runs on each core
DEPTH = 100  # a rank beyond this adds less than 1/160 to a sum whose best is 2/61

Vectors = npt.NDArray[np.float32]


class Pool:
    """A fixed list of sentences that can be ranked for a question, best first."""

    def __init__(self, texts: Sequence[str], vectors: Vectors) -> None:
        self.texts = list(texts)
        self._vectors = vectors
        self._lexical = build_lexical([terms(text) for text in texts])

    def cosines(self, vector: Vectors) -> Vectors:
        """Return every sentence's cosine with the question's unit vector."""
        found: Vectors = self._vectors @ vector
        return found

    def bm25(self, question: str) -> Vectors:
        """Return every sentence's BM25 score."""
        return self._lexical.score(terms(question))

    def dense(self, vector: Vectors) -> list[int]:
        """Rank by cosine with the question's unit vector."""
        return _first(self.cosines(vector))

    def lexical(self, question: str) -> list[int]:
        """Rank by BM25."""
        return _first(self.bm25(question))

    def fused(self, question: str, vector: Vectors) -> dict[int, float]:
        """Return the sums of reciprocal ranks, best first."""
        return reciprocal_ranks([self.dense(vector), self.lexical(question)])


def _first(scores: npt.NDArray[np.float32]) -> list[int]:
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    return [int(index) for index in order]


def embed(texts: Sequence[str], cache: Path) -> Vectors:
    """Return the bundled model's unit vectors, shape (n_texts, 384), kept in the folder `cache`."""
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:24]
    kept = cache / f"{digest}.npy"
    if kept.is_file():
        vectors: Vectors = np.load(kept, allow_pickle=False)
        return vectors
    groups = (texts[start : start + _GROUP] for start in range(0, len(texts), _GROUP))
    vectors = np.concatenate(list(SentenceTransformerEncoder().encode_each(groups)))
    cache.mkdir(parents=True, exist_ok=True)
    np.save(kept, vectors, allow_pickle=False)
    return vectors
