"""Groups and swap pairs made from registers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.fakes import HashingEncoder
from vssqa.corpus import parse_release
from vssqa.training import field
from vssqa.training.pool import Vectors
from vssqa.types import Figure, Registers, Span

TEXT = (
    "Coverage in Vinh Long\n19/12/2023\n"
    "By the end of 2023 the health insurance coverage rate reached 93.4 per cent in the province."
    " The leaders thanked all delegates for their efforts and wished them well in the new year."
    " Arrears of health insurance were put at 1.36 per cent of the amount to be collected.\n"
)
RELEASE = parse_release("r1", "corpus/r1.txt", TEXT, "0" * 64)
START = TEXT.index("By the end")
FIGURE = Figure(
    release="r1", span=Span(TEXT.index("93.4"), TEXT.index("93.4") + 13), surface="93.4 per cent",
    value="93.4", unit="percent", scheme="health", measure="health insurance coverage rate",
    place="Vinh Long", period="2023", status="actual",
    sentence=Span(START, TEXT.index(" The leaders")),
)  # fmt: skip
REGISTERS = Registers(figures=(FIGURE,))


def hashed(texts: Sequence[str], cache: Path) -> Vectors:
    """Stand in for the bundled encoder."""
    return HashingEncoder().encode(texts)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(field, "embed", hashed)


def test_right_sentence_is_the_figures_and_no_near_one_prints_it(tmp_path: Path) -> None:
    groups = [g for s in range(5) for g in field.field_groups([RELEASE], REGISTERS, tmp_path, s)]
    assert {len(g.right) for g in groups} == {0, 1}
    for group in groups:
        assert all("93.4" in reading.sentence for reading in group.right)
        assert group.near
        assert all("93.4" not in reading.sentence for reading in group.near)
        assert all(r.context == "2023-12 Coverage in Vinh Long" for r in group.near)


def test_releases_not_given_are_not_asked_about(tmp_path: Path) -> None:
    other = parse_release("r2", "corpus/r2.txt", TEXT, "0" * 64)
    assert field.field_groups([other], REGISTERS, tmp_path, 1) == []
    assert field.swap_pairs([other], REGISTERS, 1) == []


def test_pairs_differ_in_the_one_kind_they_name() -> None:
    pairs = [pair for seed in range(5) for pair in field.swap_pairs([RELEASE], REGISTERS, seed)]
    assert {pair.kind for pair in pairs} == {"place", "period", "scheme", "status"}
    for pair in pairs:
        assert pair.real.sentence == FIGURE.sentence.of(TEXT)
        assert pair.swapped.context == pair.real.context
        assert ("2023" in pair.swapped.sentence) == (pair.kind != "period")
        assert ("health" in pair.swapped.sentence) == (pair.kind != "scheme")
        assert ("reached" in pair.swapped.sentence) == (pair.kind != "status")
