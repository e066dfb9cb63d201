"""Is the figure of a sentence meant, or another one of the same sentence."""

from __future__ import annotations

from collections.abc import Iterator

from vssqa.facts.clauses import Clauses, Context
from vssqa.types import Span
from vssqa.verification.held import Held
from vssqa.verification.held_figure import HeldFigure
from vssqa.verification.statements import Said, SaidFigure
from vssqa.verification.subjects import Words, sentence_words


def is_of_neighbour(said: Said, figure: SaidFigure, one: HeldFigure, held: Held) -> bool:
    """Tell whether a statement's words are those of another number of a figure's sentence.

    "VND12 billion comes from the budget" where the release says "VND12 billion comes
    from the fund and VND4 billion from the budget": each word that only the one
    number has is for it.
    """
    if one.context is None:
        return False
    words = _beside(said.clauses, figure.context.left, figure.context.right)
    own = _beside(one.clauses, one.context.left, one.context.right)
    for other in _rivals(one, one.context):
        theirs = _own_words(one.clauses, one.context, other)
        for_other = sum(
            held.weigh(w.term) for w in words.words if theirs.grade(w) and not own.grade(w)
        )
        for_own = sum(
            held.weigh(w.term) for w in words.words if own.grade(w) and not theirs.grade(w)
        )
        if for_other > for_own:
            return True
    return False


def _rivals(one: HeldFigure, own: Context) -> Iterator[Context]:
    """Yield the other numbers of a sentence that could be taken for one: of its unit and status."""
    status = {f.span.start - one.clauses.start: f.status for f in one.sentence.view.figures}
    for other in one.clauses.contexts:
        number = other.quantity
        paired = other.is_start or own.is_start or other.is_whole
        same_status = status.get(number.span.start) == one.figure.status
        if other is not own and number.unit == own.quantity.unit and same_status and not paired:
            yield other


def _own_words(clauses: Clauses, own: Context, other: Context) -> Words:
    """Return what only a rival has: the words behind it, and those before it that begin no list."""
    begins = clauses.contexts[0] is other
    left = Span(other.left.end, other.left.end) if begins else other.left
    if other.quantity.span < own.quantity.span:
        left = Span(left.end, left.end)
    return _beside(clauses, left, other.right)


def _beside(clauses: Clauses, *spans: Span) -> Words:
    read = sentence_words(clauses)
    return Words(word for place, word in read if any(span.holds(place) for span in spans))
