"""Regular expressions that are compiled when they are first used.

The grammars hold some six hundred, and one question needs a part of them: to compile all
would take longer than to answer it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, AnyStr, cast


class _Pattern:
    """Stands for a compiled pattern until one of its methods is asked for."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile, and hold what was asked for: the next call finds it without coming here."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what behaves as `re.compile(pattern, flags)`; a mistake in it shows at first use."""
    return cast("re.Pattern[AnyStr]", _Pattern(pattern, flags))


def one_of(words: Iterable[str]) -> str:
    """Return the pattern of a group that finds one of the words, the longest that fits.

    Words that begin alike share their beginning: at each place of a text one letter decides,
    where in a plain list every word is tried.
    """
    behind: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        behind.setdefault(word[:1], []).append(word[1:])
    may_end = behind.pop("", None) is not None
    parts = [
        re.escape(letter) + ("" if rest == [""] else one_of(rest))
        for letter, rest in behind.items()
    ]
    if len(parts) == 1 and not may_end:
        return parts[0]
    return f"(?:{'|'.join(parts)})" + ("?" if may_end else "")
