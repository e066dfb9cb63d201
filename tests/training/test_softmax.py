"""Weights by which the right candidate is chosen."""

from __future__ import annotations

import numpy as np

from vssqa.training.softmax import Choice, fit_softmax


def choice(features: list[list[float]], right: int | None) -> Choice:
    flags = [index == right for index in range(len(features))]
    return Choice(np.array(features), np.array(flags, dtype=bool))


def test_feature_that_tells_the_right_one_gains_and_one_that_misleads_loses() -> None:
    choices = [choice([[1.0, 0.0], [0.0, 1.0]], 0), choice([[0.0, 1.0], [1.0, 0.0]], 1)]
    weights = fit_softmax(choices, np.zeros(2), 0.01)
    assert weights[0] > 0.5
    assert weights[1] < -0.5


def test_what_teaches_nothing_leaves_the_weights_where_they_began() -> None:
    nothing = [choice([[1.0], [2.0]], None), choice([[1.0]], 0), Choice(np.array([]), np.array([]))]
    assert fit_softmax(nothing, np.array([0.7]), 0.01).tolist() == [0.7]


def test_stronger_pull_stays_nearer_the_beginning() -> None:
    choices = [choice([[1.0], [0.0]], 0)] * 5
    weak, strong = (fit_softmax(choices, np.zeros(1), pull)[0] for pull in (0.001, 1.0))
    assert 0.0 < strong < weak


def test_same_choices_give_the_same_weights() -> None:
    choices = [choice([[0.3, 1.0], [0.2, 0.5], [0.9, 0.1]], 2)]
    first, second = (fit_softmax(choices, np.ones(2), 0.01) for _ in range(2))
    assert first.tolist() == second.tolist()
