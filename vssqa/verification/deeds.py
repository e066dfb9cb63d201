"""Who did what, when and by which paper: statements without a figure against the sentences."""

from __future__ import annotations

from collections.abc import Iterable

from vssqa.answering.surroundings import View
from vssqa.facts.agencies import agencies_in
from vssqa.facts.bodies import body_key
from vssqa.facts.places import COUNTRY
from vssqa.text import stem
from vssqa.types import Span, VerdictKind
from vssqa.verification.deed_match import SAME, Deed, Measured
from vssqa.verification.held import Held
from vssqa.verification.papers import Papers
from vssqa.verification.persons import Persons
from vssqa.verification.sentences import (
    BEFORE_MATCH,
    OF_ANOTHER_MATCH,
    plain_words,
    share,
)
from vssqa.verification.statements import Said
from vssqa.verification.subjects import HAPPENS
from vssqa.verification.verdicts import Evidence, Finding

NEARLY_SAME = 0.72  # from which it says the same but for the one name or date that differs
_POINTED_TO = 12  # namings of one paper that are looked at besides the likeliest sentences


class Deeds:
    """Judges statements in words against the sentences of the releases."""

    def __init__(self, held: Held, papers: Papers, persons: Persons) -> None:
        self._held = held
        self._persons = persons
        self._papers = papers

    def read(self, said: Said, explained: Iterable[Span] = ()) -> Deed:
        """Read what a statement says, `explained` spans (roles that were looked up) left out."""
        names = self._names(said)
        places = [p for p in said.clauses.places if p.name != COUNTRY]
        masked = [
            *(span for span, _ in names),
            *(paper.span for paper in said.papers),
            *(period.span for period in said.clauses.periods),
            *(place.span for place in places),
            *(mention.group for mention in said.clauses.schemes if not mention.weak),
            *(Span(*match.span()) for match in HAPPENS.finditer(said.folded)),
            *explained,
        ]
        return Deed(
            said,
            tuple(w for w in plain_words(said.text, masked) if w.term not in _SAYS_NOTHING),
            names,
            tuple(self._papers.named(said)),
            said.clauses.periods,
            frozenset(
                place.name
                for place in places
                if not any(
                    place.span.overlaps(span) for span in (*(s for s, _ in names), *explained)
                )
            ),
        )

    def _names(self, said: Said) -> tuple[tuple[Span, str], ...]:
        """List persons, also by their given name alone, and bodies, with their keys."""
        bodies = [(body.span, body_key(body.name)) for body in agencies_in(said.text)]
        return tuple(sorted([*self._persons.named(said), *bodies]))

    # --- judging -------------------------------------------------------------------------

    def judge(self, deed: Deed) -> Finding:
        """Return what the releases say of a deed."""
        numbers = dict.fromkeys((*self._held.likely(deed.said.text), *self._pointed_to(deed)))
        best = [self._measure(deed, self._held.views[number]) for number in numbers]
        best.sort(key=lambda one: (-len(one.missing), one.share), reverse=True)
        for one in best:
            if one.share >= SAME and not one.missing and one.says_same:
                return self._told("supported", "the release says so", one)
        for one in best:
            note = one.differs
            if one.alone >= NEARLY_SAME and note:
                return self._told("contradicted", note, one)
        return Finding("not_found", "the releases do not say this")

    def _pointed_to(self, deed: Deed) -> list[int]:
        """List the sentences that name the papers of a deed."""
        return [
            self._held.number_at(mention.release, mention.span.start)
            for paper in deed.papers
            for instrument in paper.held
            for mention in instrument.mentions[:_POINTED_TO]
        ]

    def _measure(self, deed: Deed, view: View) -> Measured:
        before = BEFORE_MATCH if not deed.said.people else OF_ANOTHER_MATCH
        shares = (share(deed.words, view, self._held, m) for m in (before, OF_ANOTHER_MATCH))
        return Measured(deed, view, *shares)

    def _told(self, verdict: VerdictKind, note: str, one: Measured) -> Finding:
        release, marks = one.view.release, one.marks
        evidence = [Evidence(release, one.view.sentence.span, marks)]
        if one.needs_before and one.view.before:
            evidence.append(Evidence(release, one.view.before.span))
        return Finding(verdict, note, tuple(evidence))


_SAYS_NOTHING = frozenset(
    map(
        stem,
        "issued dated signed adopted promulgated approved enacted"
        " goes back comes stems until till before after since".split(),
    )
)
