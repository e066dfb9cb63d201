"""Questions of duty ("must", "should", "have to") against the duties a sentence gives."""

from __future__ import annotations

import re

from vssqa.answering.surroundings import View
from vssqa.question.query import Query
from vssqa.text import fold, terms
from vssqa.types import Duty, Span

OTHER_DUTY = 0.4  # the sentence gives a duty, but to do something else
OTHER_DEADLINE = 0.0  # the date by which something else is to be done answers nothing
SURE = 1.0

_OBLIGATION = re.compile(
    r"\b(?:must|should|shall|ha(?:ve|s) to|needs? to|(?:is|are|was|were) (?:responsible for|to"
    r"|required to|told to|asked to|ordered to|instructed to))\b"
)


def asks_for_duty(query: Query) -> bool:
    """Tell whether the question asks about an obligation."""
    return bool(_OBLIGATION.search(fold(query.text)))


def duty_fit(query: Query, view: View) -> float:
    """Grade whether the duty asked about is one the sentence gives; 1 where none is asked about.

    What is to be done stands behind the cue: "By when must they *report*?".
    """
    cue = _OBLIGATION.search(fold(query.text))
    if not cue or not view.duties:
        return SURE
    asked = terms(query.text[cue.end() :].partition("?")[0])
    if not asked:
        return SURE
    done = [_done(duty) for duty in view.duties]
    if query.kind == "date":
        return SURE if any(set(asked) & actions for actions in done) else OTHER_DEADLINE
    return SURE if any(asked[0] in actions for actions in done) else OTHER_DUTY


def responsible_span(query: Query, view: View) -> tuple[Span, float] | None:
    """Return where the sentence names who has the duty asked about, None where it does not."""
    if not asks_for_duty(query):
        return None
    sentence = fold(view.text)
    for duty in view.duties:
        place = sentence.find(fold(duty.responsible))
        if place >= 0 and set(terms(query.text)) & _done(duty):
            start = view.sentence.span.start + place
            return Span(start, start + len(duty.responsible)), SURE
    return None


def _done(duty: Duty) -> set[str]:
    return set(terms(duty.action))
