"""Disagreements between releases, told from numbers that only differ."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.facts.measure_facts import corpus_releases
from tests.facts.readings import read
from vssqa.corpus import evidence_sentences
from vssqa.facts.conflicts import find_conflicts
from vssqa.facts.figures import read_figures
from vssqa.types import Conflict, Figure


def _between(one: str, other: str) -> list[Conflict]:
    """Find what two releases of these bodies disagree on."""
    return list(find_conflicts([*read(one, release="one"), *read(other, release="other")]))


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        (
            "In 2023 the health insurance coverage rate reached 93.35%.",
            "In 2023 the health insurance coverage rate reached 91.2%.",
            ["value"],
        ),
        (
            "In 2023 the social insurance coverage rate reached 39.25%.",
            "In 2023 the health insurance coverage rate reached 39.25%.",
            ["label"],
        ),
        (
            "In 2023 the unemployment insurance coverage rate reached 31.6%.",
            "In 2023 the unemployment insurance coverage rate reached 31.58%.",
            ["rounding"],
        ),
        (
            "In 2008 the health insurance coverage rate reached 46.1%.",
            "In 2023 the health insurance coverage rate reached 93.35%.",
            ["period"],
        ),
        (
            "In 2023 the health insurance coverage rate in Vinh Long reached 93.4%.",
            "In 2023 the national health insurance coverage rate reached 91.2%.",
            ["scope"],
        ),
        (
            "In 2023 the health insurance coverage rate reached 93.35%.",
            "In 2023 the health insurance coverage rate reached 93.35 per cent.",
            [],
        ),
        (
            "In 2024 the health insurance coverage rate reached 93.35%.",
            "It strives for a health insurance coverage rate of 94.1% in 2024.",
            [],
        ),
        (
            "Forty-six provinces have targets for health insurance, and 60 out of 63 provinces"
            " have targets for health insurance.",
            "",
            ["internal"],
        ),
        (
            "Twenty-two out of 63 provinces support voluntary health insurance participants, and"
            " 62 out of 63 provinces support health insurance participants.",
            "",
            [],
        ),
        (
            "At the end of 2023 18.8 million people were in social insurance: 17.1 million"
            " compulsory and 1.7 million voluntary.",
            "",
            [],
        ),
        (
            "In 2018, 320,000 people joined voluntary social insurance.",
            "Voluntary social insurance participants rose from 277,000 in 2018 to 574,000 in 2019.",
            ["value", "period"],
        ),
        ("Each worker gets 1.8 million VND (79 USD) to 3.3 million VND (144.8 USD).", "", []),
        ("Offices were cut from 63 regional offices to 35 regional offices.", "", []),
    ],
)
def test_a_disagreement_is_classed(one: str, other: str, kinds: list[str]) -> None:
    assert [conflict.kind for conflict in _between(one, other)] == kinds


def test_a_target_printed_as_a_distance_is_a_label_conflict() -> None:
    (conflict,) = _between(
        "In 2023 voluntary social insurance stood 1.42 per cent higher than the target.",
        "Voluntary social insurance surpassed the target of 1.42% set for 2023.",
    )
    assert conflict.kind == "label"
    assert "the target itself in other" in conflict.note


@pytest.fixture(scope="module")
def found() -> list[Conflict]:
    figures = [
        figure
        for release in corpus_releases()
        for figure in read_figures(release, evidence_sentences(release))
    ]
    return list(find_conflicts(figures))


def _surfaces(conflicts: list[Conflict], kind: str) -> list[set[str]]:
    return [{figure.surface for figure in c.figures} for c in conflicts if c.kind == kind]


def test_the_releases_disagree_where_a_reader_finds_it(found: list[Conflict]) -> None:
    assert _surfaces(found, "label") == [
        {"39.25 per cent", "39.25%"},
        {"18.26 million", "18.259 million"},
        {"1.83 million", "3.92%"},
        {"1.42 per cent", "1.42%"},
    ]
    assert _surfaces(found, "internal") == [{"Forty-six", "60"}]
    assert _surfaces(found, "value") == []


def test_the_releases_round_without_disagreeing(found: list[Conflict]) -> None:
    assert {frozenset(surfaces) for surfaces in _surfaces(found, "rounding")} == {
        frozenset({"18.26 million", "18.259 million"}),
        frozenset({"31.6 per cent", "31.58%"}),
        frozenset({"14.7 million", "14.693 million"}),
    }


def test_finding_grows_with_the_figures() -> None:
    figures = read("In 2023 the health insurance coverage rate reached 93.35%.")
    few, many = _seconds(_copies(figures, 300)), _seconds(_copies(figures, 3000))
    assert many < 40 * few  # ten times the figures; a square would take a hundred times as long


def _copies(figures: list[Figure], count: int) -> list[Figure]:
    """Return figures of as many releases."""
    return [replace(figures[0], release=f"release-{number}") for number in range(count)]


def _seconds(figures: list[Figure]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        find_conflicts(figures)
        best = min(best, time.process_time() - start)
    return best
