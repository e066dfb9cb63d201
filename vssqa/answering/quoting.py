"""From evidence to citations: quotes that are the text at their offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vssqa.answering.surroundings import View
from vssqa.question.query import Query
from vssqa.types import Citation, Release, Span

FULL_ENOUGH = 0.6  # share of the room an excerpt should fill before it reaches further back
LONGEST_ANSWER = 400  # characters a person reads first; the contract's bound


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of a release that answers, and the words in it that do."""

    release: Release
    span: Span
    highlights: Sequence[Span] = ()


def cite(number: int, release: Release, span: Span, highlights: Iterable[Span] = ()) -> Citation:
    """Return the citation of a span; highlights outside it are left out."""
    return Citation(
        number=number,
        release=release.id,
        title=release.title,
        date=release.date,
        url=release.source.url,
        file=release.file,
        span=span,
        quote=span.of(release.text),
        highlights=tuple(sorted({h for h in highlights if span.holds(h)})),
    )


def matched_words(query: Query, view: View) -> list[Span]:
    """List the words of a sentence that the question asks about, touching ones joined."""
    terms = {item.term for item in query.items}
    names = {concept for item in query.words for concept in item.concepts}
    found = [token.span for token, held in view.read if token.term in terms or held & names]
    return _joined(found, view.release.text)


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Join spans with only white space between them."""
    joined: list[Span] = []
    for span in sorted(set(spans)):
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def excerpt(text: str, sentence: Span, must: Sequence[Span], longest: int = LONGEST_ANSWER) -> Span:
    """Return the piece of a sentence to read first: at most `longest` characters.

    A sentence that is short enough is taken whole; a longer one is cut at clause marks
    around the words that answer, which always stand in the piece when they fit.
    """
    if sentence.end - sentence.start <= longest:
        return sentence
    low = min((span.start for span in must), default=sentence.start)
    high = max((span.end for span in must), default=low)
    fits = high - low <= longest
    if not fits:
        high = low + longest
    cuts = [sentence.start, *_clause_starts(text, sentence), sentence.end]
    starts = [cut for cut in cuts if cut <= low]
    for start in reversed(starts):  # nearest before the words: what follows them tells more
        ends = [cut for cut in cuts if high <= cut and start < cut <= start + longest]
        if ends and (max(ends) - start >= FULL_ENOUGH * longest or start == starts[0]):
            end = max(ends)
            while end > high and text[end - 1] in " ,;:":
                end -= 1
            return Span(start, end)
    # No clause fits: words around the answer, cut at spaces.
    start = max(sentence.start, high - longest)
    while start > sentence.start and start < low and not text[start - 1].isspace():
        start += 1
    end = min(sentence.end, start + longest)
    if end == sentence.end:
        return Span(start, end)
    # Half a number would be another number; only a word that alone is too long is cut.
    least = high if fits and high > start else start
    cut = next((c for c in range(end, least, -1) if text[c].isspace()), least)
    return Span(start, cut if text[start:cut].strip() else end)


def _clause_starts(text: str, sentence: Span) -> list[int]:
    """List where clauses begin: behind a comma, semicolon or dash and a space.

    What stands before a colon says what follows it, so they stay together.
    """
    return [
        place + 2
        for place in range(sentence.start, sentence.end - 2)
        if text[place] in ",;\u2013" and text[place + 1].isspace()
    ]
