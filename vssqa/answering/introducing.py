"""Who "Mr Nam" is: the place where a release gives a person's whole name."""

from __future__ import annotations

from vssqa.answering.features import Evidence
from vssqa.answering.quoting import Piece
from vssqa.answering.surroundings import View
from vssqa.text import fold, sentences
from vssqa.types import Agency, Release, Span


def introduction(evidence: Evidence) -> Piece | None:
    """Return the sentence with the whole name of a person whom the evidence names in part.

    None where the evidence answers with no person or with a whole name, and where the
    release prints that name nowhere.
    """
    slot = evidence.slot
    person = _person(evidence.view, slot.span) if slot and slot.span else None
    if person is None:
        return None
    release, shown = evidence.view.release, fold(person.name)
    start = fold(release.text).find(shown)
    name = Span(start, start + len(shown))
    sentence = _sentence(release, name) if start >= 0 else None
    if sentence is None or sentence.overlaps(evidence.view.quoted):
        return None
    return Piece(release, sentence, (name,))


def _person(view: View, span: Span) -> Agency | None:
    """Return the person that a span names in part only."""
    for named in view.agencies:
        if named.of.kind == "person" and named.span == span:
            whole = fold(span.of(view.release.text)) == fold(named.of.name)
            return None if whole else named.of
    return None


def _sentence(release: Release, name: Span) -> Span | None:
    """Return the sentence of the body that a name stands in."""
    for block in release.blocks:
        if block.kind == "paragraph" and block.span.holds(name):
            found = (span for span in sentences(release.text, block.span) if span.holds(name))
            return next(found, None)
    return None
