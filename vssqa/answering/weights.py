"""What the features weigh: learned numbers in a small file one can read.

`python -m vssqa.training weights` learns them again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

WEIGHTS_FILE = "weights.json"
ANSWERABLE_FROM = 0.5
"""Probability from which a question is answered: as likely right as not."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by feature: of ranking evidence, and of telling whether it answers at all."""

    rank: Mapping[str, float]
    answerable: Mapping[str, float]

    def score(self, features: Mapping[str, float], without: frozenset[str] = frozenset()) -> float:
        """Return the score of evidence, higher is better."""
        return sum(
            weight * features[name] for name, weight in self.rank.items() if name not in without
        )

    def probability(
        self, signs: Mapping[str, float], without: frozenset[str] = frozenset()
    ) -> float:
        """Return how sure one is that the best evidence answers, between 0 and 1."""
        logit = self.answerable["bias"] + sum(
            weight * signs[name]
            for name, weight in self.answerable.items()
            if name != "bias" and name not in without
        )
        return 1 / (1 + math.exp(-logit))


@lru_cache(maxsize=1)
def learned_weights() -> Weights:
    """Read the weights that ship with vssqa."""
    read = json.loads((files(__package__) / WEIGHTS_FILE).read_text(encoding="utf-8"))
    return Weights(read["rank"], read["answerable"])
