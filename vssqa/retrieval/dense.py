"""The passages' vectors in FAISS; the only file that imports it."""

from __future__ import annotations

import struct
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vssqa.retrieval.store import (
    Admitted,
    Hits,
    Rows,
    Vectors,
    best_of,
    cosines,
    in_lists,
    lists_of,
    nearest,
)

# The lists looked into hold few of a few admitted vectors: up to so many are compared one by one
# (384 dimensions: below 30 ms).
_COMPARED = 20_000
_TRAINED_ON = 48  # vectors a list from which its centre is learned; more hardly move it
_ROUNDS = 8  # of learning the centres
_SEED = 38
_ADD_AT_ONCE = 65_536  # vectors handed to FAISS in one call, so that memory stays bounded


# A flat index' file: its kind, dimension, vectors, two numbers unused, whether it is trained, its
# metric, and how many numbers follow.
_FLAT_HEAD = struct.Struct("<4siqqq?iQ")
_FLAT_KIND = b"IxFI"


def _faiss() -> Any:
    """Import FAISS; a tenth of a second, so not before a search needs it."""
    import faiss

    return faiss


class FaissStore:
    """A FAISS index: flat (exact), or inverted lists where there are many vectors."""

    def __init__(
        self,
        index: Any = None,
        buffer: NDArray[np.uint8] | None = None,
        flat: Vectors | None = None,
    ) -> None:
        """Hold an open index, or the file of a flat one and its vectors, (n, dimension)."""
        self._open = index
        self._buffer = buffer  # the index reads out of this memory: it must live as long
        self._flat = flat

    @cached_property
    def _index(self) -> Any:
        return self._open if self._buffer is None or self._open else _read(self._buffer)

    def __len__(self) -> int:
        """Return how many vectors are held."""
        return int(self._index.ntotal) if self._flat is None else len(self._flat)

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return int(self._index.d) if self._flat is None else self._flat.shape[1]

    @property
    def is_flat(self) -> bool:
        """Tell whether every vector is compared, so that the result is exact."""
        return self._flat is not None

    @property
    def vectors(self) -> Vectors:
        """All vectors, (n, dimension); of a flat index a view of its own memory."""
        if self._flat is None:
            return self._rows(np.arange(len(self), dtype=np.int64))
        return self._flat

    def _rows(self, rows: Rows) -> Vectors:
        """Return the vectors of rows, (n_rows, dimension)."""
        if self.is_flat:
            return self.vectors[rows]
        found: Vectors = self._index.reconstruct_batch(np.ascontiguousarray(rows, dtype=np.int64))
        return found

    def read(self, start: int, end: int) -> Vectors:
        """Return the vectors of the rows from `start` up to `end`; of a flat index a view."""
        if self.is_flat:
            return self.vectors[start:end]
        return self._rows(np.arange(start, end, dtype=np.int64))

    def scores(self, vector: Vectors, rows: Rows) -> Vectors:
        """Return the cosines of the vectors of `rows`, (n_rows,)."""
        return cosines(self._rows(rows), vector)

    def search(self, vector: Vectors, k: int, admitted: Admitted | None = None) -> Hits:
        """Return the `k` nearest vectors; equal scores in order of row."""
        k = min(k, len(self))
        if k == 0:
            return Hits(np.empty(0, np.int64), np.empty(0, np.float32))
        available = len(self)
        if admitted is not None and not self.is_flat:
            rows = np.flatnonzero(admitted.rows)
            if len(rows) <= _COMPARED:
                return best_of(rows, self.scores(vector, rows), k)
            available = len(rows)
        faiss = _faiss()
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        options: dict[str, Any] = {}
        if admitted is not None:
            bits = np.packbits(admitted.rows, bitorder="little")
            options["sel"] = faiss.IDSelectorBitmap(len(self), faiss.swig_ptr(bits))

        def search(asked: int, parameters: Any) -> Hits:
            scores, ids = self._index.search(query, asked, params=parameters)
            held = ids[0] >= 0  # fewer may be found than asked for
            return Hits(ids[0][held], scores[0][held])

        def find(asked: int) -> Hits:
            return search(asked, faiss.SearchParameters(**options))

        def find_in(asked: int, lists: int) -> Hits:
            return search(asked, _probing(lists, options))

        chosen = find if self.is_flat else in_lists(find_in, len(self), available)
        return nearest(chosen, lambda rows: self.scores(vector, rows), k, len(self))


def _probing(lists: int, options: dict[str, Any]) -> Any:
    """Return the parameters of a search that looks into so many lists."""
    return _faiss().SearchParametersIVF(nprobe=lists, **options)


def build_store(vectors: Vectors, flat_up_to: int) -> FaissStore:
    """Index `vectors` of shape (n, dimension): flat up to `flat_up_to`, lists beyond."""
    dimension, faiss = vectors.shape[1], _faiss()
    is_flat = len(vectors) <= flat_up_to
    index: Any = faiss.IndexFlatIP(dimension) if is_flat else _empty_lists(vectors)
    for start in range(0, len(vectors), _ADD_AT_ONCE):
        index.add(np.ascontiguousarray(vectors[start : start + _ADD_AT_ONCE], dtype=np.float32))
    if is_flat:
        return FaissStore(index, flat=_vectors_of(index))
    index.make_direct_map()  # where each row lies: vectors are read back by row
    return FaissStore(index)


def _vectors_of(index: Any) -> Vectors:
    """Return the vectors of a flat index as a view of its memory, (n, dimension)."""
    held = _faiss().rev_swig_ptr(index.get_xb(), index.ntotal * index.d)
    return np.asarray(held, dtype=np.float32).reshape(index.ntotal, index.d)


def _empty_lists(vectors: Vectors) -> Any:
    """Return inverted lists around centres learned from a sample of vectors."""
    lists = lists_of(len(vectors))
    faiss = _faiss()
    index: Any = faiss.index_factory(
        vectors.shape[1], f"IVF{lists},Flat", faiss.METRIC_INNER_PRODUCT
    )
    index.cp.niter, index.cp.seed, index.cp.min_points_per_centroid = _ROUNDS, _SEED, 1
    count = min(len(vectors), _TRAINED_ON * lists)
    sample = np.random.default_rng(_SEED).choice(len(vectors), count, replace=False)
    index.train(np.ascontiguousarray(vectors[np.sort(sample)], dtype=np.float32))
    return index


def to_bytes(store: FaissStore) -> NDArray[np.uint8]:
    """Return the store in FAISS' own file format, (n_bytes,)."""
    return np.asarray(_faiss().serialize_index(store._index), dtype=np.uint8)


def from_bytes(buffer: NDArray[np.uint8]) -> FaissStore:
    """Open a store out of memory (a mapped file), without copying the vectors.

    The bytes' hash must have been checked: FAISS trusts what it reads.

    :raises ValueError: if FAISS cannot read them, or they hold another kind of index.
    """
    flat = _flat_vectors(buffer)
    if flat is not None:
        return FaissStore(buffer=buffer, flat=flat)
    index = _read(buffer)
    if isinstance(index, _faiss().IndexFlatIP):  # laid out in another way than is known here
        return FaissStore(index, buffer, _vectors_of(index))
    if not isinstance(index, _faiss().IndexIVFFlat):
        raise ValueError(f"a FAISS index of kind {type(index).__name__}")
    return FaissStore(index, buffer)


def _flat_vectors(buffer: NDArray[np.uint8]) -> Vectors | None:
    """Return the vectors in the file of a flat index, (n, dimension), None if it is of another."""
    if buffer[: len(_FLAT_KIND)].tobytes() != _FLAT_KIND or len(buffer) < _FLAT_HEAD.size:
        return None
    _, dimension, count, *_, numbers = _FLAT_HEAD.unpack(buffer[: _FLAT_HEAD.size].tobytes())
    held = buffer[_FLAT_HEAD.size :]
    if numbers != count * dimension or len(held) != numbers * np.dtype(np.float32).itemsize:
        return None
    return held.view(np.float32).reshape(count, dimension)


def _read(buffer: NDArray[np.uint8]) -> Any:
    """Read an index that goes on reading out of the buffer.

    :raises ValueError: if FAISS cannot read it.
    """
    faiss = _faiss()
    try:
        return faiss.read_index(faiss.ZeroCopyIOReader(faiss.swig_ptr(buffer), len(buffer)))
    except RuntimeError as error:
        raise ValueError("not a FAISS index") from error
