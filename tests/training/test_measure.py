"""Candidates ordered by weighted features, and what a table says of them."""

from __future__ import annotations

import numpy as np
import pytest

from vssqa.training.groups import Reading
from vssqa.training.judged import Judged, Question
from vssqa.training.measure import ALONE, FEATURES, Candidates, Line, refusing, table

FOUND = Candidates(
    (7, 3, 9),
    np.array([[0.1, 0.9, 1.0, 1.0, 0.0], [0.5, 0.2, 0.4, 0.9, 0.3], [0.1, 1, 0, 0, 0.2]]),
)


def test_ranker_alone_orders_by_its_output_and_keeps_the_order_of_fusion_where_equal() -> None:
    assert FOUND.order(ALONE) == [3, 7, 9]


@pytest.mark.parametrize(
    ("feature", "first"), [("cosine", 9), ("BM25", 7), ("fusion", 7), ("beside", 3)]
)
def test_feature_with_all_the_weight_decides(feature: str, first: int) -> None:
    weights = np.array([float(name == feature) for name in FEATURES])
    assert FOUND.order(weights)[0] == first


@pytest.mark.parametrize(
    ("best", "share"), [([0.9, 0.8, 0.1], 1.0), ([0.1, 0.2, 0.9], 0.0), ([0.5, 0.5, 0.5], 0.5)]
)
def test_refusing_is_the_share_of_pairs_told_apart(best: list[float], share: float) -> None:
    assert refusing(best, [True, True, False]) == share


def test_table_names_what_was_counted() -> None:
    judged = Judged("file", (Reading("", "one"),), ("r",), (Question("q", frozenset({0})),))
    text = table(judged, [Line("fusion", 0.5, 0.75, None, 2), Line("x", 1.0, 1.0, 0.25, 2)])
    assert text.splitlines()[0] == "file: 2 answerable questions, 1 sentences"
    assert text.splitlines()[2].split() == ["fusion", "0.500", "0.750"]
    assert text.splitlines()[3].split() == ["x", "1.000", "1.000", "0.250"]


def test_a_sentence_is_beside_those_of_its_own_paragraph_or_release() -> None:
    readings = tuple(Reading("", text) for text in ("one", "two", "three", "four"))
    judged = Judged("file", readings, ("a", "a", "a", "b"), ())
    assert [judged.beside(index) for index in range(4)] == [[1], [0, 2], [1], []]
