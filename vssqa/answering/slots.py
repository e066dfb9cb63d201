"""The words that answer: a span of the kind the question asks for, inside a sentence.

A sentence without such a span does not answer a question for a figure, a date,
a person or a paper, however similar it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vssqa.answering import agreement
from vssqa.answering.roles import asked_role, holds_post
from vssqa.answering.surroundings import View, Words
from vssqa.dates import dates
from vssqa.facts.places import COUNTRY, places
from vssqa.question.kinds import ANY_PAPER
from vssqa.question.query import Query
from vssqa.question.vocabulary import concepts
from vssqa.text import STOP_WORDS, fold, tokens
from vssqa.types import Agency, Figure, Role, Span

ROLE_FIT = 1.0  # what the register holds of a post or paper, as printed
YEARLESS = 0.6  # "December 18" answers less well than "December 18, 2023"
_OF_PAPER = re.compile(
    r"(?:issu\w+|sign\w*|dated?|adopt\w*|promulgat\w+|pass(?:ed)?|bears?|government|publish\w*)$"
)
WHOLE_SENTENCE = 0.5  # the fit where the sentence itself is the answer


@dataclass(frozen=True, slots=True)
class Slot:
    """The answering span with its grades; `span` is None where the sentence answers."""

    span: Span | None
    fit: float
    place: float = 1.0
    scheme: float = 1.0
    period: float = 1.0
    status: float = 1.0
    figure: Figure | None = None


def best_slot(query: Query, view: View, papers: Sequence[frozenset[str]]) -> Slot | None:
    """Return what answers the question in a sentence, None where nothing does.

    `papers` are the keys of the papers the question names, a set for each.
    """
    if query.kind == "figure":
        return _figure(query, view)
    if query.kind == "date":
        return _in_sentence(query, view, _date_spans(query, view, papers))
    if query.kind == "person":
        return _in_sentence(query, view, _people(query, view))
    if query.kind == "agency":
        return _in_sentence(query, view, _bodies(query, view), optional=True)
    if query.papers_asked:
        return _in_sentence(query, view, _papers(query, view, papers))
    return _in_sentence(query, view, _subject_of_paper(view, papers), optional=True)


def _in_sentence(
    query: Query, view: View, spans: Sequence[tuple[Span, float]], *, optional: bool = False
) -> Slot | None:
    """Return the best of the spans with the sentence's own grades."""
    if not spans and not optional:
        return None
    span, fit = max(
        spans, key=lambda found: (found[1], -found[0].start), default=(None, WHOLE_SENTENCE)
    )
    return Slot(
        span,
        fit,
        agreement.sentence_place(query, view),
        agreement.sentence_scheme(query, view),
        agreement.sentence_period(query, view),
    )


# --- figures -----------------------------------------------------------------------


def _figure(query: Query, view: View) -> Slot | None:
    slots = [slot for figure in view.figures if (slot := _figure_slot(query, figure, view)).fit > 0]
    return max(slots, key=lambda s: (_grade(s), -(s.span.start if s.span else 0)), default=None)


def _grade(slot: Slot) -> float:
    return slot.fit * slot.place * slot.scheme * slot.period * (0.25 + 0.75 * slot.status)


def _figure_slot(query: Query, figure: Figure, view: View) -> Slot:
    unit = agreement.figure_unit(query, figure)
    measured = _measured(query, figure, view)
    return Slot(
        figure.span,
        unit * (0.4 + 0.6 * measured),
        agreement.figure_place(query, figure, view),
        agreement.figure_scheme(query, figure, view),
        agreement.figure_period(query, figure, view),
        agreement.figure_status(query, figure),
        figure,
    )


def _measured(query: Query, figure: Figure, view: View) -> float:
    """Grade how well a figure's measure is what the question asks for.

    Both ways: the question's words should be in the measure, and the measure's in the
    question, or a debt would answer for a rate.
    """
    asked = [item for item in query.words if not item.carried] or list(query.words)
    if not asked:
        return 1.0
    measure = Words(figure.measure, Span(0, len(figure.measure)))
    terms = {item.term for item in asked}
    names = {concept for item in asked for concept in item.concepts}
    met = sum(
        item.term in measure.terms or bool(item.concepts & measure.concepts) for item in asked
    )
    read = tokens(figure.measure)
    own = [
        (token.term, held)
        for token, held in zip(read, concepts(read), strict=True)
        if token.term in measure.terms and token.term not in STOP_WORDS
    ]
    answered = sum(term in terms or bool(held & names) for term, held in own)
    return 0.5 * met / len(asked) + 0.5 * (answered / len(own) if own else 1.0)


# --- dates, people, bodies, papers --------------------------------------------------


def _date_spans(
    query: Query, view: View, papers: Sequence[frozenset[str]]
) -> list[tuple[Span, float]]:
    """List the dates a sentence prints; the date of a paper asked about is in the register."""
    text, sentence = view.release.text, view.sentence.span
    found = [(dated.span, dated.iso) for dated in dates(text, sentence)]
    asked_of_paper = all(_OF_PAPER.match(fold(item.word)) for item in query.words)
    if papers and asked_of_paper:
        keys = frozenset().union(*papers)
        issued = {named.of.date for named in view.papers if named.of.key in keys} - {None}
        return [(span, ROLE_FIT) for span, iso in found if iso in issued]
    found += [
        (period.span, period.iso)
        for period in view.periods
        if not any(period.span.overlaps(span) for span, _ in found)
    ]
    anchors = _word_spans(query, view)
    return [
        (span, _nearness(span, anchors) * (YEARLESS if iso.startswith("--") else 1.0))
        for span, iso in found
        if not _is_asked(span, query, text)
    ]


def _is_asked(span: Span, query: Query, text: str) -> bool:
    """Tell whether the question itself gives these words."""
    return fold(span.of(text)) in fold(query.text)


def _nearness(span: Span, anchors: Sequence[Span]) -> float:
    """Grade how near a span stands to the words asked about (1 beside, 0.5 far)."""
    if not anchors:
        return WHOLE_SENTENCE
    gap = min(max(a.start - span.end, span.start - a.end, 0) for a in anchors)
    return 0.5 + 0.5 / (1 + gap / 20)


def _word_spans(query: Query, view: View) -> list[Span]:
    """List where the question's words stand in the sentence."""
    words = [item for item in query.words if not item.carried] or query.words
    terms = {item.term for item in words}
    concept_names = {concept for item in words for concept in item.concepts}
    read = tokens(view.release.text, view.sentence.span)
    return [
        token.span
        for token, held in zip(read, concepts(read), strict=True)
        if token.term in terms or held & concept_names
    ]


def _people(query: Query, view: View) -> list[tuple[Span, float]]:
    """List the people who may be asked for; of a post only who holds it, of a person the post."""
    persons = [named for named in view.agencies if named.of.kind == "person"]
    if query.people:
        return [
            (role.span, ROLE_FIT)
            for named in persons
            if fold(named.of.name) in query.people
            for role in _roles_here(named.of, view)
        ]
    post = asked_role(query)
    if post is not None:
        return [
            (named.span, ROLE_FIT)
            for named in persons
            if any(holds_post(post, role) for role in _roles_here(named.of, view))
        ]
    anchors = _word_spans(query, view)
    return [(named.span, _nearness(named.span, anchors)) for named in persons]


def _roles_here(agency: Agency, view: View) -> list[Role]:
    """List the roles that this sentence prints beside the name."""
    return [
        role
        for role in agency.roles
        if role.release == view.release.id and view.sentence.span.holds(role.span)
    ]


def _bodies(query: Query, view: View) -> list[tuple[Span, float]]:
    asked = fold(query.text)
    anchors = _word_spans(query, view)
    found = [
        (named.span, _nearness(named.span, anchors))
        for named in view.agencies
        if not any(fold(name) in asked for name in (named.of.name, *named.of.aliases))
    ]
    countries = [
        (place.span, _nearness(place.span, anchors))
        for place in places(view.release.text, view.sentence.span)
        if place.name != COUNTRY and fold(place.name) not in asked
    ]
    return found + countries


def _papers(query: Query, view: View, papers: Sequence[frozenset[str]]) -> list[tuple[Span, float]]:
    """List the papers of the type asked for, without those the question names itself."""
    named_already = frozenset().union(*papers)
    anchors = _word_spans(query, view)
    return [
        (named.span, _nearness(named.span, anchors))
        for named in view.papers
        if named.of.key not in named_already
        and (ANY_PAPER in query.papers_asked or named.of.type in query.papers_asked)
    ]


def _subject_of_paper(view: View, papers: Sequence[frozenset[str]]) -> list[tuple[Span, float]]:
    """List where the sentence says what a paper asked about is on: its title, as printed."""
    keys = frozenset().union(*papers)
    titles = {named.of.title for named in view.papers if named.of.key in keys and named.of.title}
    sentence = fold(view.text)
    found = []
    for title in titles:
        place = sentence.find(fold(title))
        if place >= 0:
            start = view.sentence.span.start + place
            found.append((Span(start, start + len(title)), ROLE_FIT))
    return found
