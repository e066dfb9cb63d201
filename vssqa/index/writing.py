"""Write the files of one generation, one release after the other.

Texts and vectors go to the disk as they come; only rows of numbers, titles and
terms are held until the end.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import shutil
import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from vssqa.corpus import evidence_sentences, read_release, read_sources, release_files
from vssqa.errors import ModelError
from vssqa.index import records, storage
from vssqa.index.corpus_state import sources_hash
from vssqa.index.generations import new_building
from vssqa.index.manifest import (
    ENCODER_FILES,
    GENERATION_FILES,
    SCHEMA,
    Counts,
    Manifest,
    Model,
    QuestionEncoder,
    ReleaseEntry,
    rules_hash,
)
from vssqa.index.opened import Index, encoder_is_sound
from vssqa.index.records import ReleaseRecord, Releases
from vssqa.index.serialise import to_plain
from vssqa.index.storage import FileEntry
from vssqa.passages import split_release
from vssqa.retrieval.dense import build_store, to_bytes
from vssqa.retrieval.encoder import Encoder, SentenceTransformerEncoder, Vectors
from vssqa.retrieval.lexical import LexicalIndex, build_lexical
from vssqa.retrieval.onnx_encoder import export
from vssqa.settings import Settings
from vssqa.text import terms
from vssqa.types import Registers, Release, Span

PASSAGE_VECTORS = "passages.f32"  # until FAISS has taken them in
EMBEDDING, LEXICAL, DENSE, FACTS, ENCODER = (
    "Embedding releases",
    "Counting terms",
    "Indexing vectors",
    "Reading facts",
    "Preparing the question encoder",
)


class Progress(Protocol):
    """Told how far a build is; `rate` is passages and sentences a second, 0 if not known."""

    def __call__(self, stage: str, done: int, total: int, rate: float, /) -> None:
        """Take note of the state of one stage."""


@dataclass(slots=True)
class Work:
    """One build: what it is made from, and what it counts on the way."""

    settings: Settings
    encoder: Encoder
    folder: Path
    old: Index | None
    progress: Progress
    embedded: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
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
class _Rows:
    """What is gathered over all releases."""

    records: list[ReleaseRecord] = field(default_factory=list)
    entries: list[ReleaseEntry] = field(default_factory=list)
    blocks: array[int] = field(default_factory=lambda: array("i"))
    passages: array[int] = field(default_factory=lambda: array("i"))
    sentences: array[int] = field(default_factory=lambda: array("i"))

    def add(self, piece: _Piece, raw: bytes) -> None:
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


Written = dict[str, FileEntry]


def write_generation(work: Work) -> Manifest:
    """Write all files of a generation but the manifest, and return that.

    :raises CorpusError: if a release cannot be read.
    :raises OSError: if the disk is full or fails.
    """
    rows = _Rows()
    sources = sources_hash(work.settings.corpus)
    written, dimension = _write_releases(work, rows)
    tables = rows.tables
    for name, table in tables.items():
        written[name] = storage.write_array(work.folder / name, table)
    written["releases.json"] = storage.write_json(
        work.folder / "releases.json", to_plain(rows.records)
    )
    written |= _write_dense(work, dimension)
    texts = storage.map_file(work.folder / "texts.bin")
    releases = Releases(rows.records, tables["blocks.npy"], texts, work.settings.corpus)
    lexical = build_lexical(_sentence_terms(work, releases, tables["sentences.npy"]))
    written |= _write_lexical(work.folder, lexical)
    written |= _write_registers(work, releases)
    return Manifest(
        SCHEMA,
        rules_hash(),
        Model(work.encoder.name, work.encoder.sha256, dimension),
        work.settings.passage_characters,
        work.settings.flat_up_to,
        Counts(
            len(rows.records), len(tables["passages.npy"]), len(lexical), len(lexical.vocabulary)
        ),
        sources,
        tuple(written[name] for name in GENERATION_FILES),
        tuple(rows.entries),
        _question_encoder(work),
    )


# --- releases and vectors --------------------------------------------------------


def _write_releases(work: Work, rows: _Rows) -> tuple[Written, int]:
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
            piece = _piece(row, path, read_release(path, sources.get(path.stem)), work.settings)
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
        files = (texts.finish(), sentence_vectors.finish())
    return {entry.name: entry for entry in files}, dimension or _dimension(work.encoder)


def _piece(row: int, path: Path, release: Release, settings: Settings) -> _Piece:
    """Read passages and sentences off a release."""
    passages = split_release(release, settings.passage_characters)
    return _Piece(
        release,
        path.name,
        [records.passage_row(row, passage) for passage in passages],
        [records.sentence_row(row, sentence) for sentence in evidence_sentences(release)],
    )


def _embed(encoder: Encoder, piece: _Piece) -> tuple[Vectors, Vectors]:
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


def _write_dense(work: Work, dimension: int) -> Written:
    """Index the passages' vectors."""
    path = work.folder / PASSAGE_VECTORS
    vectors = storage.map_file(path).view(np.float32).reshape(-1, dimension)
    work.progress(DENSE, 0, len(vectors), 0.0)
    store = build_store(vectors, work.settings.flat_up_to)
    entry = storage.write_bytes(work.folder / "passages.faiss", to_bytes(store).data)
    path.unlink()
    work.progress(DENSE, len(vectors), len(vectors), 0.0)
    return {entry.name: entry}


# --- terms and facts -------------------------------------------------------------


def _sentence_terms(
    work: Work, releases: Releases, sentences: NDArray[np.int32]
) -> Iterator[list[str]]:
    """Yield the terms of each sentence, in order."""
    ids = list(releases)
    release: Release | None = None
    for done, (row, start, end) in enumerate(sentences[:, :3].tolist()):
        if release is None or release.id != ids[row]:
            release = releases[ids[row]]
            work.progress(LEXICAL, done, len(sentences), 0.0)
        yield terms(release.text, Span(start, end))


def _write_lexical(folder: Path, lexical: LexicalIndex) -> Written:
    """Write the lexical index."""
    block, ends = lexical.vocabulary.block, lexical.vocabulary.ends
    entries = [storage.write_bytes(folder / "terms.bin", block)]
    arrays: dict[str, NDArray[Any]] = {
        "term_ends.npy": ends,
        "lexical_scores.npy": lexical.scores,
        "lexical_sentences.npy": lexical.sentences,
        "lexical_starts.npy": lexical.starts,
        "term_rows.npy": lexical.term_rows,
        "term_starts.npy": lexical.term_starts,
    }
    entries += [storage.write_array(folder / name, values) for name, values in arrays.items()]
    return {entry.name: entry for entry in entries}


def _write_registers(work: Work, releases: Releases) -> Written:
    """Read the facts off all releases and write them."""
    work.progress(FACTS, 0, len(releases), 0.0)
    registers = read_facts(tuple(releases.values()))
    entry = storage.write_json(work.folder / "registers.json", to_plain(registers))
    work.progress(FACTS, len(releases), len(releases), 0.0)
    return {entry.name: entry}


def read_facts(releases: Sequence[Release]) -> Registers:
    """Read all facts off the releases."""
    if importlib.util.find_spec("vssqa.facts.registers") is None:
        return Registers()  # until that module stands
    module = importlib.import_module("vssqa.facts.registers")
    registers: Registers = module.read_registers(releases)
    return registers


# --- the question encoder --------------------------------------------------------


def _question_encoder(work: Work) -> QuestionEncoder | None:
    """Return the exported encoder, exporting it first where it is not there yet."""
    if not isinstance(work.encoder, SentenceTransformerEncoder):
        return None
    index, old = work.settings.index, work.old
    folder = f"encoder-{work.encoder.sha256[:16]}"
    exported = old.manifest.question_encoder if old else None
    if old and exported and exported.folder == folder and encoder_is_sound(index, old.manifest):
        return exported
    work.progress(ENCODER, 0, 1, 0.0)
    building = new_building(index)
    try:
        export(work.encoder, building)
        entries = tuple(storage.settle(building / name) for name in ENCODER_FILES)
        storage.sync_folder(building)
        if (index / folder).exists():
            shutil.rmtree(index / folder)
        storage.rename(building, index / folder)
    except ModelError as error:
        work.notes.append(f"questions will be encoded the slow way: {error}")
        return None
    finally:
        shutil.rmtree(building, ignore_errors=True)
        work.progress(ENCODER, 1, 1, 0.0)
    storage.sync_folder(index)
    return QuestionEncoder(folder, entries)
