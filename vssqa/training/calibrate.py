"""From the ranker's output to a probability: two constants fitted on held-out questions."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vssqa.retrieval.ranker import Calibration

Floats = NDArray[np.float64]

RIDGE = 1e-3  # keeps the slope finite where the two sides do not overlap
STEPS = 50  # Newton's method settles within ten
HALVINGS = 30  # of a step that would make the fit worse


def fitted(outputs: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Fit probability = sigmoid(slope * output + offset) by likelihood (Platt 1999)."""
    inputs = np.stack([np.asarray(outputs, dtype=np.float64), np.ones(len(outputs))], axis=1)
    is_right = np.asarray(right, dtype=np.float64)
    constants = np.array([1.0, 0.0])
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-(inputs @ constants)))
        gradient = inputs.T @ (p - is_right) / len(p) + RIDGE * constants
        curvature = (inputs.T * (p * (1.0 - p))) @ inputs / len(p) + RIDGE * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        before = _loss(constants, inputs, is_right)
        for _ in range(HALVINGS):
            if _loss(constants - step, inputs, is_right) <= before:
                break
            step = step / 2.0
        constants = constants - step
    return Calibration(float(constants[0]), float(constants[1]))


def _loss(constants: Floats, inputs: Floats, is_right: Floats) -> float:
    logits = inputs @ constants
    likelihood = np.mean(np.logaddexp(0.0, logits) - is_right * logits)
    return float(likelihood + RIDGE / 2.0 * constants @ constants)


def expected_error(
    calibration: Calibration, outputs: Sequence[float], right: Sequence[bool], bins: int = 10
) -> float:
    """Return the expected calibration error: mean |probability - share right| over bins."""
    sums: dict[int, list[float]] = {}
    for output, is_right in zip(outputs, right, strict=True):
        p = calibration.probability(output)
        cell = sums.setdefault(min(bins - 1, math.floor(p * bins)), [0.0, 0.0])
        cell[0] += p
        cell[1] += is_right
    return sum(abs(p - r) for p, r in sums.values()) / max(1, len(outputs))
