"""One generation of the index, open for reading."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from vssqa.errors import IndexDamaged, IndexOutdated, ModelError
from vssqa.index import records, storage
from vssqa.index.corpus_state import CorpusState, corpus_state, why_outdated
from vssqa.index.generations import Current, read_current, read_manifest
from vssqa.index.held_registers import HeldRegisters
from vssqa.index.manifest import READINGS_FILE, REGISTERS_FILE, Manifest, Model, QuestionEncoder
from vssqa.index.records import Passages, Releases, Sentences
from vssqa.index.storage import REBUILD
from vssqa.index.stores import open_store
from vssqa.retrieval.encoder import Encoder, SentenceTransformerEncoder, Vectors
from vssqa.retrieval.fusion import reciprocal_ranks
from vssqa.retrieval.lexical import LexicalIndex, Vocabulary
from vssqa.retrieval.onnx_encoder import OnnxEncoder, import_libraries
from vssqa.retrieval.store import Admitted, PassageStore
from vssqa.settings import Settings
from vssqa.types import Candidate, Registers

_log = logging.getLogger(__name__)

_SWITCHES_FOLLOWED = 5  # generations that may be published while one is being opened
_COMPARED_SENTENCES = 50_000  # compared one by one: below 10 ms; more are found by passage
_DEPTH = 4  # each search brings this many times the candidates asked for, for the fusion


@dataclass(frozen=True)
class Index:
    """One generation, wholly in memory or mapped: it stays what it is until it is let go."""

    generation: str
    manifest: Manifest
    settings: Settings
    releases: Releases
    passages: Passages
    sentences: Sentences
    passage_store: PassageStore
    sentence_vectors: Vectors
    lexical: LexicalIndex
    state: CorpusState
    held: HeldRegisters
    readings: NDArray[np.uint8] = field(repr=False)
    _encoder: Encoder | None = field(default=None, repr=False)

    @cached_property
    def registers(self) -> Registers:
        """All facts read from the corpus."""
        return self.held.registers()

    @cached_property
    def encoder(self) -> Encoder:
        """The question encoder: the exported one, else sentence-transformers.

        :raises ModelError: if neither can be loaded.
        """
        if self._encoder is not None:
            return self._encoder
        model, exported = self.manifest.model, self.manifest.question_encoder
        if exported is not None:
            folder = self.settings.index / exported.folder
            try:
                return _exported_encoder(folder, exported, model)
            except (IndexDamaged, ModelError) as error:
                _log.warning("questions are encoded the slow way: %s", error)
        else:
            _log.warning("questions are encoded the slow way: the model has no export")
        slow = SentenceTransformerEncoder(model.name, "cpu")
        if slow.sha256 != model.sha256:
            raise ModelError(f"the model {model.name!r} is not the one of the index: {REBUILD}")
        return slow

    def encode(self, question: str) -> Vectors:
        """Return the unit vector of a question, (dimension,)."""
        vector: Vectors = self.encoder.encode([question])[0]
        return vector

    def is_current(self) -> bool:
        """Tell whether corpus and index are still as they were when this was opened.

        Looks at sizes, times and names only: cheap enough for each question.
        """
        current = read_current(self.settings.index)
        return (
            current is not None
            and current.generation == self.generation
            and corpus_state(self.settings.corpus) == self.state
        )

    def search(
        self,
        vector: Vectors,
        terms: Iterable[str],
        k: int,
        also: Iterable[int] = (),
        releases: Collection[str] | None = None,
    ) -> list[Candidate]:
        """Return the `k` sentences that fit a question best, best first.

        :param vector: the question's unit vector, (dimension,).
        :param terms: the question's terms (`vssqa.text.terms`).
        :param also: sentences that are returned behind them whether found or not.
        :param releases: the identifiers that may be found; all where it is None.
        """
        admitted = self._admitted(releases)
        depth = _DEPTH * k
        lexical = self.lexical.score(terms)
        if admitted is not None:
            lexical[~admitted[self.sentences.rows[:, 0]]] = 0.0
        with_terms = np.flatnonzero(lexical > 0)
        by_terms = [int(with_terms[place]) for place in best(lexical[with_terms], depth)]
        by_vector = self._by_vector(vector, depth, admitted)
        term_rank = {sentence: rank for rank, sentence in enumerate(by_terms, 1)}
        vector_rank = {sentence: rank for rank, sentence in enumerate(by_vector, 1)}
        found = _with(list(reciprocal_ranks([by_terms, by_vector]).items())[:k], also)
        rows = np.array([sentence for sentence, _ in found], dtype=np.int64)
        dense = self.sentence_vectors[rows] @ vector
        passage = self.passage_store.scores(vector, self.sentences.rows[rows, -1].astype(np.int64))
        return [
            Candidate(
                sentence,
                self.sentences[sentence],
                float(lexical[sentence]),
                float(dense[place]),
                float(passage[place]),
                term_rank.get(sentence),
                vector_rank.get(sentence),
                score,
            )
            for place, (sentence, score) in enumerate(found)
        ]

    def _admitted(self, releases: Collection[str] | None) -> NDArray[np.bool_] | None:
        """Return which releases may be found, (n_releases,), None if all may."""
        if releases is None:
            return None
        return np.array([identifier in releases for identifier in self.releases], dtype=np.bool_)

    def _by_vector(
        self, vector: Vectors, depth: int, admitted: NDArray[np.bool_] | None
    ) -> list[int]:
        """Return the sentences nearest to a vector, best first.

        Every sentence is compared while there are few; of many, those in the
        nearest passages.
        """
        rows = self.sentences.rows
        if len(rows) <= _COMPARED_SENTENCES:
            near = np.arange(len(rows))
            if admitted is not None:
                near = near[admitted[rows[:, 0]]]
        else:
            chosen = None if admitted is None else Admitted(admitted, self.passages.rows[:, 0])
            hits = np.sort(self.passage_store.search(vector, depth, chosen).ids)
            hits = hits.astype(rows.dtype)  # of another type the whole column would be copied
            begins = np.searchsorted(self.sentences.passages, hits, side="left")
            ends = np.searchsorted(self.sentences.passages, hits, side="right")
            spans = [np.arange(b, e) for b, e in zip(begins, ends, strict=True)]
            near = np.concatenate([np.empty(0, np.int64), *spans])
        cosines = self.sentence_vectors[near] @ vector
        return [int(near[place]) for place in best(cosines, depth)]


def _exported_encoder(folder: Path, exported: QuestionEncoder, model: Model) -> OnnxEncoder:
    """Load the exported encoder; its files are checked while its libraries are imported.

    :raises IndexDamaged: if a file is not as it was written.
    :raises ModelError: if it cannot be loaded.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        checks = [pool.submit(storage.read_verified, folder, entry) for entry in exported.files]
        import_libraries()
        for check in checks:
            check.result()
    return OnnxEncoder(folder, model.name, model.sha256)


def _with(found: list[tuple[int, float]], also: Iterable[int]) -> list[tuple[int, float]]:
    """Return what was found and, behind it without a score, what was not."""
    brought = {sentence for sentence, _ in found}
    return found + [(sentence, 0.0) for sentence in also if sentence not in brought]


def best(scores: Vectors, k: int) -> list[int]:
    """Return the rows of the `k` highest scores, best first, equal ones in order of row."""
    if k < len(scores):
        lowest = np.partition(scores, len(scores) - k)[len(scores) - k]
        higher = np.flatnonzero(scores > lowest)
        level = np.flatnonzero(scores == lowest)[: k - len(higher)]  # there may be a million
        rows = np.concatenate([higher, level])
    else:
        rows = np.arange(len(scores))
    order = np.argsort(-scores[rows], kind="stable")
    return [int(row) for row in rows[order]]


# --- opening -------------------------------------------------------------------


def open_index(settings: Settings, encoder: Encoder | None = None) -> Index:
    """Open the current generation, after proving that it is sound and belongs to the corpus.

    :raises IndexOutdated: if corpus, model, settings or rules are others.
    :raises IndexDamaged: if it is missing, damaged or half-written.
    :raises CorpusError: if the corpus cannot be read.
    """
    state = corpus_state(settings.corpus)
    index = open_current(settings, state, encoder)
    reason = why_outdated(index.manifest, settings)
    if reason:
        raise IndexOutdated(f"{reason}: {REBUILD}")
    return index


def open_current(
    settings: Settings, state: CorpusState = (), encoder: Encoder | None = None
) -> Index:
    """Open the current generation, whatever corpus it belongs to.

    :raises IndexDamaged: if it is missing, damaged or half-written.
    """
    current = read_current(settings.index)
    for _ in range(_SWITCHES_FOLLOWED):
        if current is None:
            raise IndexDamaged(f"there is no index in {str(settings.index)!r}: {REBUILD}")
        try:
            return _load(settings, current, state, encoder)
        except IndexDamaged:
            # A builder may have switched to a newer generation and removed this one.
            newer = read_current(settings.index)
            if newer == current:
                raise
            current = newer
    raise IndexDamaged(f"the index in {str(settings.index)!r} changes all the time: try again")


def _load(
    settings: Settings, current: Current, state: CorpusState, encoder: Encoder | None
) -> Index:
    """Map, check and then parse the files of one generation."""
    manifest = read_manifest(settings.index, current)
    folder = settings.index / current.generation
    files = {
        entry.name: storage.read_verified(folder, entry) for entry in manifest.files
    }  # all are checked before the first is parsed
    try:
        registers = storage.open_database(folder / REGISTERS_FILE)
        return _parse(settings, current.generation, manifest, files, registers, state, encoder)
    except (ValueError, IndexError) as error:
        raise IndexDamaged(
            f"the index in {str(folder)!r} is unsound ({error}): {REBUILD}"
        ) from error


def _parse(
    settings: Settings,
    generation: str,
    manifest: Manifest,
    files: dict[str, NDArray[np.uint8]],
    registers: Connection,
    state: CorpusState,
    encoder: Encoder | None,
) -> Index:
    """Read the checked files of a generation.

    :raises ValueError: if they do not fit each other.
    """
    releases = records.read_releases(files, settings.corpus)
    ids = list(releases)
    passages = storage.parse_array(files["passages.npy"], np.int32, records.PASSAGE_COLUMNS)
    sentences = storage.parse_array(files["sentences.npy"], np.int32, records.SENTENCE_COLUMNS)
    vectors = files["sentence_vectors.f32"].view(np.float32)
    index = Index(
        generation,
        manifest,
        settings,
        releases,
        Passages(passages, ids),
        Sentences(sentences, ids),
        open_store(settings, files),
        vectors.reshape(len(sentences), manifest.model.dimension),
        _lexical(files),
        state,
        HeldRegisters(registers, ids),
        files[READINGS_FILE],
        encoder,
    )
    _check_counts(index)
    return index


def _lexical(files: dict[str, NDArray[np.uint8]]) -> LexicalIndex:
    """Read the lexical index."""
    return LexicalIndex(
        Vocabulary(files["terms.bin"].data, storage.parse_array(files["term_ends.npy"], np.int64)),
        storage.parse_array(files["lexical_scores.npy"], np.float32),
        storage.parse_array(files["lexical_sentences.npy"], np.int32),
        storage.parse_array(files["lexical_starts.npy"], np.int64),
        storage.parse_array(files["term_rows.npy"], np.int32),
        storage.parse_array(files["term_starts.npy"], np.int64),
    )


def _check_counts(index: Index) -> None:
    """Make sure that the parts are of one size.

    :raises ValueError: naming the part that is not.
    """
    counts, dimension = index.manifest.counts, index.manifest.model.dimension
    for name, found, wanted in (
        ("releases", len(index.releases), counts.releases),
        ("passages", len(index.passages), counts.passages),
        ("passage vectors", len(index.passage_store), counts.passages),
        ("sentences", len(index.sentences), counts.sentences),
        ("sentences' terms", len(index.lexical), counts.sentences),
        ("terms", len(index.lexical.vocabulary), counts.terms),
        ("dimensions", index.passage_store.dimension, dimension),
    ):
        if found != wanted:
            raise ValueError(f"{found} {name} in place of {wanted}")


def encoder_is_sound(index: Path, exported: QuestionEncoder | None) -> bool:
    """Tell whether the exported question encoder is as it was written; none is sound too."""
    if exported is None:
        return True
    try:
        for entry in exported.files:
            storage.read_verified(index / exported.folder, entry)
    except IndexDamaged:
        return False
    return True
