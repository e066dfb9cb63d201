"""Corpora held in memory, as the verifier sees them: no model, no folder, the real grammars."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vssqa.corpus import evidence_sentences, parse_release, read_corpus
from vssqa.facts.registers import read_registers
from vssqa.retrieval.lexical import LexicalIndex, build_lexical
from vssqa.text import terms
from vssqa.types import Registers, Release, Sentence


@dataclass(frozen=True)
class HeldCorpus:
    """What an index holds, without its vectors."""

    releases: Mapping[str, Release]
    sentences: Sequence[Sentence]
    registers: Registers
    lexical: LexicalIndex


def hold(releases: Sequence[Release]) -> HeldCorpus:
    """Read all facts of some releases."""
    ordered = sorted(releases, key=lambda release: release.id)
    by_id = {release.id: release for release in ordered}
    sentences = [s for release in ordered for s in evidence_sentences(release)]
    lexical = build_lexical([terms(by_id[s.release].text, s.span) for s in sentences])
    return HeldCorpus(by_id, sentences, read_registers(ordered), lexical)


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
