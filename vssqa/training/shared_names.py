"""General sentences with a name or number that the question shares exchanged for another.

"Where did Chopin go in 1830?" is not answered by what he did in 1827, nor by
what Liszt did in 1830, however alike the sentences are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence

from vssqa.patterns import regex

_NAME = regex(r"(?<![.?!] )(?<!^)\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_NUMBER = regex(r"(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\d)")
_YEAR = regex(r"(?:1[5-9]|20)\d\d")
YEAR_SHIFTS = (-20, -7, -3, -2, -1, 1, 2, 3, 8, 15)


def names_of(sentences: Iterable[str]) -> list[str]:
    """List the names in sentences, each once, in order."""
    return list(dict.fromkeys(m.group() for s in sentences for m in _NAME.finditer(s)))


def exchanged_names(
    sentence: str, question: str, others: Sequence[str], draw: random.Random, count: int
) -> list[str]:
    """Return up to `count` versions, each with one shared name or number exchanged everywhere."""
    shared = [m.group() for m in _NAME.finditer(question) if m.group() in sentence]
    shared += [m.group() for m in _NUMBER.finditer(question) if _has(m.group(), sentence)]
    draw.shuffle(shared)
    found = []
    for surface in shared[:count]:
        other = _other(surface, others, draw)
        if other and other.lower() not in question.lower():
            found.append(re.sub(rf"(?<!\w){re.escape(surface)}(?!\w)", other, sentence))
    return [version for version in dict.fromkeys(found) if version != sentence]


def _has(number: str, sentence: str) -> bool:
    return any(m.group() == number for m in _NUMBER.finditer(sentence))


def _other(surface: str, others: Sequence[str], draw: random.Random) -> str | None:
    """Draw something of the same kind: a near year, a number as long, a name of as many words."""
    if _YEAR.fullmatch(surface):
        return str(int(surface) + draw.choice(YEAR_SHIFTS))
    if surface[0].isdigit():
        digits = "".join(str(draw.randrange(1, 10)) if c.isdigit() else c for c in surface)
        return digits if digits != surface else None
    words = len(surface.split())
    for _ in range(50):
        other = draw.choice(others)
        if len(other.split()) == words and other != surface:
            return other
    return None
