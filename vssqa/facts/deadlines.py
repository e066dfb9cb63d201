"""By when: the date an order prints for its task."""

from __future__ import annotations

from vssqa.dates import dates, years
from vssqa.patterns import regex
from vssqa.text import fold

_BY = regex(
    r"\b(?:by|before|until|till|within|no later than|not later than|prior to|in"
    r"|from now (?:to|until)) (?:no later than |the end of |end of |early |late |the )*$"
)
_BY_YEAR = regex(r"\b(?:by|before|no later than|until) (?:the end of |end of )?$")
_QUARTERS = ("first", "second", "third", "fourth")
_BY_QUARTER = regex(
    r"\b(?:by|before|until|within|no later than|in) (?:the end of |end of )?the"
    rf" (?P<ordinal>{'|'.join(_QUARTERS)}) quarter of (?P<year>(?:19|20)\d\d)\b"
)
_AT_LATEST = regex(r"^ at the latest")
_WORDS_BEFORE = 40  # characters in which the words of a deadline stand before its date
_MONTHS_PAST = 6  # a deadline further back than this is next year's


def deadline_in(action: str, published: str | None) -> str | None:
    """Return the date by which `action` is to be done, ISO 8601 of the printed precision.

    A date without a year takes that of the release, `published`; a bare year
    counts only behind "by", since "in 2024" tells of a plan's year.
    """
    folded = fold(action)
    for dated in dates(action):
        before = folded[max(0, dated.span.start - _WORDS_BEFORE) : dated.span.start]
        if _BY.search(before) or _AT_LATEST.match(folded[dated.span.end :]):
            return _with_year(dated.iso, published)
    quarter = _BY_QUARTER.search(folded)
    if quarter:
        return f"{quarter['year']}-{3 * _QUARTERS.index(quarter['ordinal']) + 3:02d}"
    for year in years(action):
        if _BY_YEAR.search(folded[max(0, year.span.start - _WORDS_BEFORE) : year.span.start]):
            return year.iso
    return None


def _with_year(iso: str, published: str | None) -> str | None:
    """Return a date with the year of the release, or the next where its month is long past."""
    if not iso.startswith("-"):
        return iso
    if not published:
        return None
    year, month = int(published[:4]), int(published[5:7] or 1)
    return f"{year + (month - int(iso[2:4]) > _MONTHS_PAST)}{iso[1:]}"
