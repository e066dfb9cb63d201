"""The mutation test: every figure's sentence as it stands, and with one thing made false.

As it stands, or with its number printed in another form, it must be supported
(or conflicting, where releases disagree on it); with its number, place, scheme
or period changed it must never be. A change that a sentence offers no hold for
is not made: a case that cannot be scored gets no score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vssqa.evaluation.changes import (
    COUNTRY,
    DIGITS,
    with_digits_swapped,
    with_other_number,
    with_other_period,
    with_other_place,
    with_other_scale,
    with_other_scheme,
    with_same_number,
)
from vssqa.evaluation.claims import Verify
from vssqa.evaluation.rates import Rate, rate, rate_json
from vssqa.facts.places import PROVINCES
from vssqa.text import fold
from vssqa.types import SEEN_BY_READER, Figure, Registers, Release, Span, VerdictKind

AS_IT_STANDS = "as it stands"
SAID_OTHERWISE = "number said otherwise"
TRUE_KINDS = frozenset({AS_IT_STANDS, SAID_OTHERWISE})
"""Kinds that leave the sentence true; all others make it false."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A figure's sentence with one thing changed; `kind` says which."""

    kind: str
    figure: Figure
    text: str


@dataclass(frozen=True, slots=True)
class MutationScore:
    """The verdict on one mutation and whether it may be."""

    mutation: Mutation
    verdict: VerdictKind
    held: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MutationReport:
    """The scores of all mutations of a corpus."""

    scores: tuple[MutationScore, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of mutations, unchanged sentences first."""
        return tuple(dict.fromkeys(score.mutation.kind for score in self.scores))

    def rate(self, metric: str, kind: str | None = None) -> Rate:
        """Return one measure over all mutations or those of one kind."""
        return rate(getattr(s, metric) for s in self.scores if kind in (None, s.mutation.kind))

    @property
    def misses(self) -> Iterator[MutationScore]:
        """The sentences given a verdict they must not have."""
        return (score for score in self.scores if not score.held)

    def as_json(self) -> dict[str, object]:
        """Return the report's JSON form: the rate and the verdicts of each kind, misses."""
        return {
            "cases": len(self.scores),
            "kinds": {
                kind: {**rate_json(self.rate("held", kind)), "verdicts": self.verdicts(kind)}
                for kind in self.kinds
            },
            "misses": [_miss_json(score) for score in self.misses],
        }

    def verdicts(self, kind: str) -> dict[str, int]:
        """Count the verdicts given to one kind."""
        given = [score.verdict for score in self.scores if score.mutation.kind == kind]
        return {verdict: given.count(verdict) for verdict in sorted(set(given))}


def evaluate_mutations(
    releases: Sequence[Release], registers: Registers, verify: Verify
) -> MutationReport:
    """Check every figure's sentence as it stands and with each thing changed."""
    disputed = {
        figure.sentence
        for conflict in registers.conflicts
        if conflict.kind in SEEN_BY_READER
        for figure in conflict.figures
    }
    scores = []
    for mutation in mutations(releases, registers.figures):
        checked = verify(mutation.text)
        if mutation.kind not in TRUE_KINDS:
            held = checked.verdict != "supported"
        elif mutation.figure.sentence in disputed:
            held = checked.verdict in ("supported", "conflicting")
        else:
            held = checked.verdict == "supported"
        notes = tuple(statement.note for statement in checked.statements)
        scores.append(MutationScore(mutation, checked.verdict, held, notes))
    return MutationReport(tuple(scores))


def mutations(releases: Sequence[Release], figures: Iterable[Figure]) -> Iterator[Mutation]:
    """Yield every figure's sentence as it stands and with each change it offers hold for."""
    figures = tuple(figures)
    texts = {release.id: release.text for release in releases}
    printed = {number for f in figures for number in DIGITS.findall(f.surface)}
    named = {figure.place for figure in figures if figure.place not in (None, COUNTRY)}
    held_places = sorted(place for place in named if place)
    all_text = fold(" ".join(texts.values()))
    absent = next(place for place in PROVINCES if fold(place) not in all_text)
    for figure in figures:
        text = texts[figure.release]
        sentence = figure.sentence.of(text)
        offset = figure.sentence.start
        at = Span(figure.span.start - offset, figure.span.end - offset)
        changes = {
            AS_IT_STANDS: sentence,
            SAID_OTHERWISE: with_same_number(sentence, at, figure.value),
            "number": with_other_number(sentence, at, figure.value, printed),
            "digits swapped": with_digits_swapped(sentence, at, printed),
            "scale": with_other_scale(sentence, at),
            "place not held": with_other_place(sentence, figure, absent),
            "place held": with_other_place(
                sentence, figure, next((p for p in held_places if p != figure.place), None)
            ),
            "scheme": with_other_scheme(sentence, figure),
            "period": with_other_period(sentence, figure),
        }
        for kind, changed in changes.items():
            if changed is not None:
                yield Mutation(kind, figure, changed)


def _miss_json(missed: MutationScore) -> dict[str, object]:
    return {
        "kind": missed.mutation.kind,
        "release": missed.mutation.figure.release,
        "surface": missed.mutation.figure.surface,
        "text": missed.mutation.text,
        "verdict": missed.verdict,
        "notes": list(missed.notes),
    }
