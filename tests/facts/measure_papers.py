"""How well papers, agencies and duties are read, measured against the hand-read gold.

`python -m tests.facts.measure_papers` prints the figures and every miss. The
gold lies in tests/eval/gold; a value that may be one of several is a list,
entries marked optional count neither as found nor as missed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vssqa.corpus import read_corpus
from vssqa.facts.bodies import body_key
from vssqa.facts.registers import read_registers
from vssqa.text import fold
from vssqa.types import Agency, Duty, Instrument, Registers

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
GOLD = ROOT / "tests" / "eval" / "gold"

Row = dict[str, Any]


@dataclass
class Score:
    """Hits of a measure, and in words what was missed."""

    hits: int = 0
    of: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, hit: bool, miss: str) -> None:
        """Count one case."""
        self.of += 1
        self.hits += hit
        if not hit:
            self.misses.append(miss)

    @property
    def share(self) -> float:
        """Return the share of hits, 1 where nothing was asked."""
        return self.hits / self.of if self.of else 1.0


def read_gold(name: str) -> list[Row]:
    """Read one file of the gold."""
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def one_of(value: Any) -> list[Any]:
    """Return the values a gold field allows."""
    return value if isinstance(value, list) else [value]


def same(found: str | None, allowed: Any, key: Callable[[str], str] = fold) -> bool:
    """Tell whether a found value is one of those allowed."""
    values = one_of(allowed)
    if found is None:
        return None in values
    return any(value is not None and key(found) == key(value) for value in values)


def measure(registers: Registers) -> dict[str, Score]:
    """Score the registers against the gold, a score for each measure."""
    return {
        **_instruments(registers.instruments),
        **_agencies(registers.agencies),
        **_duties(registers.duties),
    }


def _instruments(found: tuple[Instrument, ...]) -> dict[str, Score]:
    names = (
        "instruments found",
        "named ones found",
        "types",
        "dates",
        "issuers",
        "titles",
        "namings",
    )
    scores = {name: Score() for name in names}
    for row in read_gold("instruments.jsonl"):
        entry = _entry(row, found)
        numbered = "found" if not row.get("optional") else "named"
        name = "instruments found" if numbered == "found" else "named ones found"
        scores[name].count(entry is not None, row["key"])
        if entry is None:
            continue
        scores["types"].count(same(entry.type, row["type"]), f"{row['key']}: {entry.type}")
        if row.get("optional"):
            continue
        scores["dates"].count(same(entry.date, row["date"]), f"{row['key']}: {entry.date}")
        scores["issuers"].count(same(entry.issuer, row["issuer"]), f"{row['key']}: {entry.issuer}")
        titled = same(entry.title, row["title"], _begins)
        scores["titles"].count(titled or row["title"] is None, f"{row['key']}: {entry.title}")
        releases = {mention.release for mention in entry.mentions}
        wrong = releases ^ set(row["release"])
        scores["namings"].count(not wrong, f"{row['key']}: {sorted(wrong)}")
    return scores


def _begins(title: str) -> str:
    """Return what two prints of a title have in common: its first words without particles."""
    words = [word for word in fold(title).split() if word not in {"the", "on", "about"}]
    return " ".join(words[:8])


def _entry(row: Row, found: tuple[Instrument, ...]) -> Instrument | None:
    """Return the register's entry a gold row means: by number and key, else by a surface."""
    named = [i for i in found if i.number and i.number in one_of(row["number"])]
    exact = [i for i in named if i.key == row["key"]]
    if exact or len(named) == 1:
        return (exact or named)[0]
    releases = set(row["release"])
    for entry in named:
        if releases & {mention.release for mention in entry.mentions}:
            return entry
    surfaces = {fold(surface) for surface in row["surfaces"]}
    for entry in found:
        if {fold(m.surface) for m in entry.mentions if m.release in releases} & surfaces:
            return entry
    return None


def _agencies(found: tuple[Agency, ...]) -> dict[str, Score]:
    names = ("people", "roles", "organisations", "aliases", "false people")
    scores = {name: Score() for name in names}
    gold = read_gold("agencies.jsonl")
    people = {fold(row["name"]) for row in gold if row["kind"] == "person"}
    for agency in found:
        if agency.kind == "person":
            scores["false people"].count(fold(agency.name) in people, agency.name)
    for row in gold:
        if row.get("optional"):
            continue
        entry = next((agency for agency in found if _is_agency(row, agency)), None)
        measure = "people" if row["kind"] == "person" else "organisations"
        scores[measure].count(entry is not None, row["name"])
        if entry is None:
            continue
        names_held = {fold(name) for name in (entry.name, *entry.aliases)}
        if row["kind"] == "person":
            for alias in row["aliases"]:
                scores["aliases"].count(fold(alias) in names_held, f"{row['name']}: {alias}")
        for role in row["roles"]:
            held = any(_is_role(role, r.role, r.organisation, r.release) for r in entry.roles)
            scores["roles"].count(held, f"{row['name']}: {role['role']}")
    return scores


def _is_agency(row: Row, agency: Agency) -> bool:
    if agency.kind != row["kind"]:
        return False
    key = fold if row["kind"] == "person" else body_key
    names = {key(name) for name in (agency.name, *agency.aliases)}
    return key(row["name"]) in names


def _is_role(gold: Row, role: str, organisation: str | None, release: str) -> bool:
    return (
        gold["release"] == release
        and same(role, gold["role"])
        and same(organisation, gold["organisation"], body_key)
    )


def _duties(found: tuple[Duty, ...]) -> dict[str, Score]:
    names = (
        "duties: recall",
        "duties: precision",
        "responsible",
        "ordered by",
        "deadlines",
        "papers",
        "parts",
    )
    scores = {name: Score() for name in names}
    gold = read_gold("duties.jsonl")
    for row in gold:
        duty = _duty_of(row, found)
        if not row.get("optional"):
            scores["duties: recall"].count(
                duty is not None, f"{row['release'][:10]}: {row['action']}"
            )
        if duty is None:
            continue
        label = f"{row['release'][:10]} {row['action'][:40]}"
        who, by = duty.responsible, duty.ordered_by
        scores["responsible"].count(same(who, row["responsible"], body_key), f"{label}: {who}")
        scores["ordered by"].count(same(by, row["ordered_by"], body_key), f"{label}: {by}")
        scores["deadlines"].count(same(duty.deadline, row["deadline"]), f"{label}: {duty.deadline}")
        scores["papers"].count(
            same(duty.instrument, row["instrument"]), f"{label}: {duty.instrument}"
        )
        action = " ".join(d.action for d in found if _in_row(row, d))
        for part in row["parts"]:
            scores["parts"].count(fold(part) in fold(action), f"{label}: {part}")
    for duty in found:
        meant = any(_in_row(row, duty) for row in gold)
        scores["duties: precision"].count(meant, f"{duty.release[:10]}: {duty.action[:60]}")
    return scores


def _duty_of(row: Row, found: tuple[Duty, ...]) -> Duty | None:
    return next((duty for duty in found if _in_row(row, duty)), None)


def _in_row(row: Row, duty: Duty) -> bool:
    return (
        duty.release == row["release"]
        and duty.span.start < row["sentence_end"]
        and row["sentence_start"] < duty.span.end
    )


def main() -> None:
    """Print the figures and the misses."""
    for name, score in measure(read_registers(read_corpus(CORPUS))).items():
        print(f"{name:20} {score.hits:4}/{score.of:<4} {100 * score.share:5.1f} %")
        for miss in score.misses:
            print(f"    {miss}")


if __name__ == "__main__":
    main()
