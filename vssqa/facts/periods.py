"""Periods written in a text, read into ISO 8601.

"2023", "2023-12-18", "2021/2023", "2025-01/2025-03". Relative ones ("last year",
"December 18", "the first quarter") are resolved from an anchor, the release's
date; without an anchor they are left out. The end of a year or month counts as
that year or month: a level reached by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from vssqa.dates import Dated, dates, month_number, years
from vssqa.facts.period_forms import FORMS, IN_MONTHS, MONTH, NEEDS, Anchor
from vssqa.facts.relations import relation_of
from vssqa.facts.written import Period
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Span

_PIECES_HELD = 4096  # read pieces: below a kilobyte each
_MONTH_ALONE = regex(
    rf"\b(?:in|of|since|from|by|until|till|during|early|late|mid|before|after|end|through|last|this"
    rf"|next|throughout)[ -](?:the )?(?P<month>{MONTH})\b(?! \d)"
    rf"|\b(?P<alone>{MONTH.replace('may|', '')}) alone\b"
)
# "the 2014 Social Insurance Law" names a law, no period of a figure.
_DIALLED = regex(r"[ .-]\d{3,4}\b")  # "1900 9068" is a telephone
_NAMES_LAW = regex(
    r"(?: (?!(?:in|of|on|under|by|the|and|for|with|to|set)\b)[a-z]+){0,3}"
    r" (?:laws?|resolution|decree|directive|circular|code)\b"
)


def periods(text: str, anchor: str | None, within: Span | None = None) -> list[Period]:
    """Find the periods in a piece of `text`, in order, none inside another.

    `anchor` is the date ("2024-01-22", "2025-03", "2016") that relative words are
    read from; with None they are left out.
    """
    piece = within or Span(0, len(text))
    read = _read(piece.of(text), anchor)
    return [replace(period, span=period.span.moved(piece.start)) for period in read]


@lru_cache(maxsize=_PIECES_HELD)
def _read(words: str, anchor: str | None) -> tuple[Period, ...]:
    """Find the periods of one piece; titles, headings and sentences are asked for again."""
    folded = fold(words)
    taken: list[Span] = []
    found: list[Period] = []
    for span, iso in _candidates(words, folded, Anchor.of(anchor)):
        if iso is None or any(span.overlaps(other) for other in taken):
            continue
        taken.append(span)
        relation = relation_of(folded, span)
        span = Span(span.start, span.start + len(span.of(words).rstrip(".")))
        found.append(Period(span, span.of(words), iso, relation))
    return tuple(sorted(found, key=lambda period: period.span))


def _candidates(
    words: str, folded: str, anchor: Anchor | None
) -> Iterator[tuple[Span, str | None]]:
    """Yield the periods of a piece, those that win where they overlap first."""
    days = dates(words)
    yield from _day_ranges(folded, days, anchor)
    stands = {needs for needs in NEEDS if any(word in folded for word in needs)}
    for needs, pattern, read in FORMS:
        for match in pattern.finditer(folded) if needs in stands else ():
            yield Span(*match.span()), read(match, anchor)
    for dated in days:
        yield dated.span, _dated(dated, anchor)
    for match in _MONTH_ALONE.finditer(folded) if IN_MONTHS in stands else ():
        span = Span(*match.span("month" if match["month"] else "alone"))
        if words[span.start].isupper() or words.islower():
            yield span, _month_near(month_number(span.of(folded)), anchor)
    for year in years(words):
        if not (_NAMES_LAW.match(folded, year.span.end) or _DIALLED.match(folded, year.span.end)):
            yield year.span, year.iso


# --- days ------------------------------------------------------------------------

_DAY_JOIN = regex(r" ?- ?| to (?:the )?| until | through | and | den ")
_DAY_BEHIND = regex(
    r"(?: ?- ?| to | and )(?P<day>[0-3]?\d)\b(?! ?%|[.,/]\d| per ?cent| [a-z]*illion)"
)
_BOTH_DAYS = regex(r"[.,;)]|$| (?:to|in|at|for|when)\b")  # "on June 29 and 30, 5 people ..."
_BETWEEN = regex(r"\b(?:between|from|tu) $")


def _day_ranges(
    folded: str, days: list[Dated], anchor: Anchor | None
) -> Iterator[tuple[Span, str | None]]:
    """Yield "January 1, 2020 to September 30, 2021" and "October 1 to 15"."""
    for first, second in pairwise(days):
        between = folded[first.span.end : second.span.start]
        joins = _DAY_JOIN.fullmatch(between)
        if joins and (between != " and " or _spanning(folded, first.span)):
            last = _dated(second, anchor)
            start = _dated(first, Anchor.of(last) or anchor)
            if start and last and start <= last:
                yield Span(first.span.start, second.span.end), f"{start}/{last}"
    for first in days:
        match = _DAY_BEHIND.match(folded, first.span.end)
        iso = _dated(first, anchor)
        if not match or iso is None or len(iso) != len("2024-01-22"):
            continue
        spanning = _spanning(folded, first.span)
        last = f"{iso[:8]}{int(match['day']):02d}"
        both = spanning or _BOTH_DAYS.match(folded, match.end())
        if last > iso and (both or " and " not in match.group()):
            yield Span(first.span.start, match.end()), f"{iso}/{last}"


def _spanning(folded: str, span: Span) -> bool:
    return bool(_BETWEEN.search(folded[max(0, span.start - len("between  ")) : span.start]))


def _dated(dated: Dated, anchor: Anchor | None) -> str | None:
    """Return a date's ISO form, its year taken from the anchor where none is printed."""
    if not dated.iso.startswith("-"):
        return dated.iso
    if anchor is None:
        return None
    month, day = (int(part) for part in dated.iso[2:].split("-"))
    year = _nearest_year(month, day, anchor)
    return f"{year}-{month:02d}-{day:02d}"


def _nearest_year(month: int, day: int, anchor: Anchor) -> int:
    """Return the year in which a day lies nearest to the anchor."""
    if not anchor.month:
        return anchor.year
    here = date(anchor.year, anchor.month, anchor.day or 15)
    at = min(day or 15, 28)  # the distance matters, not the 29 February
    choices = (anchor.year, anchor.year - 1, anchor.year + 1)
    return min(choices, key=lambda year: abs((date(year, month, at) - here).days))


def _month_near(month: int, anchor: Anchor | None) -> str | None:
    return f"{_nearest_year(month, 0, anchor)}-{month:02d}" if anchor else None
