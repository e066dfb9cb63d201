"""Corpus -> texts and vectors on the disk, and all other things of the releases as rows.

One release after the other: texts and vectors go to the disk as they come, so
that memory grows by the rows alone.
"""

from __future__ import annotations

import hashlib
import json
import time
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vssqa.corpus import evidence_sentences, read_release, read_sources, release_files
from vssqa.index import records, storage
from vssqa.index.manifest import ReleaseEntry
from vssqa.index.records import ReleaseRecord
from vssqa.index.storage import FileEntry
from vssqa.index.work import EMBEDDING, Work
from vssqa.passages import split_release
from vssqa.retrieval.encoder import Encoder, Vectors
from vssqa.types import Release

PASSAGE_VECTORS = "passages.f32"  # until FAISS has taken them in


@dataclass(frozen=True, slots=True)
class Piece:
    """One release on its way into the index; rows as `records` describes them."""

    release: Release
    name: str
    passages: list[tuple[int, ...]]
    sentences: list[tuple[int, ...]]

    @property
    def texts(self) -> list[str]:
        """What is embedded: the passages, then the sentences."""
        text = self.release.text
        return [text[row[1] : row[2]] for row in (*self.passages, *self.sentences)]

    @property
    def embedded(self) -> str:
        """The hash of all that is embedded of this release."""
        return hashlib.sha256(json.dumps(self.texts).encode()).hexdigest()


@dataclass(slots=True)
class Rows:
    """What is gathered over all releases."""

    records: list[ReleaseRecord] = field(default_factory=list)
    entries: list[ReleaseEntry] = field(default_factory=list)
    blocks: array[int] = field(default_factory=lambda: array("i"))
    passages: array[int] = field(default_factory=lambda: array("i"))
    sentences: array[int] = field(default_factory=lambda: array("i"))

    def add(self, piece: Piece, raw: bytes) -> None:
        """Gather the rows of one release."""
        release = piece.release
        self.records.append(
            ReleaseRecord(
                release.id,
                piece.name,
                release.title,
                release.date,
                release.sha256,
                len(raw),
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

    @property
    def tables(self) -> dict[str, NDArray[np.int32]]:
        """The rows as the arrays that are stored, by file."""
        return {
            "blocks.npy": _table(self.blocks, records.BLOCK_COLUMNS),
            "passages.npy": _table(self.passages, records.PASSAGE_COLUMNS),
            "sentences.npy": _table(self.sentences, records.SENTENCE_COLUMNS),
        }


def _table(numbers: array[int], columns: int) -> NDArray[np.int32]:
    return np.frombuffer(numbers, dtype=np.int32).reshape(-1, columns)


def write_releases(work: Work, rows: Rows) -> tuple[list[FileEntry], int]:
    """Write texts and vectors release by release; return the files and the vectors' length."""
    paths = release_files(work.settings.corpus)
    sources = read_sources(work.settings.corpus)
    reusable = _reusable_vectors(work)
    dimension = 0
    began, encoded = time.perf_counter(), 0
    with (
        storage.new_file(work.folder / "texts.bin") as texts,
        storage.new_file(work.folder / PASSAGE_VECTORS) as passage_vectors,
        storage.new_file(work.folder / "sentence_vectors.f32") as sentence_vectors,
    ):
        for row, path in enumerate(paths):
            work.progress(EMBEDDING, row, len(paths), _rate(encoded, began))
            release = read_release(path, sources.get(path.stem))
            piece = _piece(release, path.name, rows, work.settings.passage_characters)
            raw = piece.release.text.encode()
            texts.write(raw)
            rows.add(piece, raw)
            vectors = reusable.get(rows.entries[-1].embedded)
            if vectors is None:
                vectors = _embed(work.encoder, piece)
                work.embedded += 1
                encoded += sum(map(len, vectors))
            for file, part in zip((passage_vectors, sentence_vectors), vectors, strict=True):
                if len(part):
                    dimension = part.shape[1]
                    file.write(np.ascontiguousarray(part).reshape(-1).data)
        work.progress(EMBEDDING, len(paths), len(paths), _rate(encoded, began))
        passage_vectors.finish()
        files = [texts.finish(), sentence_vectors.finish()]
    return files, dimension or _dimension(work.encoder)


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


def _embed(encoder: Encoder, piece: Piece) -> tuple[Vectors, Vectors]:
    """Return the vectors of a release's passages and sentences.

    One release is one call, whatever else is in the corpus: the batches, and
    with them the last bits of the vectors, are then always the same.
    """
    texts = piece.texts
    if not texts:
        nothing = np.empty((0, 0), dtype=np.float32)
        return nothing, nothing
    vectors = encoder.encode(texts)
    return vectors[: len(piece.passages)], vectors[len(piece.passages) :]


def _reusable_vectors(work: Work) -> dict[str, tuple[Vectors, Vectors]]:
    """Return the old index' vectors by the hash of what was embedded."""
    old = work.old
    if old is None or (old.manifest.model.name, old.manifest.model.sha256) != (
        work.encoder.name,
        work.encoder.sha256,
    ):
        return {}
    found = {}
    passage = sentence = 0
    for entry in old.manifest.releases:
        next_passage, next_sentence = passage + entry.passages, sentence + entry.sentences
        found[entry.embedded] = (
            old.passage_store.vectors[passage:next_passage],
            old.sentence_vectors[sentence:next_sentence],
        )
        passage, sentence = next_passage, next_sentence
    return found


def _dimension(encoder: Encoder) -> int:
    """Return the vectors' length where no text gave one."""
    return int(encoder.encode([""]).shape[1])


def _rate(done: int, began: float) -> float:
    return done / max(time.perf_counter() - began, 1e-9)
