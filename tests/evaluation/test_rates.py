"""What could not be scored counts nowhere."""

from __future__ import annotations

import pytest

from vssqa.evaluation.rates import Rate, quantile, rate


def test_a_case_without_a_score_counts_nowhere() -> None:
    assert rate([True, None, False, None]) == Rate(1, 2)
    assert rate([None]).share is None


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([], 0.5, None), ([3.0], 0.95, 3.0), ([4, 1, 3, 2], 0.5, 2), (list(range(1, 101)), 0.95, 95)],
)
def test_a_quantile_is_a_value_that_was_measured(
    values: list[float], share: float, expected: float | None
) -> None:
    assert quantile(values, share) == expected
