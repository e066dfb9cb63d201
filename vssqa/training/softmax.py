"""Weights of features by which one of several candidates is chosen, learned by likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

TINY = 1e-12  # keeps logarithms finite

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """One question: its candidates' features (n_candidates, n_features), and which are right."""

    features: Array
    right: NDArray[np.bool_]

    @property
    def teaches(self) -> bool:
        """Tell whether there is something to choose: a right candidate and a wrong one."""
        return bool(self.right.any() and not self.right.all())


def fit_softmax(choices: Sequence[Choice], begin: Array, pull: float) -> Array:
    """Return weights (n_features,) that make the right candidates likely.

    They are drawn towards `begin` by `pull` per squared unit and choice. Choices
    that teach nothing are passed over. Deterministic.
    """
    taught = [choice for choice in choices if choice.teaches]
    pulled = pull * len(taught)

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = 0.0, np.zeros_like(weights)
        for choice in taught:
            logits = choice.features @ weights
            share = np.exp(logits - logits.max())
            share /= share.sum()
            right = max(share[choice.right].sum(), TINY)
            total -= np.log(right)
            slope += (share - np.where(choice.right, share, 0.0) / right) @ choice.features
        apart = weights - begin
        return total + pulled * float(apart @ apart), slope + 2 * pulled * apart

    found: Array = minimize(loss, begin, jac=True, method="L-BFGS-B").x
    return found
