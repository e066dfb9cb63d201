"""Dates as releases and questions print them, read into ISO 8601.

The precision of the result is the precision printed: "2024-01-22", "2025-03",
"2016". Day comes before month in figures, as everywhere in Viet Nam.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Span

MONTHS = (
    "january february march april may june july august september october november december".split()
)
MONTH_BEGINNINGS = tuple(month[:3] for month in MONTHS)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NOT_IN_NUMBER = r"(?<![\d/.,-])"
_NUMBER_ENDS = r"(?![\d]|[.,/-]\d)"

# What a text must hold for the forms of a group to be worth the search.
_IN_FIGURES = regex(r"\d[-/.]\d")
_BEGINS_MONTH = f"(?:{'|'.join(MONTH_BEGINNINGS)})"
_MONTH_NAMED = regex(
    rf"{_BEGINS_MONTH}[a-z]*\.?,?\s+(?:of\s+)?\d"
    rf"|\d(?:st|nd|rd|th)?(?:\s+(?:of\s+)?|[-/]){_BEGINS_MONTH}"
)
_IN_VIETNAMESE = regex("thang")
# Most exact first: where two forms begin at one place the first one wins.
_FORMS = tuple(
    (sign, regex(form))
    for sign, form in (
        (
            _IN_FIGURES,
            rf"{_NOT_IN_NUMBER}(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        ),
        (
            _IN_FIGURES,
            rf"{_NOT_IN_NUMBER}(?P<year>(?:19|20)\d\d)[/.](?P<number>[01]\d)[/.](?P<day>[0-3]\d)"
            r"(?!\d)",
        ),
        (
            _IN_FIGURES,
            rf"(?<![\d/])(?P<day>[0-3]?\d)[/.](?P<number>[01]?\d)[/.]{_YEAR}(?!\d)",
        ),
        (_IN_FIGURES, rf"(?<![\d/])(?P<day>[0-3]?\d)-(?P<number>[01]?\d)-{_YEAR}(?!\d)"),
        (_MONTH_NAMED, rf"\b{_MONTH},?\s+{_DAY}\s*(?:,|/|\s)\s*{_YEAR}{_NUMBER_ENDS}"),
        (_MONTH_NAMED, rf"{_NOT_IN_NUMBER}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}{_NUMBER_ENDS}"),
        (
            _MONTH_NAMED,
            rf"{_NOT_IN_NUMBER}(?P<day>[0-3]?\d)(?P<mark>[-/]){_MONTH}(?P=mark){_YEAR}(?!\d)",
        ),
        (
            _IN_VIETNAMESE,
            r"\b(?P<day>[0-3]?\d)\s+thang\s+(?P<number>[01]?\d)(?:\s*,\s*|\s+)"
            r"(?P<year>(?:19|20)\d\d)\b",
        ),
        (
            _IN_VIETNAMESE,
            r"\bngay\s+(?P<day>[0-3]?\d)\s+thang\s+(?P<number>[01]?\d)\s+nam\s+"
            r"(?P<year>(?:19|20)\d\d)",
        ),
        (_MONTH_NAMED, rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}{_NUMBER_ENDS}"),
        (
            _IN_FIGURES,
            rf"{_NOT_IN_NUMBER}(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)(?![\d-])",
        ),
        (_MONTH_NAMED, rf"\b{_MONTH}\s+{_DAY}(?![\d]|[.,]\d|\s*per\b|\s*%)"),
        (_MONTH_NAMED, rf"{_NOT_IN_NUMBER}{_DAY}\s+(?:of\s+)?{_MONTH}(?![a-z])"),
    )
)
_SIGNS = frozenset(sign for sign, _ in _FORMS)
_YEAR_ALONE = regex(rf"(?<![\d/.,-])(?<![a-z]){_YEAR}(?![\d]|[.,/-]\d|-[a-z])")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a text; `iso` of the printed precision.

    Without a printed year `iso` is "--12-18" (ISO 8601's form for month and day).
    """

    span: Span
    iso: str


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's folded name or its short form."""
    return 1 + MONTH_BEGINNINGS.index(name[:3])


def _iso(match: re.Match[str]) -> str | None:
    """Return the ISO form of a match, None where no such day exists."""
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else month_number(parts["month"])
    year, day = parts.get("year"), parts.get("day")
    try:
        date(int(year or 2000), month, int(day or 1))
    except ValueError:
        return None
    head = year or "-"
    return f"{head}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def dates(text: str, within: Span | None = None) -> list[Dated]:
    """Find the dates in a piece of `text`, in order, none inside another.

    Years standing alone are left to `years`.
    """
    piece = within or Span(0, len(text))
    folded = fold(text)
    taken: list[Dated] = []
    stands = {sign for sign in _SIGNS if sign.search(folded, piece.start, piece.end)}
    for sign, form in _FORMS:
        if sign not in stands:
            continue
        for match in form.finditer(folded, piece.start, piece.end):
            span = Span(*match.span())
            iso = _iso(match)
            if iso and not any(span.overlaps(other.span) for other in taken):
                taken.append(Dated(span, iso))
    return sorted(taken, key=lambda dated: dated.span)


def years(text: str, within: Span | None = None) -> Iterator[Dated]:
    """Yield the years that stand alone in a piece of `text`."""
    piece = within or Span(0, len(text))
    for match in _YEAR_ALONE.finditer(fold(text), piece.start, piece.end):
        yield Dated(Span(*match.span()), match.group("year"))


def whole_date(printed: str) -> str | None:
    """Return the ISO form of a text that is one date of a known year and nothing else."""
    printed = printed.strip()
    for dated in (*dates(printed), *years(printed)):
        if dated.span == Span(0, len(printed)) and not dated.iso.startswith("-"):
            return dated.iso
    return None


def in_words(iso: str) -> str:
    """Return a date or period as a person says it: "17 January 2024", "2021 to 2023"."""
    return " to ".join(_day_in_words(part) for part in iso.split("/"))


def _day_in_words(iso: str) -> str:
    year, *rest = iso.lstrip("-").split("-") if iso.startswith("--") else iso.split("-")
    if iso.startswith("--"):
        year, rest = "", [year, *rest]
    if not rest or not rest[0].isdigit() or not 1 <= int(rest[0]) <= len(MONTHS):
        return iso
    words = [MONTHS[int(rest[0]) - 1].capitalize(), year]
    if len(rest) > 1 and rest[1].isdigit():
        words.insert(0, str(int(rest[1])))
    return " ".join(word for word in words if word)
