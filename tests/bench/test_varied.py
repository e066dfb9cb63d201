"""A varied corpus has other facts in the same words; sampled vectors lie where they should."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from vssqa.bench.varied import NoisyEncoder, varied_texts, vary
from vssqa.retrieval.encoder import SentenceTransformerEncoder
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


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for the model by a function of its input, and list what it was given."""
    given: list[str] = []

    def encode(_: object, texts: Sequence[str]) -> NDArray[np.float32]:
        given.extend(texts)
        rows = [np.frombuffer(hashlib.sha512(t.encode()).digest(), dtype=np.int8) for t in texts]
        vectors = np.array(rows, dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    monkeypatch.setattr(SentenceTransformerEncoder, "encode", encode)
    return given


def test_a_variation_is_not_embedded_again_but_lies_near(encoded: list[str]) -> None:
    texts = [vary(LINE, random.Random(seed)) for seed in range(20)] + [PLAIN]
    vectors = NoisyEncoder().encode(texts)
    assert len(encoded) < len(texts)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    cosines = vectors[:20] @ vectors[:20].T
    assert cosines[~np.eye(20, dtype=bool)].min() > 0.9
    assert np.abs(vectors[:20] @ vectors[20]).max() < 0.9


@pytest.mark.usefixtures("encoded")
def test_the_first_text_of_a_kind_has_its_true_vector() -> None:
    other = LINE.replace("60,680", "71,791")
    noisy, true = NoisyEncoder(), SentenceTransformerEncoder()
    np.testing.assert_array_equal(noisy.encode([LINE, other])[0], true.encode([LINE])[0])
    assert not np.array_equal(noisy.encode([other]), true.encode([other]))
    np.testing.assert_array_equal(noisy.encode([other]), noisy.encode([other]))
