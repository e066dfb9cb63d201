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
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from vssqa.answering.answerer import Answerer, Found
from vssqa.answering.features import Evidence
from vssqa.answering.weights import Weights, learned_weights
from vssqa.evaluation.cases import QuestionCase

PULL = 0.008  # towards the weights started from, per squared unit and question
DOUBTFUL = 0.3  # weight of a question whose best sentence is wrong, but others may be right
DIGITS = 3  # decimals that are kept: more would tell nothing

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One question: its candidates' features, which of them are evidence, its signs."""

    features: Array
    right: NDArray[np.bool_]


def learn_weights(
    answerer: Answerer, cases: Sequence[QuestionCase], admitted: frozenset[str]
) -> Weights:
    """Learn both sets of weights from question cases with evidence fragments."""
    start = learned_weights()
    found = [answerer.find(answerer.read(c.question, c.history), admitted) for c in cases]
    rank = _learn_rank(start.rank, cases, found)
    ranked = Weights(rank, start.answerable)
    again = [answerer.rechoose(one, ranked) for one in found]
    return Weights(rank, _learn_answerable(start.answerable, cases, again))


def write_weights(weights: Weights, path: Path) -> None:
    """Write the weights as the small file that ships."""
    form = {
        "rank": {name: round(value, DIGITS) for name, value in weights.rank.items()},
        "answerable": {name: round(value, DIGITS) for name, value in weights.answerable.items()},
    }
    path.write_text(json.dumps(form, indent=2) + "\n", encoding="utf-8")


def is_evidence(case: QuestionCase, evidence: Evidence) -> bool:
    """Tell whether a candidate holds a fragment the case expects."""
    view = evidence.view
    quoted = view.quoted.of(view.release.text)
    return any(fragment in quoted for fragment in case.evidence)


def _learn_rank(
    start: Mapping[str, float], cases: Sequence[QuestionCase], found: Sequence[Found]
) -> dict[str, float]:
    names = list(start)
    examples = []
    for case, one in zip(cases, found, strict=True):
        right = np.array([is_evidence(case, e) for e in one.choice.evidence], dtype=bool)
        if right.any() and not right.all():
            rows = [[e.features[name] for name in names] for e in one.choice.evidence]
            examples.append(Example(np.array(rows), right))
    begin = np.array([start[name] for name in names])

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = 0.0, np.zeros_like(weights)
        for example in examples:
            logits = example.features @ weights
            share = np.exp(logits - logits.max())
            share /= share.sum()
            right = share[example.right].sum()
            total -= np.log(max(right, 1e-12))
            wanted = np.where(example.right, share, 0.0) / max(right, 1e-12)
            slope += (share - wanted) @ example.features
        apart = weights - begin
        pull = PULL * len(examples)
        return total + pull * float(apart @ apart), slope + 2 * pull * apart

    learned = minimize(loss, begin, jac=True, method="L-BFGS-B").x
    return dict(zip(names, map(float, learned), strict=True))


def _learn_answerable(
    start: Mapping[str, float], cases: Sequence[QuestionCase], found: Sequence[Found]
) -> dict[str, float]:
    names = [name for name in start if name != "bias"]
    rows, wanted, kept = [], [], []
    for case, one in zip(cases, found, strict=True):
        best = one.choice.best
        if best is None:
            continue
        rows.append([1.0, *(one.choice.signs[name] for name in names)])
        # The wrong sentence first is as good a reason to refuse as no answer at all.
        wanted.append(case.answerable and is_evidence(case, best))
        kept.append((case, wanted[-1]))
    signs, answers = np.array(rows), np.array(wanted, dtype=float)
    weight = np.where([case.answerable and not answer for case, answer in kept], DOUBTFUL, 1.0)
    begin = np.array([start["bias"], *(start[name] for name in names)])

    def loss(weights: Array) -> tuple[float, Array]:
        logits = signs @ weights
        chance = 1 / (1 + np.exp(-logits))
        total = -float(
            weight @ (answers * np.log(chance + 1e-12) + (1 - answers) * np.log(1 - chance + 1e-12))
        )
        apart = weights - begin
        pull = PULL * len(answers) * np.r_[0.0, np.ones(len(names))]
        return total + float(pull @ apart**2), (weight * (chance - answers)) @ signs + (
            2 * pull * apart
        )

    learned = minimize(loss, begin, jac=True, method="L-BFGS-B").x
    return {"bias": float(learned[0]), **dict(zip(names, map(float, learned[1:]), strict=True))}
