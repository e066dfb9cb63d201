"""Compose an answer: the words that answer, their sentence, who agrees and who does not.

Everything in an answer but "Yes" and "No" is a span of a release; nothing is
rephrased, so nothing can be made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from vssqa.answering.features import Asked, Evidence
from vssqa.answering.introducing import introduction
from vssqa.answering.polarity import Polarity, polarity
from vssqa.answering.quoting import LONGEST_ANSWER, Piece, cite, excerpt, matched_words
from vssqa.answering.support import Support
from vssqa.dates import dates
from vssqa.types import (
    Answer,
    Citation,
    Conflict,
    Disagreement,
    Figure,
    Release,
    Span,
)

FURTHER = 2  # citations of further evidence; more would not be read
CLOSE = 0.85  # further evidence scores at least this share of the best
MOST_AGREEING = 4  # citations of releases that agree
JOINT = " \u2026 "  # between the two sides of a comparison


@dataclass(frozen=True, slots=True)
class Corpus:
    """What composing looks up."""

    releases: Mapping[str, Release]
    support: Support


class _Citations:
    """Citations in the order they are needed, each sentence once."""

    def __init__(self, releases: Mapping[str, Release]) -> None:
        self._releases = releases
        self.made: list[Citation] = []

    def add(self, release: str, span: Span, highlights: Iterable[Span] = ()) -> int:
        """Cite a span and return its number; a sentence already cited keeps its number."""
        for citation in self.made:
            if citation.release == release and citation.span.overlaps(span):
                return citation.number
        self.made.append(cite(len(self.made) + 1, self._releases[release], span, highlights))
        return len(self.made)

    def add_figure(self, figure: Figure) -> int:
        """Cite a figure in its sentence."""
        return self.add(figure.release, figure.sentence, [figure.span])


def compose(
    asked: Asked,
    ranked: Sequence[Evidence],
    sides: Sequence[Evidence],
    corpus: Corpus,
    admitted: Set[str],
    longest: int = LONGEST_ANSWER,
) -> Answer:
    """Compose the answer from ranked evidence, best first.

    `sides` holds the best evidence of each side of a comparison, if the question
    compares; both are then answered and cited. Only `admitted` releases are cited.
    What a person reads first has at most `longest` characters.
    """
    best = ranked[0]
    citations = _Citations(corpus.releases)
    told = _distinct(sides) if sides else [best]
    pieces = [
        Piece(evidence.view.release, evidence.view.quoted, _highlights(asked, evidence))
        for evidence in told
    ]
    introduced = introduction(best) if len(told) == 1 else None
    if introduced:
        pieces.append(introduced)
    for piece in pieces:
        citations.add(piece.release.id, piece.span, piece.highlights)
    year = _year_of_date(asked, best, citations)
    figure = best.slot.figure if best.slot and len(told) == 1 else None
    agreeing = _agreeing(figure, citations, corpus, admitted)
    disagreements = _disagreements(told, citations, corpus, admitted)
    if figure is None and len(told) == 1:
        _further(asked, ranked, citations)
    decided = polarity(asked.query, best) if asked.query.kind == "yes_no" else None
    return Answer(
        question=asked.query.text,
        status="conflicting" if disagreements else "answered",
        answer=_text(pieces, decided, year, longest),
        short=_short(best, introduced) if len(told) == 1 else None,
        kind=asked.query.kind,
        citations=tuple(citations.made),
        conflicts=tuple(disagreements),
        agreeing=agreeing,
        figure=figure,
        yes_no=decided,
        as_of=(figure.period if figure else None) or best.view.release.date,
    )


def _distinct(sides: Sequence[Evidence]) -> list[Evidence]:
    """Return the sides, a sentence that tells both only once."""
    return list({evidence.number: evidence for evidence in sides}.values())


def _highlights(asked: Asked, evidence: Evidence) -> list[Span]:
    """Return the words that answer, else the words asked about."""
    if evidence.slot and evidence.slot.spans:
        return list(evidence.slot.spans)
    papers = [named.span for named in evidence.view.papers if named.of.key in asked.keys]
    return matched_words(asked.query, evidence.view) or papers


def _short(best: Evidence, introduced: Piece | None) -> str | None:
    if introduced:
        return introduced.highlights[0].of(introduced.release.text)
    return best.slot.span.of(best.view.release.text) if best.slot and best.slot.span else None


def _year_of_date(asked: Asked, best: Evidence, citations: _Citations) -> str:
    """Return the year of a date printed without one, in brackets, and cite the date line for it.

    "Before June 30" is of the year in which the release was published.
    """
    slot, release = best.slot, best.view.release
    if asked.query.kind != "date" or not slot or not slot.span or not release.date:
        return ""
    found = dates(release.text, slot.span)
    line = next((block.span for block in release.blocks if block.kind == "date"), None)
    if not line or not found or not found[0].iso.startswith("--"):
        return ""
    year = release.date[:4]
    place = release.text.find(year, line.start, line.end)
    if place < 0 or year in best.view.text:
        return ""
    citations.add(release.id, Span(place, place + len(year)))
    return f" ({year})"


def _text(pieces: Sequence[Piece], decided: Polarity | None, year: str, longest: int) -> str:
    """Return what a person reads first."""
    opening = f"{decided.capitalize()}: " if decided else ""
    room = longest - len(opening) - len(year) - len(JOINT) * (len(pieces) - 1)
    told = [
        excerpt(p.release.text, p.span, p.highlights, room // len(pieces)).of(p.release.text)
        for p in pieces
    ]
    return opening + JOINT.join(told) + year


def _agreeing(
    figure: Figure | None, citations: _Citations, corpus: Corpus, admitted: Set[str]
) -> tuple[int, ...]:
    """Cite the releases that give the same figure; the numbers of all that agree."""
    if figure is None:
        return ()
    numbers, seen = [1], {figure.release}
    for other in corpus.support.agreeing(figure):
        if len(numbers) > MOST_AGREEING:
            break
        if other.release in admitted and other.release not in seen:
            seen.add(other.release)
            numbers.append(citations.add_figure(other))
    return tuple(numbers) if len(numbers) > 1 else ()


def _disagreements(
    told: Sequence[Evidence],
    citations: _Citations,
    corpus: Corpus,
    admitted: Set[str],
) -> list[Disagreement]:
    """Name the conflicts the told figures take part in, every side cited.

    A figure whose rival is mislabelled is concerned, too: a release that prints another
    scheme's number under this one's name reads differently. A side that the reader left
    out of the search makes no disagreement.
    """
    concerned: dict[int, Conflict] = {}
    for evidence in told:
        if evidence.slot and evidence.slot.figure:
            concerned |= corpus.support.conflicts(evidence.slot.figure)
    found = []
    for _, conflict in sorted(concerned.items()):
        if all(figure.release in admitted for figure in conflict.figures):
            numbers = dict.fromkeys(citations.add_figure(figure) for figure in conflict.figures)
            found.append(Disagreement(conflict.kind, conflict.note, tuple(numbers)))
    return found


def _further(asked: Asked, ranked: Sequence[Evidence], citations: _Citations) -> None:
    """Cite further evidence that is nearly as good as the best."""
    best = ranked[0]
    for evidence in ranked[1 : 1 + FURTHER]:
        if best.score > 0 and evidence.score >= CLOSE * best.score:
            citations.add(
                evidence.view.release.id,
                evidence.view.sentence.span,
                _highlights(asked, evidence),
            )
