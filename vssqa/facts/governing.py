"""Which scheme, place and period govern a figure, and by which rule.

What a figure's own sentence prints needs no rule. The rules that infer a field
from elsewhere, by name:

- `carried`: the subject of an earlier sentence of the section goes on;
- `heading`, `title`: the nearest heading, or the title, names it;
- `release-of-one-scheme`: the release names no other scheme;
- `release-of-province`: title or opening say that the release is about a province;
- `national-release`: no place governs, so the figure is the country's;
- `release-date`: "now", "so far" are the release's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vssqa.facts.clauses import Clauses, Context
from vssqa.facts.places import COUNTRY, places
from vssqa.facts.schemes import scheme_mentions
from vssqa.facts.written import Period, PlaceMention, SchemeMention
from vssqa.text import fold
from vssqa.types import Release, Scheme, Span


@dataclass(frozen=True, slots=True)
class Governed:
    """A field's value and the rule that inferred it, None where the sentence prints it.

    `known` is false where nothing was found: the next rule may try.
    """

    value: str | None = None
    rule: str | None = None
    known: bool = True


UNKNOWN = Governed(known=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence leaves to those behind it.

    `subject` is the scheme it begins with or its last figure has; a known subject
    without value is several schemes at once.
    """

    block: int
    heading: int | None
    subject: Governed = UNKNOWN
    period: Governed = UNKNOWN
    place: Governed = UNKNOWN
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """What the whole release lays down for its figures."""

    date: str | None
    title: Governed
    title_suggests: Governed
    only: Governed
    place: Governed
    title_periods: tuple[Period, ...]


# --- the release ------------------------------------------------------------------

_EVENT = r"(?:conference|meeting|workshop|seminar|ceremony|forum|session|talks|event|headquarters|bridge)"
_AT_EVENT = re.compile(rf"\b(?:{_EVENT}|held|met|took place|led|visited|from)\b[^.;,]{{0,30}}$")
_EVENT_BEHIND = re.compile(rf" {_EVENT}\b")
_DATELINE = re.compile(r"^\W*[A-Z][A-Za-z. ]{2,24}(?:\([^)]*\))? ?[-\u2013\u2014:] ")
_OPENING_OF_PROVINCE = re.compile(
    r"^,? (?:province|city|provincial|municipal)\b|^(?:'s)? (?:social (?:security|insurance))"
)
_OFFICE_OF = re.compile(
    r"\b(?:social (?:security|insurance)|province|city|provincial office) (?:office )?of $"
)
_OPENING_SENTENCES = 2


def background(release: Release, sentences: Sequence[Clauses]) -> Background:
    """Read what title, opening and the release as a whole say of all its figures."""
    title = release.title
    mentions = scheme_mentions(title)
    strong = [mention for mention in mentions if not mention.weak]
    named = {
        mention.scheme
        for clauses in sentences
        for mention in clauses.schemes
        if not mention.weak and mention.scheme
    }
    kinds = {_family(scheme) for scheme in named}
    only = Governed(kinds.pop(), "release-of-one-scheme") if len(kinds) == 1 else UNKNOWN
    return Background(
        date=release.date,
        title=_ruled(_scheme_of(strong), "title"),
        title_suggests=_ruled(_scheme_of(mentions), "title"),
        only=only,
        place=_release_place(title, sentences),
        title_periods=tuple(
            period
            for clauses in sentences[:1]
            if clauses.sentence.is_heading
            for period in clauses.periods
        ),
    )


def _family(scheme: Scheme) -> str:
    return scheme.removeprefix("voluntary_")


def _ruled(found: Governed, rule: str) -> Governed:
    return Governed(found.value, rule) if found.known and found.value else UNKNOWN


def _release_place(title: str, sentences: Sequence[Clauses]) -> Governed:
    """Return the province a release is about, else the country."""
    named = _governing_places(places(title), title)
    if len(named) == 1 and COUNTRY not in named:
        return Governed(named.pop(), "release-of-province")
    opening = [clauses for clauses in sentences if not clauses.sentence.is_heading]
    for clauses in opening[:_OPENING_SENTENCES]:
        for place in clauses.places:
            behind = clauses.folded[place.span.end :]
            office = _OFFICE_OF.search(clauses.folded[: place.span.start])
            if place.kind == "province" and (_OPENING_OF_PROVINCE.match(behind) or office):
                if len(_provinces(sentences)) == 1:
                    return Governed(place.name, "release-of-province")
    return Governed(COUNTRY, "national-release")


def _provinces(sentences: Sequence[Clauses]) -> set[str]:
    return {p.name for clauses in sentences for p in clauses.places if p.kind == "province"}


def _governing_places(found: Iterable[PlaceMention], words: str) -> set[str]:
    """Return the names of places that figures can be of: no event's place, no dateline."""
    folded = fold(words)
    dateline = _DATELINE.match(words)
    return {
        place.name
        for place in found
        if not place.compared
        and not (dateline and place.span.end <= dateline.end())
        and not _AT_EVENT.search(folded[: place.span.start])
        and not _EVENT_BEHIND.match(folded, place.span.end)
        and (place.kind in {"province", "nation"} or _is_abroad(place, folded))
    }


def _is_abroad(place: PlaceMention, folded: str) -> bool:
    """Tell whether a foreign place is where something is, and no partner's name."""
    return place.kind == "country" and bool(
        re.search(r"\bin (?:the )?$", folded[: place.span.start])
    )


# --- schemes ------------------------------------------------------------------------

_GENERIC = re.compile(  # words that say nothing of the scheme: its subject was named before
    r"\b(?:participants?|participation|people|persons|members?|membership|rates?|coverage|ratio"
    r"|numbers?|figures?|totals?|they|it|this|these|collections?|collected|contributions?|premiums?"
    r"|payments?|debts?|arrears|owed|cards?|holders|beneficiaries|recipients|scheme|fund|revenue"
    r"|spending|expenditure|costs?|benefits?|allowances?|employees|workers|enrolment|target|plan)\b"
)
_OTHER_SUBJECT = re.compile(
    r"\b(?:cpi|gdp|econom\w+|inflation|wages?|salar\w+|budget revenue|exports?|consumer price)\b"
)
_ELLIPTIC = re.compile(
    r"^\W*(?:of (?:which|these|them|this|that)|among (?:them|these|which)|in which|including|it|they"
    r"|this|these|that|those|the (?:rate|figure|number|ratio|total|scheme|fund)|which)\b"
)
_SUBJECT_REACH = 45  # code points at a sentence's begin in which its subject stands
_LOOK_BACK = 12  # sentences a subject is carried over at most


def scheme_of(
    clauses: Clauses,
    context: Context,
    before: Governed | None,
    topics: Sequence[Topic],
    ground: Background,
) -> Governed:
    """Return the scheme of a figure; a known one without value means several, or none.

    `before` is the scheme of the figure before it in the sentence.
    """
    own = _own_scheme(clauses, context)
    if own.known:
        return own
    if context.tie in {"again", "list", "pair"} and before is not None and before.known:
        return before
    strong = [mention for mention in clauses.schemes if not mention.weak]
    whole = _scheme_of(strong)
    if whole.known:
        return whole
    subject = f"{context.left.of(clauses.folded)} {context.right.of(clauses.folded)}"
    if _OTHER_SUBJECT.search(subject):
        return Governed(None)
    if not (_is_generic(context, subject) or _ELLIPTIC.match(clauses.folded)):
        return ground.title if ground.title.known else Governed(None)
    carried = _carried_subject(clauses, topics)
    for found in (carried, ground.title, ground.title_suggests, ground.only):
        if found.known:
            return found
    return Governed(None)


def _own_scheme(clauses: Clauses, context: Context) -> Governed:
    """Return the scheme among a figure's own words, the likeliest place first."""
    near, far, right = [], [], []
    for mention in clauses.schemes:
        if context.right.holds(mention.span):
            right.append(mention)
        elif context.left.holds(mention.span):
            gap = clauses.folded[mention.group.end : context.left.end]
            (far if "," in gap else near).append(mention)
    shares = context.quantity.unit in {"percent", "percentage_point", "times"}
    places_to_look = (near[::-1], right, far[::-1]) if shares else (right, near[::-1], far[::-1])
    for weak in (False, True):
        for mentions in places_to_look:
            kept = [mention for mention in mentions if mention.weak == weak]
            if kept:
                return _scheme_of([m for m in kept if m.group == kept[0].group])
    return UNKNOWN


def _scheme_of(mentions: Sequence[SchemeMention]) -> Governed:
    """Return the one scheme of some mentions, known without value where they are several."""
    if not mentions:
        return UNKNOWN
    named = {mention.scheme for mention in mentions}
    if named == {"social", "voluntary_social"}:
        return Governed("social")
    if named == {"health", "voluntary_health"}:
        return Governed("health")
    return Governed(named.pop() if len(named) == 1 else None)


def _is_generic(context: Context, subject: str) -> bool:
    """Tell whether a figure's own words leave its subject to the sentences before."""
    if context.quantity.unit in {"count", "people"} and context.quantity.noun:
        return context.quantity.unit == "people" or bool(_GENERIC.search(context.quantity.noun))
    return bool(_GENERIC.search(subject)) or len(subject.split()) < 4


def subject_of(clauses: Clauses) -> Governed:
    """Return the scheme a sentence begins with."""
    first = [m for m in clauses.schemes if m.span.start <= _SUBJECT_REACH]
    return _scheme_of([m for m in first if m.group == first[0].group]) if first else UNKNOWN


def _carried_subject(clauses: Clauses, topics: Sequence[Topic]) -> Governed:
    for topic in _section(clauses, topics):
        if topic.subject.known:
            return Governed(topic.subject.value, "carried")
    return UNKNOWN


def _section(clauses: Clauses, topics: Sequence[Topic]) -> list[Topic]:
    """List the topics of a sentence's section, and of its heading, nearest first."""
    heading = clauses.sentence.heading
    near = topics[-_LOOK_BACK:][::-1]
    return [t for t in near if t.heading == heading or t.block == heading]


# --- places -----------------------------------------------------------------------

_ITS_PLACE = re.compile(
    r"^\W*(?:the|this) (?:province|city|locality|office)\b|^\W*(?:its|it|they)\b"
)


def place_of(
    clauses: Clauses, context: Context, topics: Sequence[Topic], ground: Background
) -> Governed:
    """Return the place of a figure."""
    named = _governing_places(clauses.places, clauses.words)
    if len(named) > 1:
        named = _nearest_place(clauses, context, named)
    if len(named) == 1:
        return Governed(named.pop())
    if named:
        return Governed(None)
    if ground.place.rule == "national-release":
        if _ITS_PLACE.match(clauses.folded):
            for topic in _section(clauses, topics)[:1]:
                if topic.place.known and topic.place.value != COUNTRY:
                    return Governed(topic.place.value, "carried")
        local = [p.name for p in clauses.places if p.kind in {"district", "commune"}]
        if len(local) == 1:
            return Governed(local[0])
    return ground.place


def _nearest_place(clauses: Clauses, context: Context, named: set[str]) -> set[str]:
    """Choose among several places of a sentence those in the figure's own words, else its last."""
    for words in (context.right, context.left):
        own = {p.name for p in clauses.places if words.holds(p.span) and p.name in named}
        if own:
            return own if len(own) == 1 else named
    before = [p for p in clauses.places if p.name in named and p.span.end <= context.left.start]
    return {before[-1].name} if before else named


# --- periods ----------------------------------------------------------------------

_PAPER_DATE = re.compile(
    r"\b(?:dated|issued|signed|promulgated|adopted|approved|ngay)(?: on| in)?(?: the)? $"
)
_EVERY = re.compile(
    r"\b(?:every|each) (?:year|month|quarter|day)\b|\bannual(?:ly)?\b|\b(?:per|a) (?:year|annum|day)\b"
)
_NOW = re.compile(
    r"\b(?:now|currently|at present|as of (?:now|today)|to date|so far|nowadays|until now|up to now)\b"
)
_TARGET_TIME = re.compile(r"\b(?:targets?|goals?)\b[^,;]*$")
_DAY_LENGTH = len("2024-01-22")


def period_of(
    clauses: Clauses,
    context: Context,
    before: Governed | None,
    topics: Sequence[Topic],
    ground: Background,
    aimed: bool,
) -> Governed:
    """Return the period of a figure; `aimed` figures take no period that is over.

    `before` is the period of the figure before it in the sentence.
    """
    own = _own_period(clauses, context)
    if own.known:
        return own
    if context.tie in {"again", "list"} and before is not None and before.known:
        return before
    shared = _shared_period(clauses, context)
    if shared.known:
        return shared
    if _EVERY.search(clauses.folded):
        return Governed(None)
    if _NOW.search(clauses.folded) and ground.date:
        return Governed(ground.date[:7], "release-date")
    for topic in _section(clauses, topics):
        found = topic.period
        if found.known and not (aimed and is_over(found.value, ground.date)):
            return Governed(found.value, "carried") if found.value else found
    for period in reversed(ground.title_periods):
        if not (aimed and is_over(period.iso, ground.date)):
            return Governed(period.iso, "title")
    return Governed(None)


def is_over(period: str | None, date: str | None) -> bool:
    """Tell whether a period ended in a year before the release's."""
    return period is not None and date is not None and period.split("/")[-1][:4] < date[:4]


def _usable(clauses: Clauses) -> list[Period]:
    """List the periods of a sentence that figures can be of, no paper's and no comparison's."""
    return [
        period
        for period in clauses.periods
        if period.relation not in {"than", "since"}
        and not _PAPER_DATE.search(clauses.folded[: period.span.start])
    ]


def _own_period(clauses: Clauses, context: Context) -> Governed:
    """Return the period among a figure's own words: behind it first, then before it."""
    usable = _usable(clauses)
    right = [p for p in usable if context.right.holds(p.span)]
    left = [p for p in usable if context.left.holds(p.span)]
    if right:
        return Governed(right[0].iso)
    now = _NOW.search(context.right.of(clauses.folded))
    if now and clauses:
        return UNKNOWN
    return Governed(left[-1].iso) if left else UNKNOWN


def _shared_period(clauses: Clauses, context: Context) -> Governed:
    """Return the period a sentence gives to all its figures."""
    claimed = [
        other.right
        for other in clauses.contexts
        if other is not context and other.tie in {"new", "pair"}
    ]
    free = [
        period
        for period in _usable(clauses)
        if not any(words.holds(period.span) for words in claimed)
    ]
    before = [period for period in free if period.span.end <= context.quantity.span.start]
    chosen = before or free
    return Governed(chosen[0].iso) if chosen else UNKNOWN


def period_left(clauses: Clauses) -> Governed:
    """Return the period that a sentence without figures leaves to those behind it.

    A day is when something happened, no period that figures are of.
    """
    if _EVERY.search(clauses.folded):
        return Governed(None)
    lasting = [p for p in _usable(clauses) if len(p.iso) < _DAY_LENGTH or "/" in p.iso]
    return Governed(lasting[-1].iso) if lasting else UNKNOWN
