"""Whose number a wrong one is, and the words in which a slip is told."""

from __future__ import annotations

from collections.abc import Sequence

from vssqa.verification import wording
from vssqa.verification.held import tells
from vssqa.verification.matching import Match
from vssqa.verification.statements import SaidFigure
from vssqa.verification.values import is_digit_swap, is_moved_point, is_other_scale


def slip_wording(figure: SaidFigure, chosen: Match, found: Sequence[Match]) -> str:
    """Say what a release says instead, and which slip that looks like."""
    held, quantity = chosen.figure.figure, figure.context.quantity
    if chosen.stand == "turned":
        return wording.turned(chosen.figure)
    if is_other_scale(quantity, held):
        return wording.scale_slip(figure.figure.surface, held)
    owner = owner_of(figure, found)
    if owner is not None:
        told = owner_wording(figure, owner, chosen)
        if told:
            return told
    if is_moved_point(quantity, held):
        return wording.point_slip(held)
    if is_digit_swap(quantity, held):
        return wording.digit_slip(held)
    return wording.says(held)


def owner_of(figure: SaidFigure, found: Sequence[Match]) -> Match | None:
    """Return the figure that the statement's number belongs to, if it is told by its digits."""
    value = figure.figure.value
    same = [m for m in found if m.same_words and m.figure.figure.value == value and tells(value)]
    return max(same, key=lambda m: m.words, default=None)


def owner_wording(figure: SaidFigure, owner: Match, chosen: Match) -> str | None:
    """Say of which place, insurance, standing or time a number is, None where it is of several."""
    surface, held = figure.figure.surface, chosen.figure.figure
    other = owner.figure.figure
    if owner.scheme and owner.status and not owner.place:
        return wording.other_place(surface, other.place, held, figure.figure.place)
    if owner.place and owner.status and not owner.scheme and other.scheme:
        return wording.other_scheme(surface, other, held)
    if owner.scheme and owner.place and not owner.status and owner.figure.standing == "target":
        return f"{wording.target_as_reached(other)}; {wording.says(held)}"
    if owner.scheme and owner.place and owner.status and not owner.in_period:
        return f"{wording.other_period(surface, other, figure.figure.period)}; {wording.says(held)}"
    return None
