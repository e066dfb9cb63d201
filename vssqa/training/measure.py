"""Measuring, side by side in one run: dense, BM25, fusion, and fusion reranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from vssqa.retrieval.ranker import Ranker
from vssqa.training.curriculum import CANDIDATES
from vssqa.training.judged import Judged, Question
from vssqa.training.pool import Pool, Vectors, embed
from vssqa.training.softmax import Array, Choice, fit_softmax

TOP = 3
FEATURES = ("ranker", "cosine", "BM25", "fusion", "beside")
ALONE = np.array([1.0, 0.0, 0.0, 0.0, 0.0])  # of the features, the ranker's output
PULL = 1e-3  # towards the ranker alone, per squared unit and question


@dataclass(frozen=True, slots=True)
class Line:
    """One way over one question file. Shares are None where there is nothing to count."""

    way: str
    first: float
    top: float
    refusal: float | None
    questions: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """The first of fusion for one question, in its order.

    `features` (n_candidates, 5) are those of FEATURES: the ranker's output, the cosine,
    BM25 and the sum of reciprocal ranks, these two as shares of the highest, and the
    higher cosine of the sentences beside it.
    """

    indices: tuple[int, ...]
    features: Array

    def order(self, weights: Array) -> list[int]:
        """Return the sentences' indices, best first by the weighted features."""
        ranked = np.argsort(-(self.features @ weights), kind="stable")
        return [self.indices[i] for i in ranked]


class Ranking:
    """The sentences of a question file ready to be ranked for its questions."""

    def __init__(self, judged: Judged, cache: Path) -> None:
        texts = [r.sentence for r in judged.readings]
        self.judged = judged
        self._pool = Pool(texts, embed(texts, cache))
        self._vectors = embed([q.text for q in judged.questions], cache)

    def without_ranker(self) -> list[Line]:
        """Rank every question by vectors, by BM25 and by both."""
        pool, asked = self._pool, self._asked()
        return [
            _line("dense", self.judged, [pool.dense(v) for _, v in asked]),
            _line("BM25", self.judged, [pool.lexical(q.text) for q, _ in asked]),
            _line("fusion", self.judged, [list(pool.fused(q.text, v)) for q, v in asked]),
        ]

    def candidates(self, ranker: Ranker) -> list[Candidates]:
        """Score the first of fusion for every question."""
        return [self._candidates(ranker, question, vector) for question, vector in self._asked()]

    def _asked(self) -> list[tuple[Question, Vectors]]:
        return list(zip(self.judged.questions, self._vectors, strict=True))

    def _candidates(self, ranker: Ranker, question: Question, vector: Vectors) -> Candidates:
        sums = self._pool.fused(question.text, vector)
        chosen = list(islice(sums, CANDIDATES))
        read = [self.judged.readings[index] for index in chosen]
        cosines = self._pool.cosines(vector)
        columns = [
            ranker.outputs(question.text, [r.text for r in read]),
            cosines[chosen],
            _shares(self._pool.bm25(question.text)[chosen].astype(np.float64)),
            _shares(np.array([sums[index] for index in chosen])),
            [max((cosines[i] for i in self.judged.beside(index)), default=0.0) for index in chosen],
        ]
        return Candidates(tuple(chosen), np.array(columns, dtype=np.float64).T)


def _shares(scores: Array) -> Array:
    highest = float(scores.max(initial=0.0))
    return scores / highest if highest > 0.0 else scores


def combination(ranking: Ranking, ranker: Ranker) -> Array:
    """Learn what retrieval's scores weigh beside the ranker's output."""
    choices = [
        Choice(found.features, np.array([index in question.evidence for index in found.indices]))
        for question, found in zip(
            ranking.judged.questions, ranking.candidates(ranker), strict=True
        )
    ]
    return fit_softmax(choices, ALONE, PULL)


def compare(
    ranking: Ranking, rankers: Mapping[str, Ranker], combined: Mapping[str, Array]
) -> list[Line]:
    """Rank every question by every way: each ranker alone and, where learned, combined."""
    lines = ranking.without_ranker()
    for name, ranker in rankers.items():
        found = ranking.candidates(ranker)
        best = [_highest(ranker, one) for one in found]
        ways = {name: ALONE} | ({f"{name}, combined": combined[name]} if name in combined else {})
        for way, weights in ways.items():
            lines.append(_line(way, ranking.judged, [c.order(weights) for c in found], best))
    return lines


def _highest(ranker: Ranker, found: Candidates) -> float:
    return ranker.calibration.probability(float(found.features[:, 0].max(initial=-np.inf)))


def _line(
    way: str, judged: Judged, orders: Sequence[list[int]], best: Sequence[float] | None = None
) -> Line:
    pairs = [(q, o) for q, o in zip(judged.questions, orders, strict=True) if q.evidence]
    first = sum(bool(q.evidence & set(o[:1])) for q, o in pairs) / len(pairs)
    top = sum(bool(q.evidence & set(o[:TOP])) for q, o in pairs) / len(pairs)
    refusal = None
    if best and len(pairs) < len(orders):
        refusal = refusing(best, [bool(q.evidence) for q in judged.questions])
    return Line(way, first, top, refusal, len(pairs))


def refusing(best: Sequence[float], answerable: Sequence[bool]) -> float:
    """Return the chance that an answerable question scores above one that is not (AUC)."""
    yes = [score for score, can in zip(best, answerable, strict=True) if can]
    no = [score for score, can in zip(best, answerable, strict=True) if not can]
    won = sum((y > n) + 0.5 * (y == n) for y in yes for n in no)
    return won / (len(yes) * len(no))


def table(judged: Judged, lines: Sequence[Line]) -> str:
    """Print the lines of one question file below each other."""
    counts = f"{lines[0].questions} answerable questions, {len(judged.readings)} sentences"
    rows = [f"{'':32}{'first':>8}{'top 3':>8}{'refusal':>9}"]
    for line in lines:
        refusal = "" if line.refusal is None else f"{line.refusal:.3f}"
        rows.append(f"{line.way:32}{line.first:8.3f}{line.top:8.3f}{refusal:>9}")
    return "\n".join([f"{judged.name}: {counts}", *rows])
