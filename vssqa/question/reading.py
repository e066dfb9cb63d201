"""Read a question into a query: corrections, kind, constraints, words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from vssqa.facts.agencies import agencies_in
from vssqa.facts.bodies import VSS
from vssqa.facts.instruments import InstrumentMention, instruments_in
from vssqa.facts.periods import periods
from vssqa.facts.places import places
from vssqa.facts.schemes import scheme_mentions, schemes
from vssqa.facts.written import Period, SchemeMention
from vssqa.patterns import regex
from vssqa.question.kinds import Asking, read_asking
from vssqa.question.named import names, people_named
from vssqa.question.query import Item, Query
from vssqa.question.spelling import correct, english_words
from vssqa.question.vocabulary import ABBREVIATIONS, concepts, known_words
from vssqa.text import STOP_WORDS, fold, stem, tokens
from vssqa.types import Scheme, Span, Status


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the corpus holds, as far as reading a question needs it.

    `holds` tells whether a stem stands in the corpus; `words` gives its folded words
    with counts; `people` the folded names of the people who stand in a folded text, by the
    name that stands there; `newest` is the date of the newest release, from which "last
    year" is counted; `knows` tells whether the register holds a paper.
    """

    holds: Callable[[str], bool]
    words: Callable[[], Mapping[str, int]]
    people: Callable[[str], Mapping[str, str]]
    knows: Callable[[InstrumentMention], bool]
    newest: str | None


# Words by which one asks, that no evidence need hold.
_ASKING = frozenset(
    stem(word)
    for word in (
        "many much number please tell give know say show find information figure figures count"
        " insurance dollars dollar dong usd vnd change changed go goes end half fewer large big"
        " high low question answer factor compare compared"
        " versus"
        " exactly approximately roughly total overall one two three four five six seven"
        " currently actually name list"
        " kind kinds type types thing things way get got there's what's who's according vss"
        " release scheme schemes concern concerns regard regards"
        " against through besides apart despite towards came went stand stood folk folks"
        " releases press ever now happen happened mean called meant make made take let's want need"
    ).split()
)
_ABBREVIATION = regex(
    rf"(?<![\w/-])(?:{'|'.join(ABBREVIATIONS)})\b(?![/-]|\s*[,!]|\s+there\b)", re.I
)
VOLUNTARILY = regex(r"\bvoluntar(?:y|ily)\b")
_VOLUNTARY: Mapping[Scheme, Scheme] = {"social": "voluntary_social", "health": "voluntary_health"}
_YEAR = regex(r"(?:19|20)\d\d")
_RELATIVE = regex(r"\b(?:this|last|next|previous|current|past|coming|same) year\b|\bnow\b|today")
# "In that report", "according to the VOV article": where it stands, not what is asked.
_SOURCE_ASKED = regex(
    r"\b(?:in|from|by|according to|per) (?:the|that|this|its|your) (?:[\w']+ ){0,2}?"
    r"(?:report|press release|release|article|announcement|statement|story|news)s?\b"
)
# "Which ministry", "which two organisations": the word says what is asked for, no evidence need.
_TYPE_ASKED = regex(
    r"\b(?:which|what) (?:\w+ )?(?P<type>agenc(?:y|ies)|organi[sz]ations?|bod(?:y|ies)"
    r"|ministr(?:y|ies)"
    r"|departments?|authorit(?:y|ies)|countr(?:y|ies)|institutions?|compan(?:y|ies)"
    r"|provinces?|cit(?:y|ies)|towns?|districts?|communes?|localit(?:y|ies)|places?)\b"
)

_TARGET = regex(
    r"\b(?:targets?|targeted|goals?|aim(?:s|ed|ing)?|striv\w+"
    r"|(?<!action )(?<!master )(?<!year )(?<!work )plan(?:s|ned)?(?! no\b| \d)"
    r"|objectives?"
    r"|should be reached|to be reached|(?:is|are) to reach|quotas?|expect(?:s|ed)?|forecast"
    r"|should reach|want(?:s|ed)? to (?:reach|cut)|hope[sd]?)\b"
)
# A question about a target's being beaten asks about what was reached.
_TARGET_AS_MEASURE = regex(
    r"\b(?:beat|exceed\w*|surpass\w*|above|higher than|over|meet|met|reach(?:ed)?|fulfil\w*"
    r"|achiev\w*|hit|miss\w*) (?:\w+ ){0,3}?(?:target|goal|plan)"
    r"|\bset (?:the|a) \w*\s*\w*\s*targets?\b|\btargets? (?:that|which) \w+ (?:met|fulfilled"
    r"|reached)"
)
_ACTUAL = regex(
    r"\b(?:reached|achieved|attained|actual(?:ly)?|had been|was reached|in fact|so far)\b"
)
_CHANGE = regex(
    r"\bby how much\b|\bby what (?:percentage|share|factor)\b"
    r"|\bhow (?:many|much) (?:more|fewer|less|higher|lower)\b"
    r"|\b(?:increase|rise|growth|reduction|decrease|fall|cut|change)"
    r" (?:in|of|by|applies|did|does|was)\b"
    r"|\bhow (?:much|many) (?:has|have|did|does) .*"
    r"\b(?:grow|grown|rise|risen|fall|fallen|increased?|drop(?:ped)?)\b"
)
_WHY = regex(
    r"\bwhy\b|\bhow come\b|\bwhat (?:is|was|are|were|caus\w+|explain\w*)(?: \w+){0,2} reasons?\b"
    r"|\bfor (?:what|which) reasons?\b|^what (?:caused|causes|explains?|led to)\b"
)


def read_alone(question: str, lexicon: Lexicon) -> Query:
    """Read a question that stands alone.

    Abbreviations of the field are written out and misspelled words corrected first, so
    that the same grammars read the question that read the releases.
    """
    expanded = _ABBREVIATION.sub(lambda m: ABBREVIATIONS[m.group().lower()], question)
    text, corrections = correct(expanded, lambda word: _is_right(word, lexicon), lexicon.words)
    folded = fold(text)
    asking = read_asking(text)
    found_places = places(text)
    papers = [paper for paper in instruments_in(text) if paper.number or lexicon.knows(paper)]
    found_periods = [
        period
        for period in periods(text, lexicon.newest)
        if not _dates_paper(folded, period, papers)
    ]
    found_schemes = schemes(text) or _suggested(text)
    taken = [
        *(Span(*match.span()) for match in _SOURCE_ASKED.finditer(folded)),
        *(place.span for place in found_places),
        *(_with_lead(folded, period.span) for period in found_periods),
        *(paper.span for paper in papers),
        *(mention.group for mention in found_schemes if mention.scheme),
        *(Span(*match.span()) for match in VOLUNTARILY.finditer(folded) if found_schemes),
    ]
    people = people_named(text, lexicon.people(folded), taken)
    named = [*taken, *(span for spans in people.values() for span in spans)]
    items = _items(text, named, asking)
    return Query(
        text=text,
        kind=asking.kind,
        unit=asking.unit,
        items=items,
        schemes=_schemes(folded, found_schemes),
        places=tuple(dict.fromkeys(place.name for place in found_places)),
        periods=_periods(found_periods, asking.compares),
        status=_status(folded),
        instruments=tuple(papers),
        people=tuple(sorted(people)),
        names=names(text, named),
        compares=asking.compares,
        asks_why=bool(_WHY.search(folded)),
        counted=next((item for item in items if fold(item.word) == asking.counted), None),
        relative=tuple(dict.fromkeys(_RELATIVE.findall(folded))),
        papers_asked=asking.papers,
        places_asked=asking.places,
        type_asked=asking.body,
        corrections=corrections,
    )


def _is_right(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a folded word is spelled as somebody would spell it."""
    if word in english_words() or word in known_words() or places(word.capitalize()):
        return True
    return lexicon.holds(stem(word)) and word in lexicon.words()


_PAPER_OF = regex(r" ?(?:of|in|from|dated|,)? ?$")


def _dates_paper(folded: str, period: Period, papers: Sequence[InstrumentMention]) -> bool:
    """Tell whether a year is a paper's, no constraint ("the Law on Insurance of 2024")."""
    return any(
        paper.span.overlaps(period.span)
        or (
            0 <= period.span.start - paper.span.end <= len(" dated ")
            and _PAPER_OF.fullmatch(folded[paper.span.end : period.span.start])
            and not paper.number
        )
        for paper in papers
    )


_LEAD = regex(
    r"\b(?:(?:at|by|towards?|from|until|near|just) )*(?:the )?"
    r"(?:close|end|turn|start|beginning|conclusion|finish|course|middle) of (?:the )?"
    r"(?:(?:calendar )?year |month )?$"
)


def _with_lead(folded: str, period: Span) -> Span:
    """Return a period with what leads to it: "the close of 2023" asks for no "close"."""
    led = _LEAD.search(folded, 0, period.start)
    return Span(led.start(), period.end) if led else period


_BY_WILL = regex(r"^(?:voluntary|compulsory|mandatory)$")


def _suggested(text: str) -> list[SchemeMention]:
    """Return the scheme that "voluntary members" or "the compulsory scheme" alone mean."""
    return [m for m in scheme_mentions(text) if m.weak and _BY_WILL.match(fold(m.surface))]


def _periods(found: Sequence[Period], compares: bool) -> tuple[str, ...]:
    """Return the periods that are constraints.

    One that only serves comparison ("more than in 2022") is none, but in a question that
    asks for both sides ("2014 vs 2016").
    """
    own = [period for period in found if compares or period.relation != "than"]
    return tuple(dict.fromkeys(filter(None, map(_period, own))))


def _period(period: Period) -> str | None:
    """Return a period as a constraint: without the year where the question prints none."""
    if not period.iso:
        return None
    if _YEAR.search(period.surface) or _RELATIVE.search(fold(period.surface)):
        return period.iso
    ends = [end[4:].lstrip("-") for end in period.iso.split("/")]
    return "/".join(f"--{end}" for end in ends) if all(ends) else period.iso


_SAID_BY_UNIT = frozenset({stem("people"), stem("persons")})
"""Words that the unit asked for says already: a count of participants is one of people."""


def _items(text: str, named: list[Span], asking: Asking) -> tuple[Item, ...]:
    """List the words of the question that evidence should hold."""
    asked_people = _SAID_BY_UNIT if asking.unit == "people" else frozenset()
    typed = _TYPE_ASKED.search(fold(text)) if asking.kind in {"agency", "list"} else None
    asked_type = Span(*typed.span("type")) if typed else None
    publisher = [m.span for m in agencies_in(text) if m.name == VSS]
    strange = [m.group for m in scheme_mentions(text) if m.scheme is None and not m.weak]
    read = tokens(text)
    held = concepts(read)
    items: list[Item] = []
    seen: Span | None = None
    for token, concept_names in zip(read, held, strict=True):
        if token.span == seen:  # a part that stands beside its whole
            whole = items[-1]
            items[-1] = replace(
                whole,
                parts=whole.parts | {token.term},
                concepts=whole.concepts | concept_names,
            )
            continue
        seen = None
        word = fold(token.span.of(text))
        if token.term in _ASKING | asked_people or word in STOP_WORDS or token.span == asked_type:
            continue
        seen = token.span
        in_name = any(span.overlaps(token.span) for span in (*named, *publisher))
        must = any(span.overlaps(token.span) for span in strange)
        items.append(Item(token.span.of(text), token.term, concept_names, named=in_name, must=must))
    return tuple(items)


def _status(folded: str) -> Status | None:
    """Tell whether the question asks for a level aimed at, one reached, or a change."""
    if _CHANGE.search(folded) or _TARGET_AS_MEASURE.search(folded):
        return "change" if _CHANGE.search(folded) else None
    if _TARGET.search(folded):
        return "target"
    return "actual" if _ACTUAL.search(folded) else None


def _schemes(folded: str, found: Sequence[SchemeMention]) -> frozenset[Scheme]:
    """Return the schemes asked about; "joined voluntarily" makes them the voluntary ones."""
    named = frozenset(mention.scheme for mention in found if mention.scheme)
    return voluntary(named) if VOLUNTARILY.search(folded) else named


def voluntary(named: frozenset[Scheme]) -> frozenset[Scheme]:
    """Return the voluntary side of each scheme that has one."""
    return frozenset(_VOLUNTARY.get(scheme, scheme) for scheme in named)
