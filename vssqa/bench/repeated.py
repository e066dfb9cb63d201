"""An index many times as large, made by repeating the rows of a smaller one.

For sizes whose reading would take hours. Every copy of a release has its own name and
its own vectors (those of the sample moved by noise); texts, terms and facts are the
sample's. Papers, people and bodies are those of the sample, named in every copy, and
conflicts stay the sample's: what disagrees would disagree once, however often printed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from vssqa.bench.varied import NOISE_LENGTH, SEED
from vssqa.index import Index, open_index, storage
from vssqa.index.generations import new_building, publish
from vssqa.index.manifest import GENERATION_FILES, READINGS_FILE, REGISTERS_FILE, Counts, Manifest
from vssqa.index.records import PASSAGE, RELEASE
from vssqa.index.register_file import INDEXES, statements
from vssqa.index.serialise import to_plain
from vssqa.index.storage import FileEntry
from vssqa.index.writing import write_lexical
from vssqa.retrieval.dense import build_store, to_bytes
from vssqa.retrieval.lexical import LexicalIndex
from vssqa.settings import Settings

Vectors = NDArray[np.float32]


def repeat(sample: Settings, large: Settings, times: int) -> Manifest:
    """Make corpus and index of `large` out of `times` copies of those of `sample`.

    :raises FaultError: if the sample's index cannot be read.
    """
    index = open_index(sample)
    names = _write_corpus(index, large.corpus, times)
    large.index.mkdir(parents=True)
    encoder = index.manifest.question_encoder
    if encoder is not None:
        shutil.copytree(sample.index / encoder.folder, large.index / encoder.folder)
    building = new_building(large.index)
    written = {entry.name: entry for entry in _files(index, building, names, large.flat_up_to)}
    counts = index.manifest.counts
    entries = index.manifest.releases
    manifest = replace(
        index.manifest,
        flat_up_to=large.flat_up_to,
        counts=Counts(
            times * counts.releases,
            times * counts.passages,
            times * counts.sentences,
            counts.terms,
        ),
        files=tuple(written[name] for name in GENERATION_FILES),
        releases=tuple(
            replace(entry, id=name, name=f"{name}.txt")
            for copy in names
            for entry, name in zip(entries, copy, strict=True)
        ),
    )
    publish(large.index, building, json.dumps(to_plain(manifest)).encode())
    return manifest


def _write_corpus(index: Index, corpus: Path, times: int) -> list[list[str]]:
    """Write the releases under new names, and return these by copy."""
    corpus.mkdir(parents=True)
    names = []
    for copy in range(times):
        names.append([f"{copy:05d}-{identifier}" for identifier in index.releases])
        for identifier, name in zip(index.releases, names[-1], strict=True):
            shutil.copyfile(index.settings.corpus / f"{identifier}.txt", corpus / f"{name}.txt")
    return names


def _files(
    index: Index, folder: Path, names: list[list[str]], flat_up_to: int
) -> Iterator[FileEntry]:
    """Write every file of the large generation."""
    times, counts = len(names), index.manifest.counts
    records = [
        replace(record, id=name, name=f"{name}.txt")
        for copy in names
        for record, name in zip(index.releases.records, copy, strict=True)
    ]
    yield storage.write_json(folder / "releases.json", to_plain(records))
    yield storage.write_bytes(folder / "texts.bin", index.releases.texts.tobytes() * times)
    yield storage.write_bytes(folder / READINGS_FILE, index.readings.tobytes() * times)
    yield storage.write_array(folder / "blocks.npy", np.tile(index.releases.blocks, (times, 1)))
    for name, rows in (
        ("passages.npy", index.passages.rows),
        ("sentences.npy", index.sentences.rows),
    ):
        tiled = np.tile(rows, (times, 1))
        copies = np.repeat(np.arange(times, dtype=np.int32), len(rows))
        tiled[:, RELEASE] += copies * counts.releases
        if name == "sentences.npy":
            tiled[:, PASSAGE] += copies * counts.passages
        yield storage.write_array(folder / name, tiled)
    yield _write_vectors(folder / "sentence_vectors.f32", index.sentence_vectors, times)
    scratch = folder / "passages.f32"
    _write_vectors(scratch, index.passage_store.read(0, counts.passages), times)
    vectors = storage.map_file(scratch).view(np.float32)
    store = build_store(vectors.reshape(-1, index.manifest.model.dimension), flat_up_to)
    yield storage.write_bytes(folder / "passages.faiss", to_bytes(store).data)
    scratch.unlink()
    yield from write_lexical(folder, _repeated_terms(index.lexical, times))
    database = index.settings.index / index.generation / REGISTERS_FILE
    shutil.copyfile(database, folder / REGISTERS_FILE)
    with storage.new_database(folder / REGISTERS_FILE) as large:
        _repeat_facts(large, times, counts.releases, len(index.sentences))
    yield storage.settle(folder / REGISTERS_FILE)


def _write_vectors(path: Path, vectors: Vectors, times: int) -> FileEntry:
    """Write copies of vectors, (n, dimension): the first as they are, the others near them."""
    chance = np.random.default_rng(SEED)
    with storage.new_file(path) as file:
        for copy in range(times):
            moved = vectors
            if copy:
                noise = chance.standard_normal(vectors.shape, dtype=np.float32)
                noise *= NOISE_LENGTH / np.linalg.norm(noise, axis=1, keepdims=True)
                moved = vectors + noise
                moved /= np.linalg.norm(moved, axis=1, keepdims=True)
            file.write(np.ascontiguousarray(moved).reshape(-1).data)
        return file.finish()


def _repeated_terms(lexical: LexicalIndex, times: int) -> LexicalIndex:
    """Return the index of as many copies of the sentences; a term is as rare as before."""
    starts, sentences = lexical.starts, np.empty(times * len(lexical.sentences), np.int32)
    scores = np.empty(len(sentences), np.float32)
    offsets = np.arange(times, dtype=np.int32)[:, None] * len(lexical)
    for first, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        sentences[times * first : times * end] = (lexical.sentences[first:end] + offsets).ravel()
        scores[times * first : times * end] = np.tile(lexical.scores[first:end], times)
    lengths = np.tile(np.diff(lexical.term_starts), times)
    return LexicalIndex(
        lexical.vocabulary,
        scores,
        sentences,
        starts * times,
        np.tile(lexical.term_rows, times),
        np.concatenate([[0], np.cumsum(lengths)]),
    )


_MOVED = {
    "figures": ("number", "release", "sentence"),
    "duties": ("number", "release"),
    "mentions": ("number", "release", "sentence"),
    "roles": ("number", "release"),
}
"""The columns of each repeated table that differ from copy to copy."""


def _repeat_facts(database: Connection, times: int, releases: int, sentences: int) -> None:
    """Add the facts of all copies but the first to a sample's registers."""
    for statement in statements(INDEXES):
        database.execute(f"DROP INDEX {statement.split()[2]}")
    for table, moved in _MOVED.items():
        rows = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        steps = {"number": rows, "release": releases, "sentence": sentences}
        columns = ", ".join(
            f"{name} + :copy * {steps[name]}" if name in moved else f'"{name}"'
            for _, name, *_ in database.execute(f"PRAGMA table_info({table})").fetchall()
        )
        copied = f"INSERT INTO {table} SELECT {columns} FROM {table} WHERE number < {rows}"
        for copy in range(1, times):
            database.execute(copied, {"copy": copy})
    database.execute("UPDATE figures SET backing = backing * ?", (times,))
    for statement in statements(INDEXES):
        database.execute(statement)
