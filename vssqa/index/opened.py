"""One generation of the index, open for reading."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vssqa.errors import IndexDamaged, IndexOutdated, ModelError
from vssqa.index import records, storage
from vssqa.index.corpus_state import CorpusState, corpus_state, why_outdated
from vssqa.index.generations import Current, read_current, read_manifest
from vssqa.index.manifest import Manifest
from vssqa.index.records import Passages, ReleaseRecord, Releases, Sentences
from vssqa.index.serialise import from_plain
from vssqa.index.storage import REBUILD
from vssqa.retrieval.dense import FaissStore, from_bytes
from vssqa.retrieval.encoder import Encoder, SentenceTransformerEncoder, Vectors
from vssqa.retrieval.fusion import reciprocal_ranks
from vssqa.retrieval.lexical import LexicalIndex, Vocabulary
from vssqa.retrieval.onnx_encoder import OnnxEncoder
from vssqa.settings import Settings
from vssqa.types import Candidate, Registers

_log = logging.getLogger(__name__)

_SWITCHES_FOLLOWED = 5  # generations that may be published while one is being opened
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
    passage_store: FaissStore
    sentence_vectors: Vectors
    lexical: LexicalIndex
    state: CorpusState
    _registers: NDArray[np.uint8]
    _encoder: Encoder | None = field(default=None, repr=False)

    @cached_property
    def registers(self) -> Registers:
        """All facts read from the corpus."""
        return from_plain(Registers, json.loads(self._registers.tobytes()))

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
                for entry in exported.files:
                    storage.read_verified(folder, entry)
                return OnnxEncoder(folder, model.name, model.sha256)
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
        self, vector: Vectors, terms: Iterable[str], k: int, also: Iterable[int] = ()
    ) -> list[Candidate]:
        """Return the `k` sentences that fit a question best, best first.

        :param vector: the question's unit vector, (dimension,).
        :param terms: the question's terms (`vssqa.text.terms`).
        :param also: sentences that are returned behind them whether found or not.
        """
        lexical = self.lexical.score(terms)
        dense = self._dense_scores(vector)
        depth = _DEPTH * k
        by_terms = [s for s in _best(lexical, depth) if lexical[s] > 0]
        by_vector = _best(dense, depth)
        fused = reciprocal_ranks([by_terms, by_vector])
        term_rank = {sentence: rank for rank, sentence in enumerate(by_terms, 1)}
        vector_rank = {sentence: rank for rank, sentence in enumerate(by_vector, 1)}
        passage = self._passage_scores(vector)
        return [
            Candidate(
                sentence,
                self.sentences[sentence],
                float(lexical[sentence]),
                float(dense[sentence]),
                float(passage[self._passage_of[sentence]]),
                term_rank.get(sentence),
                vector_rank.get(sentence),
                score,
            )
            for sentence, score in _with(list(fused.items())[:k], also)
        ]

    def _dense_scores(self, vector: Vectors) -> Vectors:
        """Return each sentence's cosine, (n_sentences,)."""
        scores: Vectors = self.sentence_vectors @ vector
        return scores

    def _passage_scores(self, vector: Vectors) -> Vectors:
        """Return each passage's cosine, (n_passages,)."""
        scores: Vectors = self.passage_store.vectors @ vector
        return scores

    @cached_property
    def _passage_of(self) -> NDArray[np.int64]:
        """The passage in which each sentence begins, (n_sentences,)."""
        passage_keys = _place(self.passages.rows)
        places = _place(self.sentences.rows)
        return np.maximum(np.searchsorted(passage_keys, places, side="right") - 1, 0)


def _with(found: list[tuple[int, float]], also: Iterable[int]) -> list[tuple[int, float]]:
    """Return what was found and, behind it without a score, what was not."""
    brought = {sentence for sentence, _ in found}
    return found + [(sentence, 0.0) for sentence in also if sentence not in brought]


def _place(rows: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return one number for (release, start), in the same order."""
    return (rows[:, 0].astype(np.int64) << 32) + rows[:, 1]


def _best(scores: Vectors, k: int) -> list[int]:
    """Return the rows of the `k` highest scores, best first, equal ones in order of row."""
    if k < len(scores):
        lowest = np.partition(scores, len(scores) - k)[len(scores) - k]
        rows = np.flatnonzero(scores >= lowest)
    else:
        rows = np.arange(len(scores))
    order = np.argsort(-scores[rows], kind="stable")[:k]
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
        return _parse(settings, current.generation, manifest, files, state, encoder)
    except (ValueError, IndexError) as error:
        raise IndexDamaged(
            f"the index in {str(folder)!r} is unsound ({error}): {REBUILD}"
        ) from error


def _parse(
    settings: Settings,
    generation: str,
    manifest: Manifest,
    files: dict[str, NDArray[np.uint8]],
    state: CorpusState,
    encoder: Encoder | None,
) -> Index:
    """Read the checked files of a generation.

    :raises ValueError: if they do not fit each other.
    """
    plain = json.loads(files["releases.json"].tobytes())
    release_records = from_plain(tuple[ReleaseRecord, ...], plain)
    blocks = storage.parse_array(files["blocks.npy"], np.int32, records.BLOCK_COLUMNS)
    ids = [record.id for record in release_records]
    passages = storage.parse_array(files["passages.npy"], np.int32, records.PASSAGE_COLUMNS)
    sentences = storage.parse_array(files["sentences.npy"], np.int32, records.SENTENCE_COLUMNS)
    vectors = files["sentence_vectors.f32"].view(np.float32)
    index = Index(
        generation,
        manifest,
        settings,
        Releases(release_records, blocks, files["texts.bin"], settings.corpus),
        Passages(passages, ids),
        Sentences(sentences, ids),
        from_bytes(files["passages.faiss"]),
        vectors.reshape(len(sentences), manifest.model.dimension),
        _lexical(files),
        state,
        files["registers.json"],
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


def encoder_is_sound(index: Path, manifest: Manifest) -> bool:
    """Tell whether the exported question encoder is as it was written."""
    exported = manifest.question_encoder
    if exported is None:
        return True
    try:
        for entry in exported.files:
            storage.read_verified(index / exported.folder, entry)
    except IndexDamaged:
        return False
    return True
