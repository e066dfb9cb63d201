"""Words that exclude each other: commune and district, compulsory and voluntary, men and women.

The lists (`contrasts.txt`) are of the field and of plain English, not from any
release. What a question asks of one side, a sentence about another side alone
does not answer, however similar it is.
"""

from __future__ import annotations

from collections.abc import Set
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


def agreement(asked: Set[str], held: Set[str]) -> float:
    """Return 0 where a sentence's terms are of another side than the question's, else 1.

    A side is hurt where the sentence does not name it, but one of its contrast that the
    question does not name.
    """
    for sides in _contrasts():
        wanted = [side for side in sides if side & asked]
        others = [side for side in sides if not side & asked and side & held]
        if others and any(not side & held for side in wanted):
            return 0.0
    return 1.0
