"""Vectors -> nearest vectors by FAISS; the only file that imports it.

Scores are cosines of unit vectors: higher is better, 1 is equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Mask = NDArray[np.bool_]

# HNSW: 32 links a vector, 200 candidates while building, at least 128 while searching
# (recall@10 against exact search above 0.95 at a million; measured by `bench`).
_LINKS = 32
_BUILD_BREADTH = 200
_SEARCH_BREADTH = 128
_ADD_AT_ONCE = 65_536  # vectors handed to FAISS in one call, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Hits:
    """The nearest vectors, best first.

    `ids`: (n,) rows; `scores`: (n,) cosines.
    """

    ids: NDArray[np.int64]
    scores: Vectors


class DenseStore(Protocol):
    """Where vectors are searched."""

    def __len__(self) -> int:
        """Return how many vectors are held."""

    def search(self, vector: Vectors, k: int, admitted: Mask | None = None) -> Hits:
        """Return the `k` nearest vectors to `vector` of shape (dimension,).

        :param admitted: (n,), the rows that may be found; all where it is None.
        """

    def scores(self, vector: Vectors, rows: NDArray[np.int64]) -> Vectors:
        """Return the cosines of the vectors of `rows`, (n_rows,)."""


class FaissStore:
    """A FAISS index: flat (exact), or HNSW where there are many vectors."""

    def __init__(self, index: Any, buffer: NDArray[np.uint8] | None = None) -> None:
        self._index = index
        self._buffer = buffer  # the index reads out of this memory: it must live as long

    def __len__(self) -> int:
        """Return how many vectors are held."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return int(self._index.d)

    @property
    def is_flat(self) -> bool:
        """Tell whether every vector is compared, so that the result is exact."""
        return isinstance(self._index, faiss.IndexFlat)

    @property
    def vectors(self) -> Vectors:
        """All vectors, (n, dimension), as a view of the index' own memory."""
        flat: Any = self._index if self.is_flat else faiss.downcast_index(self._index.storage)
        return np.asarray(
            faiss.rev_swig_ptr(flat.get_xb(), len(self) * self.dimension), dtype=np.float32
        ).reshape(len(self), self.dimension)

    def scores(self, vector: Vectors, rows: NDArray[np.int64]) -> Vectors:
        """Return the cosines of the vectors of `rows`, (n_rows,)."""
        found: Vectors = self.vectors[rows] @ vector
        return found

    def search(self, vector: Vectors, k: int, admitted: Mask | None = None) -> Hits:
        """Return the `k` nearest vectors; equal scores in order of row."""
        k = min(k, len(self))
        if k == 0:
            return Hits(np.empty(0, np.int64), np.empty(0, np.float32))
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        options: dict[str, Any] = {}
        if admitted is not None:
            bits = np.packbits(admitted, bitorder="little")
            options["sel"] = faiss.IDSelectorBitmap(len(admitted), faiss.swig_ptr(bits))
        if self.is_flat:
            parameters = faiss.SearchParameters(**options)
        else:
            options["efSearch"] = max(_SEARCH_BREADTH, 2 * k)
            parameters = faiss.SearchParametersHNSW(**options)  # type: ignore[attr-defined]
        scores, ids = self._index.search(query, k, params=parameters)
        held = ids[0] >= 0  # HNSW may find fewer than k
        order = np.lexsort((ids[0][held], -scores[0][held]))
        return Hits(ids[0][held][order], scores[0][held][order])


def build_store(vectors: Vectors, flat_up_to: int) -> FaissStore:
    """Index `vectors` of shape (n, dimension): flat up to `flat_up_to`, HNSW beyond."""
    dimension = vectors.shape[1]
    index: Any
    if len(vectors) <= flat_up_to:
        index = faiss.IndexFlatIP(dimension)
    else:
        index = faiss.IndexHNSWFlat(dimension, _LINKS, faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = _BUILD_BREADTH
    for start in range(0, len(vectors), _ADD_AT_ONCE):
        index.add(np.ascontiguousarray(vectors[start : start + _ADD_AT_ONCE], dtype=np.float32))
    return FaissStore(index)


def to_bytes(store: FaissStore) -> NDArray[np.uint8]:
    """Return the store in FAISS' own file format, (n_bytes,)."""
    return np.asarray(faiss.serialize_index(store._index), dtype=np.uint8)


def from_bytes(buffer: NDArray[np.uint8]) -> FaissStore:
    """Open a store out of memory (a mapped file), without copying the vectors.

    The bytes' hash must have been checked: FAISS trusts what it reads.

    :raises ValueError: if FAISS cannot read them, or they hold another kind of index.
    """
    try:
        pointer = faiss.swig_ptr(buffer)
        reader = faiss.ZeroCopyIOReader(pointer, len(buffer))  # type: ignore[attr-defined]
        index = faiss.read_index(reader)
    except RuntimeError as error:
        raise ValueError("not a FAISS index") from error
    if not isinstance(index, faiss.IndexFlatIP | faiss.IndexHNSWFlat):
        raise ValueError(f"a FAISS index of kind {type(index).__name__}")
    return FaissStore(index, buffer)
