"""The words that answer: a span of the kind the question asks for, inside a sentence.

A sentence without such a span does not answer a question for a figure or a date,
however similar it is. Who or which paper may be said in words that no grammar knows
("a council of the ministry"): there the sentence itself may answer, if all else speaks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from vssqa.answering import agreement
from vssqa.answering.duty_grade import duty_fit, named_elsewhere, responsible_span
from vssqa.answering.figure_fit import measured
from vssqa.answering.named_spans import (
    body_spans,
    date_spans,
    paper_spans,
    person_spans,
    place_spans,
    title_spans,
    typed_spans,
)
from vssqa.answering.roles import asked_role
from vssqa.answering.surroundings import View
from vssqa.facts.places import COUNTRY
from vssqa.patterns import regex
from vssqa.question.query import Query
from vssqa.text import fold
from vssqa.types import Figure, Span

WHOLE_SENTENCE = 0.5  # the fit where the sentence itself is the answer
EXPLAINS, UNEXPLAINED = 0.9, 0.4  # the same where the question is why, of which some sentences tell
HEADING_ONLY = 0.1  # the same of a heading inside the text: it announces and tells nothing
UNTITLED = 0.2  # the same where a paper's subject is asked for and the sentence does not tell it
UNNAMED = 0.1  # the same where somebody or a paper is asked for and none is named
ELSEWHERE = 0.35  # the same where a place is asked for and stands beside the sentence
OTHER_MEASURE = 0.4  # the fit of a figure that measures something else, in words at least
ENOUGH_OF_A_LIST = 3  # items of a list from which a sentence holds all one may ask for

Spans = Sequence[tuple[Span, float]]
"""Spans that may answer, each with how well it fits."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The answering spans with their grades; none where the whole sentence answers."""

    spans: tuple[Span, ...]
    fit: float
    place: float = 1.0
    scheme: float = 1.0
    period: float = 1.0
    status: float = 1.0
    figure: Figure | None = None

    @property
    def span(self) -> Span | None:
        """The one span that answers, None where there are several or none."""
        return self.spans[0] if len(self.spans) == 1 else None


def best_slot(query: Query, view: View, papers: Collection[str]) -> Slot | None:
    """Return what answers the question in a sentence, None where nothing does.

    `papers` are the register's keys of the papers the question names.
    """
    if query.kind == "figure":
        return _figure(query, view)
    slot = _named(query, view, papers)
    if slot is None:
        return None
    return Slot(
        slot.spans,
        slot.fit * duty_fit(query, view),
        agreement.sentence_place(query, view),
        agreement.sentence_scheme(query, view),
        agreement.sentence_period(query, view),
    )


def _named(query: Query, view: View, papers: Collection[str]) -> Slot | None:
    """Return the slot of a question that is not for a figure, without its grades."""
    if query.kind == "date":
        return _best(date_spans(query, view, papers))
    if query.kind == "person":
        unnamed = None if asked_role(query) else _sentence(UNNAMED)  # of a post, who holds it
        return _best(person_spans(query, view)) or unnamed
    if query.places_asked is not None:
        return _places(query, view)
    if query.type_asked is not None:
        return _best(typed_spans(query, view)) or _sentence(UNNAMED)
    if query.kind == "agency":
        told = responsible_span(query, view)
        if told is None and named_elsewhere(query, view):
            return _sentence()
        return _best([told] if told else body_spans(query, view)) or _sentence()
    if query.kind == "list":
        return _list(query, view)
    if view.sentence.is_heading and view.release.blocks[view.sentence.block].kind == "heading":
        return _sentence(HEADING_ONLY)
    if query.papers_asked:
        return _best(paper_spans(query, view, papers)) or _sentence(UNNAMED)
    if papers and not query.words:
        return _best(title_spans(view, papers)) or _sentence(UNTITLED)
    if query.asks_why:
        return _sentence(EXPLAINS if _explains(view) else UNEXPLAINED)
    return _sentence()


def _best(spans: Spans) -> Slot | None:
    """Return the slot of the best span, the first of equals."""
    if not spans:
        return None
    span, fit = max(spans, key=lambda found: (found[1], -found[0].start))
    return Slot((span,), fit)


def _sentence(fit: float = WHOLE_SENTENCE) -> Slot:
    return Slot((), fit)


_GIVES_REASON = regex(
    r"\b(?:since|as) (?:the|an?|many|some|several|most|few|people|they|it|there|its|their)\b"
    r"|\bso that\b|\bin order to\b|\b(?:led|leads|leading) to\b|\bresult(?:ed|ing|s) (?:in|from)\b"
)


def _explains(view: View) -> bool:
    """Tell whether a sentence gives a reason."""
    return "~cause" in view.words.concepts or bool(_GIVES_REASON.search(fold(view.text)))


def _places(query: Query, view: View) -> Slot:
    """Return the place asked for, or all where several are; a sentence without one tells little.

    Not every district's name is known for one.
    """
    spans = place_spans(query, view)
    if query.places_asked == "several" and spans:
        return Slot(tuple(span for span, _ in spans), max(fit for _, fit in spans))
    elsewhere = query.places_asked == "one" and bool(view.places_around - {COUNTRY})
    return _best(spans) or _sentence(ELSEWHERE if elsewhere else UNTITLED)


def _list(query: Query, view: View) -> Slot:
    """Return all items of a list that stand in the sentence: holders of a post, papers, targets."""
    if asked_role(query) is not None:
        spans = [span for span, _ in person_spans(query, view)]
    elif query.papers_asked:
        spans = [span for span, _ in paper_spans(query, view, ())]
    elif query.status == "target":
        spans = [figure.span for figure in view.figures if figure.status == "target"]
    else:
        return _sentence()
    share = min(1.0, len(spans) / ENOUGH_OF_A_LIST)
    return Slot(tuple(spans), WHOLE_SENTENCE * (1 + share) if spans else UNNAMED)


def _figure(query: Query, view: View) -> Slot | None:
    slots = [slot for figure in view.figures if (slot := _of_figure(query, figure, view)).fit > 0]
    return max(slots, key=lambda s: (_grade(s), -s.spans[0].start), default=None)


def _grade(slot: Slot) -> float:
    """Return how well a figure fits; its standing weighs, but alone rules nothing out."""
    return slot.fit * slot.place * slot.scheme * slot.period * (0.25 + 0.75 * slot.status)


_SPEAKS_OF_AGE = regex(r"\b(?:aged?|ages|old|older|elderly|retire\w*|birthday)\b")


def _of_figure(query: Query, figure: Figure, view: View) -> Slot:
    unit = agreement.figure_unit(query, figure)
    if query.unit == "age" and not _SPEAKS_OF_AGE.search(fold(view.text)):
        unit = agreement.DISAGREES
    return Slot(
        (figure.span,),
        unit * (OTHER_MEASURE + (1 - OTHER_MEASURE) * measured(query, figure)),
        agreement.figure_place(query, figure, view),
        agreement.figure_scheme(query, figure, view),
        agreement.figure_period(query, figure, view),
        agreement.figure_status(query, figure),
        figure,
    )
