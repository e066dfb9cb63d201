"""What a generation of the index says of itself, and what it must say to be used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vssqa.errors import IndexDamaged
from vssqa.index.serialise import from_plain
from vssqa.index.storage import REBUILD, FileEntry
from vssqa.patterns import regex
from vssqa.settings import Store

SCHEMA = 4  # of the files below; a change makes every older index outdated
MANIFEST_FILE = "manifest.json"
READINGS_FILE = "readings.jsonl"  # what each release tells by itself, for the next build
REGISTERS_FILE = "registers.sqlite"
GENERATION_FILES = (
    "releases.json",
    "texts.bin",
    "blocks.npy",
    "passages.npy",
    "sentences.npy",
    "passages.faiss",
    "sentence_vectors.f32",
    "terms.bin",
    "term_ends.npy",
    "lexical_scores.npy",
    "lexical_sentences.npy",
    "lexical_starts.npy",
    "term_rows.npy",
    "term_starts.npy",
    READINGS_FILE,
    REGISTERS_FILE,
)
PASSAGE_FILES: Mapping[Store, str] = {
    "faiss": "passages.faiss",
    "milvus": "passages.milvus.json",  # in the place of the vectors, what their collection holds
}
ENCODER_FILES = ("model.onnx", "weights.bin", "tokenizer.json")
_HASH = regex(r"[0-9a-f]{64}")
_ENCODER_FOLDER = regex(r"encoder-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Model:
    """The model whose vectors the index holds."""

    name: str
    sha256: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each the index holds."""

    releases: int
    passages: int
    sentences: int
    terms: int


@dataclass(frozen=True, slots=True)
class ReleaseEntry:
    """One release: its file's name and hash, and the hash of all that was embedded of it."""

    id: str
    name: str
    sha256: str
    embedded: str
    passages: int
    sentences: int


@dataclass(frozen=True, slots=True)
class QuestionEncoder:
    """The exported encoder beside the generations."""

    folder: str
    files: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that must hold for a generation to be used.

    `rules` is the hash of the code that reads releases and facts: an index made
    by other rules is outdated. `sources` is the hash of `sources.toml`.
    """

    schema: int
    rules: str
    model: Model
    passage_characters: int
    flat_up_to: int
    counts: Counts
    sources: str
    files: tuple[FileEntry, ...]
    releases: tuple[ReleaseEntry, ...]
    question_encoder: QuestionEncoder | None

    @property
    def store(self) -> Store:
        """Where the passages' vectors are."""
        names = {entry.name for entry in self.files}
        return next(store for store, name in PASSAGE_FILES.items() if name in names)


def generation_files(store: Store) -> tuple[str, ...]:
    """List the files of a generation whose passages' vectors are in `store`."""
    held = PASSAGE_FILES["faiss"]
    return tuple(PASSAGE_FILES[store] if name == held else name for name in GENERATION_FILES)


def parse_manifest(data: bytes, path: Path) -> Manifest:
    """Read a manifest and refuse one that names what no index holds.

    :raises IndexDamaged: if it is no manifest of this program.
    """
    damaged = IndexDamaged(f"{str(path)!r} is no manifest of this version: {REBUILD}")
    try:
        plain = json.loads(data)
        if not isinstance(plain, dict) or plain.get("schema") != SCHEMA:
            raise damaged
        manifest = from_plain(Manifest, plain)
    except (ValueError, RecursionError) as error:
        raise damaged from error
    held = tuple(entry.name for entry in manifest.files)
    if held not in {generation_files(store) for store in PASSAGE_FILES}:
        raise IndexDamaged(f"{str(path)!r} names files that an index does not hold: {REBUILD}")
    encoder = manifest.question_encoder
    if encoder is not None:
        names = tuple(entry.name for entry in encoder.files)
        if not _ENCODER_FOLDER.fullmatch(encoder.folder) or names != ENCODER_FILES:
            raise IndexDamaged(f"{str(path)!r} names a path outside the index: {REBUILD}")
    entries = manifest.files + (encoder.files if encoder else ())
    if not all(_HASH.fullmatch(entry.sha256) and entry.bytes >= 0 for entry in entries):
        raise damaged
    return manifest


_PACKAGE = Path(__file__).parent.parent
_RULES = (
    *(
        "patterns.py",
        "text.py",
        "dates.py",
        "types.py",
        "page_lines.py",
        "datelines.py",
        "layout.py",
    ),
    *("corpus.py", "passages.py"),
    "retrieval/lexical.py",
)


def rules_files() -> list[Path]:
    """List the files that decide what is read off a release."""
    return [_PACKAGE / name for name in _RULES] + sorted((_PACKAGE / "facts").rglob("*.py"))


@lru_cache(maxsize=1)
def rules_hash() -> str:
    """Return the hash of the code whose results the index holds.

    A hash forgets no change, as a version number by hand would.
    """
    digest = hashlib.sha256()
    for file in rules_files():
        digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
