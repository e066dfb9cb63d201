"""Where the passages' vectors are searched: what every store can do.

Scores are cosines of unit vectors: higher is better, 1 is equal. They are
computed here from the stored vectors, whatever a store's own search rounds
them to, so that all stores give the same scores and the same order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]

# HNSW: links a vector, and candidates while building.
LINKS = 64
BUILD_BREADTH = 400
# Releases repeat each other, so that vectors lie in tight heaps, in which few links and a narrow
# search lose their way: of 300,000 vectors in 122 heaps 32 links, 200 and 128 candidates found 0.63
# of the ten nearest; 64, 500 and 4,096 all of them, in 8 ms. Of a million in heaps of 8,200 what
# stands here finds 0.81; of 200,000 of different texts a breadth of 256 found all.
_SEARCHED_SHARE = 64  # one in so many vectors is a candidate while searching
_NARROWEST, _WIDEST = 128, 32_768  # Milvus takes no more

# A search's own scores and ours differ by the order of adding: below 1e-6 at 384 dimensions.
_ROUNDING = 1e-5
_BESIDES = 16  # vectors asked for beyond k, to see whether the last of them ties


@dataclass(frozen=True, slots=True)
class Hits:
    """The nearest vectors, best first.

    `ids`: (n,) rows; `scores`: (n,) cosines.
    """

    ids: Rows
    scores: Vectors


@dataclass(frozen=True, slots=True)
class Admitted:
    """The releases that may be found, and with them their passages.

    Dates and names were compared before: the rule by which a month admits its
    days stands in one place, and a store filters by the releases' numbers.

    `releases`: (n_releases,); `release_of`: (n,), the release of each row.
    """

    releases: Mask
    release_of: NDArray[np.int32]

    @property
    def rows(self) -> Mask:
        """Which rows may be found, (n,)."""
        found: Mask = self.releases[self.release_of]
        return found


class PassageStore(Protocol):
    """The vectors of all passages, by row."""

    def __len__(self) -> int:
        """Return how many vectors are held."""

    @property
    def dimension(self) -> int:
        """The length of each vector."""

    def search(self, vector: Vectors, k: int, admitted: Admitted | None = None) -> Hits:
        """Return the `k` nearest to `vector` of shape (dimension,); equal ones in order of row.

        :raises StoreError: if the store cannot be reached.
        """

    def scores(self, vector: Vectors, rows: Rows) -> Vectors:
        """Return the cosines of the vectors of `rows`, (n_rows,).

        :raises StoreError: if the store cannot be reached.
        """

    def read(self, start: int, end: int) -> Vectors:
        """Return the vectors of the rows from `start` up to `end`, as they were written.

        :raises StoreError: if the store cannot be reached.
        :raises ValueError: if it holds others.
        """


def cosines(vectors: Vectors, vector: Vectors) -> Vectors:
    """Return the cosine of each of `vectors` (n, dimension) with `vector`, (n,).

    By einsum: a matrix product adds a row up differently by its place among the others.
    """
    found: Vectors = np.einsum("ij,j->i", vectors, vector)
    return found


def search_breadth(k: int, count: int) -> int:
    """Return how many candidates HNSW looks at for the `k` nearest of `count` vectors."""
    return min(_WIDEST, max(_NARROWEST, 2 * k, count // _SEARCHED_SHARE))


def nearest(
    find: Callable[[int], Hits], exact: Callable[[Rows], Vectors], k: int, most: int
) -> Hits:
    """Return the `k` nearest of a search that may part ties as it likes.

    The search is asked for more until its last hit is clearly behind its k-th.

    :param find: gives that many hits, best first, or all there are.
    :param exact: gives the cosines of rows.
    :param most: what the search can be asked for at once.
    """
    asked = min(k + _BESIDES, most)
    while True:
        hits = find(asked)
        if len(hits.ids) < asked or asked >= most:
            break
        if hits.scores[k - 1] - hits.scores[-1] > _ROUNDING:
            break
        asked = min(2 * asked, most)
    return best_of(hits.ids, exact(hits.ids), k)


def best_of(rows: Rows, scores: Vectors, k: int) -> Hits:
    """Return the `k` best of scored rows; equal ones in order of row."""
    order = np.lexsort((rows, -scores))[:k]
    return Hits(rows[order], scores[order])
