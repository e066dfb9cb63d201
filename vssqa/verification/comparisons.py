"""Comparisons in words: above or below a target, an average, another year; the lowest since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from vssqa.answering.agreement import LIKELY, overlap
from vssqa.answering.surroundings import View
from vssqa.facts.places import COUNTRY
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Span
from vssqa.verification import wording
from vssqa.verification.direction import Direction
from vssqa.verification.doubts import Doubts
from vssqa.verification.held import Held
from vssqa.verification.own_sums import own_sum
from vssqa.verification.papers import Papers
from vssqa.verification.scheme_match import named_schemes
from vssqa.verification.statements import Said
from vssqa.verification.subjects import Subject, own_words, said_share
from vssqa.verification.two_sides import TwoSides
from vssqa.verification.verdicts import Evidence, Finding, verdict_of

Relation = Literal["exceeded", "met", "missed"]

_SUPERLATIVE = regex(
    r"\b(?:(?P<down>lowest|smallest|fewest|least)|(?P<up>highest|largest|biggest|greatest|most))\b"
    r"[^.;]{0,60}?\b(?:since (?P<since>(?:19|20)\d\d)|ever|on record"
    r"|in (?:the (?:past|last) )?\w+ years)"
)
_AIM = r"(?:targets?|goals?|plans?)\b"
_WAY = r"(?: (?!and\b|but\b)[\w'/.%-]+){0,6}? "
_TARGET: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (
        "missed",
        regex(
            rf"\b(?:short of|miss(?:ed|es|ing)?|below|under|lower than"
            rf"|(?:failed to|did not) (?:meet|reach|achieve|fulfil+|hit)){_WAY}{_AIM}"
        ),
    ),
    (
        "exceeded",
        regex(
            rf"\b(?:exceed\w*|surpass\w*|beat\w*|above|higher than|over|topp\w+|outdid){_WAY}{_AIM}"
        ),
    ),
    (
        "met",
        regex(rf"\b(?:met|meet\w*|achiev\w*|fulfil\w*|reach\w*|hit|complet\w*){_WAY}{_AIM}"),
    ),
)
_OF_AIM = regex(r"(?:%|per ?cent|half|third|quarter)s? of\b")  # "71 per cent of its plan"
_NOT_YET = regex(r"\b(?:striv\w+|aim\w*|to|will|should|must|plans?) (?:\w+ )?$")
_CITED = 3  # sentences cited for one comparison
_WORDS_ENOUGH = 0.6  # a comparison's own words ("exceeded", "lowest") are matched as what they are


class Comparisons:
    """Judges the comparisons a statement makes in words."""

    def __init__(self, held: Held, papers: Papers, doubts: Doubts) -> None:
        self._held = held
        self._papers = papers
        self._doubts = doubts
        self._two_sides = TwoSides(held)

    def judge(self, said: Said) -> list[Finding]:
        """Return a finding for each comparison."""
        found = [self._superlative(said), self._target(said), own_sum(said)]
        changes = any(f.status == "change" or f.figure.unit == "times" for f in said.figures)
        if not changes and not found[1]:
            found.append(self._two_sides.judge(said))
        if not changes and not any(found) and _is_unweighed(said):
            found.append(Finding("not_found", "the releases do not make this comparison"))
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
            if _ordinal(said.folded, cue) != _ordinal(fold(view.text), held):
                continue
            agrees = _way(held) == way
            note = wording.in_words(_printed(held, view))
            evidence = [_whole(view, held)]
            if view.before:
                evidence.append(Evidence(view.release, view.before.span))
            return Finding(verdict_of(agrees), note, tuple(evidence))
        return Finding("not_found", f"the releases do not say what was {cue.group()}")

    def _views(self, said: Said, cue: re.Match[str], since: str | None = None) -> Iterator[View]:
        """Yield the sentences that speak of what the statement does, its comparison aside."""
        words = own_words(said.clauses, [Span(*cue.span())])
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
            note = wording.in_words(_printed(place, view))
            finding = Finding(verdict_of(agrees), note, (_whole(view, place),))
            found.append((self._is_sound(view), agrees, finding))
        return _weightiest(found) or Finding(
            "not_found", "the releases do not say how this stands to the target"
        )

    def _is_sound(self, view: View) -> bool:
        """Tell whether no figure of a sentence is in doubt."""
        return not any(self._doubts.of(figure) for figure in view.figures)


_WEIGHS = regex(
    r"\b(?:exceed\w*|surpass\w*|outnumber\w*|overtook|overtak\w+|outpac\w+|outstrip\w*"
    r"|(?:higher|lower|larger|smaller|greater|bigger|fewer|less|more|better|worse|faster|slower)\b"
    r"[^.;,]{0,60}? than)\b"
)
_BOUND_REACH = 24  # "exceeded the mark of 5 million" is a bound and compares with nothing


def _is_unweighed(said: Said) -> bool:
    """Tell whether a statement compares with something that is no number of its own."""
    starts = [context.quantity.span.start for context in said.clauses.contexts]
    return any(
        not any(cue.end() <= start <= cue.end() + _BOUND_REACH for start in starts)
        for cue in _WEIGHS.finditer(said.folded)
        if not _LATER.search(said.folded, 0, cue.end())
    )


_LATER = regex(r"\b(?:rather|other|later|earlier|sooner|more often) than$")


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


def _relation(folded: str) -> tuple[Relation | None, re.Match[str] | None]:
    for relation, pattern in _TARGET:
        cue = pattern.search(folded)
        if cue and not _OF_AIM.search(cue.group()):
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


_ORDINAL = regex(r"\b(?:second|third|fourth|fifth|2nd|3rd|4th|5th)[ -]$")


def _ordinal(folded: str, cue: re.Match[str]) -> str | None:
    """Return the "second" of "the second lowest", None where there is none."""
    found = _ORDINAL.search(folded, 0, cue.start())
    return found.group() if found else None


def _printed(cue: re.Match[str], view: View) -> str:
    """Return a cue's words as printed."""
    return view.text[cue.start() : cue.end()]


def _whole(view: View, cue: re.Match[str]) -> Evidence:
    start = view.sentence.span.start
    return Evidence(
        view.release, view.sentence.span, (Span(start + cue.start(), start + cue.end()),)
    )


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
        figures += view.held.figures_in(view.release.id, view.before.span)
    held |= {figure.period for figure in figures if figure.period}
    if view.release.year:
        held |= {str(view.release.year - 1)} if not held else set()
    return all(any(overlap(period, other) >= LIKELY for other in held) for period in asked)
