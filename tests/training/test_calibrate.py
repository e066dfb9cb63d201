"""Outputs made into probabilities."""

from __future__ import annotations

import math
import random

import pytest

from vssqa.retrieval.ranker import Calibration
from vssqa.training.calibrate import expected_error, fitted


def drawn(slope: float, offset: float, count: int = 4000) -> tuple[list[float], list[bool]]:
    """Draw outputs that are right as often as the two constants say."""
    draw = random.Random(1)
    outputs = [draw.uniform(-4, 4) for _ in range(count)]
    right = [draw.random() < 1 / (1 + math.exp(-(slope * x + offset))) for x in outputs]
    return outputs, right


def test_constants_that_made_the_outputs_are_found_again() -> None:
    found = fitted(*drawn(1.7, -0.9))
    assert found.slope == pytest.approx(1.7, abs=0.15)
    assert found.offset == pytest.approx(-0.9, abs=0.15)


def test_outputs_that_part_cleanly_still_give_finite_constants() -> None:
    found = fitted([-3.0, -2.0, 2.0, 3.0], [False, False, True, True])
    assert math.isfinite(found.slope)
    assert found.probability(3.0) > 0.9 > 0.1 > found.probability(-3.0)


def test_error_is_small_for_the_right_constants_and_large_for_wrong_ones() -> None:
    outputs, right = drawn(1.0, 0.0)
    assert expected_error(Calibration(1.0, 0.0), outputs, right) < 0.03
    assert expected_error(Calibration(1.0, 3.0), outputs, right) > 0.2


def test_few_right_among_many_wrong_are_fitted_too() -> None:
    outputs, right = drawn(0.6, -2.7)
    found = fitted(outputs, right)
    assert found.slope == pytest.approx(0.6, abs=0.15)
    assert expected_error(found, outputs, right) < 0.03
