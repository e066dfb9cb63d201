"""Yes or no, only on the strength of a cited figure or sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from vssqa.answering.features import Evidence
from vssqa.facts.quantities import quantities
from vssqa.patterns import regex
from vssqa.question.query import Query
from vssqa.text import fold

Polarity = Literal["yes", "no"]

_SURE_SHARE = 0.5  # of the question's words in the sentence itself; fewer decide nothing
_UP = regex(
    r"\b(?:above|exceed\w*|surpass\w*|higher|more than|over|beat|grow\w*|grew|increas\w*|rise|rose"
    r"|risen|up)\b"
)
_DOWN = regex(
    r"\b(?:below|lower|less than|under|fewer|declin\w*|decreas\w*|reduc\w*|fall|fell|fallen|drop\w*"
    r"|shr[iau]nk\w*)\b"
)
_NOT = regex(r"\b(?:not|no longer|never|n't|cannot|without|failed to|yet to|none)\b|n't\b")
_OPPOSITE_PREFIX = ("un", "in", "im", "dis", "non-")
_HALF = {"half": Decimal(50), "a third": Decimal("33.3"), "a quarter": Decimal(25)}
_THAN = regex(
    r"\b(?P<way>more|fewer|less|higher|lower|over|under|above|below|at least)(?: than)?"
    r" (?P<part>half|a third|a quarter)\b"
)


def polarity(query: Query, best: Evidence) -> Polarity | None:
    """Tell whether the evidence says yes or no to the question, None where it decides neither."""
    question, sentence = fold(query.text), fold(best.view.text)
    by_figure = _against_figure(query, question, best)
    if by_figure:
        return by_figure
    if best.features["words"] < _SURE_SHARE:
        return None
    denied = bool(_NOT.search(sentence)) != bool(_NOT.search(question))
    asked_up, asked_down = bool(_UP.search(question)), bool(_DOWN.search(question))
    held_up, held_down = bool(_UP.search(sentence)), bool(_DOWN.search(sentence))
    if asked_up != asked_down and held_up != held_down and asked_up != held_up:
        denied = not denied
    if _has_opposite(question, sentence):
        denied = not denied
    return "no" if denied else "yes"


def _against_figure(query: Query, question: str, best: Evidence) -> Polarity | None:
    """Decide by comparing the question's number with the cited figure."""
    figures = [f for f in best.view.figures if "/" not in f.value and f.value]
    than = _THAN.search(question)
    if than:
        percents = [Decimal(f.value) for f in figures if f.unit == "percent"]
        if percents:
            less = than.group("way") in {"fewer", "less", "lower", "under", "below"}
            bound = _HALF[than.group("part")]
            return "yes" if (percents[-1] < bound) == less else "no"
    asked = [q for q in quantities(query.text) if q.low == q.high]
    for quantity in asked:
        same_unit = [f for f in figures if f.unit == quantity.unit and f.status != "change"]
        if not same_unit:
            continue
        if any(abs(Decimal(f.value) - quantity.low) <= quantity.step for f in same_unit):
            return "yes"
        if len(same_unit) == 1:
            return _direction(question, Decimal(same_unit[0].value), quantity.low)
    return None


def _direction(question: str, held: Decimal, asked: Decimal) -> Polarity:
    if _UP.search(question):
        return "yes" if held > asked else "no"
    if _DOWN.search(question):
        return "yes" if held < asked else "no"
    return "no"


def _has_opposite(question: str, sentence: str) -> bool:
    """Tell whether the sentence says "unstable" where the question says "stable"."""
    asked = set(re.findall(r"[a-z]{5,}", question))
    held = set(re.findall(r"[a-z-]{5,}", sentence))
    return any(
        (prefix + word in held and word not in held)
        or (
            word.removeprefix(prefix) in held
            and word.startswith(prefix)
            and len(word) > len(prefix) + 4
            and word not in held
        )
        for word in asked
        for prefix in _OPPOSITE_PREFIX
    )
