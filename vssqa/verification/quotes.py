"""A release's own sentence in a draft says what the release says, its place and time included."""

from __future__ import annotations

from vssqa.answering.surroundings import View
from vssqa.text import fold
from vssqa.types import Figure
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
        view = self._quoted(said)
        if view is None or not (view.figures or view.papers or view.agencies):
            return None
        whole = Evidence(view.release, view.sentence.span)
        findings = [Finding("supported", "a release's own sentence", (whole,))]
        offset = view.sentence.span.start
        by_start = {figure.span.start - offset: figure for figure in view.figures}
        for figure in said.figures:
            held = by_start.get(figure.context.quantity.span.start)
            if held is not None:
                findings.append(self._figure(said, view, held))
        return findings

    def _quoted(self, said: Said) -> View | None:
        words = _plain(said.text)
        for number in self._held.likely(said.text)[:_LOOKED_AT]:
            view = self._held.views[number]
            if _plain(view.text) == words:
                return view
        return None

    def _figure(self, said: Said, view: View, held: Figure) -> Finding:
        offset = view.sentence.span.start
        context = next(
            f.context
            for f in said.figures
            if f.context.quantity.span.start == held.span.start - offset
        )
        evidence = (Evidence(view.release, view.sentence.span, (held.span,)),)
        doubt = self._doubts.of(held)
        if doubt is None:
            note = f"the release says {printed(held)}"
            return Finding("supported", note, evidence, context.quantity.span, printed(held))
        others = tuple(
            Evidence(self._held.corpus.releases[f.release], f.sentence, (f.span,))
            for f in doubt.others
        )
        note = f"the releases disagree: {doubt.note}"
        return Finding(
            "conflicting", note, (*evidence, *others), context.quantity.span, printed(held)
        )


def _plain(text: str) -> str:
    return " ".join(fold(text).replace('"', " ").split()).strip(" .")
