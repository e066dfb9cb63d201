"""A varied corpus has other facts in the same words; sampled vectors lie where they should."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from vssqa.bench.varied import NoisyEncoder, varied_texts, vary
from vssqa.types import Release

PLAIN = "The fund was managed legally and benefits were settled promptly for all of the people."
LINE = "In Vinh Long, 60,680 people joined in 2023 under Plan 24/QD-BHXH of 7 May."


def release(text: str) -> Release:
    return Release("r", "r.txt", text, "", None, (), "")


@pytest.mark.parametrize("seed", range(5))
def test_places_years_and_figures_vary_and_all_else_stays(seed: int) -> None:
    varied = vary(LINE, random.Random(seed))
    assert varied != LINE
    assert "60,680" not in varied
    assert varied.endswith("Plan 24/QD-BHXH of 7 May.")
    assert " people joined in " in varied


def test_a_paragraph_without_facts_is_given_a_place_and_a_year() -> None:
    varied = vary(PLAIN, random.Random(1))
    assert varied.startswith("In ")
    assert varied.endswith(PLAIN)


def test_a_heading_without_facts_stays() -> None:
    assert vary("A heading", random.Random(1)) == "A heading"


def test_the_same_seed_makes_the_same_corpus() -> None:
    releases = [release(LINE), release(PLAIN)]
    first = list(varied_texts(releases, 6))
    assert first == list(varied_texts(releases, 6))
    assert first[:2] == [LINE, PLAIN]
    assert len(set(first)) == 6


class Hashing:
    """A function of its input: one unit vector a text."""

    name, sha256 = "hashing", "0" * 64

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        rows = [
            np.frombuffer(hashlib.sha512(text.encode()).digest(), dtype=np.int8) for text in texts
        ]
        vectors = np.array(rows, dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_a_variation_is_not_embedded_again_but_lies_near() -> None:
    inner = Hashing()
    texts = [vary(LINE, random.Random(seed)) for seed in range(20)] + [PLAIN]
    vectors = NoisyEncoder(inner).encode(texts)
    assert len(inner.encoded) < len(texts)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    cosines = vectors[:20] @ vectors[:20].T
    assert cosines[~np.eye(20, dtype=bool)].min() > 0.9
    assert np.abs(vectors[:20] @ vectors[20]).max() < 0.9


def test_sampled_vectors_depend_on_the_text_alone() -> None:
    one = NoisyEncoder(Hashing()).encode([LINE, PLAIN])
    other = NoisyEncoder(Hashing()).encode([PLAIN, LINE])
    np.testing.assert_array_equal(one, other[::-1])
