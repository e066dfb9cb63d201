"""The passages' vectors in Milvus.

A collection is filled for one generation of the index and never changed. Its
name is random, so that corpora that share a server never meet; what it must
hold stands in the generation, and is compared before an answer comes from it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vssqa.errors import StoreError
from vssqa.patterns import regex
from vssqa.retrieval.milvus_server import Server
from vssqa.retrieval.store import (
    Admitted,
    Hits,
    Mask,
    Rows,
    Vectors,
    best_of,
    cosines,
    in_lists,
    lists_of,
    nearest,
)

COLLECTION_NAME = regex(r"vssqa_[0-9a-f]{32}")
CHUNK = 256  # rows that are hashed, read and compared together
_INSERT_BYTES = 4 * 1024 * 1024  # of vectors in one call; a server takes 64 MiB
_MOST_HITS = 16_384  # Milvus' own bound of one search
_MOST_RUNS = 32  # ranges of releases that a filter lists one by one, before it lists numbers
_CHUNKS_HELD = 8
_COMPARED = 1_000  # admitted rows that are fetched and compared here: lists hold few of a few


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection as it must be; the generation that is answered from it holds this.

    `hashes`: the SHA-256 of every `CHUNK` rows. `previous`: the collection
    before it, kept while somebody may still be reading it.
    """

    name: str
    rows: int
    dimension: int
    flat: bool
    hashes: tuple[str, ...]
    previous: str | None

    def holds_the_same(self, other: Collection) -> bool:
        """Tell whether another collection would hold the same vectors, searched the same way."""
        return (self.rows, self.dimension, self.flat, self.hashes) == (
            other.rows,
            other.dimension,
            other.flat,
            other.hashes,
        )


def new_collection(
    vectors: Vectors, releases: NDArray[np.int32], flat: bool, previous: str | None
) -> Collection:
    """Describe a collection that does not exist yet.

    :param vectors: (n, dimension), of unit length.
    :param releases: (n,), the number of the release that each passage is of.
    """
    hashes = tuple(
        _hash(releases[start : start + CHUNK], vectors[start : start + CHUNK])
        for start in range(0, len(vectors), CHUNK)
    )
    name = f"vssqa_{secrets.token_hex(16)}"
    return Collection(name, len(vectors), vectors.shape[1], flat, hashes, previous)


def _hash(releases: NDArray[Any], vectors: Vectors) -> str:
    data = np.ascontiguousarray(releases, "<i4").tobytes()
    return hashlib.sha256(data + np.ascontiguousarray(vectors, "<f4").tobytes()).hexdigest()


# --- writing -----------------------------------------------------------------------


def fill(
    server: Server,
    collection: Collection,
    vectors: Vectors,
    releases: NDArray[np.int32],
    progress: Callable[[int], object] = lambda done: None,
) -> None:
    """Create a collection, write all its vectors and see that it holds them.

    What a failed one leaves in the server is the caller's to drop.

    :param progress: told how many rows are written.
    :raises StoreError: if the server fails or does not hold what was written.
    """
    server.create(collection.name, collection.dimension)
    at_once = max(1, _INSERT_BYTES // (4 * collection.dimension))
    for start in range(0, collection.rows, at_once):
        end = min(start + at_once, collection.rows)
        server.insert(
            collection.name,
            [
                {"row": row, "release": int(releases[row]), "vector": vectors[row]}
                for row in range(start, end)
            ],
        )
        progress(end)
    server.order(collection.name, None if collection.flat else lists_of(collection.rows))
    try:
        open_collection(server, collection)
    except ValueError as error:
        raise StoreError(f"{error}: try again") from error


# --- reading -----------------------------------------------------------------------


def open_server(uri: str, token: str) -> Server:
    """Connect to what an index was written to; a file that is not there is not made.

    :raises StoreError: if it cannot be reached.
    :raises ValueError: if there is no such file.
    """
    if "://" not in uri and not Path(uri).exists():
        raise ValueError(f"there is no Milvus Lite file {uri!r}")
    return Server(uri, token)


def open_collection(server: Server, collection: Collection) -> MilvusStore:
    """Open a collection after comparing its size and its first and last rows.

    :raises StoreError: if the server fails.
    :raises ValueError: if the collection is missing or another.
    """
    name = f"the collection {collection.name!r} in Milvus at {server.where}"
    if not server.holds(collection.name):
        raise ValueError(f"{name} is missing")
    server.load(collection.name)
    found = server.count(collection.name)
    if found != collection.rows:
        raise ValueError(f"{name} holds {found} passages in place of {collection.rows}")
    store = MilvusStore(server, collection)
    if collection.rows:
        store.read(0, 1)
        store.read(collection.rows - 1, collection.rows)
    return store


class MilvusStore:
    """One collection, open for reading."""

    def __init__(self, server: Server, collection: Collection) -> None:
        self._server = server
        self._collection = collection
        self._chunk = lru_cache(maxsize=_CHUNKS_HELD)(self._read_chunk)

    def __len__(self) -> int:
        """Return how many vectors are held."""
        return self._collection.rows

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return self._collection.dimension

    def read(self, start: int, end: int) -> Vectors:
        """Return the vectors of the rows from `start` up to `end`, their hashes checked.

        :raises StoreError: if the server fails.
        :raises ValueError: if the rows are not as they were written.
        """
        first = start // CHUNK
        chunks = [self._chunk(number) for number in range(first, -(-end // CHUNK))]
        return self._joined(chunks)[start - first * CHUNK : end - first * CHUNK]

    def _joined(self, pieces: list[Vectors]) -> Vectors:
        return np.concatenate([np.empty((0, self.dimension), np.float32), *pieces])

    def _read_chunk(self, number: int) -> Vectors:
        start, end = number * CHUNK, min((number + 1) * CHUNK, len(self))
        expression = f"row >= {start} and row < {end}"
        found = self._server.rows(self._collection.name, expression, fresh=True)
        vectors = np.array([one["vector"] for one in found], dtype=np.float32)
        releases = np.array([one["release"] for one in found], dtype=np.int32)
        whole = [one["row"] for one in found] == list(range(start, end))
        if not whole or _hash(releases, vectors) != self._collection.hashes[number]:
            raise ValueError(
                f"rows {start} to {end} of the collection {self._collection.name!r} in Milvus at"
                f" {self._server.where} are not as they were written"
            )
        return vectors

    def scores(self, vector: Vectors, rows: Rows) -> Vectors:
        """Return the cosines of the vectors of `rows`, (n_rows,).

        :raises StoreError: if the server fails or a row is missing.
        """
        held, places = np.unique(rows, return_inverse=True)
        pieces = [
            self._vectors(held[start : start + _MOST_HITS].tolist())
            for start in range(0, len(held), _MOST_HITS)
        ]
        return cosines(self._joined(pieces), vector)[places]

    def _vectors(self, rows: list[int]) -> Vectors:
        """Return the vectors of rows given in order."""
        found = self._server.rows(self._collection.name, f"row in {rows}", fresh=False)
        if [one["row"] for one in found] != rows:
            raise StoreError(
                f"rows of the collection {self._collection.name!r} in Milvus at"
                f" {self._server.where} are missing: run: python -m vssqa index"
            )
        return np.array([one["vector"] for one in found], dtype=np.float32)

    def search(self, vector: Vectors, k: int, admitted: Admitted | None = None) -> Hits:
        """Return the `k` nearest vectors; equal scores in order of row.

        :raises StoreError: if the server fails.
        """
        most = min(len(self), _MOST_HITS)
        expression = "" if admitted is None else admitted_expression(admitted.releases)
        if min(k, most) == 0 or expression is None:
            return Hits(np.empty(0, np.int64), np.empty(0, np.float32))
        query = np.asarray(vector, dtype=np.float32)
        available = len(self)
        if admitted is not None and not self._collection.flat:
            rows = np.flatnonzero(admitted.rows)
            if len(rows) <= _COMPARED:
                return best_of(rows, self.scores(query, rows), k)
            available = len(rows)

        def find(asked: int, lists: int | None = None) -> Hits:
            found = self._server.search(self._collection.name, query, asked, expression, lists)
            rows, scores = np.array(found, dtype=np.float64).reshape(-1, 2).T
            return Hits(rows.astype(np.int64), scores.astype(np.float32))

        chosen = find if self._collection.flat else in_lists(find, len(self), available)
        return nearest(chosen, lambda rows: self.scores(query, rows), min(k, most), most)


def admitted_expression(releases: Mask) -> str | None:
    """Return Milvus' filter for releases given as a mask (n_releases,), None if none is admitted.

    Releases are numbered by the name of their file, which most often begins with
    the date: a span of time is then a few ranges.
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], releases.astype(np.int8), [0]))))
    runs = edges.reshape(-1, 2).tolist()
    if not runs:
        return None
    if len(runs) > _MOST_RUNS:
        return f"release in {np.flatnonzero(releases).tolist()}"
    return " or ".join(f"(release >= {start} and release < {end})" for start, end in runs)
