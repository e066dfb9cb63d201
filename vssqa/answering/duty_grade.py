"""Questions of duty ("must", "should", "have to") against the duties a sentence gives."""

from __future__ import annotations

from collections.abc import Sequence

from vssqa.answering.surroundings import View
from vssqa.patterns import regex
from vssqa.question.query import Query
from vssqa.text import fold, terms
from vssqa.types import Duty, Span

OTHER_DUTY = 0.4  # the sentence gives a duty, but to do something else
OTHER_DEADLINE = 0.0  # the date by which something else is to be done answers nothing
SURE = 1.0

_OBLIGATION = regex(
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
    asked = terms(_DONE_TO.split(query.text[cue.end() :])[0])
    if not asked:
        return SURE
    if query.kind == "date":
        met = any(set(asked) & _done(duty) for duty in view.duties)
        return SURE if met else OTHER_DEADLINE
    return SURE if any(_is_asked(asked, duty) for duty in view.duties) else OTHER_DUTY


_DONE_TO = regex(r"[?,]")  # where what is to be done ends: "..., according to the decree?"
_MOST = 0.5


def _is_asked(asked: Sequence[str], duty: Duty) -> bool:
    """Tell whether a duty is the one asked about: by its verb, or by most words besides who."""
    who = set(terms(duty.responsible))
    left = [term for term in asked if term not in who]
    done = _done(duty)
    return not left or left[0] in done or sum(t in done for t in left) >= _MOST * len(left)


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


def named_elsewhere(query: Query, view: View) -> bool:
    """Tell whether the duty asked about is of somebody whom only another sentence names.

    A body that the sentence does name is then somebody else: "report to the VSS".
    """
    asked = set(terms(query.text))
    return asks_for_duty(query) and any(asked & _done(duty) for duty in view.duties)


def _done(duty: Duty) -> set[str]:
    return set(terms(duty.action))
