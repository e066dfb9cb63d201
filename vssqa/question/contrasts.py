"""Words that exclude each other: commune and district, compulsory and voluntary, men and women.

The lists (`contrasts.txt`) are of the field and of plain English, not from any
release. What a question asks of one side, a sentence about another side alone
does not answer, however similar it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import lru_cache
from importlib.resources import files

from vssqa.text import fold, stem

Side = frozenset[str]
"""The terms that name one side."""


@lru_cache(maxsize=1)
def _contrasts() -> tuple[tuple[Side, ...], ...]:
    text = (files(__package__) / "contrasts.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(tuple(_side(side) for side in line.split("|")) for line in lines)


def _side(words: str) -> Side:
    return frozenset(stem(fold(word)) for word in words.split())


Contrast = tuple[tuple[Side, ...], tuple[Side, ...]]
"""The sides of one contrast that a question names, and those that it does not."""


def named_contrasts(asked: Set[str]) -> tuple[Contrast, ...]:
    """Return the contrasts of which a question's terms name a side."""
    parted = (
        (tuple(s for s in sides if s & asked), tuple(s for s in sides if not s & asked))
        for sides in _contrasts()
    )
    return tuple((wanted, others) for wanted, others in parted if wanted)


def agreement(named: Iterable[Contrast], held: Set[str]) -> float:
    """Return 0 where a sentence's terms are of another side than the question's, else 1.

    A side is hurt where the sentence does not name it, but one of its contrast that the
    question does not name.
    """
    for wanted, others in named:
        if any(side & held for side in others) and any(not side & held for side in wanted):
            return 0.0
    return 1.0
