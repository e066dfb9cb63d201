"""A finding on one figure, and what the releases do not hold of it."""

from __future__ import annotations

from collections.abc import Sequence

from vssqa.facts.places import COUNTRY
from vssqa.types import Span, VerdictKind
from vssqa.verification import wording
from vssqa.verification.doubts import printed
from vssqa.verification.held_figure import HeldFigure
from vssqa.verification.matching import Match
from vssqa.verification.statements import Said, SaidFigure
from vssqa.verification.verdicts import Evidence, Finding

_SHOWN = 3  # citations of one figure


def figure_finding(
    verdict: VerdictKind,
    note: str,
    figure: SaidFigure,
    cited: Sequence[HeldFigure],
    found: HeldFigure | None,
) -> Finding:
    """Put a finding together; each sentence is cited once."""
    evidence: dict[tuple[str, Span], list[Span]] = {}
    for one in cited:
        key = (one.figure.release, one.figure.sentence)
        evidence.setdefault(key, []).append(one.figure.span)
    by_release = {one.figure.release: one.release for one in cited}
    quotes = [
        Evidence(by_release[release], sentence, tuple(spans))
        for (release, sentence), spans in list(evidence.items())[:_SHOWN]
    ]
    span = figure.context.quantity.span
    return Finding(verdict, note, tuple(quotes), span, printed(found.figure) if found else None)


def missing(
    said: Said, figure: SaidFigure, found: Sequence[Match], subject: Sequence[Match]
) -> Finding:
    """Say what the releases do not hold: the place, the period, the precision or the subject."""
    own = figure.figure
    wordy = [m for m in found if m.same_words and m.status]
    if any(m.stand == "finer" and m.in_period for m in subject):
        held = next(m.figure.figure for m in subject if m.stand == "finer" and m.in_period)
        note = f"{wording.says(held)}; {own.surface} is more exact than that"
    elif any(m.stand == "loose" and m.in_period for m in subject):
        held = next(m.figure.figure for m in subject if m.stand == "loose" and m.in_period)
        note = f"{wording.says(held)}, far from {own.surface}"
    elif own.place and own.place != COUNTRY and not any(m.place for m in wordy):
        note = wording.not_held(own.place)
        elsewhere = [m for m in wordy if m.scheme and m.stand == "same"]
        if elsewhere:
            held = elsewhere[0].figure.figure
            note += f"; {own.surface} is the figure of {wording.place_name(held.place)}"
    elif subject and own.period:
        note = wording.not_held(wording.period_name(own.period))
    else:
        note = "the releases do not say this"
    return figure_finding("not_found", note, figure, [], None)
