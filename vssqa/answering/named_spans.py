"""Where a sentence names what a question asks for: dates, people, bodies, papers, titles.

Each function lists spans with how well each fits, 0 to 1.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from vssqa.answering.roles import asked_role, holds_post
from vssqa.answering.surroundings import View
from vssqa.dates import dates
from vssqa.facts.instruments import TYPE_OF_WORD
from vssqa.facts.places import COUNTRY, places
from vssqa.patterns import regex
from vssqa.question.query import Item, Query
from vssqa.question.things import ANY_PAPER
from vssqa.text import fold
from vssqa.types import Agency, Role, Span

AS_REGISTERED = 1.0  # what a register holds of a post or paper, as printed
FAR = 0.5  # a span far from the words asked about, or without any to be near to
YEARLESS = 0.2  # "December 18" answers less well than "December 18, 2023"
BY_POST = 0.6  # a post without its holder's name answers "who" less well than a name
RELATIVE = 0.5  # "this year" answers less well than a date
_NEAR = 20  # characters within which a span stands beside the words asked about
_TAIL_WORDS = 3  # by which a body named in the question is known in a longer print of its name
_OF_PAPER = regex(
    r"(?:issu\w+|sign\w*|dated?|adopt\w*|promulgat\w+|pass(?:ed)?|bears?|government|publish\w*)$"
)

Spans = list[tuple[Span, float]]


def date_spans(query: Query, view: View, papers: Collection[str]) -> Spans:
    """List the dates a sentence prints; of a paper asked about only its own, by the register."""
    text, sentence = view.release.text, view.sentence.span
    found = [(dated.span, dated.iso) for dated in dates(text, sentence)]
    if papers and all(_OF_PAPER.match(fold(item.word)) for item in query.words):
        issued = {named.of.date for named in view.papers if named.of.key in papers} - {None}
        return [(span, AS_REGISTERED) for span, iso in found if iso in issued]
    anchors = _word_spans(query, view)
    dated = [
        (span, _nearness(span, anchors) * (YEARLESS if iso.startswith("--") else 1.0))
        for span, iso in found
    ]
    dated += [
        (period.span, _nearness(period.span, anchors) * _exactness(period.span.of(text)))
        for period in view.periods
        if not any(period.span.overlaps(span) for span, _ in found)
    ]
    asked = fold(query.text)
    return [(span, fit) for span, fit in dated if fold(span.of(text)) not in asked]


def _exactness(surface: str) -> float:
    """Return less for a period that prints no number ("this year")."""
    return 1.0 if any(character.isdigit() for character in surface) else RELATIVE


def person_spans(query: Query, view: View) -> Spans:
    """List the people who may be asked for: of a post only who holds it, of a person the post."""
    persons = [named for named in view.agencies if named.of.kind == "person"]
    if query.people and not _asks_who_else(query):
        return [
            (role.span, AS_REGISTERED)
            for named in persons
            if fold(named.of.name) in query.people
            for role in _roles_here(named.of, view)
        ]
    post = asked_role(query)
    if post is not None:
        return [
            (named.span, AS_REGISTERED)
            for named in persons
            if any(
                holds_post(post, role, _roles_here(named.of, view))
                for role in _roles_here(named.of, view)
            )
        ]
    anchors = _word_spans(query, view)
    people = [
        (named.span, _nearness(named.span, anchors))
        for named in persons
        if fold(named.of.name) not in query.people
    ]
    return people or [
        (span, BY_POST * _nearness(span, anchors))
        for span in _posts_printed(view)
        if fold(span.of(view.release.text)) not in fold(query.text)
    ]


_POST_PRINTED = regex(
    r"\b(?:[Dd]eputy |[Vv]ice[- ])*(?:[Pp]rime [Mm]inister|[Mm]inister|[Dd]irector[- ][Gg]eneral"
    r"|[Gg]eneral [Dd]irector|[Dd]irector|[Cc]hair(?:man|woman|person)|[Pp]resident|[Hh]ead"
    r"|[Ss]ecretary|[Gg]overnor)(?: (?:of|for) (?:the )?(?:[A-Z][\w'\u2019-]*(?: (?:of|and|for)"
    r"(?: the)?(?= [A-Z]))? ?)+)?"
)


def _posts_printed(view: View) -> list[Span]:
    """List the posts that a sentence names without their holder: "the Director General signed"."""
    text, sentence = view.release.text, view.sentence.span
    found = _POST_PRINTED.finditer(text, sentence.start, sentence.end)
    return [Span(m.start(), m.start() + len(m.group().rstrip())) for m in found]


_WHO_DID = regex(r"^(?:and |but |so )?who (?!is\b|was\b|'s\b|are\b|were\b)\w+")


def _asks_who_else(query: Query) -> bool:
    """Tell whether a question that names a person asks for another ("Who thanked Khai?")."""
    return bool(_WHO_DID.match(fold(query.text)))


def _roles_here(agency: Agency, view: View) -> list[Role]:
    """List the roles that this sentence prints beside the name."""
    return [
        role
        for role in agency.roles
        if role.release == view.release.id and view.sentence.span.holds(role.span)
    ]


def body_spans(query: Query, view: View) -> Spans:
    """List the bodies and countries a sentence names, without those the question names."""
    asked, anchors = fold(query.text), _word_spans(query, view)
    bodies = [
        (named.span, _nearness(named.span, anchors))
        for named in view.agencies
        if not _is_named(asked, (named.span.of(view.release.text), *named.of.aliases))
    ]
    return bodies + place_spans(query, view)


_FIRM = regex(
    r"(?:[A-Z][\w&.'\u2019-]* (?:and |of |No\. \d+ )?){1,8}?"
    r"(?:(?:Joint Stock |Limited |Liability )*Company|Co\b\.?|JSC|Corporation|Corp\.|Ltd|Enterprise"
    r"|Group|Factory)(?:,? (?:Co\.|Ltd|JSC|No\. \d+))*"
)


def typed_spans(query: Query, view: View) -> Spans:
    """List the bodies of the kind asked for: "which ministry", "which company"."""
    asked, anchors = fold(query.text), _word_spans(query, view)
    text, sentence = view.release.text, view.sentence.span
    if query.type_asked == "company":
        found = [Span(*m.span()) for m in _FIRM.finditer(text, sentence.start, sentence.end)]
    else:
        kind = regex(rf"\b{query.type_asked}\b")
        found = [n.span for n in view.agencies if kind.search(fold(n.span.of(text)))]
    return [(s, _nearness(s, anchors)) for s in found if fold(s.of(text)) not in asked]


def place_spans(query: Query, view: View) -> Spans:
    """List the places a sentence names, without the country and those the question names."""
    asked, anchors = fold(query.text), _word_spans(query, view)
    return [
        (place.span, _nearness(place.span, anchors))
        for place in places(view.release.text, view.sentence.span)
        if place.name != COUNTRY and fold(place.name) not in asked
    ]


def _is_named(asked: str, names: Sequence[str]) -> bool:
    """Tell whether the folded question gives one of the names, or the end of a longer one."""
    folded = [fold(name) for name in names]
    tails = [" ".join(name.split()[-_TAIL_WORDS:]) for name in folded[:1]]
    return any(re.search(rf"\b{re.escape(name)}\b", asked) for name in (*folded, *tails) if name)


def paper_spans(query: Query, view: View, papers: Collection[str]) -> Spans:
    """List the papers of the type asked for, without those the question names itself.

    Of "which document" the numbered ones, where there are any.
    """
    anchors = _word_spans(query, view)
    found = [
        named
        for named in view.papers
        if named.of.key not in papers
        and (ANY_PAPER in query.papers_asked or _is_of(named.of.type, query.papers_asked))
    ]
    numbered = [named for named in found if named.of.number]
    return [(named.span, _nearness(named.span, anchors)) for named in numbered or found]


def _is_of(kind: str, asked: Collection[str]) -> bool:
    """Tell whether a paper is of a type asked for: a joint circular is a circular."""
    return any(kind == one or kind.endswith(f"_{one}") for one in asked)


def title_spans(view: View, papers: Collection[str]) -> Spans:
    """List where the sentence says what a paper is on: its title, as the register has it."""
    sentence = fold(view.text)
    titles = {named.of.title for named in view.papers if named.of.key in papers}
    found = []
    for title in sorted(title for title in titles if title):
        place = sentence.find(fold(title))
        if place >= 0:
            start = view.sentence.span.start + place
            found.append((Span(start, start + len(title)), AS_REGISTERED))
    return found


def _nearness(span: Span, anchors: Sequence[Span]) -> float:
    """Grade how near a span stands to the words asked about: 1 beside them, `FAR` far off."""
    if not anchors:
        return FAR
    gap = min(max(a.start - span.end, span.start - a.end, 0) for a in anchors)
    return FAR + (1 - FAR) / (1 + gap / _NEAR)


def _word_spans(query: Query, view: View) -> list[Span]:
    """List where the words asked for stand in the sentence, else those carried over.

    A paper's type is none of them: every paper beside the one asked for has one.
    """
    asked = [i for i in query.words if fold(i.word).removesuffix("s") not in TYPE_OF_WORD]
    own = _spans_of([item for item in asked if not item.carried], view)
    return own or _spans_of(asked, view)


def _spans_of(words: Sequence[Item], view: View) -> list[Span]:
    asked = {item.term for item in words}
    names = {concept for item in words for concept in item.concepts}
    return [token.span for token, held in view.read if token.term in asked or held & names]
