"""Shares and quantiles; what has no cases has no share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the cases that could be scored did well."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """The share between 0 and 1, None where no case could be scored."""
        return self.hits / self.of if self.of else None

    def __str__(self) -> str:
        return "" if self.share is None else f"{self.hits}/{self.of} ({100 * self.share:.1f} %)"


def rate(outcomes: Iterable[bool | None]) -> Rate:
    """Count outcomes; None is a case that could not be scored and counts nowhere."""
    scored = [outcome for outcome in outcomes if outcome is not None]
    return Rate(sum(scored), len(scored))


def quantile(values: Sequence[float], share: float) -> float | None:
    """Return the smallest value that at least `share` of the values do not exceed.

    A value that was measured, never one in between; None without values.
    """
    if not values:
        return None
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def rate_json(measured: Rate) -> dict[str, float | int | None]:
    """Return a rate's form: hits, of and share to four places."""
    share = None if measured.share is None else round(measured.share, 4)
    return {"hits": measured.hits, "of": measured.of, "share": share}
