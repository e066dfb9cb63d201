"""Measure the figures read against the gold read by hand.

Run as `python -m tests.facts.measure_facts [--misses]`: found, false and the share of
right fields, for the five releases and, where they lie beside the project, the others.
A list in the gold holds every reading that is right; an optional figure may be read or not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vssqa.corpus import evidence_sentences, read_corpus, read_release
from vssqa.facts.figures import read_figures
from vssqa.types import Figure, Release

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "eval" / "gold"
OTHERS = ROOT.parent / "shared" / "eval" / "more" / "articles"
FIELDS = ("value", "unit", "scheme", "place", "period", "status")

Gold = dict[str, Any]


@dataclass
class Score:
    """Counts over some releases; `right` by field, of the found ones."""

    wanted: int = 0
    found: int = 0
    read: int = 0
    false: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*FIELDS, "both"), 0))
    misses: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """Return the share of found figures whose field is right."""
        return self.right[name] / max(1, self.found)

    @property
    def recall(self) -> float:
        """The share of the wanted figures that were found."""
        return self.found / max(1, self.wanted)

    @property
    def false_rate(self) -> float:
        """The share of the figures read that stand in no gold."""
        return self.false / max(1, self.read)


def corpus_releases() -> tuple[Release, ...]:
    """Read the five releases."""
    return read_corpus(ROOT / "corpus")


def other_releases() -> tuple[Release, ...]:
    """Read the other releases, none where they do not lie beside the project."""
    return tuple(read_release(path) for path in sorted(OTHERS.glob("*.txt")))


def read_gold(name: str) -> list[Gold]:
    """Read one file of the gold."""
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def score(releases: tuple[Release, ...], gold: list[Gold]) -> Score:
    """Compare the figures of some releases with the gold."""
    total = Score()
    for release in releases:
        figures = read_figures(release, evidence_sentences(release))
        wanted = [entry for entry in gold if entry["release"] == release.id]
        total.read += len(figures)
        for entry, figure in _paired(figures, wanted):
            _count(total, release, entry, figure)
    return total


def _paired(
    figures: list[Figure], wanted: list[Gold]
) -> Iterator[tuple[Gold | None, Figure | None]]:
    """Pair gold and figures by overlap, each once; what is left stands alone."""
    left = list(figures)
    for entry in wanted:
        hits = [f for f in left if f.span.start < entry["end"] and entry["start"] < f.span.end]
        if hits:
            left.remove(hits[0])
        yield entry, hits[0] if hits else None
    for figure in left:
        yield None, figure


def _allows(expected: object, value: object) -> bool:
    return value in expected if isinstance(expected, list) else value == expected


def _count(total: Score, release: Release, entry: Gold | None, figure: Figure | None) -> None:
    if entry is None:
        assert figure is not None
        total.false += 1
        total.misses.append(f"{release.id[:10]} FALSE {figure.surface!r} {figure.measure!r}")
        return
    if figure is None:
        if not entry.get("optional"):
            total.wanted += 1
            surface = release.text[entry["start"] : entry["end"]]
            total.misses.append(f"{release.id[:10]} MISSED {surface!r}")
        return
    total.wanted += 1
    total.found += 1
    wrong = [name for name in FIELDS if not _allows(entry[name], getattr(figure, name))]
    for name in FIELDS:
        total.right[name] += name not in wrong
    total.right["both"] += not {"value", "unit"} & set(wrong)
    for name in wrong:
        total.misses.append(
            f"{release.id[:10]} {name.upper()} {figure.surface!r} ({figure.measure!r}):"
            f" {getattr(figure, name)!r}, right is {entry[name]!r}"
        )


def main() -> None:
    """Print the measurement; with --misses also every miss."""
    sets = (
        ("five", corpus_releases(), "figures.jsonl"),
        ("others", other_releases(), "more_figures.jsonl"),
    )
    for name, releases, gold in sets:
        if not releases:
            continue
        total = score(releases, read_gold(gold))
        shares = "  ".join(f"{field} {total.share(field):.3f}" for field in (*FIELDS, "both"))
        print(
            f"{name}: {total.found} of {total.wanted} found ({total.recall:.3f}),"
            f" {total.false} of {total.read} false ({total.false_rate:.3f})\n  {shares}"
        )
        if "--misses" in sys.argv:
            print(*(f"  {miss}" for miss in total.misses), sep="\n")


if __name__ == "__main__":
    main()
