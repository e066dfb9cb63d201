"""From the ranker's output to a probability: two constants fitted on held-out questions."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vssqa.retrieval.ranker import Calibration

STEPS = 100  # Newton's method settles within ten
SMALLEST_CHANGE = 1e-9
RIDGE = 1e-3  # keeps the slope finite where the sides do not overlap


def fitted(outputs: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Fit probability = sigmoid(slope * output + offset) by Newton's method (Platt 1999)."""
    slope, offset = 1.0, 0.0
    for _ in range(STEPS):
        g_slope, g_offset = RIDGE * (slope - 1.0), RIDGE * offset
        h_ss, h_so, h_oo = RIDGE, 0.0, RIDGE
        calibration = Calibration(slope, offset)
        for output, is_right in zip(outputs, right, strict=True):
            p = calibration.probability(output)
            error, weight = p - is_right, p * (1.0 - p)
            g_slope += error * output
            g_offset += error
            h_ss += weight * output * output
            h_so += weight * output
            h_oo += weight
        determinant = h_ss * h_oo - h_so * h_so
        by_slope = (h_oo * g_slope - h_so * g_offset) / determinant
        by_offset = (h_ss * g_offset - h_so * g_slope) / determinant
        slope, offset = slope - by_slope, offset - by_offset
        if abs(by_slope) + abs(by_offset) < SMALLEST_CHANGE:
            break
    return Calibration(slope, offset)


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
