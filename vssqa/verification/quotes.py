"""A release's own sentence in a draft says what the release says, its place and time included."""

from __future__ import annotations

from vssqa.answering.surroundings import View
from vssqa.facts.clauses import Clauses, Context
from vssqa.types import Figure, Span
from vssqa.verification.doubts import Doubts, printed
from vssqa.verification.held import Held
from vssqa.verification.statements import Said
from vssqa.verification.verdicts import Evidence, Finding

_LOOKED_AT = 6  # a sentence shares no more words with any other than with itself


class Quotes:
    """Knows the releases' sentences by their words."""

    def __init__(self, held: Held, doubts: Doubts) -> None:
        self._held = held
        self._doubts = doubts

    def judge(self, said: Said) -> list[Finding] | None:
        """Return the findings on a quoted sentence, None where the statement is none."""
        for number in self._held.likely(said.text)[:_LOOKED_AT]:
            sentence = self._held.sentence(number)
            view = sentence.view
            told = view.figures or view.papers or view.agencies
            pieces = [piece for piece in sentence.pieces if is_quote(said.clauses, piece)]
            if told and pieces:
                return self._findings(said, view, pieces[0])
        return None

    def _findings(self, said: Said, view: View, piece: Clauses) -> list[Finding]:
        whole = Evidence(view.release, view.sentence.span)
        findings = [Finding("supported", "a release's own sentence", (whole,))]
        by_start = {figure.span.start - piece.start: figure for figure in view.figures}
        starts = _starts_in(said.clauses, piece)
        for figure in said.figures:
            held = by_start.get(starts[_start(figure.context)])
            if held is not None:
                findings.append(self._figure(figure.context.quantity.span, view, held))
        return findings

    def _figure(self, span: Span, view: View, held: Figure) -> Finding:
        evidence = (Evidence(view.release, view.sentence.span, (held.span,)),)
        doubt = self._doubts.of(held)
        if doubt is None:
            note = f"the release says {printed(held)}"
            return Finding("supported", note, evidence, span, printed(held))
        others = tuple(
            Evidence(self._held.corpus.releases[f.release], f.sentence, (f.span,))
            for f in doubt.others
        )
        note = doubt.told
        return Finding("conflicting", note, (*evidence, *others), span, printed(held))


def is_quote(said: Clauses, held: Clauses) -> bool:
    """Tell whether two sentences have the same words and the same numbers, however written."""
    if _even(said.folded) == _even(held.folded):
        return True
    if len(said.contexts) != len(held.contexts) or _frame(said) != _frame(held):
        return False
    return all(
        (one.quantity.low, one.quantity.high, one.quantity.unit)
        == (other.quantity.low, other.quantity.high, other.quantity.unit)
        for one, other in zip(said.contexts, held.contexts, strict=True)
    )


def _starts_in(said: Clauses, held: Clauses) -> dict[int, int]:
    """Map where a statement's numbers begin to where they do in the sentence it quotes.

    Read at another date, the same words may hold fewer numbers and more periods.
    """
    if len(said.contexts) == len(held.contexts):
        return dict(zip(map(_start, said.contexts), map(_start, held.contexts), strict=True))
    return {_start(context): _start(context) for context in said.contexts}


def _start(context: Context) -> int:
    return context.quantity.span.start


def _frame(clauses: Clauses) -> str:
    """Return a sentence's words with a sign for each number, white space and quotes evened out."""
    parts, end = [], 0
    for context in clauses.contexts:
        parts += [clauses.folded[end : _start(context)], "#"]
        end = context.quantity.span.end
    parts.append(clauses.folded[end:])
    return _even("".join(parts))


def _even(folded: str) -> str:
    return " ".join(folded.replace('"', " ").split()).strip(" .")
