"""One build: what it is made from, whom it tells, and what it counts on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from vssqa.index.opened import Index
from vssqa.retrieval.encoder import CorpusEncoder
from vssqa.settings import Settings

WAITING = "Waiting for another process that builds the index"
READING = "Reading releases"
EMBEDDING = "Reading passages"
LEXICAL = "Counting words"
DENSE = "Ordering passages"
FACTS = "Reading facts"
ENCODER = "Preparing for questions"


class Progress(Protocol):
    """Told how far a build is; `rate` is passages and sentences a second, 0 if not known."""

    def __call__(self, stage: str, done: int, total: int, rate: float, /) -> None:
        """Take note of the state of one stage."""


@dataclass(slots=True)
class Work:
    """One build: what it is made from, and what it counts on the way."""

    settings: Settings
    encoder: CorpusEncoder
    folder: Path
    old: Index | None
    progress: Progress
    embedded: int = 0
    notes: list[str] = field(default_factory=list)
