"""Write the files of one generation.

`collecting` writes what streams; here is what needs the whole corpus at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vssqa.index import storage
from vssqa.index.collecting import write_texts
from vssqa.index.corpus_state import sources_hash
from vssqa.index.embedding import write_vectors
from vssqa.index.exporting import question_encoder
from vssqa.index.manifest import SCHEMA, Counts, Manifest, Model, generation_files, rules_hash
from vssqa.index.records import Releases
from vssqa.index.serialise import to_plain
from vssqa.index.storage import FileEntry
from vssqa.index.work import FACTS, LEXICAL, Work
from vssqa.retrieval.lexical import LexicalIndex, build_lexical
from vssqa.text import terms
from vssqa.types import Figure, Registers, Release, Span


def write_generation(work: Work) -> Manifest:
    """Write all files of a generation but the manifest, and return that.

    :raises CorpusError: if a release cannot be read.
    :raises OSError: if the disk is full or fails.
    """
    sources = sources_hash(work.settings.corpus)
    rows, texts = write_texts(work)
    tables = rows.tables
    releases = Releases(
        rows.records,
        tables["blocks.npy"],
        storage.map_file(work.folder / texts.name),
        work.settings.corpus,
    )
    entries = [
        texts,
        *(storage.write_array(work.folder / name, table) for name, table in tables.items()),
        storage.write_json(work.folder / "releases.json", to_plain(rows.records)),
        _write_registers(work, releases),
    ]
    lexical = build_lexical(_sentence_terms(work, releases, tables["sentences.npy"]))
    entries += _write_lexical(work.folder, lexical)
    vectors, dimension = write_vectors(
        work, releases, rows.entries, tables["passages.npy"], tables["sentences.npy"]
    )
    written = {entry.name: entry for entry in (*entries, *vectors)}
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
        tuple(written[name] for name in generation_files(work.settings.store)),
        tuple(rows.entries),
        question_encoder(work),
    )


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
    work.progress(LEXICAL, len(sentences), len(sentences), 0.0)


def _write_lexical(folder: Path, lexical: LexicalIndex) -> list[FileEntry]:
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
    return entries + [storage.write_array(folder / name, part) for name, part in arrays.items()]


def _write_registers(work: Work, releases: Releases) -> FileEntry:
    """Read the facts off all releases and write them."""
    work.progress(FACTS, 0, len(releases), 0.0)
    registers = read_facts(tuple(releases.values()), _known_figures(work, releases))
    entry = storage.write_json(work.folder / "registers.json", to_plain(registers))
    work.progress(FACTS, len(releases), len(releases), 0.0)
    return entry


def read_facts(releases: Sequence[Release], known: Mapping[str, Sequence[Figure]]) -> Registers:
    """Read all facts off the releases, the figures only where they are not known."""
    from vssqa.facts.registers import read_registers  # a build's only: opening stays quick

    return read_registers(releases, known)


def _known_figures(work: Work, releases: Releases) -> dict[str, list[Figure]]:
    """Return the old index' figures of releases that are the same, read by the same rules."""
    old = work.old
    if old is None or old.manifest.rules != rules_hash():
        return {}
    hashes = {record.id: record.sha256 for record in releases.records}
    same = [entry.id for entry in old.manifest.releases if hashes.get(entry.id) == entry.sha256]
    known: dict[str, list[Figure]] = {identifier: [] for identifier in same}
    for figure in old.registers.figures:
        if figure.release in known:
            known[figure.release].append(figure)
    return known
