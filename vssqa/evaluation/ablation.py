"""What each part of choosing evidence brings: the same questions, parts added one by one.

Refusing is off throughout: what is measured is the order of the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vssqa.evaluation.cases import QuestionCase
from vssqa.evaluation.integrity import Texts, text_of_file
from vssqa.evaluation.questions import Ask, QuestionReport, evaluate
from vssqa.evaluation.rates import rate_json

AskWithout = Callable[[frozenset[str]], Ask]
"""Features to leave out -> a way to ask that never refuses."""

FUSION = "BM25 and vectors, fused by rank"
STEPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("+ their scores", frozenset({"lexical", "dense"})),
    ("+ the question's words", frozenset({"words", "around"})),
    (
        "+ constraints",
        frozenset(
            {
                "place",
                "scheme",
                "period",
                "status",
                "paper",
                "people",
                "names",
                "contrast",
                "counted",
            }
        ),
    ),
    ("+ answer type", frozenset({"slot"})),
    ("+ heading, date, agreement and other small ones", frozenset()),  # all that no step names
    ("+ ranker", frozenset({"ranker"})),
)
"""Each step's name and the features it adds to those before it."""

METRICS = {
    "evidence_first": "evidence first",
    "evidence_top": "in top 3",
    "release_first": "right release first",
    "right": "answer right",
}


@dataclass(frozen=True, slots=True)
class AblationReport:
    """A report for each row: the steps, then everything without one step each."""

    rows: tuple[tuple[str, QuestionReport], ...]

    def as_json(self) -> dict[str, object]:
        """Return the report's JSON form: a row a setting with its rates."""
        return {
            "rows": [
                {"parts": name} | {metric: rate_json(report.rate(metric)) for metric in METRICS}
                for name, report in self.rows
            ]
        }


def ablate(
    cases: Iterable[QuestionCase],
    ask_without: AskWithout,
    features: Iterable[str],
    texts: Texts = text_of_file,
) -> AblationReport:
    """Ask the answerable questions with ever more features, and without each step's alone."""
    answerable = [case for case in cases if case.answerable]
    rows = []
    for name, left_out in settings_of(frozenset(features)):
        rows.append((name, evaluate(answerable, ask_without(left_out), texts)))
    return AblationReport(tuple(rows))


def settings_of(features: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    """List each row's name and the features it leaves out: fusion, the steps, all but one step."""
    unnamed = features.difference(*(added for _, added in STEPS))
    steps = [(name, (added or unnamed) & features) for name, added in STEPS]
    left_out = features
    rows = [(FUSION, left_out)]
    for name, added in steps:
        left_out = left_out - added
        rows.append((name, left_out))
    return rows + [(f"all but {name.removeprefix('+ ')}", added) for name, added in steps]
