"""Follow-ups: what a short question leaves out comes from the conversation."""

from __future__ import annotations

import re
from dataclasses import replace

from vssqa.patterns import regex
from vssqa.question.query import Item, Query
from vssqa.question.reading import VOLUNTARILY, voluntary
from vssqa.text import fold
from vssqa.types import AnswerKind, Scheme

_OPENS_AS_FOLLOW_UP = regex(
    r"^(?:and|but|also|then|what about|how about|or|same for|what of|so|ok(?:ay)?,?)\b"
)
_POINTS_BACK = regex(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|those|these|the same|that one)\b"
    r"|\bthat\b(?! year| month| day| \w+s\b)|\bthere\b(?! (?:are|is|were|was|been|any|a\b))"
    r"|\bthis\b(?! year| month| quarter| week| morning| time)"
)
_EXISTS = regex(r"\b(?:are|is|were|was|has been|have been|be) there\b")
_RELATIVE_THAT = regex(r"\b\w+ that (?:\w+ed|\w+s|has|have|had|was|were|is|are)\b")
_FRAGMENT_WORDS = 3  # "In Vinh Long?", "unemployment insurance?"
# Words that ask how something stands and leave open what: the conversation says what.
_GENERAL = frozenset("~target ~rate ~people ~increase ~decrease ~reach ~average".split())
_OWN_QUESTION = regex(
    r"\b(?:who|whom|whose|when|where|why|how (?:many|much|old|long|often|large)|which|what"
    r" (?!about|of)|by when|by what)\b"
)


def points_back(query: Query) -> bool:
    """Tell whether a question leans on the one before it."""
    folded = fold(query.text).strip()
    if _OPENS_AS_FOLLOW_UP.search(folded):
        return True
    searched = _RELATIVE_THAT.sub(" ", _EXISTS.sub(" ", folded))
    if _POINTS_BACK.search(searched):
        return True
    if len(folded.split()) <= _FRAGMENT_WORDS and not _OWN_QUESTION.search(folded):
        return True
    return _names_no_subject(query)


def _names_no_subject(query: Query) -> bool:
    """Tell whether a question says of what thing it asks only by a general word ("the goal")."""
    if query.schemes or query.instruments or query.people or query.names:
        return False
    return all(item.concepts & _GENERAL for item in query.words)


def complete(query: Query, earlier: Query) -> Query:
    """Return the query with what it leaves out taken from the earlier one.

    What is named anew replaces; the rest of the constraints and words is carried over.
    The words of a question that asks something of its own ("How many people attended
    them?") come first, those carried over say what it is about.
    """
    own = _asks_of_its_own(query)
    takes_kind = not own or query.kind == "passage"
    result = replace(
        query,
        kind=_kind(query, earlier) if takes_kind else query.kind,
        unit=earlier.unit if _takes_unit(query, earlier, takes_kind) else query.unit,
        items=query.items + _carried_words(query, earlier, own),
        schemes=_schemes(query, earlier),
        places=query.places or earlier.places,
        periods=_periods(query, earlier, own),
        status=query.status or earlier.status,
        instruments=query.instruments or earlier.instruments,
        people=query.people or (earlier.people if not query.instruments else ()),
        names=query.names or earlier.names,
    )
    read_as = _reading(result)
    text = f"{query.text} {', '.join(read_as)}" if own else ", ".join(read_as)
    return replace(result, text=text, read_as=read_as)


_YEAR_BEFORE = regex(
    r"\b(?:a|one|the) (?:year|twelvemonth) (?:earlier|before|ago|previously)\b"
    r"|\b(?:the|in the) (?:previous|preceding) year\b"
)


def _periods(query: Query, earlier: Query, own: bool) -> tuple[str, ...]:
    """Return the periods meant; "a year earlier" is counted from the earlier question's."""
    if _YEAR_BEFORE.search(fold(query.text)) and earlier.periods:
        return tuple(map(_year_before, earlier.periods))
    return query.periods or (() if own and query.kind == "date" else earlier.periods)


def _year_before(period: str) -> str:
    """Return a period (ISO 8601) one year earlier; one without a year stays."""
    return re.sub(r"(?<![\d-])\d{4}(?!\d)", lambda year: str(int(year.group()) - 1), period)


def _takes_unit(query: Query, earlier: Query, takes_kind: bool) -> bool:
    """Tell whether a question leaves its unit to the earlier one ("And the goal?" of a rate).

    A change has a unit of its own: a rate's is told in percentage points or in people.
    """
    if query.unit != "any":
        return False
    return takes_kind or (query.kind == earlier.kind == "figure" and query.status != "change")


def _asks_of_its_own(query: Query) -> bool:
    """Tell whether the question has a question word of its own ("Who issued it?")."""
    folded = fold(query.text)
    return bool(_OWN_QUESTION.search(folded)) or any(
        concept in {"~rate", "~target"} for item in query.words for concept in item.concepts
    )


def _kind(query: Query, earlier: Query) -> AnswerKind:
    return earlier.kind if query.kind == "passage" else query.kind


def _schemes(query: Query, earlier: Query) -> frozenset[Scheme]:
    if query.schemes:
        return query.schemes
    if VOLUNTARILY.search(fold(query.text)):
        return voluntary(earlier.schemes)
    return earlier.schemes


def _carried_words(query: Query, earlier: Query, own: bool) -> tuple[Item, ...]:
    """List the earlier question's words that still hold.

    Words that only named what is now named anew are left behind.
    """
    held = {item.term for item in query.items}
    kept = []
    for item in earlier.items:
        if item.term in held or item.named:
            continue
        if query.places and "~country" in item.concepts:
            continue
        kept.append(replace(item, carried=True) if own else item)
    return tuple(kept)


_SCHEME_NAMES: dict[Scheme, str] = {
    "social": "social insurance",
    "voluntary_social": "voluntary social insurance",
    "health": "health insurance",
    "voluntary_health": "voluntary health insurance",
    "unemployment": "unemployment insurance",
}


def _reading(result: Query) -> tuple[str, ...]:
    """Name what the completed question asks, for a reader to correct."""
    words = [item.word for item in result.items if not item.named]
    schemes = [_SCHEME_NAMES[scheme] for scheme in sorted(result.schemes)]
    asked = " ".join(dict.fromkeys([*schemes, *words]))
    constraints = [
        *result.places,
        *(paper.surface for paper in result.instruments),
        *(period for period in result.periods if not period.startswith("--")),
        *(["target"] if result.status == "target" else []),
    ]
    return tuple(part for part in (asked, *dict.fromkeys(constraints)) if part)
