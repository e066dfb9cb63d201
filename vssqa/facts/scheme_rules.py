"""Which insurance scheme a figure is of."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vssqa.facts.clauses import Clauses, Context, is_island
from vssqa.facts.quantities import DURATIONS
from vssqa.facts.topics import NONE, SEVERAL, UNKNOWN, Background, Governed, Topic, section
from vssqa.facts.written import SchemeMention
from vssqa.patterns import regex

_GENERIC = regex(  # words that say nothing of the scheme: its subject was named before
    r"\b(?:participants?|participation|people|persons|members?|membership|rates?|coverage|ratio"
    r"|numbers?|figures?|totals?|they|it|this|these|collections?|collected|contributions?|premiums?"
    r"|payments?|debts?|arrears|owed|cards?|holders|beneficiaries|recipients|scheme|fund|revenue"
    r"|spending|expenditure|costs?|benefits?|allowances?|employees|workers|enrolment|targets?|goals?|schemes"
    r"|claimants?|applicants?|applications?|plan|fees|paid|pays?|adds?|supports?|spent|disbursed)\b"
)
_OTHER_SUBJECT = regex(  # what no insurance scheme is the subject of
    r"\b(?:cpi|gdp|econom\w+|inflation|wages?|salar\w+|budget revenue|exports?|consumer price"
    r"|administrative procedures?|procedures|public services?|online services?|accounts|calls"
    r"|users|staff|courses|provinces|cities|localities|platforms|tasks|solutions|inspections|ministries|deputies|databases?)\b"
)
_ALL_SCHEMES = regex(  # what the whole sector collects and pays is of all schemes
    r"\b(?:entire|whole) (?:sector|industry)\b|\ball (?:types of |kinds of )?insurance\b"
)
# What an agency takes in, pays and settles is of all its schemes, unless a title says which.
_OF_AGENCY = regex(
    r"\b(?:agenc(?:y|ies)|offices?|sector|vss|city|province|it|they) (?:\w+ )?(?:collected|settled"
    r"|paid|handled|processed|spent|recovered)\b"
    r"|\b(?:was|were|been) (?:collected|recovered|disbursed)\b"
    r"|\b(?:revenue|collections?|late payments?|debts?|arrears|owed|owes?|owing"
    r"|overdue|benefits worth)\b"
)
_ELLIPTIC = regex(
    r"^\W*(?:of (?:which|these|them|this|that)|among (?:them|these|which)|in which|including"
    r"|together|it(?! (?:requires?|asks?|tells?|orders?|instructs?)\b)"
    r"|they|this|these|that|those|which"
    r"|the (?:rate|share|figure|number|ratio|total|sum|average|highest|lowest|rest|others|scheme"
    r"|fund)"
    r"|(?:some |about |only |nearly |over )?[\d.,]+ of (?:them|these|those))\b"
)
_REACHES = regex(r"\b(?:to|for|on|among|at|by) $")  # "VND742 billion went to 61 hospitals"
_AWAY = regex(r" (?:away|ahead|ago|later|after|before|earlier)\b")
_HAVE_REACHED = regex(
    r" ?(?:[a-z]+,? ){0,5}(?:have|has|had) (?:reached|achieved|attained|met|exceeded|surpassed)\b"
)
_WORDS_OF_SUBJECT = 4  # a clause of fewer words, places apart, names no subject of its own
_SUBJECT_REACH = 45  # code points at a sentence's begin in which its subject stands
_WEAK_SUBJECT_REACH = 15  # the same for words that only suggest a scheme


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
    shared = _shared_words(clauses, context)
    if shared.known:
        return shared
    if context.tie in {"again", "list", "pair"} and before is not None and before.known:
        return before
    if _is_distance(clauses, context):
        return NONE
    if is_island(clauses, context):
        return ground.title if ground.title.known else NONE
    whole = one_scheme(_unclaimed(clauses, context))
    if whole.known:
        return whole
    left, right = context.left.of(clauses.folded), context.right.of(clauses.folded)
    subject = f"{left} {right}"
    if _names_other(clauses, context):
        return NONE
    if _ALL_SCHEMES.search(subject):
        return SEVERAL
    if not (_is_generic(clauses, context, subject) or _ELLIPTIC.match(clauses.folded)):
        return ground.title if ground.title.known else NONE
    if before is not None and (before.value is not None or before.lasting):
        return before
    of_agency = bool(_OF_AGENCY.search(subject))
    carried = UNKNOWN if of_agency else _carried_subject(clauses, topics)
    suggested = UNKNOWN if of_agency else ground.title_suggests
    for found in (carried, ground.title, suggested, ground.only):
        if found.known:
            return found
    return SEVERAL if of_agency else NONE


def _shared_words(clauses: Clauses, context: Context) -> Governed:
    """Return the scheme of the next quantity where nothing parts a quantity from it.

    "VND742 billion went to 61 establishments that treat insured patients".
    """
    following = [other for other in clauses.contexts if other.left.start == context.right.end]
    if not following or following[0].left.start < following[0].quantity.span.start:
        return UNKNOWN
    reaches = _REACHES.search(clauses.folded[: following[0].left.start])
    return _own_scheme(clauses, following[0]) if reaches else UNKNOWN


def _is_distance(clauses: Clauses, context: Context) -> bool:
    """Tell whether a duration says how far something lies: "three days away"."""
    away = context.quantity.unit in DURATIONS
    return away and bool(_AWAY.match(clauses.folded, context.quantity.span.end))


def _unclaimed(clauses: Clauses, context: Context) -> list[SchemeMention]:
    """List the schemes of a sentence that no later quantity has among its own words."""
    later = [other for other in clauses.contexts if other.left.end > context.left.end]
    return [
        mention
        for mention in clauses.schemes
        if not mention.weak
        and not any(o.left.holds(mention.span) or o.right.holds(mention.span) for o in later)
    ]


def _own_scheme(clauses: Clauses, context: Context) -> Governed:
    """Return the scheme among a figure's own words, the likeliest place first."""
    near: list[SchemeMention] = []
    far: list[SchemeMention] = []
    right: list[SchemeMention] = []
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
                return one_scheme([m for m in kept if m.group == kept[0].group])
    return UNKNOWN


def one_scheme(mentions: Sequence[SchemeMention]) -> Governed:
    """Return the one scheme of some mentions, known without value where they are several."""
    return one_scheme_of({mention.scheme for mention in mentions}) if mentions else UNKNOWN


def one_scheme_of(named: Collection[str | None]) -> Governed:
    """Return the one scheme of some: a scheme and its voluntary part are that scheme."""
    if named == {"social", "voluntary_social"}:
        return Governed("social")
    if named == {"health", "voluntary_health"}:
        return Governed("health")
    return Governed(next(iter(named))) if len(named) == 1 else SEVERAL


def _names_other(clauses: Clauses, context: Context) -> bool:
    """Tell whether a figure is of what no scheme is the subject of.

    Provinces that "have reached 100 per cent" have reached it in the scheme that runs on.
    """
    left, right = context.left.of(clauses.folded), context.right.of(clauses.folded)
    if _have_reached(clauses, context):
        return False
    counts = context.quantity.unit in {"count", "people"}
    noun = context.quantity.noun if counts else ""  # "4.5 per cent of the salary" is no salary
    return bool(_OTHER_SUBJECT.search(noun or (left if left.strip() else right)))


def _have_reached(clauses: Clauses, context: Context) -> bool:
    behind = _HAVE_REACHED.match(clauses.folded, context.quantity.span.end)
    return bool(behind or _HAVE_REACHED.match(context.left.of(clauses.folded)))


def _is_generic(clauses: Clauses, context: Context, subject: str) -> bool:
    """Tell whether a figure's own words leave its subject to the sentences before."""
    if context.quantity.unit in {"count", "people"}:
        noun = context.quantity.noun
        reached = _have_reached(clauses, context)
        return (
            not noun or context.quantity.unit == "people" or bool(reached or _GENERIC.search(noun))
        )
    named = sum(len(place.surface.split()) for place in clauses.places)
    few = len(subject.split()) - named < _WORDS_OF_SUBJECT
    return bool(_GENERIC.search(subject)) or few


def subject_of(clauses: Clauses) -> Governed:
    """Return the scheme a sentence begins with."""
    for first in clauses.schemes[:1]:
        if first.group.start <= (_WEAK_SUBJECT_REACH if first.weak else _SUBJECT_REACH):
            return one_scheme([m for m in clauses.schemes if m.group == first.group])
    return UNKNOWN


def _carried_subject(clauses: Clauses, topics: Sequence[Topic]) -> Governed:
    for topic, rule in section(clauses, topics):
        if topic.subject.known:
            return Governed(topic.subject.value, rule)
    return UNKNOWN
