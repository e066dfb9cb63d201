"""Who is named in a question: people the releases know, and names they may not know."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vssqa.facts.names import BEFORE_PERSON
from vssqa.patterns import regex
from vssqa.question.vocabulary import known_words
from vssqa.text import fold
from vssqa.types import Span

LONGEST_NO_NAME = 2  # "IT", "US": letters, not yet a name
_CAPITALISED = regex(r"\b[A-Z][\w'-]*(?:\s+(?:of\s+)?[A-Z][\w'-]*)*")
_CAPITAL_BEFORE = regex(r"(?<![\w'])(?P<word>[A-Z][\w.]*) $")
_RANK_BEFORE = regex(r"\b(?:PM|[Dd]eputy|[Vv]ice) $")
_CAPITAL_BEHIND = regex(r" [A-Z]\w")


def people_named(
    text: str, known: Mapping[str, str], taken: Sequence[Span]
) -> dict[str, list[Span]]:
    """Return where a question names people, by their folded names.

    :param known: folded names of people by what they go by, for all that stands in the question.
    :param taken: places, papers and the like: the "Nam" of "Quang Nam" is nobody.
    """
    folded = fold(text)
    found: dict[str, list[Span]] = {}
    for alias, name in known.items():
        for match in re.finditer(rf"\b{re.escape(alias)}\b", folded):
            span = Span(*match.span())
            inside = any(span.overlaps(other) for other in taken)
            if not inside and (" " in alias or _stands_alone(text, span)):
                found.setdefault(name, []).append(span)
    return found


def _stands_alone(text: str, span: Span) -> bool:
    """Tell whether a given name is a name ("the yen" is none) and no part of another one."""
    if not (text[span.start].isupper() or text.islower()):
        return False
    if _CAPITAL_BEHIND.match(text, span.end):
        return False
    before = _CAPITAL_BEFORE.search(text, 0, span.start)
    opens = before is not None and not text[: before.start()].strip(" \"'\u201c(")
    addressed = BEFORE_PERSON.search(text, 0, span.start) or _RANK_BEFORE.search(
        text, 0, span.start
    )
    return before is None or opens or bool(addressed)


def names(text: str, named: Sequence[Span]) -> tuple[str, ...]:
    """List capitalised names inside the question, as typed, that no constraint explains."""
    found = []
    for match in _CAPITALISED.finditer(text):
        span = Span(*match.span())
        words = match.group().split()
        if not text[: span.start].strip(" \"'\u201c("):
            words = words[1:]  # the first word of a sentence is capitalised anyway
        name = " ".join(words)
        if len(name) <= LONGEST_NO_NAME or fold(name).removesuffix("s") in known_words():
            continue
        if not any(span.overlaps(other) for other in named):
            found.append(name)
    return tuple(dict.fromkeys(found))
