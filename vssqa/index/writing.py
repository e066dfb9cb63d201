"""Write the files of one generation.

`collecting` writes what streams; here is what needs the whole corpus at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from vssqa.index import storage
from vssqa.index.collecting import Rows, write_texts
from vssqa.index.corpus_state import sources_hash
from vssqa.index.embedding import write_vectors
from vssqa.index.exporting import question_encoder
from vssqa.index.manifest import SCHEMA, Counts, Manifest, Model, generation_files, rules_hash
from vssqa.index.records import Releases
from vssqa.index.registering import Facts
from vssqa.index.serialise import to_plain
from vssqa.index.storage import FileEntry
from vssqa.index.unchanged import Unchanged
from vssqa.index.work import LEXICAL, Work
from vssqa.retrieval.lexical import LexicalIndex, build_lexical
from vssqa.text import terms
from vssqa.types import Span


def write_generation(work: Work) -> Manifest:
    """Write all files of a generation but the manifest, and return that.

    :raises CorpusError: if a release cannot be read.
    :raises OSError: if the disk is full or fails.
    """
    sources = sources_hash(work.settings.corpus)
    old = Unchanged(work)
    rows, texts = write_texts(work, old)
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
    ]
    with Facts(work, releases) as facts:
        lexical = build_lexical(_sentence_terms(work, releases, rows, old))
        entries += write_lexical(work.folder, lexical)
        vectors, dimension = write_vectors(
            work, releases, rows.entries, tables["passages.npy"], tables["sentences.npy"]
        )
        entries += facts.write(tables["sentences.npy"])
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
    work: Work, releases: Releases, rows: Rows, old: Unchanged
) -> Iterator[list[str]]:
    """Yield the terms of each sentence, in order."""
    sentences = rows.tables["sentences.npy"]
    done = 0
    for entry, kept in zip(rows.entries, rows.kept, strict=True):
        work.progress(LEXICAL, done, len(sentences), 0.0)
        spans = sentences[done : done + entry.sentences, 1:3].tolist()
        done += entry.sentences
        if kept is not None:
            yield from old.sentence_terms(kept)
        elif spans:
            text = releases[entry.id].text
            yield from (terms(text, Span(start, end)) for start, end in spans)
    work.progress(LEXICAL, len(sentences), len(sentences), 0.0)


def write_lexical(folder: Path, lexical: LexicalIndex) -> list[FileEntry]:
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
