"""How well a figure's measure is what the question asks for."""

from __future__ import annotations

from vssqa.answering.surroundings import words_of
from vssqa.question.query import Query
from vssqa.text import STOP_WORDS
from vssqa.types import Figure


def measured(query: Query, figure: Figure) -> float:
    """Grade a figure's measure against the question's words, 0 to 1.

    Both ways: the question's words should be in the measure, and the measure's in the
    question, or a debt would answer for a rate.
    """
    asked = [item for item in query.words if not item.carried] or list(query.words)
    if not asked:
        return 1.0
    held = words_of(figure.measure)
    terms = {item.term for item in asked}
    names = {concept for item in asked for concept in item.concepts}
    met = sum(item.term in held.terms or bool(item.concepts & held.concepts) for item in asked)
    own = [(token.term, meant) for token, meant in held.read if token.term not in STOP_WORDS]
    answered = sum(term in terms or bool(meant & names) for term, meant in own)
    return 0.5 * met / len(asked) + 0.5 * (answered / len(own) if own else 1.0)
