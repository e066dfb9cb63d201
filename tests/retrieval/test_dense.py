"""FAISS finds the nearest vectors, flat or by HNSW, and reads back what it wrote."""

from __future__ import annotations

import numpy as np
import pytest

from tests.fakes import HashingEncoder
from vssqa.retrieval.dense import FaissStore, build_store, from_bytes, to_bytes
from vssqa.retrieval.store import Admitted

PLACES = "Hanoi Hue Vinh-Long Da-Nang Lam-Dong".split()
TEXTS = [
    f"{place} reached {year % 97} per cent in {year}" for place in PLACES for year in range(40)
]
VECTORS = HashingEncoder().encode(TEXTS)


@pytest.fixture(params=["flat", "lists"])
def store(request: pytest.FixtureRequest) -> FaissStore:
    return build_store(VECTORS, flat_up_to=1_000 if request.param == "flat" else 10)


def test_each_vector_is_nearest_to_itself(store: FaissStore) -> None:
    for row in (0, 57, 199):
        hits = store.search(VECTORS[row], 3)
        assert hits.ids[0] == row
        assert hits.scores[0] == pytest.approx(1.0, abs=1e-5)
        assert list(hits.scores) == sorted(hits.scores, reverse=True)


def test_a_store_read_back_holds_the_same_vectors_and_finds_the_same(store: FaissStore) -> None:
    again = from_bytes(to_bytes(store))
    assert np.array_equal(again.vectors, VECTORS)
    assert again.is_flat == store.is_flat
    assert np.array_equal(again.search(VECTORS[7], 9).ids, store.search(VECTORS[7], 9).ids)


def test_only_admitted_rows_are_found(store: FaissStore) -> None:
    each = np.arange(len(VECTORS), dtype=np.int32)
    admitted = np.zeros(len(VECTORS), dtype=np.bool_)
    admitted[[3, 90, 150]] = True
    assert sorted(store.search(VECTORS[7], 10, Admitted(admitted, each)).ids) == [3, 90, 150]
    admitted[:] = False
    assert len(store.search(VECTORS[7], 10, Admitted(admitted, each)).ids) == 0


def test_scores_of_rows_are_their_cosines(store: FaissStore) -> None:
    rows = np.array([5, 0, 5])
    assert store.scores(VECTORS[5], rows) == pytest.approx(VECTORS[rows] @ VECTORS[5])


def test_equal_scores_come_in_order_of_row() -> None:
    same = np.repeat(VECTORS[:1], 20, axis=0)
    assert list(build_store(same, 1_000).search(VECTORS[0], 20).ids) == list(range(20))


def test_lists_finds_what_exact_search_finds() -> None:
    exact, near = build_store(VECTORS, 1_000), build_store(VECTORS, 10)
    shares = [
        len(set(exact.search(v, 10).ids) & set(near.search(v, 10).ids)) / 10 for v in VECTORS[::7]
    ]
    assert np.mean(shares) >= 0.95


def test_an_empty_store_finds_nothing() -> None:
    empty = build_store(VECTORS[:0], 10)
    assert len(empty.search(VECTORS[0], 5).ids) == 0
    assert from_bytes(to_bytes(empty)).vectors.shape == (0, VECTORS.shape[1])


@pytest.mark.parametrize("cut", [0, 1, 20, 1_000, -1])
def test_a_cut_file_is_no_index(cut: int) -> None:
    data = to_bytes(build_store(VECTORS, 1_000))
    with pytest.raises(ValueError, match="FAISS"):
        from_bytes(data[:cut].copy())


def test_another_kind_of_index_is_refused() -> None:
    import faiss

    index = faiss.IndexLSH(64, 64)
    with pytest.raises(ValueError, match="LSH"):
        from_bytes(np.asarray(faiss.serialize_index(index)))


def test_a_flat_file_is_read_without_faiss_and_by_it_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    from vssqa.retrieval import dense

    data = to_bytes(build_store(VECTORS, 1_000))
    ours = from_bytes(data)
    monkeypatch.setattr(dense, "_flat_vectors", lambda buffer: None)
    theirs = from_bytes(data)
    assert ours.is_flat
    assert theirs.is_flat
    assert np.array_equal(ours.vectors, theirs.vectors)
    assert ours.search(VECTORS[3], 5).ids.tolist() == theirs.search(VECTORS[3], 5).ids.tolist()
