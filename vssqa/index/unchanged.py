"""What the old index holds of releases that have not changed, for the new one to take over."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vssqa.index.corpus_state import sources_hash
from vssqa.index.manifest import ReleaseEntry, rules_hash
from vssqa.index.opened import Index
from vssqa.index.records import ReleaseRecord, Rows
from vssqa.index.work import Work
from vssqa.types import Source


class Unchanged:
    """Finds a release in the old index, if it would be read the same today."""

    def __init__(self, work: Work) -> None:
        self._old = old = _comparable(work)
        if old is None:
            return
        entries = old.manifest.releases
        self._same_sources = old.manifest.sources == sources_hash(work.settings.corpus)
        self._numbers = {(entry.name, entry.sha256): n for n, entry in enumerate(entries)}
        self._blocks = _ends([record.blocks for record in old.releases.records])
        self._passages = _ends([entry.passages for entry in entries])
        self._sentences = _ends([entry.sentences for entry in entries])

    @property
    def _index(self) -> Index:
        assert self._old is not None, "only releases that were found are asked for"
        return self._old

    def find(self, name: str, sha256: str, source: Source | None) -> int | None:
        """Return the old number of a release, None where it has to be read.

        :param source: what `sources.toml` says of it; what it does not say may stand in the text.
        """
        number = self._numbers.get((name, sha256)) if self._old else None
        if number is None or self._same_sources:
            return number
        return number if self.record(number).source == (source or Source()) else None

    def record(self, number: int) -> ReleaseRecord:
        """Return a release's details."""
        return self._index.releases.records[number]

    def entry(self, number: int) -> ReleaseEntry:
        """Return what the old manifest says of a release."""
        return self._index.manifest.releases[number]

    def rows(self, number: int) -> tuple[Rows, Rows, Rows]:
        """Return copies of a release's blocks, passages and sentences as rows."""
        old = self._index
        return (
            old.releases.blocks[_piece(self._blocks, number)].copy(),
            old.passages.rows[_piece(self._passages, number)].copy(),
            old.sentences.rows[_piece(self._sentences, number)].copy(),
        )

    def first_passage(self, number: int) -> int:
        """Return the number of a release's first passage."""
        return self._passages[number]

    def sentence_terms(self, number: int) -> Iterator[list[str]]:
        """Yield the terms of each of a release's sentences."""
        piece = _piece(self._sentences, number)
        return (self._index.lexical.terms(n) for n in range(piece.start, piece.stop))


def _comparable(work: Work) -> Index | None:
    """Return the old index where releases were read by the rules and settings of today."""
    old = work.old
    if old is None or old.manifest.rules != rules_hash():
        return None
    return old if old.manifest.passage_characters == work.settings.passage_characters else None


def _ends(counts: list[int]) -> list[int]:
    """Return where each release's rows end, 0 before the first."""
    ends: list[int] = np.cumsum([0, *counts]).tolist()
    return ends


def _piece(ends: list[int], number: int) -> slice:
    return slice(ends[number], ends[number + 1])
