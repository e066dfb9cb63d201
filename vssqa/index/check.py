"""Prove corpus and index sound, or say what is not and which command mends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vssqa.corpus import evidence_sentences, read_release, read_sources, release_files
from vssqa.errors import CorpusError, IndexDamaged, IndexOutdated, ModelError, StoreError
from vssqa.index.opened import Index, encoder_is_sound, open_index
from vssqa.passages import split_release
from vssqa.retrieval.encoder import SentenceTransformerEncoder, Vectors
from vssqa.settings import Settings
from vssqa.types import Figure, Mention

UPDATE = "python -m vssqa index"
REMAKE = "python -m vssqa index --full"
_UNIT_TOLERANCE = 1e-4  # of a vector's length; float32 keeps 1e-6
_AT_ONCE = 4_096  # vectors looked at together, so that memory stays bounded
_SHOWN = 10  # wrong surfaces named; one is enough to build anew


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be, and the one command or step that mends it."""

    what: str
    mend: str


def check_index(settings: Settings) -> list[Finding]:
    """Check corpus and index wholly and mend nothing; an empty list says all is sound."""
    findings = _check_corpus(settings.corpus)
    if findings:
        return findings  # an index of an unreadable corpus proves nothing
    try:
        index = open_index(settings)
    except IndexDamaged as error:
        mend = UPDATE if isinstance(error, IndexOutdated) else REMAKE
        return [Finding(_without_mend(error), mend)]
    except StoreError as error:
        return [_of(error)]
    return _check_contents(index, settings)


def _check_corpus(corpus: Path) -> list[Finding]:
    """Read every release, and say of each that cannot be read."""
    try:
        paths = release_files(corpus)
        sources = read_sources(corpus)
    except CorpusError as error:
        return [_of(error)]
    findings = []
    for path in paths:
        try:
            read_release(path, sources.get(path.stem))
        except CorpusError as error:
            findings.append(_of(error))
    return findings


def _of(error: CorpusError | StoreError) -> Finding:
    what, _, mend = str(error).partition(": ")
    return Finding(what, mend)


def _without_mend(error: IndexDamaged) -> str:
    return str(error).rsplit(": run:", 1)[0]


def _check_contents(index: Index, settings: Settings) -> list[Finding]:
    """Compare spans, vectors and facts with what the corpus gives."""
    findings = []
    try:
        model = index.manifest.model
        if SentenceTransformerEncoder(model.name).sha256 != model.sha256:
            findings.append(Finding(f"the model {model.name!r} is not the one indexed", REMAKE))
    except ModelError as error:
        findings.append(Finding(*str(error).rsplit(": ", 1)))
    if not encoder_is_sound(settings.index, index.manifest.question_encoder):
        findings.append(Finding("the exported question encoder is damaged", REMAKE))
    findings += _check_vectors(index)
    findings += [
        Finding(f"the spans of release {identifier!r} are not its own", REMAKE)
        for identifier in _foreign_spans(index, settings)
    ]
    return findings + _check_registers(index)


def _check_vectors(index: Index) -> list[Finding]:
    """Read every vector: it is what was written, and has the length 1 that cosines need."""
    try:
        for vectors in _all_vectors(index):
            if not np.all(np.abs(np.linalg.norm(vectors, axis=1) - 1.0) <= _UNIT_TOLERANCE):
                return [Finding("the index holds vectors that are no unit vectors", REMAKE)]
    except ValueError as error:
        return [Finding(str(error), REMAKE)]
    except StoreError as error:
        return [_of(error)]
    return []


def _all_vectors(index: Index) -> Iterator[Vectors]:
    """Yield the vectors of passages and sentences, some thousand at a time."""
    passages, sentences = index.passage_store, index.sentence_vectors
    for start in range(0, len(passages), _AT_ONCE):
        yield passages.read(start, min(start + _AT_ONCE, len(passages)))
    for start in range(0, len(sentences), _AT_ONCE):
        yield sentences[start : start + _AT_ONCE]


def _foreign_spans(index: Index, settings: Settings) -> Iterator[str]:
    """Yield the releases whose stored passages or sentences the text does not give."""
    passage = sentence = 0
    for entry in index.manifest.releases:
        release = index.releases[entry.id]
        passages = index.passages[passage : passage + entry.passages]
        sentences = index.sentences[sentence : sentence + entry.sentences]
        passage, sentence = passage + entry.passages, sentence + entry.sentences
        same = passages == split_release(release, settings.passage_characters)
        if not same or sentences != evidence_sentences(release):
            yield entry.id


def _check_registers(index: Index) -> list[Finding]:
    """Make sure that every surface in the registers is the text at its offsets."""
    registers = index.registers
    mentions: list[Figure | Mention] = [*registers.figures]
    mentions += [m for instrument in registers.instruments for m in instrument.mentions]
    mentions += [m for agency in registers.agencies for m in agency.mentions]
    wrong = [m for m in mentions if _text_at(index, m) != m.surface]
    return [
        Finding(f"{m.surface!r} does not stand in {m.release!r} at {m.span.start}", REMAKE)
        for m in wrong[:_SHOWN]
    ]


def _text_at(index: Index, mention: Figure | Mention) -> str | None:
    release = index.releases.get(mention.release)
    return mention.span.of(release.text) if release else None
