"""One figure of a statement -> what the releases say of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from vssqa.facts.places import COUNTRY
from vssqa.types import Span, VerdictKind
from vssqa.verification import wording
from vssqa.verification.derived import derive
from vssqa.verification.direction import direction_of
from vssqa.verification.doubts import Doubts, printed
from vssqa.verification.held import Held, HeldFigure, digits_of, tells
from vssqa.verification.matching import (
    SURE,
    Match,
    candidates,
    change_starts,
    in_words,
    said_periods,
)
from vssqa.verification.statements import Said, SaidFigure
from vssqa.verification.values import FAIR, is_digit_swap, is_moved_point, is_other_scale, is_slip
from vssqa.verification.verdicts import Evidence, Finding

_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_ONE_IN = re.compile(
    rf"\b{_NUMBER} (?:in|out of) (?:every )?(?:ten|five|four|three|100|10|5|4|3)\b"
)
_MARGIN = 0.15  # figures whose words meet this much less than the best are of another subject
_NEARER = 0.1  # a figure in doubt that is nearer by this is what was meant
_SHOWN = 3  # citations of one figure


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
            lambda: _slip(said, figure, found),
        )
        return next((finding for step in steps if (finding := step())), None) or _missing(
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
            note = f"the releases disagree: {doubt.note}"
            return _finding("conflicting", note, figure, cited, agreeing[0].figure)
        if old := _outdated(said, figure, sure, now) or _moved(said, figure, sure, now):
            return old
        return _finding(
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
        rivals = [m for m in now if _contradicts(figure, m)]
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
        note = _slip_wording(said, figure, chosen, found)
        others = {printed(m.figure.figure) for m in against if self._doubts.of(m.figure.figure)}
        others -= {printed(chosen.figure.figure)}
        note += f", or {' or '.join(sorted(others))}" if others else ""
        alike = [m for m in against if m.figure.figure.value == chosen.figure.figure.value]
        return _finding("contradicted", note, figure, [m.figure for m in alike], chosen.figure)

    def _more_exact(
        self, figure: SaidFigure, now: Sequence[Match], found: Sequence[Match]
    ) -> Finding | None:
        """Return the contradiction of a number that is another place's, and more exact."""
        finer = [m for m in now if m.stand == "finer" and m.sure_words]
        owner = _owner(figure, found)
        if not finer or owner is None or owner.stand != "same":
            return None
        told = _owner_wording(figure, owner, finer[0])
        if told is None or (owner.scheme and owner.place and owner.status):
            return None
        return _finding("contradicted", told, figure, [finer[0].figure], finer[0].figure)

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


def _is_printed(now: Sequence[Match]) -> bool:
    """Tell whether a release prints the very thing, so that nothing need be derived."""
    return any(m.sure_words for m in now)


def _contradicts(figure: SaidFigure, one: Match) -> bool:
    """Tell whether a number is another one of surely the same subject and time."""
    if not one.at_the_time or not _counts_alike(figure, one):
        return False
    if one.stand == "turned":
        return one.same_words
    quantity, held = figure.context.quantity, one.figure.figure
    slip = is_slip(quantity, held)
    if one.stand == "apart":
        return one.sure_words or (slip and one.same_words)
    return one.stand == "loose" and slip and one.same_words


def _counts_alike(figure: SaidFigure, one: Match) -> bool:
    """Tell whether people are set against people: conferences are no rival of participants."""
    units = {figure.figure.unit, one.figure.figure.unit}
    return len(units) == 1 or "count" not in units or not figure.context.quantity.noun


# --- wording of what differs --------------------------------------------------------------


def _slip_wording(said: Said, figure: SaidFigure, chosen: Match, found: Sequence[Match]) -> str:
    """Say what a release says instead, and which slip that looks like."""
    held, quantity = chosen.figure.figure, figure.context.quantity
    if chosen.stand == "turned":
        return wording.turned(chosen.figure)
    if is_other_scale(quantity, held):
        return wording.scale_slip(figure.figure.surface, held)
    owner = _owner(figure, found)
    if owner is not None:
        told = _owner_wording(figure, owner, chosen)
        if told:
            return told
    if is_moved_point(quantity, held):
        return wording.point_slip(held)
    if is_digit_swap(quantity, held):
        return wording.digit_slip(held)
    return wording.says(held)


def _owner(figure: SaidFigure, found: Sequence[Match]) -> Match | None:
    """Return the figure that the statement's number belongs to, if it is told by its digits."""
    value = figure.figure.value
    same = [m for m in found if m.same_words and m.figure.figure.value == value and tells(value)]
    return max(same, key=lambda m: m.words, default=None)


def _owner_wording(figure: SaidFigure, owner: Match, chosen: Match) -> str | None:
    surface, held = figure.figure.surface, chosen.figure.figure
    other = owner.figure.figure
    if owner.scheme and owner.status and not owner.place:
        return wording.other_place(surface, other.place, held, figure.figure.place)
    if owner.place and owner.status and not owner.scheme and other.scheme:
        return wording.other_scheme(surface, other, held)
    if owner.scheme and owner.place and not owner.status and other.status == "target":
        return f"{wording.target_as_reached(other)}; {wording.says(held)}"
    if owner.scheme and owner.place and owner.status and not owner.in_period:
        return f"{wording.other_period(surface, other, figure.figure.period)}; {wording.says(held)}"
    return None


_TODAY = re.compile(r"\b(?:is|are|now|currently|today|stands?|covers?|takes? part)\b")


def _outdated(
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
    return _finding(
        "contradicted", note, figure, [newer[0].figure, sure[0].figure], newer[0].figure
    )


_MOVED_TO = re.compile(
    r"\b(?:ro?is(?:e|en|es|ing)|rose|increas\w+|gr[eo]w\w*|climb\w+|jump\w+|soar\w+|surg\w+|fell|fall\w*"
    r"|drop\w*|declin\w+|decreas\w+|reduced?|cut|slump\w+|sank|slip\w+|go(?:ne|es)? (?:up|down)"
    r"|went (?:up|down)|up|down)(?: [a-z]+){0,3}? (?P<end>to|from) (?:[a-z]+ ){0,3}?$"
)


def _moved(
    said: Said, figure: SaidFigure, sure: Sequence[Match], now: Sequence[Match]
) -> Finding | None:
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
        return _finding(
            "not_found", f"the releases do not say that it went {way}", figure, [], None
        )
    return _finding("contradicted", wording.turned(against), figure, [against], against)


def _left_of(one: HeldFigure) -> str:
    """Return the words before a number back to the pair it ends ("reduced from 6% to")."""
    if one.context is None:
        return ""
    start = one.context.left.start
    if one.context.tie == "pair":
        contexts = one.clauses.contexts
        start = contexts[contexts.index(one.context) - 1].left.start
    return one.clauses.folded[start : one.context.quantity.span.start]


def _agreement(figure: SaidFigure, sure: Sequence[Match]) -> str:
    releases = {m.figure.figure.release for m in sure}
    first = sure[0].figure.figure
    if len(releases) > 1:
        return f"{len(releases)} releases say so: {printed(first)}"
    told = wording.says(first)
    if figure.figure.period is None and first.period:
        told += f", for {wording.period_name(first.period)}"
    return told


# --- the right number of the wrong thing ----------------------------------------------------


def _slip(said: Said, figure: SaidFigure, found: Sequence[Match]) -> Finding | None:
    """Return the contradiction of a number that the releases print for another time or standing."""
    told = [m for m in found if tells(figure.figure.value) and m.scheme and m.place]
    for step in (_level_slip, _target_slip, _period_slip, _unit_slip, _scale_slip):
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
        aims = [m for m in same if m.figure.figure.status == "target"]
        return _of_best(aims, wording.target_as_reached, figure)
    if figure.status == "target":
        reached = [m for m in same if m.figure.figure.status in {"actual", "limit"}]
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
    ]
    starts = change_starts(said.clauses.periods)
    if starts and (figure.status == "change" or figure.figure.unit == "times"):
        return _of_best(same, lambda held: wording.other_start(held, starts[0]), figure)
    return _of_best(same, lambda held: wording.other_period(held.surface, held, asked[0]), figure)


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
    return _finding("contradicted", told(best.figure.figure), figure, [best.figure], best.figure)


# --- nothing held -----------------------------------------------------------------------------


def _missing(
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
    return _finding("not_found", note, figure, [], None)


def _finding(
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
