"""The count of releases that give a figure is what comparing each with each gives."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssqa.facts.backing import agrees, backings, subject_of
from vssqa.types import Figure, Span


def figure(
    release: str = "a",
    value: str = "93.35",
    surface: str | None = None,
    period: str | None = "2023",
    place: str = "Viet Nam",
    qualifier: str | None = None,
) -> Figure:
    return Figure(
        release, Span(0, 1), surface or f"{value} per cent", value, "percent", "health",
        "coverage rate", place, period, "actual", Span(0, 9), qualifier,
    )  # fmt: skip


def compared_each_with_each(figures: Sequence[Figure]) -> list[int]:
    return [
        len(
            {one.release}
            | {o.release for o in figures if subject_of(o) == subject_of(one) and agrees(one, o)}
        )
        for one in figures
    ]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([figure("a"), figure("b"), figure("c", "39.25")], [2, 2, 1]),
        ([figure("a"), figure("a")], [1, 1]),
        ([figure("a"), figure("b", period=None), figure("c", period="2022")], [2, 3, 2]),
        ([figure("a"), figure("b", place="Vinh Long")], [1, 1]),
        ([figure("a", "93.35"), figure("b", "93.4")], [2, 2]),  # one is the other, rounded
        ([figure("a", "93.35"), figure("b", "93.36")], [1, 1]),
        ([figure("a", "93", qualifier="over"), figure("b", "93", qualifier="nearly")], [1, 1]),
        ([], []),
    ],
)
def test_releases_that_give_a_figure_are_counted(
    figures: list[Figure], expected: list[int]
) -> None:
    assert backings(figures) == expected


_FIGURES = st.builds(
    figure,
    release=st.sampled_from("abcd"),
    value=st.sampled_from(["93", "93.3", "93.35", "93.4", "94", "0", "100", "1000"]),
    period=st.sampled_from(["2023", "2022", None]),
    place=st.sampled_from(["Viet Nam", "Vinh Long"]),
    qualifier=st.sampled_from([None, "over", "nearly", "about", "at least"]),
)


@given(st.lists(_FIGURES, max_size=12))
def test_no_figure_that_agrees_is_overlooked(figures: list[Figure]) -> None:
    assert backings(figures) == compared_each_with_each(figures)
