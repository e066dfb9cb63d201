"""Refuse honestly: what is missing, and the nearest thing the releases hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vssqa.answering.features import Asked, Evidence
from vssqa.answering.quoting import cite, matched_words
from vssqa.facts.places import COUNTRY
from vssqa.question.query import Query
from vssqa.text import fold
from vssqa.types import Figure, Refusal

FIGURES_LOOKED_AT = 8  # of the nearest evidence, to say which places and periods are held
NEAREST = 2  # citations of what is held instead; more would look like an answer
_REQUEST = re.compile(
    r"^(?:please |can you |could you |would you |kindly )*(?:write|draft|compose|translate"
    r"|summari[sz]e"
    r"|rewrite|generate|imagine|pretend|ignore|forget|disregard|act as|you are (?:now )?an?\b"
    r"|print your"
    r"|repeat|sing|code|calculate|recommend|advise)\b|\bsystem prompt\b|\bprevious instructions\b"
)

REQUEST_REASON = "vssqa answers questions with what the releases say; it writes nothing of its own."


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
    subject = _subject(held)
    if missing:
        absent = _listed(missing)
        verb = "does" if len(missing) == 1 else "do"
        tail = f" They give {subject}." if subject else ""
        return f"The releases do not say: {absent} {verb} not appear in them.{tail}"
    if query.places or query.periods or query.schemes:
        asked = _listed([*query.places, *query.periods])
        about = f" for {asked}" if asked else ""
        tail = f" They give {subject}." if subject else ""
        return f"The releases do not say this{about}.{tail}"
    return "The releases do not say this." + (f" They give {subject}." if subject else "")


def _subject(held: Sequence[Figure]) -> str:
    """Say for which places and periods the releases hold the nearest figure."""
    if not held:
        return ""
    places = list(dict.fromkeys(f.place or COUNTRY for f in held))[:3]
    periods = sorted({f.period for f in held if f.period})[-3:]
    measure = held[0].measure
    when = f", {_listed(periods)}" if periods else ""
    return f"{measure} for {_listed(places)}{when}"


def _listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
