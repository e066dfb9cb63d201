"""Measuring, side by side in one run: dense, BM25, fusion, and fusion reranked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from vssqa.retrieval.ranker import Ranker, reading
from vssqa.training.curriculum import CANDIDATES
from vssqa.training.judged import Judged, Question
from vssqa.training.pool import Pool, embed

TOP = 3
# What one reciprocal rank is worth beside the ranker's output; chosen on the general training part.
FUSION_WEIGHT = 30.0

Order = Callable[[Question, int], list[int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One way over one question file. Shares are None where there is nothing to count."""

    way: str
    first: float
    top: float
    refusal: float | None
    questions: int


def compare(judged: Judged, rankers: Mapping[str, Ranker], cache: Path) -> list[Line]:
    """Rank every question by every way."""
    pool = Pool(
        [r.sentence for r in judged.readings], embed([r.sentence for r in judged.readings], cache)
    )
    vectors = embed([q.text for q in judged.questions], cache)
    fused = [pool.fused(q.text, v) for q, v in zip(judged.questions, vectors, strict=True)]
    lines = [
        _line("dense", judged, [pool.dense(v) for v in vectors]),
        _line("BM25", judged, [pool.lexical(q.text) for q in judged.questions]),
        _line("fusion", judged, [list(sums) for sums in fused]),
    ]
    for name, ranker in rankers.items():
        reranked = [
            rerank(ranker, judged, question, sums)
            for question, sums in zip(judged.questions, fused, strict=True)
        ]
        orders = [[index for index, _ in pairs] for pairs in reranked]
        best = [max((score for _, score in pairs), default=0.0) for pairs in reranked]
        lines.append(_line(f"fusion + {name}", judged, orders, best))
    return lines


def rerank(
    ranker: Ranker, judged: Judged, question: Question, sums: Mapping[int, float]
) -> list[tuple[int, float]]:
    """Return the first candidates of fusion with their probabilities, best first."""
    chosen = list(islice(sums, CANDIDATES))
    read = [judged.readings[index] for index in chosen]
    outputs = ranker.outputs(question.text, [reading(r.sentence, r.context) for r in read])
    weighed = [
        output + FUSION_WEIGHT * sums[index] for index, output in zip(chosen, outputs, strict=True)
    ]
    order = sorted(range(len(chosen)), key=lambda i: (-weighed[i], i))
    return [(chosen[i], ranker.calibration.probability(outputs[i])) for i in order]


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
