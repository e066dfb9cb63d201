"""The measurements: from nothing, warm, build, adding a release, growth."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vssqa.bench.contenders import CHAIN, CHAIN_SCRIPT, FLOOR, VSSQA, prepare
from vssqa.bench.processes import Command, Run, Spread, Timed, race, run
from vssqa.evaluation.rates import quantile

Json = dict[str, Any]
Say = Callable[[str], None]

REPEATED_FROM = 10_000
"""Reading and embedding more passages than this takes hours: a larger corpus is one of this size
with vectors made from a sample, repeated with noise, and the table says so."""

READ_FROM = 0.001
"""Seconds: a ranker that is called for no sentence takes some microseconds, for one some ms."""

QUANTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured: runs of each command, warm questions, sizes of the growth."""

    rounds: int
    questions: int
    build_passages: int
    releases: int
    growth: tuple[int, ...]


FULL = Sizes(
    rounds=5,
    questions=198,
    build_passages=1_000,
    releases=1_000,
    growth=(1_000, 10_000, 100_000),
)
QUICK = Sizes(rounds=2, questions=30, build_passages=120, releases=20, growth=(120, 1_000))


def measure_all(corpus: Path, index: Path, scratch: Path, sizes: Sizes, say: Say) -> Json:
    """Run every measurement; `say` is told what is going on.

    :raises FaultError: if a measured process fails.
    """
    say("asking from nothing")
    ask = from_nothing(corpus, index, scratch, sizes.rounds)
    say("asking warm")
    five = warm(corpus, index, sizes.questions)
    say(f"building {sizes.build_passages} passages")
    built = build_rate(corpus, scratch, sizes.build_passages, sizes.rounds)
    say(f"adding one release to {sizes.releases:,}")
    added = add_one(corpus, scratch, sizes.releases)
    grown = []
    for size in sizes.growth:
        say(f"growing to {size:,} passages")
        grown.append(growth(corpus, scratch, size, sizes.questions, say))
    return {"ask": ask, "warm": five, "build": built, "add": added, "growth": grown}


def from_nothing(corpus: Path, index: Path, scratch: Path, rounds: int) -> Json:
    """Race one question from nothing against the usual chain, cairn and the bare imports."""
    prepared = prepare(corpus, index, scratch)
    timed = {one.name: one for one in race(prepared.commands, rounds)}
    ours, chain, floor = timed[VSSQA], timed[CHAIN], timed[FLOOR]
    return {
        "runs": [_timed_json(one) for one in timed.values()],
        "left_out": list(prepared.left_out),
        "times_faster_than_chain": chain.seconds.median / ours.seconds.median,
        "times_the_imports": ours.seconds.median / floor.seconds.median,
        "memory_share_of_chain": ours.peak_bytes.median / chain.peak_bytes.median,
    }


def warm(corpus: Path, index: Path, questions: int) -> Json:
    """Measure each part of a warm question, beside the bare model calls it makes."""
    done = _child("warm", corpus=str(corpus), index=str(index), count=questions)
    found = warm_summary(json.loads(done.output))
    return found | {"peak_bytes": done.peak_bytes}


def warm_summary(measured: Json) -> Json:
    """Summarise warm questions; those refused before a sentence is read flatter the rest."""
    seconds = measured["parts"]
    read = [place for place, ranked in enumerate(seconds["rank"]) if ranked >= READ_FROM]
    calls = [seconds["encode"][place] + seconds["rank"][place] for place in read]
    in_all = [seconds["in all"][place] for place in read]
    parts = {name: _quantiles(values) for name, values in seconds.items()}
    return {
        "questions": len(seconds["in all"]),
        "start": measured["start"],
        "parts": parts | {"in all, where sentences were read": _quantiles(in_all)},
        "questions_read_for": len(read),
        "bare": {name: quantile(values, 0.5) or 0.0 for name, values in measured["bare"].items()},
        "times_the_model_calls": quantile(
            [whole / own for whole, own in zip(in_all, calls, strict=True)], 0.5
        ),
        "recall_at_10": measured["recall"],
    }


def build_rate(corpus: Path, scratch: Path, passages: int, rounds: int) -> Json:
    """Race a build from nothing against the bare encoding of the very texts it embeds."""
    folder = scratch / "build"
    _child("varied", corpus=str(corpus), passages=passages, folder=str(folder / "corpus"))
    listed = folder / "texts.json"
    made = json.loads(_child("texts", corpus=str(folder / "corpus"), file=str(listed)).output)
    options = {"corpus": str(folder / "corpus"), "index": str(folder / "index"), "sampled": False}
    ours, bare = race(
        {
            VSSQA: child_command("build", **options),
            "bare encode": [sys.executable, str(CHAIN_SCRIPT), "encode", str(listed), "-"],
        },
        rounds,
    )
    shutil.rmtree(folder)
    return {
        "texts": made["texts"],
        "runs": [_timed_json(one) for one in (ours, bare)],
        "texts_per_second": made["texts"] / ours.seconds.median,
        "bare_texts_per_second": made["texts"] / bare.seconds.median,
        "share_of_bare": bare.seconds.median / ours.seconds.median,
    }


def add_one(corpus: Path, scratch: Path, releases: int) -> Json:
    """Time adding one release to many, beside the build of those from nothing."""
    folder = scratch / "add"
    done = _child("add", corpus=str(corpus), folder=str(folder), releases=releases)
    shutil.rmtree(folder)
    measured: Json = json.loads(done.output)
    return measured


def growth(corpus: Path, scratch: Path, passages: int, questions: int, say: Say) -> Json:
    """Build and ask a varied corpus of about `passages` passages.

    Beyond `REPEATED_FROM` it is one of that size, repeated; building it is then the repeating.
    """
    folder = scratch / f"growth-{passages}"
    sampled = passages > REPEATED_FROM
    times = round(passages / REPEATED_FROM) if sampled else 1
    made = _build_varied(corpus, folder / "first", passages // times, sampled=sampled)
    if sampled:
        made = _child(
            "repeat",
            **_places(folder / "repeated"),
            **{f"sample_{what}": place for what, place in _places(folder / "first").items()},
            times=times,
        )
    counts = json.loads(made.output)
    say(f"asking {counts['passages']:,} passages")
    asked_of = _places(folder / ("repeated" if sampled else "first"))
    index = Path(asked_of["index"])
    asked = warm(Path(asked_of["corpus"]), index, questions)
    size = sum(path.stat().st_size for path in index.glob("generation-*/*") if path.is_file())
    shutil.rmtree(folder)
    return {
        "passages": counts["passages"],
        "sentences": counts["sentences"],
        "releases": counts["releases"],
        "sampled": sampled,
        "build_seconds": made.seconds,
        "build_peak_bytes": made.peak_bytes,
        "bytes_per_passage": size / counts["passages"],
        "start": asked["start"],
        "seconds": asked["parts"]["in all"],
        "parts": asked["parts"],
        "recall_at_10": asked["recall_at_10"],
        "peak_bytes": asked["peak_bytes"],
    }


def _build_varied(corpus: Path, folder: Path, passages: int, *, sampled: bool) -> Run:
    """Write a varied corpus and build its index."""
    places = _places(folder)
    _child("varied", corpus=str(corpus), passages=passages, folder=places["corpus"])
    return _child("build", **places, sampled=sampled)


def _places(folder: Path) -> dict[str, str]:
    """Return where corpus and index of one measurement lie."""
    return {"corpus": str(folder / "corpus"), "index": str(folder / "index")}


def child_command(verb: str, **options: object) -> Command:
    """Return the command of a measured process of our own."""
    return [sys.executable, "-m", "vssqa.bench.child", verb, json.dumps(options)]


def _child(verb: str, **options: object) -> Run:
    return run(child_command(verb, **options))


def _quantiles(values: Sequence[float]) -> dict[str, float]:
    return {name: quantile(values, share) or 0.0 for name, share in QUANTILES.items()}


def _timed_json(timed: Timed) -> Json:
    return {
        "name": timed.name,
        "runs": timed.runs,
        "seconds": _spread_json(timed.seconds),
        "peak_bytes": _spread_json(timed.peak_bytes),
    }


def _spread_json(spread: Spread) -> dict[str, float]:
    return {"median": spread.median, "low": spread.low, "high": spread.high}
