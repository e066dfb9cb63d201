"""An index made by repeating a smaller one is sound, and finds in every copy."""

from __future__ import annotations

import numpy as np
import pytest

from tests.fakes import HashingEncoder
from tests.index.conftest import fill
from vssqa.bench.repeated import repeat
from vssqa.index import Index, open_index
from vssqa.index.build import build_index
from vssqa.settings import Settings
from vssqa.text import terms
from vssqa.types import Span

TIMES = 3


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, Index]:
    """A small index and one of as many copies."""
    folder = tmp_path_factory.mktemp("repeated")
    small = Settings(fill(folder / "corpus"), folder / "index", model="hashing")
    build_index(small, encoder=HashingEncoder())
    large = Settings(folder / "large", folder / "large-index", model="hashing")
    repeat(small, large, TIMES)
    return open_index(small, HashingEncoder()), open_index(large, HashingEncoder())


def test_every_part_is_as_many_times_as_large(indexes: tuple[Index, Index]) -> None:
    small, large = indexes
    for part in ("releases", "passages", "sentences", "passage_store", "lexical"):
        assert len(getattr(large, part)) == TIMES * len(getattr(small, part))
    assert len(large.registers.figures) == TIMES * len(small.registers.figures)
    assert len(large.registers.instruments) == len(small.registers.instruments)
    assert len(large.registers.conflicts) == len(small.registers.conflicts)


def test_each_copy_has_the_sample_s_texts_terms_and_facts(indexes: tuple[Index, Index]) -> None:
    small, large = indexes
    texts = [release.text for release in small.releases.values()]
    assert [release.text for release in large.releases.values()] == texts * TIMES
    for number, sentence in enumerate(large.sentences):
        text = sentence.span.of(large.releases[sentence.release].text)
        assert large.lexical.terms(number) == terms(text)
        origin = small.sentences[number % len(small.sentences)]
        held = large.held.figures_in(sentence.release, sentence.span)
        first = small.held.figures_in(origin.release, origin.span)
        assert [f.surface for f in held] == [f.surface for f in first]
    place = large.releases["00002-2024-01-03-rate"]
    assert large.held.papers_in(place.id, Span(0, len(place.text)))


def test_a_word_is_found_in_every_copy(indexes: tuple[Index, Index]) -> None:
    small, large = indexes
    asked = terms("Directive No. 3-CT/TW")
    np.testing.assert_array_equal(
        large.lexical.score(asked), np.tile(small.lexical.score(asked), TIMES)
    )


def test_vectors_are_moved_by_noise_and_stay_units(indexes: tuple[Index, Index]) -> None:
    small, large = indexes
    count = len(small.sentences)
    np.testing.assert_array_equal(large.sentence_vectors[:count], small.sentence_vectors)
    cosines = (large.sentence_vectors[count : 2 * count] * small.sentence_vectors).sum(axis=1)
    assert np.all((cosines > 0.95) & (cosines < 0.9999))
    np.testing.assert_allclose(np.linalg.norm(large.sentence_vectors, axis=1), 1, atol=1e-5)
