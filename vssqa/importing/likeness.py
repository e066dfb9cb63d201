"""How alike two texts are: the same words, or nearly the same.

Candidates come from MinHash (datasketch), whose cost does not grow with the
square of the corpus; each candidate is then compared exactly.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

from vssqa.corpus import EVIDENCE_KINDS, parse_release
from vssqa.text import fold

NEAR_IDENTICAL = 0.8
"""Likeness from which two texts are one, edited: ten figures changed in 500 words leave 0.89."""

SAME_RELEASE = 0.5
"""Likeness from which two texts with one address, or one title and date, are one, rewritten."""

_SHINGLE_WORDS = 3  # words that must follow each other in both texts
_PERMUTATIONS = 128  # datasketch's default: a standard error of 0.09, below that of the threshold
_CANDIDATE = 0.35  # page furniture, counted here and not in the comparison, makes texts less alike
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


def shingles(words: tuple[str, ...]) -> frozenset[str]:
    """Return every run of three words; a shorter text is one run."""
    last = max(1, len(words) - _SHINGLE_WORDS + 1)
    return frozenset(" ".join(words[i : i + _SHINGLE_WORDS]) for i in range(last))


def words_of(text: str) -> tuple[str, ...]:
    """Return a text's words and numbers, folded, in order."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=512)
def told_words(text: str) -> tuple[str, ...]:
    """Return the words of what a release says: no date line, no caption, no page furniture."""
    release = parse_release("", "", text, "")
    told = [block.span.of(text) for block in release.blocks if block.kind in EVIDENCE_KINDS]
    return words_of("\n".join(told) or text)


def likeness(one: str, other: str) -> float:
    """Return the share of three-word runs two releases have in common, 0 to 1."""
    a, b = shingles(told_words(one)), shingles(told_words(other))
    return len(a & b) / len(a | b)


class LikenessIndex:
    """Texts by name, and which of them may be like another one."""

    def __init__(self) -> None:
        from datasketch import MinHash, MinHashLSH

        self._empty = MinHash(num_perm=_PERMUTATIONS, hashfunc=_hash)
        self._index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)
        self._texts: dict[str, str] = {}

    def add(self, name: str, text: str) -> None:
        """Take a text in under a name not used before."""
        self._index.insert(name, self._sketch(text))
        self._texts[name] = text

    def discard(self, name: str) -> None:
        """Forget the text of this name, if there is one."""
        if self._texts.pop(name, None) is not None:
            self._index.remove(name)

    def nearest(self, text: str) -> list[tuple[float, str]]:
        """List (likeness, name) of the texts that may be like this one, the most alike first."""
        candidates = self._index.query(self._sketch(text))
        found = [(likeness(text, self._texts[name]), name) for name in candidates]
        return sorted(found, key=lambda pair: (-pair[0], pair[1]))

    def _sketch(self, text: str):  # type: ignore[no-untyped-def]  # datasketch is untyped
        sketch = self._empty.copy()
        sketch.update_batch([run.encode() for run in shingles(words_of(text))])
        return sketch


def _hash(run: bytes) -> int:
    """Hash to 32 bits, alike on every machine; ten times faster than the default SHA-1."""
    return zlib.crc32(run)
