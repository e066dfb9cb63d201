"""Question cases and what was answered -> scores and a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from vssqa.evaluation.cases import QuestionCase
from vssqa.evaluation.integrity import Texts, faults_of_answer, text_of_file
from vssqa.evaluation.rates import Rate, quantile, rate, rate_json
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Answer

Ask = Callable[[str, Sequence[str]], Answer]  # a question and the earlier ones -> its answer

TOP = 3  # citations a reader sees without scrolling
WORDS_NEEDED = 0.6  # of an expected answer without a number, as the stranger's files ask

_NUMBER = regex(r"\d+(?:[.,/]\d+)*")
_THOUSANDS = regex(r",(?=\d{3}(?!\d))")
_WORD = regex(r"\w+")

METRICS = {
    "right": "right",  # the answer says what is expected
    "right_with_evidence": "with evidence",  # right, and the first citation is evidence for it
    "evidence_first": "first",  # evidence is the first citation
    "evidence_top": f"top {TOP}",
    "release_first": "release",  # the first citation is of the right release
    "short": "short",
    "refused_rightly": "refused",  # of the unanswerable ones
    "not_refused_wrongly": "answered",  # of the answerable ones
    "sound": "sound",  # keeps the invariants of citations and answers
}
"""Each measure and the heading of its column."""


@dataclass(frozen=True, slots=True)
class Score:
    """One case's outcome; None is what its file gives no measure for."""

    case: QuestionCase
    answer: Answer
    right: bool | None
    evidence_first: bool | None
    evidence_top: bool | None
    release_first: bool | None
    short: bool | None
    refused_rightly: bool | None
    not_refused_wrongly: bool | None
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Tell whether the answer keeps the invariants."""
        return not self.faults

    @property
    def right_with_evidence(self) -> bool | None:
        """Tell whether the answer is right and its first citation is evidence for it."""
        if self.right is None or self.evidence_first is None:
            return None
        return self.right and self.evidence_first

    @property
    def missed(self) -> tuple[str, ...]:
        """The measures this case fell short of."""
        return tuple(name for name in METRICS if getattr(self, name) is False)


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """The scores of a question file."""

    scores: tuple[Score, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of questions, in the order the file brings them."""
        return tuple(dict.fromkeys(score.case.kind for score in self.scores))

    def rate(self, metric: str, kind: str | None = None) -> Rate:
        """Return one measure over all cases or those of one kind."""
        return rate(getattr(s, metric) for s in self.scores if kind in (None, s.case.kind))

    def seconds(self, share: float) -> float | None:
        """Return a quantile of the seconds the answers took."""
        return quantile([score.answer.seconds for score in self.scores], share)

    @property
    def misses(self) -> Iterator[Score]:
        """The cases that fell short of some measure."""
        return (score for score in self.scores if score.missed)

    def as_json(self) -> dict[str, object]:
        """Return the report's JSON form: rates in all and per kind, seconds, misses."""
        return {
            "cases": len(self.scores),
            "all": self._rates_json(None),
            "kinds": {kind: self._rates_json(kind) for kind in self.kinds},
            "seconds": {"p50": self.seconds(0.5), "p95": self.seconds(0.95)},
            "misses": [_miss_json(score) for score in self.misses],
        }

    def _rates_json(self, kind: str | None) -> dict[str, object]:
        return {metric: rate_json(self.rate(metric, kind)) for metric in METRICS}


def evaluate(
    cases: Iterable[QuestionCase], ask: Ask, texts: Texts = text_of_file
) -> QuestionReport:
    """Ask every question and score what comes back."""
    return QuestionReport(tuple(score(c, ask(c.question, c.history), texts) for c in cases))


def score(case: QuestionCase, answer: Answer, texts: Texts = text_of_file) -> Score:
    """Score one answer; an answerable question that is refused is wrong in every measure."""
    faults = faults_of_answer(answer, texts)
    refused = answer.status == "refused"
    if not case.answerable:
        return Score(case, answer, None, None, None, None, None, refused, None, faults)
    quotes = [citation.quote for citation in answer.citations]
    first = answer.citations[0].release if answer.citations else None
    return Score(
        case=case,
        answer=answer,
        right=_right(case, answer),
        evidence_first=_any_held(case.evidence, quotes[:1]),
        evidence_top=_any_held(case.evidence, quotes[:TOP]),
        release_first=None if case.release is None else first == case.release,
        short=None
        if case.short is None
        else _found(case.short, answer.yes_no or answer.short or ""),
        refused_rightly=None,
        not_refused_wrongly=not refused,
        faults=faults,
    )


def _right(case: QuestionCase, answer: Answer) -> bool | None:
    """Tell whether an answer says what the case expects; None where it expects nothing."""
    if case.expected is not None:
        return says(case.expected, answer.answer)
    if not case.patterns:
        return None
    return all(
        _found(pattern, answer.answer) or _found(pattern, answer.short or "")
        for pattern in case.patterns
    )


def says(expected: str, answer: str) -> bool:
    """Tell whether `answer` holds all numbers of `expected`, or else enough of its words.

    A number counts as printed ("28/2021", "82.33"), only "1,071" is 1071.
    """
    numbers = _numbers(expected)
    if numbers:
        return numbers <= _numbers(answer)
    words = _WORD.findall(fold(expected))
    held = set(_WORD.findall(fold(answer)))
    return bool(words) and sum(word in held for word in words) >= WORDS_NEEDED * len(words)


def _numbers(text: str) -> set[str]:
    return {_THOUSANDS.sub("", number) for number in _NUMBER.findall(text)}


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


def _any_held(fragments: Sequence[str], quotes: Sequence[str]) -> bool | None:
    """Tell whether a quote holds a fragment; None where no fragment is known."""
    if not fragments:
        return None
    return any(fragment in quote for fragment in fragments for quote in quotes)


def _miss_json(missed: Score) -> dict[str, object]:
    answer = missed.answer
    return {
        "id": missed.case.id,
        "kind": missed.case.kind,
        "question": missed.case.question,
        "missed": list(missed.missed),
        "status": answer.status,
        "answer": answer.answer,
        "short": answer.short,
        "first": answer.citations[0].quote if answer.citations else None,
        "reason": answer.refusal.reason if answer.refusal else None,
        "faults": list(missed.faults),
    }
