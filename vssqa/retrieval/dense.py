"""The passages' vectors in FAISS; the only file that imports it."""

from __future__ import annotations

from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from vssqa.retrieval.store import (
    BUILD_BREADTH,
    LINKS,
    Admitted,
    Hits,
    Rows,
    Vectors,
    best_of,
    cosines,
    nearest,
    search_breadth,
)

# A walk through HNSW's graph meets few of a few admitted vectors: up to so many are compared one
# by one (384 dimensions: below 30 ms).
_COMPARED = 20_000
_ADD_AT_ONCE = 65_536  # vectors handed to FAISS in one call, so that memory stays bounded


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

    def read(self, start: int, end: int) -> Vectors:
        """Return the vectors of the rows from `start` up to `end`, as a view."""
        return self.vectors[start:end]

    def scores(self, vector: Vectors, rows: Rows) -> Vectors:
        """Return the cosines of the vectors of `rows`, (n_rows,)."""
        return cosines(self.vectors[rows], vector)

    def search(self, vector: Vectors, k: int, admitted: Admitted | None = None) -> Hits:
        """Return the `k` nearest vectors; equal scores in order of row."""
        k = min(k, len(self))
        if k == 0:
            return Hits(np.empty(0, np.int64), np.empty(0, np.float32))
        if admitted is not None and not self.is_flat:
            rows = np.flatnonzero(admitted.rows)
            if len(rows) <= _COMPARED:
                return best_of(rows, self.scores(vector, rows), k)
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        options: dict[str, Any] = {}
        if admitted is not None:
            bits = np.packbits(admitted.rows, bitorder="little")
            options["sel"] = faiss.IDSelectorBitmap(len(self), faiss.swig_ptr(bits))

        def find(asked: int) -> Hits:
            if self.is_flat:
                parameters = faiss.SearchParameters(**options)
            else:
                breadth = search_breadth(asked, len(self))
                parameters = faiss.SearchParametersHNSW(efSearch=breadth, **options)  # type: ignore[attr-defined]
            scores, ids = self._index.search(query, asked, params=parameters)
            held = ids[0] >= 0  # HNSW may find fewer than asked for
            return Hits(ids[0][held], scores[0][held])

        return nearest(find, lambda rows: self.scores(vector, rows), k, len(self))


def build_store(vectors: Vectors, flat_up_to: int) -> FaissStore:
    """Index `vectors` of shape (n, dimension): flat up to `flat_up_to`, HNSW beyond."""
    dimension = vectors.shape[1]
    index: Any
    if len(vectors) <= flat_up_to:
        index = faiss.IndexFlatIP(dimension)
    else:
        index = faiss.IndexHNSWFlat(dimension, LINKS, faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = BUILD_BREADTH
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
