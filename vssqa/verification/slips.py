"""The right number of the wrong thing: a level as a change, a target as reached, another year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vssqa.answering.agreement import LIKELY, overlap
from vssqa.verification import wording
from vssqa.verification.figure_findings import figure_finding
from vssqa.verification.held import digits_of, tells
from vssqa.verification.matching import SURE, SURE_HELD, Match
from vssqa.verification.period_match import change_starts, said_periods
from vssqa.verification.statements import Said, SaidFigure
from vssqa.verification.values import is_other_scale
from vssqa.verification.verdicts import Finding


def slip(said: Said, figure: SaidFigure, found: Sequence[Match]) -> Finding | None:
    """Return the contradiction of a number that the releases print for another time or standing."""
    told = [m for m in found if tells(figure.figure.value) and m.scheme and m.place]
    steps = (_level_slip, _target_slip, _period_slip, _frequency_slip, _unit_slip, _scale_slip)
    for step in steps:
        finding = step(said, figure, told)
        if finding:
            return finding
    return None


def _level_slip(said: Said, figure: SaidFigure, told: Sequence[Match]) -> Finding | None:
    """Find "fell by 2.69 percentage points" where 2.69 per cent is the level."""
    if figure.status != "change" or figure.figure.unit not in {"percent", "percentage_point"}:
        return None
    levels = [
        m
        for m in told
        if m.figure.figure.unit == "percent"
        and m.figure.figure.status != "change"
        and m.figure.figure.value == figure.figure.value
        and m.held >= _LEVEL_HELD
    ]
    return _of_best(levels, wording.level_as_change, figure)


_LEVEL_HELD = 0.3  # a change has words of its own ("rose by"), so fewer are asked of the level


def _target_slip(said: Said, figure: SaidFigure, told: Sequence[Match]) -> Finding | None:
    """Find a target said to be reached, and what was reached said to be a target."""
    same = [m for m in told if m.stand == "same" and not m.status and m.same_words and m.in_period]
    if figure.status in {"actual", "limit"}:
        aims = [m for m in same if m.figure.aimed_in_words and not m.figure.is_future]
        return _of_best(aims, wording.target_as_reached, figure)
    if figure.status == "target":
        reached = [m for m in same if m.figure.standing in {"actual", "limit"} and m.figure.is_done]
        return _of_best(reached, wording.reached_as_target, figure)
    return None


def _period_slip(said: Said, figure: SaidFigure, told: Sequence[Match]) -> Finding | None:
    """Find last year's figure said of this year."""
    asked = said_periods(said, figure)
    same = [
        m
        for m in told
        if m.stand == "same"
        and m.status
        and m.sure_words
        and not m.in_period
        and asked
        and m.figure.figure.period is not None
        and not m.figure.is_of_guessed_time
        and all(overlap(period, m.figure.figure.period) < LIKELY for period in asked)
    ]
    starts = change_starts(said.clauses.periods)
    if starts and (figure.status == "change" or figure.figure.unit == "times"):
        return _of_best(same, lambda held: wording.other_start(held, starts[0]), figure)
    return _of_best(same, lambda held: wording.other_period(held.surface, held, asked[0]), figure)


def _frequency_slip(said: Said, figure: SaidFigure, told: Sequence[Match]) -> Finding | None:
    """Find a month's figure said of a year."""
    mine = figure.frequency
    other = [
        m
        for m in told
        if m.stand == "same"
        and m.kind
        and not m.often
        and m.status
        and m.in_period
        and m.said >= SURE
        and m.held >= SURE_HELD
        and m.figure.frequency
    ]
    if not mine or not other:
        return None
    time = max(other, key=lambda m: m.words).figure.frequency or ""
    return _of_best(other, lambda held: wording.other_frequency(held, time, mine), figure)


def _unit_slip(said: Said, figure: SaidFigure, told: Sequence[Match]) -> Finding | None:
    """Find the right digits in the wrong currency, or dong for per cent."""
    other = [
        m
        for m in told
        if m.stand == "other_unit"
        and m.figure.figure.value == figure.figure.value
        and m.status
        and m.sure_words
        and m.in_period
    ]
    return _of_best(other, wording.unit_slip, figure)


def _scale_slip(said: Said, figure: SaidFigure, told: Sequence[Match]) -> Finding | None:
    """Find "174.8 thousand examinations" where it is millions, said in fewer words.

    So many digits are not met by chance: fewer words are asked than of another number.
    """
    quantity = figure.context.quantity
    if len(digits_of(figure.figure.value)) < _SCALE_DIGITS:
        return None
    other = [
        m
        for m in told
        if is_other_scale(quantity, m.figure.figure)
        and m.said >= SURE
        and m.held
        and m.kind
        and m.status
        and m.at_the_time
    ]
    return _of_best(other, lambda held: wording.scale_slip(figure.figure.surface, held), figure)


_SCALE_DIGITS = 3


def _of_best(
    matches: Sequence[Match], told: Callable[..., str], figure: SaidFigure
) -> Finding | None:
    if not matches:
        return None
    best = max(matches, key=lambda m: (m.words, m.figure.release.date or ""))
    return figure_finding(
        "contradicted", told(best.figure.figure), figure, [best.figure], best.figure
    )
