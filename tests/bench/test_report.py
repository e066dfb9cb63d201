"""Measurements become tables and charts; sizes are read as typed."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console

from vssqa.bench.asked import WARM_UP, questions
from vssqa.bench.charts import Bar, bar_chart, growth_chart
from vssqa.bench.command import parse_sizes
from vssqa.bench.measures import warm_summary
from vssqa.bench.report import tables, write_charts
from vssqa.errors import InputError

SPREAD = {"median": 0.5, "low": 0.4, "high": 0.7}
RUN = {"name": "vssqa", "runs": 5, "seconds": SPREAD, "peak_bytes": SPREAD}
TIMES = {"p50": 0.05, "p95": 0.08, "p99": 0.09}
MEASURED = {
    "ask": {
        "runs": [RUN, RUN | {"name": "usual chain"}],
        "left_out": ["cairn-assistant 0.3.0 is not installed"],
        "times_faster_than_chain": 8.5,
        "times_the_imports": 2.25,
        "memory_share_of_chain": 0.4,
    },
    "warm": {
        "questions": 10,
        "parts": {"encode": TIMES, "in all": TIMES},
        "bare": {"encode": 0.01, "rerank": 0.03},
        "questions_read_for": 7,
        "times_the_model_calls": 1.25,
    },
    "build": {
        "texts": 300,
        "runs": [RUN],
        "texts_per_second": 50.0,
        "bare_texts_per_second": 54.0,
        "share_of_bare": 0.93,
    },
    "add": {"releases": 1000, "full_seconds": 90.0, "update_seconds": 1.5, "share": 1 / 60},
    "growth": [
        {
            "passages": size,
            "sampled": size > 10_000,
            "build_seconds": 3.0,
            "bytes_per_passage": 2048.0,
            "start": 0.5,
            "seconds": TIMES,
            "recall_at_10": 0.99,
            "peak_bytes": 2**28,
        }
        for size in (1_000, 100_000)
    ],
}


def test_the_tables_say_every_measurement_and_what_was_left_out() -> None:
    console = Console(width=160, record=True, file=None, quiet=False)
    with console.capture() as said:
        console.print(tables(MEASURED))
    text = said.get()
    for piece in (
        "8.5 times faster",
        "0.40 of the chain's memory",
        "left out: cairn",
        "the 7 questions for which sentences were read take 1.25 times their own model calls",
        "0.93 of it",
        "100,000*",
        "1.50 s, a full build 90.0 s: 1/60 of it",
        "made from a sample plus noise",
    ):
        assert piece in text


def test_questions_refused_before_a_sentence_is_read_do_not_count_as_fast() -> None:
    seconds = {"encode": [0.01, 0.01], "rank": [0.0, 0.03], "in all": [0.02, 0.06]}
    measured = {"parts": seconds, "start": 0.5, "bare": {"encode": [0.01]}, "recall": 1.0}
    summary = warm_summary(measured)
    assert summary["questions_read_for"] == 1
    assert summary["times_the_model_calls"] == pytest.approx(1.5)


def test_charts_are_written_as_sound_svg(tmp_path: Path) -> None:
    for chart in write_charts(MEASURED, tmp_path / "charts"):
        assert ElementTree.parse(chart).getroot().tag.endswith("svg")
        assert chart.stat().st_size < 8_000


def test_a_longer_time_is_a_longer_bar() -> None:
    chart = bar_chart("t", "s", [Bar("a < b", 1.0, 0.9, 1.1), Bar("c", 2.0, 2.0, 2.0)])
    widths = [float(e.get("width", 0)) for e in ElementTree.fromstring(chart) if "rect" in e.tag]
    assert widths[1] == pytest.approx(2 * widths[0], abs=0.2)


def test_a_growth_chart_rises_with_its_values() -> None:
    chart = growth_chart("t", "ms", [(1_000, 20), (100_000, 60)])
    dots = [e for e in ElementTree.fromstring(chart) if "circle" in e.tag]
    (x1, y1), (x2, y2) = [(float(d.get("cx", 0)), float(d.get("cy", 0))) for d in dots]
    assert x2 > x1
    assert y2 < y1


def test_a_chart_writes_large_numbers_out() -> None:
    chart = growth_chart("t", "MiB", [(1_000, 315.4), (1_000_600, 7_029.2)])
    words = [e.text for e in ElementTree.fromstring(chart) if "text" in e.tag]
    assert {"315 MiB", "7,029 MiB", "1,000,000"} <= set(words)
    assert "10,000,000" not in words, "the axis ends where the values do"


def test_charts_of_nothing_are_still_sound() -> None:
    ElementTree.fromstring(growth_chart("t", "ms", []))
    ElementTree.fromstring(bar_chart("t", "s", []))


def test_no_two_questions_are_alike() -> None:
    asked = [*WARM_UP, *questions()]
    assert len(asked) == len(set(asked)) == 200


@pytest.mark.parametrize(
    ("text", "sizes"), [("", ()), ("1000", (1000,)), ("1_000, 20", (1000, 20))]
)
def test_sizes_are_read_as_typed(text: str, sizes: tuple[int, ...]) -> None:
    assert parse_sizes(text) == sizes


def test_a_size_that_is_no_number_is_an_input_error() -> None:
    with pytest.raises(InputError, match="whole numbers"):
        parse_sizes("1000,many")
