"""Several rankings -> one, by the ranks alone.

Scores of different searches have no common scale; ranks have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

RANK_CONSTANT = 60  # Cormack, Clarke and Buettcher 2009: first and second place lie close together


def reciprocal_ranks(
    rankings: Iterable[Sequence[int]], constant: int = RANK_CONSTANT
) -> dict[int, float]:
    """Return each item's sum of 1 / (constant + rank) over the rankings that hold it.

    A ranking lists items best first, none twice; the first has rank 1. The
    result is ordered best first, equal sums by item.
    """
    total: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, 1):
            total[item] = total.get(item, 0.0) + 1.0 / (constant + rank)
    return dict(sorted(total.items(), key=lambda pair: (-pair[1], pair[0])))
