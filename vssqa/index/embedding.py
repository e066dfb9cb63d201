"""Passages and sentences -> vectors on the disk; those of unchanged releases are taken over."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from vssqa.index import records, storage
from vssqa.index.collecting import embedded_texts
from vssqa.index.manifest import ReleaseEntry
from vssqa.index.opened import Index
from vssqa.index.records import Releases
from vssqa.index.storage import FileEntry
from vssqa.index.stores import write_store
from vssqa.index.work import DENSE, EMBEDDING, Work
from vssqa.retrieval.encoder import CorpusEncoder, Vectors

_PASSAGE_VECTORS = "passages.f32"  # until the store has taken them in
Pair = tuple[Vectors, Vectors]  # of a release's passages, of its sentences


@dataclass(frozen=True, slots=True)
class _Piece:
    """One release: its entry, and the rows of its passages and sentences (`records`)."""

    entry: ReleaseEntry
    passages: NDArray[np.int32]
    sentences: NDArray[np.int32]

    @property
    def count(self) -> int:
        """How many passages and sentences it has."""
        return len(self.passages) + len(self.sentences)


def write_vectors(
    work: Work,
    releases: Releases,
    entries: Sequence[ReleaseEntry],
    passages: records.Rows,
    sentences: records.Rows,
) -> tuple[list[FileEntry], int]:
    """Embed what is new, write all vectors and index those of the passages.

    :returns: the files written, and the length of each vector.
    """
    known = _known_vectors(work)
    pieces = [
        _Piece(entry, *rows)
        for entry, rows in zip(entries, _by_release(entries, passages, sentences), strict=True)
    ]
    new = (piece for piece in pieces if piece.count and piece.entry.embedded not in known)
    embedded = _embed(work.encoder, releases, new)
    total = len(passages) + len(sentences)
    done = encoded = dimension = 0
    began = time.perf_counter()
    with (
        storage.new_file(work.folder / _PASSAGE_VECTORS) as passage_file,
        storage.new_file(work.folder / "sentence_vectors.f32") as sentence_file,
    ):
        for piece in pieces:
            work.progress(EMBEDDING, done, total, encoded / (time.perf_counter() - began + 1e-9))
            done += piece.count
            if not piece.count:
                continue
            held = known.get(piece.entry.embedded)
            pair = held() if held else next(embedded)
            if pair is None:  # lost since: read anew, one by one
                pair = next(_embed(work.encoder, releases, [piece]))
                held = None
            if held is None:
                work.embedded += 1
                encoded += piece.count
            for file, vectors in zip((passage_file, sentence_file), pair, strict=True):
                dimension = vectors.shape[1]
                file.write(np.ascontiguousarray(vectors).reshape(-1).data)
        work.progress(EMBEDDING, total, total, encoded / (time.perf_counter() - began + 1e-9))
        passage_file.finish()
        written = sentence_file.finish()
    dimension = dimension or int(work.encoder.encode([""]).shape[1])
    path = work.folder / _PASSAGE_VECTORS
    vectors = storage.map_file(path).view(np.float32).reshape(-1, dimension)

    def shown(done: int) -> None:
        work.progress(DENSE, done, len(vectors), 0.0)

    stored = write_store(work.settings, work.folder, vectors, passages[:, 0], shown)
    path.unlink()
    return [written, stored], dimension


def _by_release(
    entries: Sequence[ReleaseEntry], passages: NDArray[np.int32], sentences: NDArray[np.int32]
) -> list[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """Part the rows by release."""
    passage_ends = np.cumsum([entry.passages for entry in entries])[:-1]
    sentence_ends = np.cumsum([entry.sentences for entry in entries])[:-1]
    return list(
        zip(np.split(passages, passage_ends), np.split(sentences, sentence_ends), strict=True)
    )


def _embed(encoder: CorpusEncoder, releases: Releases, pieces: Iterable[_Piece]) -> Iterator[Pair]:
    """Yield the vectors of each release, none of which is empty.

    One release is one group, whatever else is in the corpus: the batches, and
    with them the last bits of the vectors, are then always the same. A text that
    stands in it twice (a passage of one sentence) is embedded once.
    """
    waiting: deque[tuple[int, list[int]]] = deque()  # passages, and the vector of each text

    def groups() -> Iterator[list[str]]:
        for piece in pieces:
            rows = [*piece.passages.tolist(), *piece.sentences.tolist()]
            texts = embedded_texts(releases[piece.entry.id], rows)
            places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
            waiting.append((len(piece.passages), [places[text] for text in texts]))
            yield list(places)

    for vectors in encoder.encode_each(groups()):
        count, places = waiting.popleft()
        yield vectors[places[:count]], vectors[places[count:]]


def _known_vectors(work: Work) -> dict[str, Callable[[], Pair | None]]:
    """Return what reads the old index' vectors, by the hash of what was embedded."""
    old = work.old
    if old is None or (old.manifest.model.name, old.manifest.model.sha256) != (
        work.encoder.name,
        work.encoder.sha256,
    ):
        return {}
    found: dict[str, Callable[[], Pair | None]] = {}
    passage = sentence = 0
    for entry in old.manifest.releases:
        ends = passage + entry.passages, sentence + entry.sentences
        found[entry.embedded] = partial(_held, old, (passage, ends[0]), (sentence, ends[1]))
        passage, sentence = ends
    first = next(iter(found.values()), None)
    return {} if first and first() is None else found  # a store that lost one has mostly lost all


def _held(old: Index, passages: tuple[int, int], sentences: tuple[int, int]) -> Pair | None:
    """Return the old index' vectors of a release, given as ranges of rows; None if they are lost.

    :raises StoreError: if the store cannot be reached.
    """
    try:
        return old.passage_store.read(*passages), old.sentence_vectors[slice(*sentences)]
    except ValueError:
        return None
