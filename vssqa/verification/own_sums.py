"""Statements whose own numbers go the other way than they say."""

from __future__ import annotations

from itertools import pairwise

from vssqa.patterns import regex
from vssqa.verification.direction import Direction, direction_of
from vssqa.verification.statements import Said
from vssqa.verification.verdicts import Finding

_FROM = regex(r"\b(?P<way>up|down) from (?:[a-z]+ ){0,3}?$")


# "rose to 5 per cent from 3", with a year in between or none.
_BACK_FROM = regex(
    r"(?: (?:in|by|at the end of) [\w ]{4,20})?,? (?<!up )(?<!down )from (?:[a-z]+ ){0,3}$"
)


def own_sum(said: Said) -> Finding | None:
    """Return the contradiction of a statement whose own numbers go the other way than it says."""
    for before, figure in pairwise(said.figures):
        first, second = before.context.quantity, figure.context.quantity
        if first.unit != second.unit or first.low == second.low:
            continue
        left = said.folded[: second.span.start]
        cue = _FROM.search(left)
        way: Direction | None
        if _BACK_FROM.match(said.folded, first.span.end, second.span.start):
            way = direction_of(before.context.left.of(said.folded))
            goes = "up" if first.low > second.low else "down"
        elif cue:
            way = "up" if cue["way"] == "up" else "down"
            goes = "up" if first.low > second.low else "down"
        elif figure.context.tie == "pair":
            way = direction_of(before.context.left.of(said.folded))
            goes = "up" if second.low > first.low else "down"
        else:
            continue
        if way and way != goes:
            lower, higher = sorted((first, second), key=lambda quantity: quantity.low)
            return Finding("contradicted", f"{lower.surface} is less than {higher.surface}")
    return None
