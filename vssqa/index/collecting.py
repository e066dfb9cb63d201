"""Corpus -> the releases' texts on the disk, and all else of them as rows of numbers.

One release after the other, so that memory grows by the rows alone.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vssqa.corpus import (
    evidence_sentences,
    read_sources,
    release_bytes,
    release_files,
    release_of,
)
from vssqa.index import records, storage
from vssqa.index.manifest import ReleaseEntry
from vssqa.index.records import ReleaseRecord
from vssqa.index.storage import FileEntry
from vssqa.index.unchanged import Unchanged
from vssqa.index.work import READING, Work
from vssqa.passages import split_release
from vssqa.types import Release


@dataclass(frozen=True, slots=True)
class Piece:
    """One release on its way into the index; rows as `records` describes them."""

    release: Release
    name: str
    passages: list[tuple[int, ...]]
    sentences: list[tuple[int, ...]]

    @property
    def embedded(self) -> str:
        """The hash of all that is embedded of this release."""
        texts = embedded_texts(self.release, [*self.passages, *self.sentences])
        return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


@dataclass(slots=True)
class Rows:
    """What is gathered over all releases.

    `kept` tells of each release which number it has in the old index, None where it is read anew.
    """

    kept: list[int | None] = field(default_factory=list)
    records: list[ReleaseRecord] = field(default_factory=list)
    entries: list[ReleaseEntry] = field(default_factory=list)
    blocks: array[int] = field(default_factory=lambda: array("i"))
    passages: array[int] = field(default_factory=lambda: array("i"))
    sentences: array[int] = field(default_factory=lambda: array("i"))

    def add(self, piece: Piece, size: int) -> None:
        """Gather the rows of one release whose file has `size` bytes."""
        release = piece.release
        self.kept.append(None)
        self.records.append(
            ReleaseRecord(
                release.id,
                piece.name,
                release.title,
                release.date,
                release.sha256,
                size,
                len(release.blocks),
                release.source,
            )
        )
        self.entries.append(
            ReleaseEntry(
                release.id,
                piece.name,
                release.sha256,
                piece.embedded,
                len(piece.passages),
                len(piece.sentences),
            )
        )
        for target, rows in (
            (self.blocks, records.block_rows(release)),
            (self.passages, piece.passages),
            (self.sentences, piece.sentences),
        ):
            for row in rows:
                target.extend(row)

    def take(self, old: Unchanged, number: int) -> None:
        """Take over the rows of a release that has the number `number` in the old index."""
        blocks, passages, sentences = old.rows(number)
        first = len(self.passages) // records.PASSAGE_COLUMNS
        passages[:, records.RELEASE] = sentences[:, records.RELEASE] = len(self.records)
        sentences[:, records.PASSAGE] += first - old.first_passage(number)
        self.kept.append(number)
        self.records.append(old.record(number))
        self.entries.append(old.entry(number))
        for target, rows in (
            (self.blocks, blocks),
            (self.passages, passages),
            (self.sentences, sentences),
        ):
            target.frombytes(rows.tobytes())

    @property
    def tables(self) -> dict[str, NDArray[np.int32]]:
        """The rows as the arrays that are stored, by file."""
        return {
            "blocks.npy": _table(self.blocks, records.BLOCK_COLUMNS),
            "passages.npy": _table(self.passages, records.PASSAGE_COLUMNS),
            "sentences.npy": _table(self.sentences, records.SENTENCE_COLUMNS),
        }


def embedded_texts(release: Release, rows: Iterable[Sequence[int]]) -> list[str]:
    """Return what is embedded for passages or sentences, given as rows.

    The bare text: with its heading or the release's title before it the
    evidence is found less often (`python -m tests.retrieval.measure_passages`).
    """
    return [release.text[row[1] : row[2]] for row in rows]


def _table(numbers: array[int], columns: int) -> NDArray[np.int32]:
    return np.frombuffer(numbers, dtype=np.int32).reshape(-1, columns)


def write_texts(work: Work, old: Unchanged) -> tuple[Rows, FileEntry]:
    """Read every release that is new, write the texts of all and gather their rows.

    :raises CorpusError: if a release cannot be read.
    """
    paths = release_files(work.settings.corpus)
    sources = read_sources(work.settings.corpus)
    rows = Rows()
    with storage.new_file(work.folder / "texts.bin") as texts:
        for number, path in enumerate(paths):
            work.progress(READING, number, len(paths), 0.0)
            raw = release_bytes(path)
            source = sources.get(path.stem)
            kept = old.find(path.name, hashlib.sha256(raw).hexdigest(), source)
            if kept is None:
                piece = _piece(
                    release_of(path, raw, source),
                    path.name,
                    rows,
                    work.settings.passage_characters,
                )
                rows.add(piece, len(raw))
            else:
                rows.take(old, kept)
            texts.write(raw)
        work.progress(READING, len(paths), len(paths), 0.0)
        return rows, texts.finish()


def _piece(release: Release, name: str, rows: Rows, characters: int) -> Piece:
    """Read passages and sentences off a release; `rows` hold the releases before it."""
    number = len(rows.records)
    first = len(rows.passages) // records.PASSAGE_COLUMNS
    passages = split_release(release, characters)
    starts = [passage.span.start for passage in passages]
    sentences = evidence_sentences(release)
    holders = [first + max(0, bisect_right(starts, s.span.start) - 1) for s in sentences]
    return Piece(
        release,
        name,
        [records.passage_row(number, passage) for passage in passages],
        [
            records.sentence_row(number, sentence, holder)
            for sentence, holder in zip(sentences, holders, strict=True)
        ],
    )
