"""Learn what the features of evidence weigh, from questions whose evidence is known.

Two small models. Which sentence: a softmax over a question's candidates, those
that hold an expected fragment against the rest. Whether it answers: a logistic
regression on the signs of the best, questions without an answer against those
with. Both are drawn towards the weights they start from, so that a feature few
questions speak of keeps its sense. Deterministic: no draw is made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from vssqa.answering.answerer import Answerer, Found
from vssqa.answering.choosing import choose
from vssqa.answering.features import Evidence
from vssqa.answering.weights import Weights
from vssqa.evaluation.cases import QuestionCase, read_cases
from vssqa.evaluation.questions import says
from vssqa.index import ensure_index
from vssqa.question.query import Query
from vssqa.retrieval.ranker import Ranker
from vssqa.settings import Settings
from vssqa.training.softmax import TINY, Array, Choice, fit_softmax

PULL = 0.0003  # towards the weights started from, per squared unit and question
DOUBTFUL = 0.3  # weight of a question whose best sentence is wrong, but others may be right
DIGITS = 3  # decimals that are kept: more would tell nothing

_RANK_START = {
    "lexical": 1.0,
    "dense": 2.0,
    "ranker": 2.0,
    "words": 2.5,
    "around": 3.5,
    "place": 1.0,
    "scheme": 2.0,
    "period": 1.8,
    "status": 1.2,
    "paper": 1.0,
    "people": 1.5,
    "names": 1.0,
    "contrast": 2.0,
    "counted": 1.0,
    "slot": 2.2,
    "measure": 0.5,
    "support": 1.5,
    "contested": -2.0,
    "heading": -1.0,
    "newest": 0.5,
}
_ANSWERABLE_START = {
    "bias": -12.0,
    "dense": 1.8,
    "ranker": 3.2,
    "words": 0.8,
    "around": 2.8,
    "slot": 1.5,
    "measure": 1.0,
    "names": 1.5,
    "contrast": 4.0,
    "counted": 2.0,
    "unknown": -3.0,
    "weakest": 1.0,
    "agreement": 2.0,
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """Question cases and the answerer of the corpus they are asked of."""

    answerer: Answerer
    cases: tuple[QuestionCase, ...]
    admitted: frozenset[str]


def lesson(questions: Path, corpus: Path, scratch: Path, *, unanswerable: bool) -> Lesson:
    """Return the cases of a file, asked of a corpus; its index is kept in `scratch`.

    :param unanswerable: take only questions without an answer, to be asked of a corpus
        they were not written for: there they have none either.
    :raises InputError: if file or corpus cannot be read.
    """
    kept = scratch / f"{corpus.resolve().parent.name}-{corpus.name}"
    index = ensure_index(replace(Settings(), corpus=corpus, index=kept))
    cases = [case for case in read_cases(questions) if isinstance(case, QuestionCase)]
    chosen = tuple(case for case in cases if not (unanswerable and case.answerable))
    return Lesson(Answerer(index, Ranker.load()), chosen, frozenset(index.releases))


@dataclass(frozen=True, slots=True)
class Asked:
    """One case with what was found for it."""

    case: QuestionCase
    found: Found

    def is_right(self, evidence: Evidence) -> bool:
        """Tell whether a candidate is evidence for the case."""
        return is_evidence(self.case, evidence)


def learn_weights(lessons: Sequence[Lesson], start: Weights | None = None) -> Weights:
    """Learn both sets of weights; what shipped before is only where the search begins."""
    begin = start or starting_weights()
    asked = [
        Asked(case, lesson.answerer.find(_query(lesson, case), lesson.admitted))
        for lesson in lessons
        for case in lesson.cases
    ]
    rank = _learn_rank(begin.rank, asked)
    ranked = Weights(rank, begin.answerable)
    again = [Asked(one.case, rechosen(one.found, ranked)) for one in asked]
    return Weights(rank, _learn_answerable(begin.answerable, again))


def _query(lesson: Lesson, case: QuestionCase) -> Query:
    return lesson.answerer.read(case.question, case.history)


def rechosen(found: Found, weights: Weights) -> Found:
    """Rank what was found by other weights; nothing is measured again."""
    return replace(found, choice=choose(found.asked, found.measured, weights))


def starting_weights() -> Weights:
    """Return the weights the search begins at and is drawn towards: rough, set by hand."""
    return Weights(dict(_RANK_START), dict(_ANSWERABLE_START))


def write_weights(weights: Weights, path: Path) -> None:
    """Write the weights as the small file that ships."""
    form = {
        "rank": {name: round(value, DIGITS) for name, value in weights.rank.items()},
        "answerable": {name: round(value, DIGITS) for name, value in weights.answerable.items()},
    }
    path.write_text(json.dumps(form, indent=2) + "\n", encoding="utf-8")


def is_evidence(case: QuestionCase, evidence: Evidence) -> bool:
    """Tell whether a candidate holds a fragment the case expects, or its expected answer."""
    view = evidence.view
    quoted = view.quoted.of(view.release.text)
    if case.evidence:
        return any(fragment in quoted for fragment in case.evidence)
    return (
        case.expected is not None
        and view.release.id == case.release
        and says(case.expected, quoted)
    )


def _learn_rank(start: Mapping[str, float], asked: Sequence[Asked]) -> dict[str, float]:
    names = list(start)
    choices = [
        Choice(
            np.array([[e.features[name] for name in names] for e in one.found.choice.evidence]),
            np.array([one.is_right(e) for e in one.found.choice.evidence], dtype=bool),
        )
        for one in asked
    ]
    found = fit_softmax(choices, np.array([start[name] for name in names]), PULL)
    return dict(zip(names, map(float, found), strict=True))


def _learn_answerable(start: Mapping[str, float], asked: Sequence[Asked]) -> dict[str, float]:
    names = [name for name in start if name != "bias"]
    rows, wanted, weight = [], [], []
    for one in asked:
        best = one.found.choice.best
        if best is None:
            continue
        # The wrong sentence first is as good a reason to refuse as no answer at all, but the
        # expected one may not be the only right one.
        right = one.case.answerable and one.is_right(best)
        rows.append([1.0, *(one.found.choice.signs[name] for name in names)])
        wanted.append(float(right))
        weight.append(DOUBTFUL if one.case.answerable and not right else 1.0)
    signs, answers, weights_of = np.array(rows), np.array(wanted), np.array(weight)
    begin = np.array([start["bias"], *(start[name] for name in names)])
    pull = PULL * len(answers) * np.r_[0.0, np.ones(len(names))]  # the bias is free

    def loss(weights: Array) -> tuple[float, Array]:
        chance = 1 / (1 + np.exp(-(signs @ weights)))
        likely = answers * np.log(chance + TINY) + (1 - answers) * np.log(1 - chance + TINY)
        apart = weights - begin
        slope = (weights_of * (chance - answers)) @ signs + 2 * pull * apart
        return float(-(weights_of @ likely) + pull @ apart**2), slope

    learned = minimize(loss, begin, jac=True, method="L-BFGS-B").x
    return dict(zip(["bias", *names], map(float, learned), strict=True))
