"""Stand-ins that are functions of their input: quick, and the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from vssqa.retrieval.encoder import Vectors
from vssqa.text import terms

DIMENSION = 64


class HashingEncoder:
    """Gives each text the normalised sum of its terms' hashed directions."""

    def __init__(self, name: str = "hashing", sha256: str = "0" * 64) -> None:
        self.name = name
        self.sha256 = sha256
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape (n_texts, DIMENSION)."""
        self.encoded.extend(texts)
        return np.stack([self._vector(text) for text in texts])

    def encode_each(self, groups: Iterable[Sequence[str]]) -> Iterator[Vectors]:
        """Yield what `encode` returns for each group."""
        return map(self.encode, groups)

    def _vector(self, text: str) -> Vectors:
        total = np.zeros(DIMENSION, dtype=np.float32)
        for term in ["", *terms(text)]:
            digest = hashlib.shake_128(term.encode()).digest(DIMENSION)
            total += np.frombuffer(digest, dtype=np.uint8).astype(np.float32) - 127.5
        return (total / np.linalg.norm(total)).astype(np.float32)
