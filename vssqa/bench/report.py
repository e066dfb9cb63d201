"""Measurements -> a table for a person, and charts for the README."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from vssqa.bench.charts import Bar, bar_chart, growth_chart

Json = dict[str, Any]

_MIB = 2**20
_MS = 1000.0


def tables(measured: Json) -> RenderableType:
    """Lay out all measurements."""
    ask, warm, built = measured["ask"], measured["warm"], measured["build"]
    parts: list[RenderableType] = [
        _runs("one question from nothing", ask["runs"]),
        Text(
            f"{ask['times_faster_than_chain']:.1f} times faster than the usual chain,"
            f" {ask['times_the_imports']:.2f} times the imports alone,"
            f" {ask['memory_share_of_chain']:.2f} of the chain's memory"
        ),
        *(Text(f"left out: {reason}") for reason in ask["left_out"]),
        _parts("one warm question", warm),
        _runs(f"building from nothing ({built['texts']} texts)", built["runs"]),
        Text(
            f"{built['texts_per_second']:.0f} texts a second, the bare encode"
            f" {built['bare_texts_per_second']:.0f}: {built['share_of_bare']:.2f} of it"
        ),
    ]
    added = measured["add"]
    parts.append(
        Text(
            f"adding one release to {added['releases']:,}: {added['update_seconds']:.2f} s, a full"
            f" build {added['full_seconds']:.1f} s: 1/{1 / added['share']:.0f} of it"
        )
    )
    if measured["growth"]:
        parts.append(_growth(measured["growth"]))
    if any(row["sampled"] for row in measured["growth"]):
        parts.append(
            Text(
                "* a smaller corpus repeated under other names, its texts, terms and facts as they"
                " are, its vectors made from a sample plus noise; its build is the repeating"
            )
        )
    return Group(*parts)


def write_charts(measured: Json, folder: Path) -> list[Path]:
    """Write the README's charts into `folder` and return their paths."""
    runs = measured["ask"]["runs"]
    grown = measured["growth"]
    charts = {
        "ask-seconds.svg": bar_chart(
            "One question from nothing: wall time (median, spread)",
            "s",
            [_bar(run, "seconds", 1.0) for run in runs],
        ),
        "ask-memory.svg": bar_chart(
            "One question from nothing: peak memory",
            "MiB",
            [_bar(run, "peak_bytes", _MIB) for run in runs],
        ),
        "growth-p95.svg": growth_chart(
            "A warm question, p95, by passages held",
            "ms",
            [(row["passages"], row["seconds"]["p95"] * _MS) for row in grown],
        ),
        "growth-memory.svg": growth_chart(
            "Peak memory of asking, by passages held",
            "MiB",
            [(row["passages"], row["peak_bytes"] / _MIB) for row in grown],
        ),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, chart in charts.items():
        (folder / name).write_text(chart, encoding="utf-8")
    return [folder / name for name in charts]


def _bar(run: Json, measure: str, unit: float) -> Bar:
    spread = run[measure]
    return Bar(run["name"], spread["median"] / unit, spread["low"] / unit, spread["high"] / unit)


def _runs(title: str, runs: list[Json]) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in ("", "seconds", "lowest to highest", "peak MiB", "runs"):
        table.add_column(heading, justify="right" if heading else "left")
    for run in runs:
        seconds, peak = run["seconds"], run["peak_bytes"]
        table.add_row(
            run["name"],
            f"{seconds['median']:.3f}",
            f"{seconds['low']:.3f} to {seconds['high']:.3f}",
            f"{peak['median'] / _MIB:.0f}",
            str(run["runs"]),
        )
    return table


def _parts(title: str, warm: Json) -> Group:
    table = Table(title=f"{title} ({warm['questions']} questions, ms)", title_justify="left")
    names = list(next(iter(warm["parts"].values())))
    table.add_column("part")
    for name in names:
        table.add_column(name, justify="right")
    for part, quantiles in warm["parts"].items():
        table.add_row(part, *(f"{quantiles[name] * _MS:.1f}" for name in names))
    bare = ", ".join(f"{name} {seconds * _MS:.1f}" for name, seconds in warm["bare"].items())
    lines = [Text(f"one encode and one rerank of 16 sentences, nothing around them: {bare} ms")]
    times = warm["times_the_model_calls"]
    if times is not None:
        lines.append(
            Text(
                f"the {warm['questions_read_for']} questions for which sentences were read take"
                f" {times:.2f} times their own model calls (median)"
            )
        )
    return Group(table, *lines)


def _growth(rows: list[Json]) -> Table:
    table = Table(title="growth", title_justify="left")
    headings = "passages, build s, bytes/passage, start s, p50 ms, p95 ms, recall@10, MiB"
    for heading in headings.split(", "):
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(
            f"{row['passages']:,}{'*' if row['sampled'] else ''}",
            f"{row['build_seconds']:.1f}",
            f"{row['bytes_per_passage']:,.0f}",
            f"{row['start']:.2f}",
            f"{row['seconds']['p50'] * _MS:.1f}",
            f"{row['seconds']['p95'] * _MS:.1f}",
            f"{row['recall_at_10']:.3f}",
            f"{row['peak_bytes'] / _MIB:.0f}",
        )
    return table
