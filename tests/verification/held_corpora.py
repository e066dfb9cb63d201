"""Corpora held in memory, as the verifier sees them: no model, no folder, the real grammars."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vssqa.corpus import evidence_sentences, parse_release, read_corpus
from vssqa.facts.registers import read_registers
from vssqa.index.held_registers import HeldRegisters
from vssqa.index.records import SENTENCE_COLUMNS, sentence_row
from vssqa.index.register_file import Besides, Numbers, fill
from vssqa.retrieval.lexical import LexicalIndex, build_lexical
from vssqa.text import terms
from vssqa.types import Registers, Release, Sentence


@dataclass(frozen=True)
class HeldCorpus:
    """What an index holds, without its vectors."""

    releases: Mapping[str, Release]
    sentences: Sequence[Sentence]
    registers: Registers
    held: HeldRegisters
    lexical: LexicalIndex


def hold(releases: Sequence[Release]) -> HeldCorpus:
    """Read all facts of some releases."""
    ordered = sorted(releases, key=lambda release: release.id)
    by_id = {release.id: release for release in ordered}
    sentences = [s for release in ordered for s in evidence_sentences(release)]
    lexical = build_lexical([terms(by_id[s.release].text, s.span) for s in sentences])
    registers = read_registers(ordered)
    held = hold_registers(registers, list(by_id), sentences)
    return HeldCorpus(by_id, sentences, registers, held, lexical)


def hold_registers(
    registers: Registers, ids: Sequence[str], sentences: Sequence[Sentence]
) -> HeldRegisters:
    """Return registers as a question looks them up, in a database in memory."""
    rows = [sentence_row(ids.index(s.release), s, 0) for s in sentences]
    table = np.array(rows, dtype=np.int32).reshape(-1, SENTENCE_COLUMNS)
    database = sqlite3.connect(":memory:", check_same_thread=False)
    fill(database, registers, Numbers(ids, table), Besides())
    return HeldRegisters(database, ids)


def hold_folder(folder: Path) -> HeldCorpus:
    """Read all facts of a corpus folder."""
    return hold(read_corpus(folder))


def hold_texts(texts: Mapping[str, str]) -> HeldCorpus:
    """Read all facts of releases given as texts, by identifier."""
    return hold(
        [
            parse_release(name, f"{name}.txt", text, hashlib.sha256(text.encode()).hexdigest())
            for name, text in texts.items()
        ]
    )


INVENTED = Path(__file__).parent / "invented"
"""Invented releases: no number, name or paper in them is any release's."""
