"""How alike two texts are: the same words, or nearly the same.

Candidates are compared exactly. For some originals every text that shares words
is one; for many they come from MinHash (datasketch), whose cost does not grow
with the square of the corpus.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any

from vssqa.corpus import EVIDENCE_KINDS, parse_release
from vssqa.patterns import regex
from vssqa.text import fold

NEAR_IDENTICAL = 0.8
"""Likeness from which two texts are one, edited: ten figures changed in 500 words leave 0.89."""

SAME_RELEASE = 0.5
"""Likeness from which two texts with one address, or one title and date, are one, rewritten."""

_SHINGLE_WORDS = 3  # words that must follow each other in both texts
_PERMUTATIONS = 128  # datasketch's default: a standard error of 0.09, below that of the threshold
_CANDIDATE = 0.35  # page furniture, counted here and not in the comparison, makes texts less alike
_FEW = 40  # originals, up to which looking at every text is faster than sketching them all
_TELLING_LETTERS = 5  # shorter words stand in every text
_SHARED_WORDS = 0.4  # of the poorer text's telling words; texts half alike share more
_WORD = regex(r"[^\W_]+(?:[.,]\d+)*")


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
    """Texts by name, and which of them are like another one.

    `queries` says for about how many texts that will be asked.
    """

    def __init__(self, queries: int) -> None:
        self._texts: dict[str, str] = {}
        self._candidates: _SharedWords | _Sketches
        self._candidates = _SharedWords() if queries <= _FEW else _Sketches()

    def add(self, name: str, text: str) -> None:
        """Take a text in, in place of another of this name."""
        if self._texts.pop(name, None) is not None:
            self._candidates.remove(name)
        self._texts[name] = text
        self._candidates.add(name, text)

    def nearest(self, text: str) -> list[tuple[float, str]]:
        """List (likeness, name) of the texts that may be like this one, the most alike first."""
        names = self._candidates.near(text)
        found = [(likeness(text, self._texts[name]), name) for name in names]
        return sorted(found, key=lambda pair: (-pair[0], pair[1]))


class _SharedWords:
    """Candidates by the words they share, each text looked at."""

    def __init__(self) -> None:
        self._words: dict[str, set[str]] = {}

    def add(self, name: str, text: str) -> None:
        self._words[name] = self._telling(text)

    def remove(self, name: str) -> None:
        del self._words[name]

    def near(self, text: str) -> list[str]:
        own = self._telling(text)
        return [
            name
            for name, words in self._words.items()
            if len(own & words) >= _SHARED_WORDS * min(len(own), len(words))
        ]

    def _telling(self, text: str) -> set[str]:
        return {word for word in text.split() if len(word) >= _TELLING_LETTERS}


class _Sketches:
    """Candidates by MinHash: those whose sketches fall together somewhere."""

    def __init__(self) -> None:
        from datasketch import MinHash, MinHashLSH

        self._empty = MinHash(num_perm=_PERMUTATIONS, hashfunc=_hash)
        self._index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)

    def add(self, name: str, text: str) -> None:
        self._index.insert(name, self._sketch(text))

    def remove(self, name: str) -> None:
        self._index.remove(name)

    def near(self, text: str) -> list[str]:
        return [str(name) for name in self._index.query(self._sketch(text))]

    def _sketch(self, text: str) -> Any:
        sketch = self._empty.copy()
        sketch.update_batch([run.encode() for run in shingles(words_of(text))])
        return sketch


def _hash(run: bytes) -> int:
    """Hash to 32 bits, alike on every machine; ten times faster than the default SHA-1."""
    return zlib.crc32(run)
