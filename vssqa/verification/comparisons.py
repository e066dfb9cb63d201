"""Comparisons in words: above or below a target, an average, another year; the lowest since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from vssqa.answering.agreement import LIKELY, overlap
from vssqa.answering.surroundings import View
from vssqa.facts.comparison import of_figure
from vssqa.facts.places import COUNTRY
from vssqa.facts.things import unit_class
from vssqa.text import fold
from vssqa.types import Span, VerdictKind
from vssqa.verification.derived import change_ends, evidence_of
from vssqa.verification.direction import Direction, direction_of
from vssqa.verification.doubts import Doubts, printed
from vssqa.verification.held import Held, HeldFigure, Sought
from vssqa.verification.matching import HELD_ENOUGH, SAID_ENOUGH, named_schemes
from vssqa.verification.papers import Papers
from vssqa.verification.statements import Said
from vssqa.verification.subjects import (
    Subject,
    Words,
    held_share,
    hidden_spans,
    is_participation,
    said_share,
    words_of,
)
from vssqa.verification.verdicts import Evidence, Finding
from vssqa.verification.wording import period_name

Relation = Literal["exceeded", "met", "missed"]

_SUPERLATIVE = re.compile(
    r"\b(?:(?P<down>lowest|smallest|fewest|least)|(?P<up>highest|largest|biggest|greatest|most))\b"
    r"[^.;]{0,60}?\b(?:since (?P<since>(?:19|20)\d\d)|ever|on record"
    r"|in (?:the (?:past|last) )?\w+ years)"
)
_AIM = r"(?:targets?|goals?|plans?)\b"
_WAY = r"(?: (?!and\b|but\b)[\w'/.%-]+){0,6}? "
_TARGET: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (
        "missed",
        re.compile(
            rf"\b(?:short of|miss(?:ed|es|ing)?|below|under|lower than"
            rf"|(?:failed to|did not) (?:meet|reach|achieve|fulfil+|hit)){_WAY}{_AIM}"
        ),
    ),
    (
        "exceeded",
        re.compile(
            rf"\b(?:exceed\w*|surpass\w*|beat\w*|above|higher than|over|topp\w+|outdid){_WAY}{_AIM}"
        ),
    ),
    (
        "met",
        re.compile(rf"\b(?:met|meet\w*|achiev\w*|fulfil\w*|reach\w*|hit|complet\w*){_WAY}{_AIM}"),
    ),
)
_NOT_YET = re.compile(r"\b(?:striv\w+|aim\w*|to|will|should|must|plans?) (?:\w+ )?$")
_COMPARATIVE = re.compile(
    r"\b(?:more|fewer|less|higher|lower|larger|smaller|greater|bigger|above|below|outnumber\w*)\b"
)
_RATE = re.compile(r"\b(?:rates?|ratios?|shares?|percentage|proportion|coverage|per ?cent)\b")
_CITED = 3  # sentences cited for one comparison
_WORDS_ENOUGH = 0.6  # a comparison's own words ("exceeded", "lowest") are matched as what they are


class Comparisons:
    """Judges the comparisons a statement makes in words."""

    def __init__(self, held: Held, papers: Papers, doubts: Doubts) -> None:
        self._held = held
        self._papers = papers
        self._doubts = doubts

    def judge(self, said: Said) -> list[Finding]:
        """Return a finding for each comparison."""
        found = [self._superlative(said), self._target(said), own_sum(said)]
        changes = any(f.status == "change" or f.figure.unit == "times" for f in said.figures)
        if not changes and not found[1]:
            found.append(self._compared(said))
        return [finding for finding in found if finding]

    # --- the lowest since ------------------------------------------------------------------

    def _superlative(self, said: Said) -> Finding | None:
        cue = _SUPERLATIVE.search(said.folded)
        if cue is None:
            return None
        way, since = _way(cue), cue["since"]
        for view in self._views(said, cue, since):
            held = _SUPERLATIVE.search(fold(view.text))
            if held is None or held["since"] != since:
                continue
            agrees = _way(held) == way
            note = f"the release says {_printed(held, view)}"
            evidence = [_whole(view, held)]
            if view.before:
                evidence.append(Evidence(view.release, view.before.span))
            return Finding(_verdict(agrees), note, tuple(evidence))
        return Finding("not_found", f"the releases do not say what was {cue.group()}")

    def _views(self, said: Said, cue: re.Match[str], since: str | None = None) -> Iterator[View]:
        """Yield the sentences that speak of what the statement does, its comparison aside."""
        words = _own_words(said, [Span(*cue.span())])
        others = [p.iso for p in said.clauses.periods if p.iso and p.iso != since]
        for number in self._held.likely(said.text):
            sentence = self._held.sentence(number)
            view = sentence.view
            subject = Subject(sentence.own, around=sentence.around)
            if said_share(Subject(words), subject, self._held.weigh) < _WORDS_ENOUGH:
                continue
            if _same_scheme(said, view) and _same_place(said, view) and _same_time(others, view):
                yield view

    # --- above the target ---------------------------------------------------------------------

    def _target(self, said: Said) -> Finding | None:
        relation, cue = _relation(said.folded)
        if relation is None or cue is None or _NOT_YET.search(said.folded[: cue.start()]):
            return None
        papers = [{i.key for i in paper.held} for paper in self._papers.named(said)]
        found: list[tuple[bool, bool, Finding]] = []
        for view in self._views(said, cue):
            held, place = _relation(fold(view.text))
            if held is None or place is None:
                continue
            agrees = _agreement(relation, held)
            named = {paper.of.key for paper in view.papers}
            if agrees is None or not all(keys & named for keys in papers):
                continue
            note = f"the release says {_printed(place, view)}"
            finding = Finding(_verdict(agrees), note, (_whole(view, place),))
            found.append((self._is_sound(view), agrees, finding))
        return _weightiest(found) or Finding(
            "not_found", "the releases do not say how this stands to the target"
        )

    def _is_sound(self, view: View) -> bool:
        """Tell whether no figure of a sentence is in doubt."""
        return not any(self._doubts.of(figure) for figure in view.figures)

    # --- more than in another year, place or scheme ----------------------------------------------

    def _compared(self, said: Said) -> Finding | None:
        sides = _sides(said)
        if sides is None:
            return self._trend(said)
        way = direction_of(said.folded)
        if way is None:
            return None
        one, other = (self._level(said, side) for side in sides)
        if one is not None:
            told = _in_words(one, sides[1])
            if told:
                note = f"the release says {told[1]}"
                return Finding(_verdict(told[0] == way), note, evidence_of([one]))
        if one is not None and other is None and sides[1].period:
            return self._by_change(one, sides[1].period, way)
        if one is None or other is None or unit_class(one.figure) != unit_class(other.figure):
            return Finding("not_found", "the releases do not give both sides of the comparison")
        return _weighed(one, other, way)

    def _trend(self, said: Said) -> Finding | None:
        """Judge "has risen since 2008" by the levels at both ends."""
        way = direction_of(said.folded)
        if way is None or said.figures:
            return None
        ends = change_ends(said, list(self._levels(said, _Side())))
        return _weighed(ends[1], ends[0], way) if ends else None

    def _by_change(self, one: HeldFigure, base: str, way: Direction) -> Finding:
        for figure in one.sentence.view.figures:
            if figure.status != "change" or figure.span.start < one.figure.span.start:
                continue
            change = HeldFigure(figure, one.sentence)
            than = [p.iso for p in one.clauses.periods if p.relation == "than" and p.iso]
            context = change.context
            if context is None or not any(overlap(base, iso) >= LIKELY for iso in than):
                continue
            clauses = one.clauses
            held = direction_of(context.left.of(clauses.folded) + context.right.of(clauses.folded))
            told = f"the release says {printed(one.figure)}, {held} {printed(figure)}"
            return Finding(_verdict(held == way), told, evidence_of([one, change]))
        return Finding("not_found", "the releases do not give both sides of the comparison")

    def _level(self, said: Said, side: _Side) -> HeldFigure | None:
        levels = list(self._levels(said, side))
        if side.period is None:
            levels.sort(key=lambda level: level.figure.period or "", reverse=True)
        return next(iter(levels), None)

    def _levels(self, said: Said, side: _Side) -> Iterator[HeldFigure]:
        """Yield the levels of what is compared on one side, the best words first."""
        words = _own_words(said)
        subject = Subject(words)
        schemes = side.schemes or named_schemes(said.clauses.schemes) or self._held.any_scheme()
        places = {place.name for place in said.clauses.places if not place.compared}
        place = side.place or (next(iter(places)) if len(places) == 1 else COUNTRY)
        units = ("percent",) if _RATE.search(said.folded) else ("count", "VND", "USD", "percent")
        terms = sorted(word.term for word in words.words)
        sought = Sought(tuple(terms), place=place, year=(side.period or "")[:4])
        found: list[tuple[float, HeldFigure]] = []
        for one in self._held.alike(units, schemes, sought):
            figure = one.figure
            if figure.status not in {"actual", "limit"} or one.whole or "/" in figure.value:
                continue
            if (figure.place or COUNTRY) != place:
                continue
            if side.period and not (
                figure.period and overlap(side.period, figure.period) >= LIKELY
            ):
                continue
            mine = said_share(subject, one.subject, self._held.weigh)
            theirs = (
                1.0
                if (is_participation(words) or not words.words) and one.takes_part
                else held_share(subject, one.measure, self._held.weigh)
            )
            if mine >= SAID_ENOUGH and theirs >= HELD_ENOUGH:
                compares = bool(_COMPARATIVE.search(fold(one.sentence.view.text)))
                found.append((mine + theirs + 0.1 * compares, one))
        found.sort(key=lambda pair: -pair[0])
        yield from (one for _, one in found)


_FROM = re.compile(r"\b(?P<way>up|down) from (?:[a-z]+ ){0,3}?$")


# "rose to 5 per cent from 3", with a year in between or none.
_BACK_FROM = re.compile(
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


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison: what sets it apart from the other."""

    period: str | None = None
    place: str | None = None
    schemes: frozenset[str | None] = frozenset()


def _sides(said: Said) -> tuple[_Side, _Side] | None:
    """Return the two sides that are compared, None where nothing is."""
    than = re.search(
        r"\b(?:than|compared (?:to|with)|as against|outnumber\w*|above|below)\b", said.folded
    )
    if than is None or not _COMPARATIVE.search(said.folded):
        return None
    places = [p for p in said.clauses.places if p.compared or p.span.start > than.start()]
    if places:
        own = [place.name for place in said.clauses.places if place not in places]
        return _Side(place=own[0] if own else COUNTRY), _Side(place=places[0].name)
    periods = [period for period in said.clauses.periods if period.iso]
    behind = [p for p in periods if p.relation == "than"]
    before = [p for p in periods if p.span.start < than.start()]
    if behind:
        return _Side(period=before[0].iso if before else None), _Side(period=behind[-1].iso)
    schemes = [m for m in said.clauses.schemes if m.scheme and not m.weak]
    one = frozenset[str | None](m.scheme for m in schemes if m.span.start < than.start())
    other = frozenset[str | None](m.scheme for m in schemes if m.span.start > than.start())
    if len(one) == len(other) == 1 and one != other:
        return _Side(schemes=one), _Side(schemes=other)
    return None


def _weighed(one: HeldFigure, other: HeldFigure, way: Direction) -> Finding:
    """Judge a comparison by the two figures."""
    first, second = of_figure(one.figure).low, of_figure(other.figure).low
    held: Direction | None = "up" if first > second else "down" if first < second else None
    note = f"{_dated(one)}, against {_dated(other)}"
    return Finding(_verdict(held == way), note, evidence_of([one, other]))


def _dated(one: HeldFigure) -> str:
    figure = one.figure
    place = figure.place if figure.place != COUNTRY else None
    period = period_name(figure.period) if figure.period else None
    parts = [part for part in (place, period) if part]
    return f"{printed(figure)} ({', '.join(parts)})" if parts else printed(figure)


def _in_words(one: HeldFigure, other: _Side) -> tuple[Direction, str] | None:
    """Return the direction a sentence itself gives against the other side, with its words."""
    clauses = one.clauses
    for place in clauses.places:
        if other.place and place.compared and place.name == other.place:
            start = max(0, place.span.start - _CUE_REACH)
            near = clauses.folded[start : place.span.end]
            cue = list(_COMPARATIVE.finditer(near))
            way = direction_of(near)
            if way and cue:
                return way, clauses.words[start + cue[-1].start() : place.span.end]
    return None


_CUE_REACH = 40  # code points before a place in which "is lower than the" begins


# --- what a sentence says of targets and since when ----------------------------------------------


def _weightiest(found: Sequence[tuple[bool, bool, Finding]]) -> Finding | None:
    """Join what sentences say, the sound ones where there are any; None of none."""
    sound = [one for one in found if one[0]] or list(found)
    if not sound:
        return None
    sides = {agrees for _, agrees, _ in sound}
    evidence = tuple(e for _, _, finding in sound for e in finding.evidence)[:_CITED]
    if len(sides) > 1:
        return Finding("conflicting", "the releases disagree on how this stands", evidence)
    first = sound[0][2]
    return Finding(first.verdict, first.note, evidence)


def _verdict(agrees: bool) -> VerdictKind:
    return "supported" if agrees else "contradicted"


def _relation(folded: str) -> tuple[Relation | None, re.Match[str] | None]:
    for relation, pattern in _TARGET:
        cue = pattern.search(folded)
        if cue:
            return relation, cue
    return None, None


def _agreement(said: Relation, held: Relation) -> bool | None:
    """Tell whether what is said of a target agrees with what is held, None where that is open."""
    if said == held or (said == "met" and held == "exceeded"):
        return True
    if said == "exceeded" and held == "met":
        return None
    return False


def _way(cue: re.Match[str]) -> Direction:
    return "down" if cue["down"] else "up"


def _printed(cue: re.Match[str], view: View) -> str:
    """Return a cue's words as printed."""
    return view.text[cue.start() : cue.end()]


def _whole(view: View, cue: re.Match[str]) -> Evidence:
    start = view.sentence.span.start
    return Evidence(
        view.release, view.sentence.span, (Span(start + cue.start(), start + cue.end()),)
    )


def _own_words(said: Said, cues: Sequence[Span] = ()) -> Words:
    """Return the telling words of a statement without those by which it compares."""
    hidden = [*hidden_spans(said.clauses), *cues]
    return Words(word for _, word in words_of(said.text, hidden))


def _same_scheme(said: Said, view: View) -> bool:
    wanted = named_schemes(said.clauses.schemes)
    held = view.schemes | {figure.scheme for figure in view.figures if figure.scheme}
    return not wanted or wanted <= held or (not held and wanted <= view.schemes_around)


def _same_place(said: Said, view: View) -> bool:
    wanted = {place.name for place in said.clauses.places if not place.compared} - {COUNTRY}
    held = view.places | {figure.place for figure in view.figures if figure.place}
    return wanted <= held if wanted else not (held - {COUNTRY})


def _same_time(asked: Sequence[str], view: View) -> bool:
    if not asked:
        return True
    held = {period.iso for period in (*view.periods, *view.periods_around)}
    figures = [*view.figures]
    if view.before:
        beside = view.held.figures.within(view.release.id, view.before.span)
        figures += [named.of for named in beside]
    held |= {figure.period for figure in figures if figure.period}
    if view.release.year:
        held |= {str(view.release.year - 1)} if not held else set()
    return all(any(overlap(period, other) >= LIKELY for other in held) for period in asked)
