"""Rankings are fused by rank alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vssqa.retrieval.fusion import reciprocal_ranks

rankings = st.lists(st.lists(st.integers(0, 20), unique=True, max_size=10), max_size=4)


def test_an_item_high_in_both_goes_before_one_first_in_one() -> None:
    assert next(iter(reciprocal_ranks([[1, 2, 3], [4, 2, 5]]))) == 2


def test_equal_sums_come_in_order_of_item() -> None:
    assert list(reciprocal_ranks([[9, 1], [1, 9]])) == [1, 9]


def test_the_score_is_the_sum_of_reciprocal_ranks() -> None:
    assert reciprocal_ranks([[7], [8, 7]], constant=10) == {7: 1 / 11 + 1 / 12, 8: 1 / 11}


@given(rankings)
def test_all_items_are_kept_best_first(lists: list[list[int]]) -> None:
    fused = reciprocal_ranks(lists)
    assert set(fused) == {item for ranking in lists for item in ranking}
    assert list(fused.values()) == sorted(fused.values(), reverse=True)


@given(st.lists(st.integers(0, 50), unique=True))
def test_one_ranking_stays_as_it_is(ranking: list[int]) -> None:
    assert list(reciprocal_ranks([ranking])) == ranking
