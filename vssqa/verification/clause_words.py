"""Which words of a sentence are one figure's, as text: its own, its group's, its clause's."""

from __future__ import annotations

from vssqa.facts.clauses import Clauses, Context
from vssqa.patterns import regex
from vssqa.types import Span

# "units that no longer operate": what is said of the units alone.
_OF_NOUN = regex(r"(?<=s)(?<!says)(?<!shows)(?<!means) (?:that|which|who)\b[^,;]*")


def words_beside(clauses: Clauses, context: Context) -> str:
    """Return the folded words of a figure's own clause, before and behind its number."""
    return f"{context.left.of(clauses.folded)} {context.right.of(clauses.folded)}"


def clause_of(clauses: Clauses, context: Context) -> str:
    """Return a sentence's folded words but those of other subjects, later figures and nouns."""
    group = group_of(clauses, context)
    place = next(number for number, one in enumerate(group) if one is context)
    kept = {id(one) for one in group[: place + 1]}
    others = [one for one in clauses.contexts if id(one) not in kept]
    spans = [span for other in others for span in (other.left, other.right)]
    spans += [
        Span(*match.span())
        for match in _OF_NOUN.finditer(clauses.folded)
        if not match.start() < context.quantity.span.start < match.end()
    ]
    words = list(clauses.folded)
    for span in spans:
        words[span.start : span.end] = " " * len(span.of(clauses.folded))
    return "".join(words)


def group_of(clauses: Clauses, context: Context) -> list[Context]:
    """List the figures of a sentence that share one subject with a figure, itself included."""
    groups: list[list[Context]] = []
    for other in clauses.contexts:
        if other.tie == "new" or not groups:
            groups.append([])
        groups[-1].append(other)
    return next(group for group in groups if any(one is context for one in group))
