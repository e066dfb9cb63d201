"""Where the passages' vectors are searched: what every store can do.

Scores are cosines of unit vectors: higher is better, 1 is equal. They are
computed here from the stored vectors, whatever a store's own search rounds
them to, so that all stores give the same scores and the same order.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]

# Many vectors lie in lists, each around its centre, and a search looks into the nearest ones.
# Releases repeat each other, so that vectors lie in tight heaps: a graph (HNSW) loses its way in
# them (0.81 of the ten nearest of a million in 122 heaps), lists do not (all). Of 19,371 sentences
# of different texts an eighth of the lists holds 0.952 of the ten nearest to a question, a sixth
# 0.964, a quarter 0.980 (HNSW was measured on 200,000 others: 0.98 to 1.0).
_LISTS_TO_ROOT = 2  # lists, as a multiple of the square root of the number of vectors
MOST_LISTS = 65_536  # Milvus takes no more
_PROBED_SHARE = 6  # one in so many lists is looked into
_FEWEST_PROBED = 32
_MOST_COMPARED = 100_000  # vectors that the lists looked into hold, so that time is bounded
_ENOUGH = 8  # and so many lists that they hold this many times what is asked for

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


def lists_of(count: int) -> int:
    """Return into how many lists `count` vectors are put."""
    return max(1, min(count, MOST_LISTS, round(_LISTS_TO_ROOT * math.sqrt(count))))


def lists_probed(k: int, count: int) -> int:
    """Return how many lists are looked into for the `k` nearest of `count` vectors."""
    lists = lists_of(count)
    holding = lists / max(1, count)  # lists a vector
    share = min(lists // _PROBED_SHARE, int(_MOST_COMPARED * holding))
    return min(lists, max(_FEWEST_PROBED, share, math.ceil(_ENOUGH * k * holding)))


def in_lists(
    search: Callable[[int, int], Hits], count: int, available: int
) -> Callable[[int], Hits]:
    """Return a search that looks into ever more lists until it has what it is asked for.

    :param search: takes how many hits are wanted and how many lists are looked into.
    :param count: of all vectors.
    :param available: of those that may be found.
    """

    def find(asked: int) -> Hits:
        probed = lists_probed(asked, count)
        while True:
            hits = search(asked, probed)
            if len(hits.ids) >= min(asked, available) or probed >= lists_of(count):
                return hits
            probed = min(lists_of(count), 4 * probed)

    return find


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
