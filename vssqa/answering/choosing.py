"""Choose evidence: rank it, and tell whether the best of it answers at all."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vssqa.answering.features import CONSTRAINTS, Asked, Evidence
from vssqa.answering.weights import Weights


@dataclass(frozen=True, slots=True)
class Choice:
    """The evidence in order, best first, and how sure it is that the first answers."""

    evidence: tuple[Evidence, ...]
    probability: float
    signs: Mapping[str, float]

    @property
    def best(self) -> Evidence | None:
        """The best evidence, None where no candidate fits the constraints."""
        return self.evidence[0] if self.evidence else None


def choose(
    asked: Asked,
    measured: Sequence[Evidence],
    weights: Weights,
    without: frozenset[str] = frozenset(),
    excluding: bool = True,
) -> Choice:
    """Rank measured evidence and grade the best.

    Evidence that disagrees with a constraint is no evidence, whatever its score; with
    `excluding` off it only scores less. `without` names features left out, for an ablation.
    """
    constraints = [name for name in CONSTRAINTS if name not in without and excluding]
    scored = [
        replace(evidence, score=weights.score(evidence.features, without)) for evidence in measured
    ]
    agreeing = [e for e in scored if not any(e.features[name] == 0 for name in constraints)]
    ordered = tuple(sorted(agreeing, key=lambda e: (-e.score, -e.fused, e.number)))
    signs = answerable_signs(asked, ordered[0]) if ordered else {}
    probability = weights.probability(signs, without) if ordered else 0.0
    return Choice(ordered, probability, signs)


def answerable_signs(asked: Asked, best: Evidence) -> dict[str, float]:
    """Return the signs by which one tells whether the best evidence answers."""
    features = best.features
    own_words = [item for item in asked.query.words if not item.carried]
    weight = sum(asked.weights[item.term] for item in own_words) or 1.0
    unmatched = [item for item in best.unmatched if not item.carried]
    return {
        "dense": features["dense"],
        "ranker": features["ranker"],
        "words": features["words"],
        "around": features["around"],
        "slot": features["slot"],
        "measure": features["measure"],
        "unknown": sum(asked.weights[item.term] for item in unmatched) / weight,
        "names": features["names"],
        "contrast": features["contrast"],
        "counted": features["counted"],
        "weakest": min(features[name] for name in ("place", "scheme", "period", "paper")),
        "agreement": math.prod(features[name] for name in ("place", "scheme", "period", "paper")),
    }
