"""One contract for every passage store: FAISS, a file of Milvus Lite, and its local server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.fakes import HashingEncoder
from tests.milvus_lite import lite_file, local_server
from vssqa.retrieval.dense import build_store
from vssqa.retrieval.milvus import fill, new_collection, open_collection
from vssqa.retrieval.milvus_server import Server
from vssqa.retrieval.store import (
    Admitted,
    Hits,
    PassageStore,
    Vectors,
    cosines,
    in_lists,
    lists_of,
    lists_probed,
)

PLACES = "Hanoi Hue Vinh-Long Da-Nang Lam-Dong Can-Tho".split()
TEXTS = [f"{place} had {year % 97} per cent in {year}" for place in PLACES for year in range(100)]
VECTORS = HashingEncoder().encode(TEXTS)
RELEASE_OF = np.arange(len(VECTORS), dtype=np.int32) // 4
RELEASES = int(RELEASE_OF[-1]) + 1
SAME = np.repeat(VECTORS[:2], 60, axis=0)[np.random.default_rng(5).permutation(120)]

Fill = Callable[[Vectors, bool], PassageStore]
KINDS = ["faiss flat", "faiss lists", "file flat", "file lists", "server flat", "server lists"]
EXACT_AMONG_FEW = [kind for kind in KINDS if "flat" in kind or "faiss" in kind]


@pytest.fixture(scope="module")
def fillers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Fill]]:
    """Give what fills a store of each kind."""

    def by_faiss(vectors: Vectors, flat: bool) -> PassageStore:
        return build_store(vectors, len(vectors) if flat else 0)

    def by_milvus(uri: str) -> Fill:
        def filled(vectors: Vectors, flat: bool) -> PassageStore:
            server = Server(uri)
            releases = RELEASE_OF[: len(vectors)]
            collection = new_collection(vectors, releases, flat, None)
            fill(server, collection, vectors, releases)
            return open_collection(server, collection)

        return filled

    folder = tmp_path_factory.mktemp("milvus")
    with lite_file(folder) as file, local_server(folder) as server:
        yield {"faiss": by_faiss, "file": by_milvus(file), "server": by_milvus(server.uri)}


@pytest.fixture(scope="module")
def stores(fillers: dict[str, Fill]) -> dict[str, PassageStore]:
    found = {}
    for kind in KINDS:
        where, how = kind.split()
        found[kind] = fillers[where](VECTORS, how == "flat")
    return found


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, stores: dict[str, PassageStore]) -> PassageStore:
    return stores[request.param]


def admitting(*releases: int) -> Admitted:
    mask = np.zeros(RELEASES, dtype=np.bool_)
    mask[list(releases)] = True
    return Admitted(mask, RELEASE_OF)


def expected(vector: Vectors, k: int, rows: NDArray[np.bool_] | None = None) -> list[int]:
    """Return the `k` nearest rows as comparing every vector finds them."""
    scores = cosines(VECTORS, vector)
    held = np.arange(len(VECTORS)) if rows is None else np.flatnonzero(rows)
    return [int(held[i]) for i in np.lexsort((held, -scores[held]))[:k]]


def test_it_holds_what_was_written(store: PassageStore) -> None:
    assert (len(store), store.dimension) == VECTORS.shape
    for start, end in [(0, 600), (0, 0), (0, 1), (255, 257), (599, 600), (300, 300), (17, 513)]:
        assert np.array_equal(store.read(start, end), VECTORS[start:end])


def test_each_vector_is_nearest_to_itself(store: PassageStore) -> None:
    for row in (0, 57, 599):
        hits = store.search(VECTORS[row], 3)
        assert hits.ids[0] == row
        assert hits.scores[0] == pytest.approx(1.0, abs=1e-5)


def test_scores_fall_and_are_the_cosines(store: PassageStore) -> None:
    hits = store.search(VECTORS[7], 40)
    assert len(hits.ids) == len(set(hits.ids.tolist())) == 40
    assert list(hits.scores) == sorted(hits.scores, reverse=True)
    assert np.array_equal(hits.scores, cosines(VECTORS[hits.ids], VECTORS[7]))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.endswith("flat")])
def test_a_flat_store_finds_what_comparing_all_finds(
    stores: dict[str, PassageStore], kind: str
) -> None:
    for row in range(0, 600, 37):
        for k in (1, 10, 50, 600):
            assert stores[kind].search(VECTORS[row], k).ids.tolist() == expected(VECTORS[row], k)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.endswith("lists")])
def test_lists_finds_nearly_what_comparing_all_finds(
    stores: dict[str, PassageStore], kind: str
) -> None:
    shares = [
        len(set(stores[kind].search(v, 10).ids.tolist()) & set(expected(v, 10))) / 10
        for v in VECTORS[::23]
    ]
    assert np.mean(shares) >= 0.95


def test_all_stores_give_the_same_scores_and_the_same_order(
    stores: dict[str, PassageStore],
) -> None:
    questions = HashingEncoder().encode(["Hue in 2023", "per cent", "Can-Tho 61", "nothing of it"])
    for vector in questions:
        by_kind = {kind: stores[kind].search(vector, 25) for kind in KINDS if "flat" in kind}
        first = by_kind["faiss flat"]
        for hits in by_kind.values():
            assert hits.ids.tolist() == first.ids.tolist()
            assert np.abs(hits.scores - first.scores).max() <= 1e-5


@pytest.mark.parametrize("where", ["faiss", "file", "server"])
@pytest.mark.parametrize("k", [1, 7, 59, 60, 61, 119, 120, 500])
def test_equal_scores_come_in_order_of_row_wherever_they_are_cut(
    fillers: dict[str, Fill], where: str, k: int, same_stores: dict[str, PassageStore]
) -> None:
    if where not in same_stores:
        same_stores[where] = fillers[where](SAME, True)
    scores = cosines(SAME, VECTORS[0])
    wanted = np.lexsort((np.arange(len(SAME)), -scores))[:k]
    assert same_stores[where].search(VECTORS[0], k).ids.tolist() == wanted.tolist()


@pytest.fixture(scope="module")
def same_stores() -> dict[str, PassageStore]:
    return {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "releases",
    [
        pytest.param([3], id="one release"),
        pytest.param([0, RELEASES - 1], id="the first and the last"),
        pytest.param(list(range(20, 45)), id="a span of time"),
        pytest.param([*range(9), 17, *range(80, 120)], id="spans"),
        pytest.param(list(range(0, RELEASES, 2)), id="every other"),
        pytest.param(list(range(RELEASES)), id="all"),
        pytest.param([], id="none"),
    ],
)
def test_only_passages_of_admitted_releases_are_found(
    stores: dict[str, PassageStore], kind: str, releases: list[int]
) -> None:
    chosen = admitting(*releases)
    hits = stores[kind].search(VECTORS[211], 12, chosen)
    assert set(RELEASE_OF[hits.ids].tolist()) <= set(releases)
    wanted = expected(VECTORS[211], 12, chosen.rows)
    if kind in EXACT_AMONG_FEW:
        assert hits.ids.tolist() == wanted
    else:
        assert len(set(hits.ids.tolist()) & set(wanted)) >= 0.85 * len(wanted)


def test_scores_of_rows_are_their_cosines(store: PassageStore) -> None:
    rows = np.array([5, 0, 599, 5, 256])
    assert np.array_equal(store.scores(VECTORS[5], rows), cosines(VECTORS[rows], VECTORS[5]))
    assert store.scores(VECTORS[5], np.empty(0, np.int64)).shape == (0,)


@pytest.mark.parametrize("where", ["faiss", "file", "server"])
def test_a_store_of_nothing_finds_nothing(fillers: dict[str, Fill], where: str) -> None:
    store = fillers[where](VECTORS[:0], True)
    assert len(store) == 0
    assert len(store.search(VECTORS[0], 5).ids) == 0
    assert store.read(0, 0).shape == (0, VECTORS.shape[1])


@pytest.mark.parametrize(
    ("count", "lists"),
    [(0, 1), (1, 1), (9, 6), (10_000, 200), (1_000_000, 2_000), (10**10, 65_536)],
)
def test_there_are_as_many_lists_as_vectors_ask_for(count: int, lists: int) -> None:
    assert lists_of(count) == lists


@pytest.mark.parametrize(
    ("k", "count", "probed"),
    [(10, 500, 32), (10, 1_000_000, 200), (200, 5_000, 46), (600, 600, 49)],
)
def test_lists_are_looked_into_that_hold_much_more_than_is_asked_for(
    k: int, count: int, probed: int
) -> None:
    assert lists_probed(k, count) == probed


def test_a_search_looks_into_more_lists_until_it_has_enough() -> None:
    asked: list[int] = []

    def search(wanted: int, lists: int) -> Hits:
        asked.append(lists)
        found = np.arange(min(wanted, lists // 100), dtype=np.int64)
        return Hits(found, np.ones(len(found), np.float32))

    assert len(in_lists(search, 1_000_000, 1_000_000)(10).ids) == 10
    assert asked == [200, 800, 2_000]
    asked.clear()
    assert len(in_lists(search, 1_000_000, 2)(10).ids) == 2
    assert asked == [200]
