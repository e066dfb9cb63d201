"""The words around each quantity of a sentence: what belongs to it, left and right.

A sentence with several quantities is shared out among them: between two
quantities the first boundary outside a list of schemes (a semicolon, a comma, an
"and") parts the words behind the one from the words before the other. Offsets
count in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Literal

from vssqa.facts.echoes import echoes
from vssqa.facts.periods import periods
from vssqa.facts.places import places
from vssqa.facts.quantities import DURATIONS, quantities
from vssqa.facts.schemes import scheme_mentions
from vssqa.facts.written import Echo, Period, PlaceMention, Quantity, SchemeMention
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Release, Sentence, Span

Tie = Literal["new", "again", "list", "pair"]
"""How a quantity stands to the one before: a new subject; the same thing said again ("39.25 per
cent ..., equal to 18.26 million", a change of it in brackets); the next of a list; the second of a
pair ("from 114 to 25")."""


@dataclass(frozen=True, slots=True)
class Context:
    """One quantity and the words that are its own.

    `left` ends where the quantity begins, `right` begins where it ends. `is_whole`
    marks the 63 of "twenty-two out of 63 provinces", `is_start` the 114 of "from 114 to
    25": what was before a change, `is_compared` the 90.2 of "93.6 per cent, against 90.2".
    """

    quantity: Quantity
    left: Span
    right: Span
    tie: Tie
    is_whole: bool = False
    is_start: bool = False
    is_compared: bool = False


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence read by every surface grammar, and shared out among its quantities.

    `words` is the sentence, or a piece of one that is no prose by its length; it
    begins at `start` in the release.
    """

    sentence: Sentence
    start: int
    words: str
    folded: str
    contexts: tuple[Context, ...]
    periods: tuple[Period, ...]
    echoes: tuple[Echo, ...]
    schemes: tuple[SchemeMention, ...]
    places: tuple[PlaceMention, ...]


_LONGEST = 2000  # code points; the longest sentence seen in a release has 900

_BOUNDARY = regex(r"[;:,()]| and (?!above\b|over\b)| while | but | whereas | that | if | with ")
_TIME_BACK = regex(r"\b(?:past|last|next|coming|recent|previous) $")  # "the past ten years"
_STRONG = regex(r"[;:]|, and | while | but | whereas ")
_FIRM = regex(  # "and settled ..." begins a clause, "pension and insurance files" none
    r"[;:,]| and (?=(?:\w+ed|paid|had|has|have|is|are|was|were|will|gave|took|got|made)\b)"
)
_SHARED_AND = regex(r"\b(?:in|of|for|to|from|both|between|examinations?|examined) and $")
# "Twenty-two out of 63 provinces have ...": the whole stands within the words of its part.
_OF_WHOLE = regex(r" (?:out of|of)(?: (?:a|the|all|its|their|total|of|some))* |/")
_HEDGE = (
    r"(?:(?:no|not|more|less|fewer|than|at|least|most|up|as|many|much|about|around|approximately"
    r"|nearly|almost|over|under|above|below|beyond|some|only|just|roughly|estimated|an|close to"
    r"|another|additional) )*"
)
_NOTHING_BUT_HEDGES = regex(rf" *(?:and |or )?{_HEDGE}")
_SAID_AGAIN = regex(
    r"(?:^|[,)] |\band )(?:the latter |the former )?(?:or|equal(?:ling)? to|equivalent to"
    r"|corresponding to|accounting for|reaching|covering|achieving|meeting|fulfilling"
    r"|completing|spending|costing"
    r"|almost equal to|meaning|dat|chiem|tuong duong|representing"
    r"|making up|comprising|with|(?:up|down)(?: from)?|an? (?:\w+ )?(?:increase|decrease"
    r"|rise|fall|drop|reduction|growth|rate)(?: of)?|increasing(?: by)?|decreasing(?: by)?"
    r"|surpassing\b.*|exceeding\b.*|higher|lower|bringing\b.*|taking\b.*"
    rf"|worth|for a total of) {_HEDGE}\(?$"
)
_PART_OF_IT = regex(rf"\b(?:including|of which|of whom|in which) {_HEDGE}$")
_COMPARED = regex(  # what another figure is held against
    r"\b(?:(?:against|versus|(?:higher|lower|larger|smaller) than|compared (?:to|with)"
    r"|(?:up|down) from) (?:the |that of |those of )?|times (?:the|that of|those of) )"
    rf"{_HEDGE}$"
    r"|\b(?:rose|risen|fell|fallen|grew|grown|increased|decreased|dropped|declined|climbed|jumped)"
    rf" (?:by|to) [^;]*\bfrom {_HEDGE}$"
)
_RELATIVE = regex(r", (?:where|whose|in which|which)\b[^,;]*$")
_SECOND_OF_PAIR = regex(rf"(?<!up)(?<!equal)(?<!equivalent) (?:down )?to {_HEDGE}$")


def read_clauses(release: Release, sentence: Sentence) -> list[Clauses]:
    """Read one sentence of a release, in pieces where it is a table by its length."""
    return [_read(release, sentence, piece) for piece in _pieces(release.text, sentence.span)]


def _pieces(text: str, span: Span) -> list[Span]:
    """Cut a span into pieces of bounded length, behind a comma or space where there is one.

    The work on a sentence grows with the square of its quantities.
    """
    found = []
    start = span.start
    while span.end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        cut = max(window.rfind(", "), window.rfind("; ")) + 1 or window.rfind(" ") + 1 or _LONGEST
        found.append(Span(start, start + cut))
        start += cut
    return [*found, Span(start, span.end)]


def _read(release: Release, sentence: Sentence, piece: Span) -> Clauses:
    words = piece.of(release.text)
    folded = fold(words)
    found_periods = tuple(periods(words, release.date))
    found_echoes = tuple(echoes(folded))
    mentions = tuple(scheme_mentions(words))
    # A list of schemes and "March 31, 2025" are whole, whatever commas they hold.
    timed = [period.span for period in found_periods] + [echo.span for echo in found_echoes]
    whole = [mention.group for mention in mentions] + timed
    counted = [
        quantity
        for quantity in quantities(words)
        if not any(quantity.span.overlaps(span) for span in timed)
        and not (quantity.unit in DURATIONS and _TIME_BACK.search(folded[: quantity.span.start]))
    ]
    return Clauses(
        sentence=sentence,
        start=piece.start,
        words=words,
        folded=folded,
        contexts=tuple(_contexts(folded, counted, whole)),
        periods=found_periods,
        echoes=found_echoes,
        schemes=mentions,
        places=tuple(places(words)),
    )


def _contexts(folded: str, found: Sequence[Quantity], lists: Sequence[Span]) -> list[Context]:
    """Share the words of a sentence out among its quantities."""
    edges = [_edge(folded, before, after, lists) for before, after in pairwise(found)]
    contexts: list[Context] = []
    for index, quantity in enumerate(found):
        start = edges[index - 1][1] if index else 0
        left = Span(min(start, quantity.span.start), quantity.span.start)
        behind = index + _stands_within(folded, found, index)
        last = edges[behind][0] if behind < len(edges) else _end(folded, found[behind], lists)
        right = Span(quantity.span.end, max(last, quantity.span.end))
        tie = _tie(folded, found[index - 1], quantity, left) if index else "new"
        is_whole = index > 0 and _is_part(folded, found[index - 1], quantity)
        like = index > 0 and found[index - 1].unit == quantity.unit
        goes_on = like and tie == "list" and contexts[-1].is_compared
        compared = goes_on or bool(_COMPARED.search(folded, 0, quantity.span.start))
        contexts.append(Context(quantity, left, right, tie, is_whole, is_compared=compared))
    return [
        replace(context, is_start=following is not None and _starts(context, following))
        for context, following in zip_longest(contexts, contexts[1:])
    ]


def said_before(clauses: Clauses, context: Context) -> str:
    """Return the folded words right before a quantity, back to the boundary or quantity before."""
    end = context.quantity.span.start
    ends = [other.quantity.span.end for other in clauses.contexts]
    start = max((at for at in ends if at <= end), default=0)
    shared = context.left.start == end  # no boundary parts it from the quantity before
    return clauses.folded[start if shared else context.left.start : end]


def is_island(clauses: Clauses, context: Context) -> bool:
    """Tell whether a figure stands in a clause that a comma closes: "..., where 30% are Khmer,"."""
    closed = clauses.folded.startswith(",", context.right.end)
    return closed and bool(_RELATIVE.search(context.left.of(clauses.folded)))


def _starts(context: Context, following: Context) -> bool:
    """Tell whether a quantity is what another one was before: "rose by 15% to 339,000" is none."""
    units = {context.quantity.unit, following.quantity.unit}
    return following.tie == "pair" and (len(units) == 1 or units == {"count", "people"})


def _stands_within(folded: str, found: Sequence[Quantity], index: int) -> bool:
    """Tell whether the next quantity stands within a quantity's own words.

    It does as the whole of a part, and in brackets: "VND2.12 trillion (US$91 million) was
    paid".
    """
    if index + 1 == len(found):
        return False
    between = folded[found[index].span.end : found[index + 1].span.start]
    return _is_part(folded, found[index], found[index + 1]) or between == " ("


def _is_part(folded: str, part: Quantity, whole: Quantity) -> bool:
    return bool(_OF_WHOLE.fullmatch(folded[part.span.end : whole.span.start]))


def _edge(folded: str, before: Quantity, after: Quantity, lists: Sequence[Span]) -> tuple[int, int]:
    """Return where the words behind one quantity end and where those before the next begin."""
    start = _closed(folded, before, after.span.start)
    marks = _boundaries(folded, start, after.span.start, lists)
    if not marks:
        return after.span.start, after.span.start
    strong = [mark for mark in marks if _STRONG.match(folded, mark.start)]
    firm = [mark for mark in marks if _FIRM.match(folded, mark.start)]
    return (firm or marks)[0].start, (strong or (firm or marks)[:1])[-1].end


def _end(folded: str, quantity: Quantity, lists: Sequence[Span]) -> int:
    """Return where the words behind the last quantity end."""
    start = _closed(folded, quantity, len(folded))
    marks = _boundaries(folded, start, len(folded), lists)
    first = next((mark for mark in marks if mark.of(folded) not in {" and ", " with "}), None)
    return first.start if first else len(folded.rstrip(" ./"))


def _closed(folded: str, quantity: Quantity, end: int) -> int:
    """Return where a quantity ends, or the brackets it stands in with a few words of its own."""
    opening = folded.rfind("(", 0, quantity.span.start)
    closing = folded.find(")", quantity.span.end, end)
    if opening < 0 or closing < 0 or folded.rfind(")", opening, quantity.span.start) > opening:
        return quantity.span.end
    return closing + 1


def _boundaries(folded: str, start: int, end: int, lists: Sequence[Span]) -> list[Span]:
    """List the boundaries between two places: none in a list of schemes, none in closed brackets.

    "114 procedures (in 2015) to only 25": the brackets belong to the words before them.
    """
    closed = [Span(*match.span()) for match in re.finditer(r"\([^()]*\)", folded[start:end])]
    transparent = [span.moved(start) for span in closed]
    return [
        Span(*match.span())
        for match in _BOUNDARY.finditer(folded, start, end)
        if not any(group.start < match.start() < group.end for group in lists)
        and not any(span.start <= match.start() < span.end for span in transparent)
        and not (match.group() == " and " and _SHARED_AND.search(folded[start : match.end()]))
    ]


def _tie(folded: str, before: Quantity, quantity: Quantity, left: Span) -> Tie:
    """Tell how a quantity stands to the one before it."""
    between = folded[before.span.end : quantity.span.start]
    if between.rfind("(") > between.rfind(")"):
        return "again"
    if _SECOND_OF_PAIR.search(between) and not re.search(r", | and |;", between):
        return "pair"
    if re.search(r"[;:]", between):
        return "new"
    if _SAID_AGAIN.search(between):
        return "again"
    if _PART_OF_IT.search(between):
        return "list"
    return "list" if _NOTHING_BUT_HEDGES.fullmatch(left.of(folded)) else "new"
