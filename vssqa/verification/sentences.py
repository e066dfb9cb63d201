"""Finds the sentences a statement in plain words may rest on, and measures their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vssqa.answering.features import CONCEPT_MATCH
from vssqa.answering.surroundings import View
from vssqa.patterns import regex
from vssqa.question.vocabulary import concepts
from vssqa.text import STOP_WORDS, fold, tokens
from vssqa.types import Span
from vssqa.verification.held import Held
from vssqa.verification.subjects import Word

BEFORE_MATCH = 0.85  # a word of the sentence before, which this one goes on from
OF_ANOTHER_MATCH = 0.5  # the same where persons act: who did what stands in one sentence
_AROUND_MATCH = 0.5  # a word of the heading or the title


def plain_words(text: str, masked: Iterable[Span] = ()) -> list[Word]:
    """List the words of a text but stop words, numbers and what is masked."""
    hidden = list(masked)
    read = tokens(text)
    found: list[Word] = []
    seen: set[Span] = set()
    for token, held in zip(read, concepts(read), strict=True):
        surface = fold(token.span.of(text))
        whole = token.span not in seen
        seen.add(token.span)
        named = any(token.span.overlaps(span) for span in hidden)
        if whole and not named and surface not in STOP_WORDS and not surface[0].isdigit():
            found.append(Word(token.term, held))
    return list(dict.fromkeys(found))


_IRREGULAR = frozenset(
    "led held gave told took made met sent paid said began became left set kept brought built drew"
    " spoke chose put won wrote run ran".split()
)
# Participles that say of what something is and not what was done.
_NO_DEEDS = frozenset(
    "aimed based related entitled called named dated issued concerned united need indeed speed"
    " hundred".split()
)
# Verbs that are nouns too ("the heads of units"): verbs where no "of" follows.
_RULES = frozenset("heads leads runs chairs directs manages governs commands".split())
_VERBAL = regex(r"[a-z]{2,}(?:ed|ing|es)")
# "the offices", "social services": plurals, where no verb can stand.
_PLURAL = regex(
    r"(?:^|\b(?:the|its|their|these|those|all|most|many|some|of|our|other|social|health|medical"
    r"|insurance|local|provincial|relevant) )$"
)
_WANTED = regex(r"\b(?:to|must|should|will|would|shall|may|can|could) (?:not |\w+ly )?$")


def verbs(text: str) -> list[Word]:
    """List what is done in a text: words in the forms of verbs."""
    folded, read = fold(text), tokens(text)
    found = []
    for token, held in zip(read, concepts(read), strict=True):
        surface = fold(token.span.of(text))
        if surface in _NO_DEEDS or surface in STOP_WORDS:
            continue
        rules = surface in _RULES and not text.startswith(" of ", token.span.end)
        if surface.endswith("es") and _PLURAL.search(folded, 0, token.span.start):
            continue
        if rules or surface in _IRREGULAR or _VERBAL.fullmatch(surface):
            found.append(Word(token.term, held))
    return found


def wanted_verbs(text: str) -> list[Word]:
    """List what is to be done in a text: verbs behind "to", "must", "will"."""
    folded, read = fold(text), tokens(text)
    return [
        Word(token.term, held)
        for token, held in zip(read, concepts(read), strict=True)
        if fold(token.span.of(text)) not in STOP_WORDS
        and _WANTED.search(folded, 0, token.span.start)
    ]


def share(words: Sequence[Word], view: View, held: Held, before: float = BEFORE_MATCH) -> float:
    """Return the share of a statement's words that a sentence and what it goes on from hold."""
    met = total = 0.0
    for word in words:
        weight = held.weigh(word.term)
        total += weight
        met += weight * _grade(word, view, before)
    return met / total if total else 1.0


def _grade(word: Word, view: View, before: float) -> float:
    layers = [(view.words, 1.0)]
    for place, around in enumerate(view.around):
        goes_on = view.before is not None and place == 0
        layers.append((around, before if goes_on else _AROUND_MATCH))
    best = 0.0
    for found, factor in layers:
        if word.term in found.terms:
            best = max(best, factor)
        elif word.concepts & found.concepts:
            best = max(best, factor * CONCEPT_MATCH)
    return best
