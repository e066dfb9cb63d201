"""Refuse honestly: what is missing, and the nearest thing the releases hold."""

from __future__ import annotations

from collections.abc import Sequence

from vssqa.answering.features import Asked, Evidence
from vssqa.answering.quoting import cite, matched_words
from vssqa.dates import in_words
from vssqa.facts.places import COUNTRY
from vssqa.patterns import regex
from vssqa.question.query import Query
from vssqa.text import fold
from vssqa.types import Figure, Refusal

FIGURES_LOOKED_AT = 8  # of the nearest evidence, to say which places and periods are held
NEAREST = 2  # citations of what is held instead; more would look like an answer
_REQUEST = regex(
    r"^(?:please |can you |could you |would you |kindly )*(?:write|draft|compose|translate"
    r"|summari[sz]e"
    r"|rewrite|generate|imagine|pretend|ignore|forget|disregard|act as|you are (?:now )?an?\b"
    r"|print your"
    r"|repeat|sing|code|calculate|recommend|advise)\b|\bsystem prompt\b|\bprevious instructions\b"
)

REQUEST_REASON = (
    "vssqa answers questions with what the releases say; it takes no other instructions and writes"
    " nothing of its own."
)
NOTHING_ASKED = (
    "There is nothing to look for in this: ask in words, for a figure, a paper or a person."
)


def is_request(question: str) -> bool:
    """Tell whether the text asks for writing or obedience rather than for what releases say."""
    return bool(_REQUEST.search(fold(question)))


def refuse(asked: Asked, missing: Sequence[str], near: Sequence[Evidence]) -> Refusal:
    """Say why there is no answer: what the releases do not hold, and what they do."""
    citations = tuple(
        cite(number, e.view.release, e.view.sentence.span, matched_words(asked.query, e.view))
        for number, e in enumerate(near[:NEAREST], 1)
    )
    held = [e.slot.figure for e in near[:FIGURES_LOOKED_AT] if e.slot and e.slot.figure]
    return Refusal(_reason(asked.query, missing, held), tuple(missing), citations)


def _reason(query: Query, missing: Sequence[str], held: Sequence[Figure]) -> str:
    """Say what the releases do not hold and, where it is something else, what they do."""
    told = _held_instead(query, held)
    if missing:
        verb = "does" if len(missing) == 1 else "do"
        return f"The releases do not say: {_listed(missing)} {verb} not appear in their text.{told}"
    about = [*query.places, *(in_words(period) for period in query.periods)]
    return f"The releases do not say this{' for ' + _listed(about) if about else ''}.{told}"


def _held_instead(query: Query, held: Sequence[Figure]) -> str:
    """Say for which places and periods the nearest figure's measure is given.

    Nothing is said where that would be the very place and period asked for: then it is the
    measure that the releases do not hold.
    """
    near = [f for f in held if not query.schemes or f.scheme in query.schemes]
    if not near:
        return ""
    alike = [f for f in near if f.measure == near[0].measure]
    places = list(dict.fromkeys(f.place or COUNTRY for f in alike))[:3]
    periods = sorted({f.period for f in alike if f.period})[-3:]
    asked_places = set(query.places) or {COUNTRY}
    if asked_places & set(places) and (not query.periods or set(query.periods) & set(periods)):
        return ""
    when = f" ({_listed([in_words(period) for period in periods])})" if periods else ""
    return f" They give \u201c{near[0].measure}\u201d for {_listed(places)}{when}."


def _listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
