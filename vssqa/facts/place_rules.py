"""Which place a figure is of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vssqa.datelines import dateline_end
from vssqa.facts.clauses import Clauses, Context
from vssqa.facts.places import COUNTRY
from vssqa.facts.topics import LAW_SAYS, UNKNOWN, Background, Governed, Topic, section
from vssqa.facts.topics import before as words_before
from vssqa.facts.written import PlaceMention
from vssqa.patterns import regex
from vssqa.text import fold, plain
from vssqa.types import Figure, Span

_EVENT = (
    r"(?:conference|meeting|workshop|seminar|ceremony|forum|session|talks|event|headquarters"
    r"|bridge)"
)
_AT_EVENT = regex(
    rf"\b(?:{_EVENT}|held|met|took place|led|visited|from"
    rf"|opens?|opened|closed|hosted)\b[^.;,]{{0,30}}$"
)
_EXAMPLES = regex(r"\b(?:among them|such as|for example|notably)\b[^;.]*$")
_IN = regex(r"\bin (?:the )?$")
_OWN_SCHEME = regex(  # "Thailand's Section 40 scheme covers ..."
    r"'s (?:[\w-]+ ){0,4}?(?:schemes?|system|fund|population|coverage|workforce|pension)\b"
)
_EVENT_BEHIND = regex(rf" {_EVENT}\b")
_DATELINE = regex(r"^\W*[A-Z][A-Za-z. ]{2,24}(?:\([^)]*\))? ?[-\u2013\u2014] ")
_ITS_PLACE = regex(
    r"^\W*(?:the|this) (?:province|city|locality|office)\b|^\W*(?:its|it|they)\b"
    r"|^\W*(?:the )?(?:provincial|municipal|city's|province's)\b"
    r"|^[^,;.]{0,60}? of (?:them|these|those)\b"
)
_THOSE = regex(r"^\W*(?:those|they|people|workers|persons|(?:the )?others)\b")
# Of which provinces "in the eight worst-hit provinces" speaks is not said.
_SOME_PROVINCES = regex(
    r"\b(?:in|across|from|among) (?:the |some |about )?(?!63\b|34\b)"
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|several|some|many|most|certain)"
    r" (?:[a-z-]+ ){0,2}?(?:provinces|localities|cities)\b"
)


def place_of(
    clauses: Clauses,
    context: Context,
    before: Figure | None,
    topics: Sequence[Topic],
    ground: Background,
) -> Governed:
    """Return the place of a figure; `before` is the figure before it in the sentence."""
    bracketed = _bracketed(clauses, context, before)
    if bracketed.known:
        return bracketed
    beside = _beside_number(clauses, context)
    if beside is not None:
        return Governed(beside)
    named = governing_places(_not_behind(clauses, context), clauses.words)
    if len(named) > 1:
        named = _nearest_place(clauses, context, named)
    if len(named) == 1:
        return Governed(named.pop())
    if named or _is_of_some_provinces(clauses, context):
        return Governed(None)
    if LAW_SAYS.search(clauses.folded) or _goes_on_with_law(clauses, topics, ground):
        return Governed(COUNTRY, "law-of-the-country")
    local = [
        place
        for place in clauses.places
        if place.kind in {"district", "commune"} and context.left.holds(place.span)
    ]
    if local and not clauses.folded[: local[-1].span.start].endswith("("):
        return Governed(local[-1].name)
    if ground.place.rule == "national-release":
        bare = _is_bare(context) and topics and topics[-1].block == clauses.sentence.block
        if bare or _ITS_PLACE.match(clauses.folded):
            topic, rule = next(section(clauses, topics), (None, None))
            if topic and topic.place.known and topic.place.value != COUNTRY:
                return Governed(topic.place.value, rule)
        near = [p.name for p in clauses.places if p.kind in {"district", "commune"}]
        if len(near) == 1:
            return Governed(near[0])
    return ground.place


def _is_of_some_provinces(clauses: Clauses, context: Context) -> bool:
    """Tell whether provinces that are not named stand before a figure as where it is from."""
    match = _SOME_PROVINCES.search(clauses.folded, 0, context.quantity.span.start)
    return match is not None and not match.end() > context.left.end


def _goes_on_with_law(clauses: Clauses, topics: Sequence[Topic], ground: Background) -> bool:
    """Tell whether a sentence of a province's release goes on with what a law lays down."""
    if ground.place.value == COUNTRY or not _THOSE.match(clauses.folded) or not topics:
        return False
    last = topics[-1]
    return last.block == clauses.sentence.block and last.place.rule == "law-of-the-country"


def _is_bare(context: Context) -> bool:
    """Tell whether a number counts what the sentence before counted: "given to 709 by May"."""
    counts = context.quantity.unit in {"count", "people"}
    return counts and not context.quantity.noun and not context.quantity.scale


def _bracketed(clauses: Clauses, context: Context, before: Figure | None) -> Governed:
    """Return the place of a figure in brackets: of the place before them, else of the figure."""
    if not clauses.folded[: context.left.end].endswith("("):
        return UNKNOWN
    read = [other.quantity.span.end for other in clauses.contexts]
    since = max((end for end in read if end < context.left.end), default=0)
    named = [p for p in clauses.places if since <= p.span.start and p.span.end < context.left.end]
    if named and (since or named[-1].span.end == context.left.end - len(" (")):
        return Governed(named[-1].name)  # "(88.2), and Kien Giang the poorest (59.7)"
    if before is None or context.tie != "again":
        return UNKNOWN
    rule = next((one.rule for one in before.inferred if one.field == "place"), None)
    return Governed(before.place, rule)


def _not_behind(clauses: Clauses, context: Context) -> list[PlaceMention]:
    """List the places of a sentence that may govern a figure.

    None in the words of a later figure behind a semicolon, and not the place of a number
    that the figure is compared with.
    """
    end = clauses.folded.find(";", context.right.end)
    later = [other for other in clauses.contexts if end >= 0 and other.left.start > end]
    compared = {
        _beside_number(clauses, other) for other in clauses.contexts if other is not context
    }
    return [
        place
        for place in clauses.places
        if not (place.kind == "nation" and place.name in compared)
        and not any(o.left.holds(place.span) or o.right.holds(place.span) for o in later)
    ]


_COMPARED_NUMBER = regex(
    r"\b(?:compared (?:to|with)|against|versus|than) (?:about |some |nearly |over )?$"
)
_UP_TO_PLACE = regex(r" (?:in |across )?(?:the )?$")


def _beside_number(clauses: Clauses, context: Context) -> str | None:
    """Return the country of the number that another is compared with: "6.1 days nationwide"."""
    span = context.quantity.span
    if not _COMPARED_NUMBER.search(words_before(clauses.folded, span.start)):
        return None
    for place in clauses.places:
        between = clauses.folded[span.end : place.span.start]
        if place.kind == "nation" and _UP_TO_PLACE.fullmatch(f"{between}"):
            return place.name
    return None


def _nearest_place(clauses: Clauses, context: Context, named: set[str]) -> set[str]:
    """Choose among several places of a sentence those in the figure's own words, else its last."""
    for words in (context.right, context.left):
        own = {p.name for p in clauses.places if words.holds(p.span) and p.name in named}
        if own:
            return own if len(own) == 1 else named
    earlier = [p for p in clauses.places if p.name in named and p.span.end <= context.left.start]
    if earlier:
        return {earlier[-1].name}
    others = [other for other in clauses.contexts if other is not context]
    claimed = {
        place.name
        for place in clauses.places
        if any(o.left.holds(place.span) or o.right.holds(place.span) for o in others)
    }
    return named - claimed


def governing_places(found: Iterable[PlaceMention], words: str) -> set[str]:
    """Return the names of places that figures can be of: no event's place, no dateline."""
    folded = fold(words)
    dateline = _DATELINE.match(plain(words))
    dated_until = dateline_end(words, Span(0, len(words)))
    opened = max(dateline.end() if dateline else 0, dated_until)
    return {
        place.name
        for place in found
        if not place.compared
        and not _EXAMPLES.search(words_before(folded, place.span.start))
        and place.span.end > opened
        and not _AT_EVENT.search(words_before(folded, place.span.start))
        and not _EVENT_BEHIND.match(folded, place.span.end)
        and (place.kind in {"province", "nation"} or _is_abroad(place, folded))
    }


def _is_abroad(place: PlaceMention, folded: str) -> bool:
    """Tell whether a foreign place is where something is, and no partner's name."""
    there = _IN.search(words_before(folded, place.span.start))
    owns = _OWN_SCHEME.match(folded, place.span.end)
    return place.kind == "country" and bool(there or owns)
