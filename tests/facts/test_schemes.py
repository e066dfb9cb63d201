"""Insurance schemes written in a text, told from the agencies named after them."""

from __future__ import annotations

import pytest

from vssqa.facts.schemes import scheme_mentions, schemes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the health insurance coverage rate", ["health"]),
        ("health-insurance participants", ["health"]),
        ("compulsory social insurance", ["social"]),
        ("voluntary social insurance", ["voluntary_social"]),
        ("compulsory and voluntary social insurance", ["social", "voluntary_social"]),
        ("voluntarily participated in Health Insurance", ["voluntary_health"]),
        ("social, health and unemployment insurance", ["social", "health", "unemployment"]),
        ("social insurance and health insurance policies", ["social", "health"]),
        ("people with HI, SI and UI", ["health", "social", "unemployment"]),
        ("BHYT và BHXH tự nguyện", ["health", "voluntary_social"]),
        ("bảo hiểm thất nghiệp", ["unemployment"]),
        ("Vietnam Social Insurance said", []),
        ("the social insurance agency paid", []),
        ("City Social Insurance puts late payment", []),
        ("Decision 24/QD-BHXH", []),
        ("occupational accident insurance", []),
        ("life insurance", []),
    ],
)
def test_reads_the_schemes_that_are_named(text: str, expected: list[str]) -> None:
    assert [mention.scheme for mention in schemes(text)] == expected


def test_a_list_is_one_group() -> None:
    text = "in social, health and unemployment insurance; health insurance alone"
    groups = [mention.group.of(text) for mention in schemes(text)]
    assert groups == ["social, health and unemployment insurance"] * 3 + ["health insurance"]


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("unemployment benefits", "unemployment"),
        ("insured visits", "health"),
        ("the Law on Health Insurance", "health"),
        ("voluntary participants", "voluntary_social"),
        ("monthly pensions", "social"),
    ],
)
def test_words_that_only_suggest_a_scheme_are_weak(text: str, scheme: str) -> None:
    assert {(mention.scheme, mention.weak) for mention in scheme_mentions(text)} == {(scheme, True)}
    assert schemes(text) == []
