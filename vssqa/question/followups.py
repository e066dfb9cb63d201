"""Follow-ups: what a short question leaves out comes from the conversation."""

from __future__ import annotations

import re
from dataclasses import replace

from vssqa.facts.places import COUNTRY
from vssqa.question.query import Item, Query
from vssqa.text import fold
from vssqa.types import AnswerKind, Scheme

_OPENS_AS_FOLLOW_UP = re.compile(
    r"^(?:and|but|also|then|what about|how about|or|same for|what of|so|ok(?:ay)?,?)\b"
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|those|these|the same|that one)\b"
    r"|\bthat\b(?! year| month| day| \w+s\b)|\bthere\b(?! (?:are|is|were|was|been|any|a\b))"
    r"|\bthis\b(?! year| month| quarter| week| morning| time)"
)
_EXISTS = re.compile(r"\b(?:are|is|were|was|has been|have been|be) there\b")
_RELATIVE_THAT = re.compile(r"\b\w+ that (?:\w+ed|\w+s|has|have|had|was|were|is|are)\b")
_FRAGMENT_WORDS = 3  # "In Vinh Long?", "unemployment insurance?"
_OWN_QUESTION = re.compile(
    r"\b(?:who|whom|whose|when|where|why|how (?:many|much|old|long|often|large)|which|what"
    r" (?!about|of)|by when|by what)\b"
)
_VOLUNTARILY = re.compile(r"\bvoluntar\w+\b")
_VOLUNTARY: dict[Scheme, Scheme] = {"social": "voluntary_social", "health": "voluntary_health"}


def points_back(query: Query) -> bool:
    """Tell whether a question leans on the one before it."""
    folded = fold(query.text).strip()
    if _OPENS_AS_FOLLOW_UP.search(folded):
        return True
    searched = _RELATIVE_THAT.sub(" ", _EXISTS.sub(" ", folded))
    if _POINTS_BACK.search(searched):
        return True
    return len(folded.split()) <= _FRAGMENT_WORDS and not _OWN_QUESTION.search(folded)


def complete(query: Query, earlier: Query) -> Query:
    """Return the query with what it leaves out taken from the earlier one.

    What is named anew replaces; the rest of the constraints and words is carried over.
    The words of a question that asks something of its own ("How many people attended
    them?") come first, those carried over say what it is about.
    """
    own = _asks_of_its_own(query)
    schemes = _schemes(query, earlier)
    carried = _carried_words(query, earlier, own)
    places = query.places or earlier.places
    if query.places == (COUNTRY,) and earlier.places and not own:
        places = query.places
    result = replace(
        query,
        kind=query.kind if own else _kind(query, earlier),
        unit=query.unit if own or query.unit != "any" else earlier.unit,
        items=query.items + carried,
        schemes=schemes,
        places=places,
        periods=query.periods or (() if own and query.kind == "date" else earlier.periods),
        status=query.status or earlier.status,
        instruments=query.instruments or earlier.instruments,
        people=query.people or (earlier.people if not query.instruments else ()),
        names=query.names or earlier.names,
    )
    return replace(result, read_as=_reading(result, query, earlier))


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
    if _VOLUNTARILY.search(fold(query.text)):
        return frozenset(_VOLUNTARY.get(scheme, scheme) for scheme in earlier.schemes)
    return earlier.schemes


_SCHEME_WORDS = re.compile(
    r"^(?:social|health|unemployment|insurance|security|voluntar\w*|medical)$"
)


def _carried_words(query: Query, earlier: Query, own: bool) -> tuple[Item, ...]:
    """List the earlier question's words that still hold.

    Words that only named a constraint which is now named anew are left behind.
    """
    replaced_scheme = bool(query.schemes) and query.schemes != earlier.schemes
    held = {item.term for item in query.items}
    kept = []
    for item in earlier.items:
        if item.term in held or (replaced_scheme and _SCHEME_WORDS.match(fold(item.word))):
            continue
        if item.named and (query.places or query.periods or query.instruments):
            continue
        kept.append(replace(item, carried=True) if own else item)
    return tuple(kept)


def _reading(result: Query, query: Query, earlier: Query) -> tuple[str, ...]:
    """Name what the completed question asks, for a reader to correct."""
    words = [item.word for item in result.items if not item.named]
    constraints = [
        *result.places,
        *(paper.surface for paper in result.instruments),
        *result.periods,
    ]
    return (" ".join(dict.fromkeys(words)), *dict.fromkeys(constraints))
