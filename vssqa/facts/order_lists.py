"""Orders told as a list: "ordered:", then "- the Department of Finance to put ..." item by item."""

from __future__ import annotations

from dataclasses import dataclass

from vssqa.facts.obligations import ACTION, TOLD, Order, trim, words_end
from vssqa.patterns import regex
from vssqa.types import Span

_BULLET = r"(?:[-*+\u2022\u2013\u00b7] ?|\(?(?:\d{1,2}|[a-h])[.)] )"
_HEADER = regex(rf"(?P<by>[^:]{{3,260}}?)\b{TOLD}(?: (?!to\b)(?P<who>[^:]{{3,160}}?))?(?: to)?:$")
_ITEM = regex(
    rf"(?:{_BULLET})?(?:and )?(?:(?P<who>(?!to )[^;:]{{3,260}}?),? )?to (?P<action>{ACTION})"
)


@dataclass(frozen=True, slots=True)
class ListHeader:
    """The words that open a list of orders; `who` is None where each item names its own."""

    by: Span
    who: Span | None


def list_header(piece: str) -> ListHeader | None:
    """Read a folded sentence that opens a list of orders, None where it opens none."""
    match = _HEADER.fullmatch(piece.strip())
    if match is None:
        return None
    offset = len(piece) - len(piece.lstrip())
    who = match.group("who") and trim(piece, offset + match.start("who"), offset + match.end("who"))
    return ListHeader(Span(offset + match.start("by"), offset + match.end("by")), who or None)


def listed_order(piece: str) -> Order | None:
    """Read one item of a list of orders ("* to advise ...", "- the police to pass on ...")."""
    match = _ITEM.match(piece)
    if match is None:
        return None
    who = match.group("who") and trim(piece, *match.span("who"))
    return Order("listed", "", who or None, None, Span(match.start("action"), words_end(piece)))
