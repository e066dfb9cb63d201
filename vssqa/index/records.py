"""Releases, passages and sentences as rows of numbers, and back one at a time.

A large corpus is never held as Python objects: a row becomes a `Sentence` or
`Passage` when somebody asks for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, get_args, overload

import numpy as np
from numpy.typing import NDArray

from vssqa.errors import IndexDamaged
from vssqa.index import storage
from vssqa.index.serialise import from_plain
from vssqa.index.storage import REBUILD
from vssqa.types import Block, BlockKind, Passage, Release, Sentence, Source, Span

Rows = NDArray[np.int32]

RELEASE_FILES = ("releases.json", "blocks.npy", "texts.bin")
BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
BLOCK_COLUMNS = 3  # kind, start, end
PASSAGE_COLUMNS = 3  # release, start, end
SENTENCE_COLUMNS = 7  # release, start, end, block, heading (-1: none), is_heading, passage
RELEASE, PASSAGE = 0, 6  # the columns of a row that change with what stands before it
_RELEASES_HELD = 512  # releases kept decoded; one is some thousand characters


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """A release's details as they are stored; its text and blocks lie in files of their own."""

    id: str
    name: str
    title: str
    date: str | None
    sha256: str
    bytes: int
    blocks: int
    source: Source


def block_rows(release: Release) -> list[tuple[int, int, int]]:
    """Return a release's blocks as rows."""
    return [(BLOCK_KINDS.index(b.kind), b.span.start, b.span.end) for b in release.blocks]


def passage_row(release: int, passage: Passage) -> tuple[int, int, int]:
    """Return a passage as a row."""
    return release, passage.span.start, passage.span.end


def sentence_row(release: int, sentence: Sentence, passage: int) -> tuple[int, ...]:
    """Return a sentence as a row; `passage` is the one it begins in."""
    heading = -1 if sentence.heading is None else sentence.heading
    span = sentence.span
    return release, span.start, span.end, sentence.block, heading, int(sentence.is_heading), passage


class Passages(Sequence[Passage]):
    """All passages, in order of release and place."""

    def __init__(self, rows: Rows, ids: Sequence[str]) -> None:
        self.rows = rows
        self._ids = ids

    def __len__(self) -> int:
        """Return the number of passages."""
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> list[Passage]: ...
    def __getitem__(self, index: int | slice) -> Passage | list[Passage]:
        """Return one passage or a list of them."""
        if isinstance(index, slice):
            return [self._read(row) for row in self.rows[index].tolist()]
        return self._read(self.rows[index].tolist())

    def _read(self, row: list[int]) -> Passage:
        return Passage(self._ids[row[0]], Span(row[1], row[2]))


class Sentences(Sequence[Sentence]):
    """All sentences, in order of release and place."""

    def __init__(self, rows: Rows, ids: Sequence[str]) -> None:
        self.rows = rows
        self._ids = ids

    def __len__(self) -> int:
        """Return the number of sentences."""
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Sentence: ...
    @overload
    def __getitem__(self, index: slice) -> list[Sentence]: ...
    def __getitem__(self, index: int | slice) -> Sentence | list[Sentence]:
        """Return one sentence or a list of them."""
        if isinstance(index, slice):
            return [self._read(row) for row in self.rows[index].tolist()]
        return self._read(self.rows[index].tolist())

    @cached_property
    def passages(self) -> NDArray[np.int32]:
        """The passage that each sentence begins in, (n_sentences,)."""
        return np.ascontiguousarray(self.rows[:, PASSAGE])

    def _read(self, row: list[int]) -> Sentence:
        release, start, end, block, heading, is_heading, _ = row
        return Sentence(
            self._ids[release],
            Span(start, end),
            block,
            None if heading < 0 else heading,
            bool(is_heading),
        )


class Releases(Mapping[str, Release]):
    """All releases by identifier, each decoded from the index' own copy of its file.

    The copy's hash is checked before it is decoded, so that a release is the
    text that was indexed even while its file is being replaced.
    """

    def __init__(
        self,
        records: Sequence[ReleaseRecord],
        blocks: Rows,
        texts: NDArray[np.uint8],
        corpus: Path,
    ) -> None:
        self.records = records
        self._row_by_id = {record.id: row for row, record in enumerate(records)}
        self.blocks = blocks
        self.texts = texts
        self._block_ends = np.cumsum([r.blocks for r in records], dtype=np.int64)
        self._text_ends = np.cumsum([r.bytes for r in records], dtype=np.int64)
        self._corpus = corpus
        self._read = lru_cache(maxsize=_RELEASES_HELD)(self._decode)
        if (len(records) and self._block_ends[-1] != len(blocks)) or (
            len(records) and self._text_ends[-1] != len(texts)
        ):
            raise ValueError("releases.json does not count what the other files hold")

    def __len__(self) -> int:
        """Return the number of releases."""
        return len(self.records)

    def __iter__(self) -> Iterator[str]:
        """Yield the identifiers in order."""
        return (record.id for record in self.records)

    def __contains__(self, identifier: object) -> bool:
        """Tell whether a release is held, without decoding it."""
        return identifier in self._row_by_id

    def __getitem__(self, identifier: str) -> Release:
        """Return a release.

        :raises KeyError: if it is not held.
        """
        return self._read(self._row_by_id[identifier])

    def _decode(self, row: int) -> Release:
        record = self.records[row]
        end, block_end = int(self._text_ends[row]), int(self._block_ends[row])
        raw = self.texts[end - record.bytes : end].tobytes()
        if hashlib.sha256(raw).hexdigest() != record.sha256:
            raise IndexDamaged(f"the text of {record.id!r} is not as it was indexed: {REBUILD}")
        rows: Any = self.blocks[block_end - record.blocks : block_end].tolist()
        blocks = tuple(Block(BLOCK_KINDS[kind], Span(s, e)) for kind, s, e in rows)
        return Release(
            record.id,
            str(self._corpus / record.name),
            raw.decode("utf-8"),
            record.title,
            record.date,
            blocks,
            record.sha256,
            record.source,
        )


def read_releases(files: Mapping[str, NDArray[np.uint8]], corpus: Path) -> Releases:
    """Read the releases out of three files of a generation, by name (`RELEASE_FILES`).

    :raises ValueError: if they do not fit each other.
    """
    records, blocks, texts = (files[name] for name in RELEASE_FILES)
    return Releases(
        from_plain(tuple[ReleaseRecord, ...], json.loads(records.tobytes())),
        storage.parse_array(blocks, np.int32, BLOCK_COLUMNS),
        texts,
        corpus,
    )
