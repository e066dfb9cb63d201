"""A right number that still does not stand: it is outdated, or it went the other way."""

from __future__ import annotations

from collections.abc import Sequence

from vssqa.patterns import regex
from vssqa.verification import wording
from vssqa.verification.direction import direction_of
from vssqa.verification.figure_findings import figure_finding
from vssqa.verification.held_figure import HeldFigure
from vssqa.verification.matching import Match
from vssqa.verification.period_match import said_periods
from vssqa.verification.statements import Said, SaidFigure
from vssqa.verification.verdicts import Finding

_TODAY = regex(r"\b(?:is|are|now|currently|today|stands?|covers?|takes? part)\b")


def outdated(
    said: Said, figure: SaidFigure, sure: Sequence[Match], now: Sequence[Match]
) -> Finding | None:
    """Return the contradiction of an old figure that is said to hold today."""
    if said_periods(said, figure) or not _TODAY.search(said.folded):
        return None
    newest = max((m.figure.figure.period or "" for m in now if m.sure_words), default="")
    if any((m.figure.figure.period or newest) >= newest for m in sure):
        return None
    newer = [
        m
        for m in now
        if m.sure_words
        and (m.figure.figure.period or "") == newest
        and m.stand == "apart"
        and m.figure.figure.status == sure[0].figure.figure.status
    ]
    if not newer:
        return None
    old = sure[0].figure.figure
    note = (
        f"{wording.other_period(figure.figure.surface, old, None)}; for"
        f" {wording.period_name(newest)} {wording.says(newer[0].figure.figure)}"
    )
    return figure_finding(
        "contradicted", note, figure, [newer[0].figure, sure[0].figure], newer[0].figure
    )


_MOVED_TO = regex(
    r"\b(?:ro?is(?:e|en|es|ing)|rose|increas\w+|gr[eo]w\w*|climb\w+|jump\w+|soar\w+|surg\w+|fell|fall\w*"
    r"|drop\w*|declin\w+|decreas\w+|reduced?|cut|slump\w+|sank|slip\w+|go(?:ne|es)? (?:up|down)"
    r"|went (?:up|down)|up|down)(?: [a-z]+){0,3}? (?P<end>to|from) (?:[a-z]+ ){0,3}?$"
)


def moved(said: Said, figure: SaidFigure, sure: Sequence[Match]) -> Finding | None:
    """Judge "rose to 93.35" where the number is right: did it rise?"""
    cue = _MOVED_TO.search(figure.context.left.of(said.folded))
    way = direction_of(cue.group()) if cue else None
    if way is None or figure.context.tie == "pair":
        return None
    told = [(m, direction_of(_left_of(m.figure))) for m in sure]
    if any(held == way for _, held in told):
        return None
    against = next((m.figure for m, held in told if held), None)
    if against is None and cue and cue["end"] == "from":
        return None  # a start may be printed without the direction, its end judges that
    if against is None:
        return figure_finding(
            "not_found", f"the releases do not say that it went {way}", figure, [], None
        )
    return figure_finding("contradicted", wording.turned(against), figure, [against], against)


def _left_of(one: HeldFigure) -> str:
    """Return the words before a number back to the pair it ends ("reduced from 6% to")."""
    if one.context is None:
        return ""
    start = one.context.left.start
    if one.context.tie == "pair":
        contexts = one.clauses.contexts
        start = contexts[contexts.index(one.context) - 1].left.start
    return one.clauses.folded[start : one.context.quantity.span.start]
