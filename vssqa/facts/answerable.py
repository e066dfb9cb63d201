"""Who can be told to do something: agencies, their units and their people.

Participants, patients and schemes are served by the insurance; what they need
to do is no task given to anybody.
"""

from __future__ import annotations

from vssqa.facts.agencies import agencies_in
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Span

# Last words of phrases that name somebody who answers for a task; folded.
_ANSWERABLE = regex(
    r"\b(?:agenc(?:y|ies)|authorit(?:y|ies)|ministr(?:y|ies)|sectors?|heads?|directors?|offices?"
    r"|units?|localit(?:y|ies)|provinces?|cities|committees?|employers?|staff|officers?|officials?"
    r"|leaders?|departments?|enterprises?|businesses|companies|company|hospitals?|facilit(?:y|ies)"
    r"|schools?|banks?|branch(?:es)?|wards?|front|confederations?|governments?|organi[sz]ations?|associations?|unions?|cadres|cells?|police|press|newspapers?|broadcasters?"
    r"|servants?|bod(?:y|ies)|councils?|inspectors?|doctors?|communes?|districts?|agents?|levels"
    r"|secretariat|politburo|assembly|boards?|centres?|centers?|divisions?|teams?|managers?"
    r"|institutions?|establishments?|ministers?|chair(?:man|men|wom[ae]n|persons?)|industry|vss|bhxh|firms?"
    r"|task force|secretary|secretaries)\b"
    r"|\b(?:provincial|city|municipal|district|regional|local|province)"
    r" social (?:security|insurance)$"
)
# Behind a body's name that is itself the one who must, not "VSS participants" or "VSS policies".
_BODY_GOES_ON = regex(r"\s*$|\s*(?:,|\(|and\b|as well as\b|of\b|in\b|at\b)")
_HEAD_ENDS = regex(
    r"\s+(?:of|in|at|for|from|under|within|on|with|to|by|across|nationwide|who|which|that|such)\b|,"
)
_CLAUSE = regex(r"\b(?:is|are|was|were|has|had|will)\b")
_WORDS_OF_NAME = 32  # "heads of its subordinate units, as well as the Directors of ..." has 20
_AROUND_NAME = regex(r"[\s(),.]|\b(?:the|entire|sector|whole|VSS|BHXH)\b")


def is_answerable(surface: str) -> bool:
    """Tell whether a phrase's head can answer for a task, as a body or its people can."""
    words = fold(surface)
    if len(words.split()) > _WORDS_OF_NAME or _CLAUSE.search(words):
        return False
    head = _HEAD_ENDS.split(words, maxsplit=1)[0]
    if any(match.end() == len(head) for match in _ANSWERABLE.finditer(head)):
        return True
    return any(
        not words[: body.span.start].strip() and _BODY_GOES_ON.match(words, body.span.end)
        for body in agencies_in(surface)
    )


def names_answerable(folded: str) -> bool:
    """Tell whether folded words hold somebody who answers for tasks."""
    return bool(_ANSWERABLE.search(folded))


def answerable_part(surface: str) -> Span | None:
    """Return the part of a subject that names somebody answerable, None if none does.

    A clause may have been read before the name ("..., staff"): then the part
    behind the last comma is tried.
    """
    whole = Span(0, len(surface))
    comma = surface.rfind(", ")
    parts = [whole] if comma < 0 else [whole, Span(comma + len(", "), len(surface))]
    return next((part for part in parts if is_answerable(part.of(surface))), None)


def bare_name(surface: str) -> str:
    """Return the body's name alone where a phrase is no more than it ("the entire VSS sector")."""
    for body in agencies_in(surface):
        rest = surface[: body.span.start] + surface[body.span.end :]
        if not _AROUND_NAME.sub("", rest):
            return body.surface
    return surface
