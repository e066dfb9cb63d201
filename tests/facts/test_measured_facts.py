"""The figures do not fall below what was measured against the gold read by hand."""

from __future__ import annotations

import time

import pytest

from tests.facts.measure_facts import Score, corpus_releases, other_releases, read_gold, score
from vssqa.corpus import evidence_sentences
from vssqa.facts.conflicts import find_conflicts
from vssqa.facts.figures import read_figures


@pytest.fixture(scope="module")
def five() -> Score:
    return score(corpus_releases(), read_gold("figures.jsonl"))


def test_figures_of_the_five_releases_are_found_and_none_is_made_up(five: Score) -> None:
    assert five.recall >= 0.98, five.misses
    assert five.false_rate <= 0.02, five.misses


def test_value_and_unit_of_the_five_releases_are_right(five: Score) -> None:
    assert five.share("both") >= 0.98, five.misses


@pytest.mark.parametrize("name", ["scheme", "place", "period", "status"])
def test_fields_of_the_five_releases_are_right(five: Score, name: str) -> None:
    assert five.share(name) >= 0.97, five.misses


def test_figures_of_other_releases_hold_too() -> None:
    releases = other_releases()
    if not releases:
        pytest.skip("the other releases do not lie beside the project")
    others = score(releases, read_gold("more_figures.jsonl"))
    assert others.recall >= 0.98, others.misses
    assert others.false_rate <= 0.02, others.misses
    assert others.share("both") >= 0.97, others.misses
    assert min(others.share(name) for name in ("scheme", "place", "period", "status")) >= 0.95


def test_the_register_of_the_five_releases_takes_less_than_a_second() -> None:
    releases = corpus_releases()
    start = time.process_time()
    figures = [f for r in releases for f in read_figures(r, evidence_sentences(r))]
    find_conflicts(figures)
    assert time.process_time() - start < 1
