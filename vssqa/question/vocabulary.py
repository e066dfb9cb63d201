"""The field's synonyms: words and phrases that stand for one concept.

A question's "take part in" and a release's "participate" meet in a concept.
Groups are of the field (insurance, its papers, its offices), written from its
terminology, not from any release. A phrase may be in several groups.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from vssqa.text import Token, tokens

# What abbreviations of the field stand for, in a question's words.
ABBREVIATIONS = {
    "hi": "health insurance",
    "si": "social insurance",
    "ui": "unemployment insurance",
    "bhyt": "health insurance",
    "bhxh": "social insurance",
    "bhtn": "unemployment insurance",
    "vsi": "vss",
    "gov": "government",
    "govt": "government",
    "pm": "prime minister",
    "pc": "people's committee",
}


def _lines() -> list[str]:
    text = (files(__package__) / "synonyms.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(token.term for token in tokens(text))


@lru_cache(maxsize=1)
def _concepts_of_phrases() -> dict[tuple[str, ...], frozenset[str]]:
    """Return the concepts by phrase, a phrase being its terms in order."""
    found: dict[tuple[str, ...], set[str]] = {}
    for line in _lines():
        concept, _, said = line.partition(":")
        for phrase in said.split(","):
            found.setdefault(_phrase(phrase), set()).add("~" + concept)
    return {phrase: frozenset(concepts) for phrase, concepts in found.items()}


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Return every word the vocabulary holds: rightly spelled, never corrected."""
    said = [phrase for line in _lines() for phrase in line.partition(":")[2].split(",")]
    words = [word for phrase in (*said, *ABBREVIATIONS.values()) for word in phrase.split()]
    return frozenset(words) | frozenset(ABBREVIATIONS)


_LONGEST_PHRASE = 4


@lru_cache(maxsize=1)
def _phrases_by_first() -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
    """Return (phrase, its concepts) by the phrase's first term: most words begin none."""
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for phrase, held in _concepts_of_phrases().items():
        if 0 < len(phrase) <= _LONGEST_PHRASE:
            found.setdefault(phrase[0], []).append((phrase, held))
    return found


def concepts(read: list[Token]) -> list[frozenset[str]]:
    """Return the concepts each token takes part in, as one list beside `read`.

    Longer phrases do not hide shorter ones: "late payment" is late_payment, its
    "payment" is still spending.
    """
    by_first = _phrases_by_first()
    terms = tuple(token.term for token in read)
    found: list[frozenset[str]] = [frozenset()] * len(read)
    for start, term in enumerate(terms):
        for phrase, held in by_first.get(term, ()):
            end = start + len(phrase)
            if terms[start:end] == phrase:
                for place in range(start, end):
                    found[place] |= held
    return found
