"""Misspelled words of a question, corrected towards the words of the corpus."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from vssqa.facts.places import FAMILY_NAMES
from vssqa.patterns import regex
from vssqa.retrieval.encoder import bundled_folder
from vssqa.text import STOP_WORDS, fold

SHORTEST = 4  # shorter words have too many neighbours
_TWO_SLIPS_FROM = 8  # letters from which two slips are believed
_WORD = regex(r"[^\W\d_]+")
_NAME = regex(r"\b(?P<family>[A-Z]\w+)(?: [A-Z]\w+){1,4}")

Corrections = tuple[tuple[str, str], ...]


def correct(
    question: str, is_right: Callable[[str], bool], words_held: Callable[[], Mapping[str, int]]
) -> tuple[str, Corrections]:
    """Return the question with misspelled words corrected, and (typed, meant) pairs.

    A word for which `is_right` does not hold is taken for a word of the corpus one slip
    away, or two in long words: a letter changed, left out, doubled, or swapped with its
    neighbour. `words_held` gives the corpus' folded words with their counts; the
    commonest wins. Both are called only for words that need it.
    """
    corrections: list[tuple[str, str]] = []

    def corrected(match: re.Match[str]) -> str:
        word, folded = match.group(), fold(match.group())
        if _in_name(question, match):
            return word
        if len(folded) < SHORTEST or folded in STOP_WORDS or is_right(folded):
            return word
        meant = _nearest(folded, words_held())
        if meant is None:
            return word
        corrections.append((word, meant))
        return meant.capitalize() if word[:1].isupper() else meant

    return _WORD.sub(corrected, question), tuple(corrections)


def _in_name(question: str, match: re.Match[str]) -> bool:
    """Tell whether a word is part of a person's name ("Tran Quoc Toan"): kept as typed."""
    return any(
        name.start() <= match.start() < name.end() and fold(name.group("family")) in FAMILY_NAMES
        for name in _NAME.finditer(question)
    )


def _nearest(word: str, held: Mapping[str, int]) -> str | None:
    """Return the word of the corpus that `word` was most likely meant to be."""
    slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
    near = [
        (OSA.distance(word, other, score_cutoff=slips), -count, other)
        for other, count in held.items()
        if abs(len(other) - len(word)) <= slips and len(other) >= SHORTEST and other[0] == word[0]
    ]
    near = [found for found in near if found[0] <= slips]
    return min(near)[2] if near else None


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Return common English words: the whole words of the bundled encoder's vocabulary."""
    vocabulary = (bundled_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for word in vocabulary if word.isalpha())
