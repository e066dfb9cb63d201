"""What a statement adds to its evidence: a paper, a speaker, "all", a comparison.

Each figure of a statement may be right and the statement still say more: that a
decree laid it down, that somebody said so, that it is all of them. What the
evidence does not hold of this is not found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from vssqa.answering.surroundings import View
from vssqa.facts.agencies import agencies_in
from vssqa.facts.bodies import VSS, body_key
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Span
from vssqa.verification.held import Held
from vssqa.verification.papers import Papers
from vssqa.verification.persons import Persons
from vssqa.verification.statements import Said
from vssqa.verification.verdicts import Evidence, Finding

_ALL = regex(
    r"\b(?:all|everyone|everybody|nobody|no one|none|fully|entirely|without exception"
    r"|(?:every|each)(?! (?:day|week|month|quarter|year)))\b"
)
_NOT_ALL = regex(  # idioms, and "of all participants", which only says of what a share is one
    r"\b(?:of all|above all|after all|first of all|all over|at all|all levels|all in all|all kinds"
    r"|all sorts|all year|in all|all three|each other|all social|all health)\b"
)
_AS_ALL = regex(
    r"\b(?:all|every|each|entire|whole|nationwide|everyone|none|no|nobody|fully)\b"
    r"|\b100 ?(?:%|per ?cent)"
)
_SAID_BY = regex(
    r"\b(?:according to|says?|said|saying|told|tells|stated?|reported|announced|stressed"
    r"|emphasi[sz]ed|propos(?:es|ed)|suggest(?:s|ed)|recommend(?:s|ed)|added|admitted|confirmed"
    r"|noted|revealed|affirmed|declared|quoted)\b"
)


class Additions:
    """Finds what a supported statement says beyond its evidence."""

    def __init__(self, held: Held, papers: Papers, persons: Persons) -> None:
        self._held = held
        self._papers = papers
        self._persons = persons

    def judge(self, said: Said, findings: Iterable[Finding]) -> list[Finding]:
        """Return a finding for each thing the evidence of supported figures does not hold."""
        figures = [f for f in findings if f.verdict == "supported" and f.span and f.evidence]
        if not figures:
            return []
        views = [[self._view(one) for one in figure.evidence] for figure in figures]
        return [
            Finding("not_found", note)
            for note in (
                *self._other_papers(said, views),
                *self._other_speakers(said, views),
                *_more_than_some(said, [_clauses(one) for f in figures for one in f.evidence]),
            )
        ]

    def _view(self, evidence: Evidence) -> View:
        return self._held.views[self._held.number_at(evidence.release.id, evidence.sentence.start)]

    # --- papers ------------------------------------------------------------------------

    def _other_papers(self, said: Said, figures: Sequence[Sequence[View]]) -> Iterator[str]:
        """Name the papers that no evidence of a figure stands with."""
        for paper in self._papers.named(said):
            if not paper.held or not paper.mention.number:
                continue
            keys = {instrument.key for instrument in paper.held}
            for views in figures:
                if not any(self._is_of_paper(view, keys) for view in views):
                    yield f"the releases do not say this of {paper.mention.surface}"
                    break

    def _is_of_paper(self, view: View, keys: set[str]) -> bool:
        """Tell whether a sentence, or its release as a whole, is of a paper and no other one."""
        beside = {named.of.key for named in (*view.papers, *view.papers_around)}
        if beside & keys:
            return True
        in_release = self._papers_by_release.get(view.release.id, set())
        return not beside and bool(in_release) and in_release <= keys

    @cached_property
    def _papers_by_release(self) -> dict[str, set[str]]:
        """The keys of the numbered papers that each release names."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for paper in self._held.corpus.registers.instruments:
            if paper.number:
                for mention in paper.mentions:
                    found[mention.release].add(paper.key)
        return found

    # --- speakers -----------------------------------------------------------------------

    def _other_speakers(self, said: Said, figures: Sequence[Sequence[View]]) -> Iterator[str]:
        """Name who is said to have said it and is not named with it."""
        if not _SAID_BY.search(said.folded):
            return
        for span, key in self._persons.named(said):
            known = self._persons.known.get(key)
            name = known.name if known else span.of(said.text)
            if any(not any(self._is_said_by(view, key) for view in views) for views in figures):
                yield f"the releases do not say that {name} said so"
        for body in agencies_in(said.text):
            near = said.folded[max(0, body.span.start - 16) : body.span.end + 16]
            if body_key(body.name) == body_key(VSS) or not _SAID_BY.search(near):
                continue
            key = body_key(body.name)
            if any(not any(_acts(view, key) for view in views) for views in figures):
                yield f"the releases do not say that {body.name} said so"

    def _is_said_by(self, view: View, key: str) -> bool:
        """Tell whether a person is named with a sentence, or last before it in its release."""
        if key in view.people:
            return True
        if view.people:
            return False
        named = self._people_by_release.get(view.release.id, [])
        last = bisect_left(named, (view.sentence.span.start, "")) - 1
        return last >= 0 and named[last][1] == key

    @cached_property
    def _people_by_release(self) -> dict[str, list[tuple[int, str]]]:
        """Where each release names which person, in order."""
        found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for key, person in self._persons.known.items():
            for mention in person.mentions:
                found[mention.release].append((mention.span.start, key))
        return {release: sorted(named) for release, named in found.items()}


def _acts(view: View, key: str) -> bool:
    """Tell whether a body is named there, and not only as the one who is told."""
    text = fold(view.release.text[: view.sentence.span.end])
    return any(
        body_key(named.of.name) == key and not _TOLD.search(text, 0, named.span.start)
        for named in (*view.agencies, *view.agencies_around)
        if named.of.kind != "person"
    )


_TOLD = regex(r"\bto (?:the )?$")


# --- all of them -----------------------------------------------------------------------


def _more_than_some(said: Said, clauses: Sequence[str]) -> Iterator[str]:
    """Tell that the evidence does not say "all"."""
    cue = _ALL.search(_NOT_ALL.sub(lambda match: " " * len(match.group()), said.folded))
    if cue is None:
        return
    if not any(_AS_ALL.search(clause) for clause in clauses):
        yield f'the releases do not say "{said.text[cue.start() : cue.end()]}"'


def _clauses(evidence: Evidence) -> str:
    """Return the clauses of a sentence that hold the words that tell, folded."""
    sentence = evidence.sentence
    text = fold(sentence.of(evidence.release.text))
    found, start = [], 0
    for end in [*(m.end() for m in _CLAUSE_ENDS.finditer(text)), len(text)]:
        piece = Span(sentence.start + start, sentence.start + end)
        if any(piece.overlaps(mark) for mark in evidence.highlights):
            found.append(text[start:end])
        start = end
    return " ".join(found)


_CLAUSE_ENDS = regex(r"; | while | but | whereas ")
