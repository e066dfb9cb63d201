"""What the ranker is trained on: a question, sentences that answer it, sentences that do not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from vssqa.errors import CorpusError
from vssqa.retrieval.ranker import reading

GENERAL = "general"
"""The kind of the groups that are not of this field."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with what stands above it and the one it follows, "" where nothing does."""

    context: str
    sentence: str
    before: str = ""

    @property
    def text(self) -> str:
        """What the ranker reads of it."""
        return reading(self.sentence, self.context, self.before)


@dataclass(frozen=True, slots=True)
class Group:
    """A question with its answering sentences and the ones that look like them.

    `right` is empty where nothing answers. `swapped` are real sentences with one
    constraint exchanged, `near` are sentences of the same release or the first of
    retrieval. `origin` is the release or paragraph the question was written from,
    `kind` what was asked (or exchanged).
    """

    question: str
    right: tuple[Reading, ...]
    swapped: tuple[Reading, ...]
    near: tuple[Reading, ...]
    origin: str
    kind: str


def write_groups(path: Path, groups: Iterable[Group]) -> int:
    """Write groups as JSON lines, return how many."""
    lines = [json.dumps(asdict(group), ensure_ascii=False) for group in groups]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def read_groups(path: Path) -> list[Group]:
    """Read the groups `write_groups` wrote.

    :raises CorpusError: if the file is missing or a line is no group.
    """
    try:
        return list(_parsed(path.read_text(encoding="utf-8").split("\n")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            f"training data {str(path)!r} cannot be read ({error}): make it anew with"
            " `python -m vssqa.training data`"
        ) from error


def _parsed(lines: list[str]) -> Iterator[Group]:
    for line in filter(None, lines):
        entry = json.loads(line)
        yield Group(
            question=entry["question"],
            right=_readings(entry["right"]),
            swapped=_readings(entry["swapped"]),
            near=_readings(entry["near"]),
            origin=entry["origin"],
            kind=entry["kind"],
        )


def _readings(entries: list[dict[str, str]]) -> tuple[Reading, ...]:
    return tuple(Reading(**entry) for entry in entries)
