"""One figure of a statement -> what the releases say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from vssqa.facts.clauses import Context
from vssqa.patterns import regex
from vssqa.text import stem
from vssqa.verification import wording
from vssqa.verification.caveats import moved, outdated
from vssqa.verification.derived import derive
from vssqa.verification.doubts import Doubts, printed
from vssqa.verification.figure_findings import figure_finding, missing
from vssqa.verification.held import Held, tells
from vssqa.verification.matching import (
    Match,
    candidates,
    in_words,
)
from vssqa.verification.neighbours import is_of_neighbour
from vssqa.verification.owners import owner_of, owner_wording, slip_wording
from vssqa.verification.slips import slip
from vssqa.verification.statements import Said, SaidFigure
from vssqa.verification.values import FAIR, is_slip, stands
from vssqa.verification.verdicts import Finding

_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_ONE_IN = regex(rf"\b{_NUMBER} (?:in|out of) (?:every )?(?:ten|five|four|three|100|10|5|4|3)\b")
# "Of the 13 million helped, 1 million ...": what it is a part of is only named.
_OF_WHOLE = regex(r"(?:^|[,;] )(?:out )?of (?:the |these |those |all )*(?:\w+ )?$")
_MARGIN = 0.15  # figures whose words meet this much less than the best are of another subject
_NEARER = 0.1  # a figure in doubt that is nearer by this is what was meant


class Judge:
    """Judges figures against one corpus."""

    def __init__(self, held: Held, doubts: Doubts) -> None:
        self._held = held
        self._doubts = doubts

    def judge(self, said: Said, figure: SaidFigure) -> Finding:
        """Return what the releases say of one figure.

        A period that an earlier statement printed may go on in this one, or not.
        """
        if _ONE_IN.search(said.folded):
            span = figure.context.quantity.span
            return Finding("not_found", '"one in so many" is not compared with figures', (), span)
        finding = self._judge(said, figure)
        inferred = figure.figure.period is not None and "period" not in figure.printed
        if finding.verdict == "supported" or not inferred:
            return finding
        return self._judge(said, replace(figure, figure=replace(figure.figure, period=None)))

    def _judge(self, said: Said, figure: SaidFigure) -> Finding:
        found = candidates(said, figure, self._held)
        subject = [m for m in found if m.scheme and m.place and m.status and m.same_words]
        now = [m for m in subject if m.in_period]
        steps: tuple[Callable[[], Finding | None], ...] = (
            lambda: derive(said, figure, self._sound(found)) if in_words(figure) else None,
            lambda: self._supported(said, figure, now),
            lambda: None if _is_printed(now) else derive(said, figure, self._sound(found)),
            lambda: self._contradicted(said, figure, now, found),
            lambda: slip(said, figure, found),
        )
        return next((finding for step in steps if (finding := step())), None) or missing(
            said, figure, found, subject
        )

    def _sound(self, found: Sequence[Match]) -> list[Match]:
        """Leave out the figures in doubt: nothing is derived from them."""
        return [m for m in found if m.scheme and m.place and not self._doubts.of(m.figure.figure)]

    def _supported(self, said: Said, figure: SaidFigure, now: Sequence[Match]) -> Finding | None:
        """Return support, or the releases' own disagreement, where a figure agrees."""
        agreeing = [m for m in now if m.stand in FAIR]
        best = max((m.words for m in now), default=0.0)
        agreeing = [m for m in agreeing if m.words >= best - _MARGIN]
        agreeing = [m for m in agreeing if not is_of_neighbour(said, figure, m.figure, self._held)]
        if not agreeing or self._only_by_hedge(agreeing, now):
            return None
        agreeing.sort(key=lambda m: (-m.words, -len(m.figure.figure.surface)))
        agreeing.sort(key=lambda m: m.stand != "same")
        doubts = [self._doubts.of(m.figure.figure) for m in agreeing]
        sure = [m for m, doubt in zip(agreeing, doubts, strict=True) if doubt is None]
        if not sure:
            doubt = next(doubt for doubt in doubts if doubt)
            others = [self._held.of(other) for other in doubt.others]
            cited = [agreeing[0].figure, *others]
            return figure_finding("conflicting", doubt.told, figure, cited, agreeing[0].figure)
        if old := outdated(said, figure, sure, now) or moved(said, figure, sure):
            return old
        return figure_finding(
            "supported", _agreement(figure, sure), figure, [m.figure for m in sure], sure[0].figure
        )

    def _only_by_hedge(self, agreeing: Sequence[Match], now: Sequence[Match]) -> bool:
        """Tell whether only a doubtful number lets a hedge hold that a sound one denies."""
        if any(m.stand == "same" or not self._doubts.of(m.figure.figure) for m in agreeing):
            return False
        return any(m.stand == "apart" and not self._doubts.of(m.figure.figure) for m in now)

    def _contradicted(
        self, said: Said, figure: SaidFigure, now: Sequence[Match], found: Sequence[Match]
    ) -> Finding | None:
        """Return the contradiction by another number of surely the same subject."""
        if _OF_WHOLE.search(said.folded, 0, figure.context.quantity.span.start):
            return None
        rivals = [m for m in now if _contradicts(said, figure, m)]
        if not _is_of_pair(figure.context):
            rivals = [m for m in rivals if not _is_said(m, figure, said)]
            rivals = [m for m in rivals if not self._is_beside(m, said, figure, found)]
        against = [m for m in rivals if not self._doubts.of(m.figure.figure)]
        if not against:
            return self._more_exact(figure, now, found)
        nearest = max(m.words for m in rivals) - _NEARER
        if all(m.words < nearest for m in against):  # what is meant is in doubt, and all deny it
            against = [m for m in rivals if m.words >= nearest]
        best = max(m.words for m in against)
        against = [m for m in against if m.words >= best - _MARGIN]
        against.sort(key=lambda m: self._likeliness(figure, m), reverse=True)
        chosen = against[0]
        note = slip_wording(figure, chosen, found)
        others = {printed(m.figure.figure) for m in against if self._doubts.of(m.figure.figure)}
        others -= {printed(chosen.figure.figure)}
        note += f", or {' or '.join(sorted(others))}" if others else ""
        alike = [m for m in against if m.figure.figure.value == chosen.figure.figure.value]
        return figure_finding(
            "contradicted", note, figure, [m.figure for m in alike], chosen.figure
        )

    def _is_beside(
        self, one: Match, said: Said, figure: SaidFigure, found: Sequence[Match]
    ) -> bool:
        """Tell whether the very number stands beside a rival, of what the statement may mean."""
        held = one.figure.figure
        return any(
            other.stand == "same"
            and not (other.figure.context and _is_of_pair(other.figure.context))
            and other.figure.figure.status == held.status
            and other.figure.figure.unit == held.unit
            and other.figure.figure.sentence == held.sentence
            and other.figure.figure.release == held.release
            and tells(figure.figure.value)
            and other.scheme
            and other.place
            and other.often
            and not is_of_neighbour(said, figure, other.figure, self._held)
            for other in found
        )

    def _more_exact(
        self, figure: SaidFigure, now: Sequence[Match], found: Sequence[Match]
    ) -> Finding | None:
        """Return the contradiction of a number that is another place's, and more exact."""
        finer = [m for m in now if m.stand == "finer" and m.sure_words]
        owner = owner_of(figure, found)
        if not finer or owner is None or owner.stand != "same":
            return None
        told = owner_wording(figure, owner, finer[0])
        if told is None or (owner.scheme and owner.place and owner.status):
            return None
        return figure_finding("contradicted", told, figure, [finer[0].figure], finer[0].figure)

    def _likeliness(self, figure: SaidFigure, one: Match) -> tuple[object, ...]:
        """Order the numbers that contradict: the one that was meant first."""
        held, quantity = one.figure.figure, figure.context.quantity
        return (
            self._doubts.of(held) is None,
            one.stand == "turned",
            is_slip(quantity, held),
            round(one.words, 2),
            held.period or "",
            one.figure.release.date or "",
        )


def _is_of_pair(context: Context) -> bool:
    """Tell whether a number is an end of a change, which is told apart by its place in it."""
    return context.is_start or context.tie == "pair"


def _is_said(one: Match, figure: SaidFigure, said: Said) -> bool:
    """Tell whether a number is what another figure of the statement says."""
    return any(
        other is not figure and stands(other.context.quantity, one.figure.figure) == "same"
        for other in said.figures
    )


def _is_printed(now: Sequence[Match]) -> bool:
    """Tell whether a release prints the very thing, so that nothing need be derived."""
    return any(m.sure_words for m in now)


def _contradicts(said: Said, figure: SaidFigure, one: Match) -> bool:
    """Tell whether a number is another one of surely the same subject and time."""
    if not one.at_the_time or not _counts_alike(figure, one):
        return False
    if one.stand == "turned":
        return one.same_words
    if _says_only_who(figure) or _is_of_aim(said, one):
        return False
    quantity, held = figure.context.quantity, one.figure.figure
    slip = is_slip(quantity, held)
    if one.stand == "apart":
        return one.sure_words or (slip and one.same_words)
    return one.stand == "loose" and slip and one.same_words


def _says_only_who(figure: SaidFigure) -> bool:
    """Tell whether a statement counts "employees" and says no more: of which, is open."""
    own = figure.subject.own
    bare = (
        figure.figure.scheme is None and not figure.takes_part and not figure.subject.shared.words
    )
    return bare and bool(own.words) and own.terms <= _EMPLOYED


_EMPLOYED = frozenset(map(stem, "employee worker labourer staff official person people".split()))
_AIM = regex(r"\b(?:targets?|plans?|goals?|estimates?)\b")
_OF_AIM = regex(r" of (?:[a-z\'-]+ ){0,3}(?:targets?|plans?|goals?|estimates?)\b")


def _is_of_aim(said: Said, one: Match) -> bool:
    """Tell whether a release gives the share of a target, and a statement speaks of none."""
    context = one.figure.context
    if context is None or context.quantity.unit != "percent" or _AIM.search(said.folded):
        return False
    return bool(_OF_AIM.match(one.figure.clauses.folded, context.right.start))


def _counts_alike(figure: SaidFigure, one: Match) -> bool:
    """Tell whether people are set against people: conferences are no rival of participants."""
    units = {figure.figure.unit, one.figure.figure.unit}
    return len(units) == 1 or "count" not in units or not figure.context.quantity.noun


def _agreement(figure: SaidFigure, sure: Sequence[Match]) -> str:
    releases = {m.figure.figure.release for m in sure}
    first = sure[0].figure.figure
    if len(releases) > 1:
        return f"{len(releases)} releases say so: {printed(first)}"
    told = wording.says(first)
    if figure.figure.period is None and first.period:
        told += f", for {wording.period_name(first.period)}"
    return told
