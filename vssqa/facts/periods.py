"""Periods written in a text, read into ISO 8601.

"2023", "2023-12-18", "2021/2023", "2025-01/2025-03". Relative ones ("last year",
"December 18", "the first quarter") are resolved from an anchor, the release's
date; without an anchor they are left out. The end of a year or month counts as
that year or month: a level reached by then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from vssqa.dates import Dated, dates, month_number, years
from vssqa.facts.numbers import WORDS
from vssqa.facts.relations import relation_of
from vssqa.facts.written import Period
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Span

_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_Y = r"(?:19|20)\d\d"
_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
             "4th": 4, "last": -1, "final": -1}  # fmt: skip
_ORDINAL = "(?:" + "|".join(_ORDINALS) + ")"
_OF_YEAR = (
    rf"(?:,? (?:of |in )?(?:the year )?(?P<year>{_Y})\b"
    r"|,? (?:of )?(?P<named>last year|this year|next year|the year|the previous year))?"
)
_YEAR_END = r"(?:the end of |late |end-)"
_NUMBER_ENDS = r"(?!\d|[.,/-]\d)"


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The date relative words are read from; month and day are 0 where not printed."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, iso: str | None) -> _Anchor | None:
        """Read an ISO 8601 date of any precision."""
        return cls(*(int(part) for part in iso.split("-"))) if iso else None


_Reader = Callable[[re.Match[str], _Anchor | None], str | None]


def periods(text: str, anchor: str | None, within: Span | None = None) -> list[Period]:
    """Find the periods in a piece of `text`, in order, none inside another.

    `anchor` is the date ("2024-01-22", "2025-03", "2016") that relative words are
    read from; with None they are left out.
    """
    piece = within or Span(0, len(text))
    words = piece.of(text)
    folded = fold(words)
    taken: list[Span] = []
    found: list[Period] = []
    for span, iso in _candidates(words, folded, _Anchor.of(anchor)):
        if iso is None or any(span.overlaps(other) for other in taken):
            continue
        taken.append(span)
        relation = relation_of(folded, span)
        span = Span(span.start, span.start + len(span.of(words).rstrip(".")))
        found.append(Period(span, span.of(words), iso, relation))
    found.sort(key=lambda period: period.span)
    return [
        replace(period, span=Span(period.span.start + piece.start, period.span.end + piece.start))
        for period in found
    ]


def _candidates(
    words: str, folded: str, anchor: _Anchor | None
) -> Iterator[tuple[Span, str | None]]:
    """Yield the periods of a piece, those that win where they overlap first."""
    days = dates(words)
    yield from _day_ranges(folded, days, anchor)
    for pattern, read in _FORMS:
        for match in pattern.finditer(folded):
            yield Span(*match.span()), read(match, anchor)
    for dated in days:
        yield dated.span, _dated(dated, anchor)
    for match in _MONTH_ALONE.finditer(folded):
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
    folded: str, days: list[Dated], anchor: _Anchor | None
) -> Iterator[tuple[Span, str | None]]:
    """Yield "January 1, 2020 to September 30, 2021" and "October 1 to 15"."""
    for first, second in pairwise(days):
        between = folded[first.span.end : second.span.start]
        joins = _DAY_JOIN.fullmatch(between)
        if joins and (between != " and " or _spanning(folded, first.span)):
            last = _dated(second, anchor)
            start = _dated(first, _Anchor.of(last) or anchor)
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


def _dated(dated: Dated, anchor: _Anchor | None) -> str | None:
    """Return a date's ISO form, its year taken from the anchor where none is printed."""
    if not dated.iso.startswith("-"):
        return dated.iso
    if anchor is None:
        return None
    month, day = (int(part) for part in dated.iso[2:].split("-"))
    year = _nearest_year(month, day, anchor)
    return f"{year}-{month:02d}-{day:02d}"


def _nearest_year(month: int, day: int, anchor: _Anchor) -> int:
    """Return the year in which a day lies nearest to the anchor."""
    if not anchor.month:
        return anchor.year
    here = date(anchor.year, anchor.month, anchor.day or 15)
    at = min(day or 15, 28)  # the distance matters, not the 29 February
    choices = (anchor.year, anchor.year - 1, anchor.year + 1)
    return min(choices, key=lambda year: abs((date(year, month, at) - here).days))


def _month_near(month: int, anchor: _Anchor | None) -> str | None:
    return f"{_nearest_year(month, 0, anchor)}-{month:02d}" if anchor else None


# --- spans of years, months and parts of years -------------------------------------


def _year_range(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    first, last = match["first"], match["last"]
    last = first[:2] + last if len(last) == 2 else last
    return f"{first}/{last}" if first < last else None


def _month_range(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    last = month_number(match["last"])
    year = _year_of(match, anchor, last)
    return f"{year}-{month_number(match['first']):02d}/{year}-{last:02d}" if year else None


def _month_of_year(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    """Read "in July last year"."""
    shift = {"last": -1, "this": 0, "next": 1}[match["named"].split()[0]]
    return f"{anchor.year + shift}-{month_number(match['first']):02d}" if anchor else None


def _year_of(match: re.Match[str], anchor: _Anchor | None, last_month: int) -> int | None:
    """Return the year of a part of a year that ends with `last_month`."""
    if match["year"]:
        return int(match["year"])
    if anchor is None:
        return None
    named = match.groupdict().get("named")
    if named == "the year" or named == "this year":
        return anchor.year
    if named:
        return anchor.year + (1 if named == "next year" else -1)
    # "The fourth quarter" in a release of January is the one before.
    return anchor.year - (0 < anchor.month < last_month - 2)


def _part(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    """Read a part of a year: a quarter, a half, some months or quarters of it."""
    size = {"quarter": 3, "half": 6, "month": 1}[match["part"]]
    many = _count(match["many"]) if match["many"] else 1
    ordinal = _ORDINALS[match["ordinal"]]
    if match["many"] and ordinal not in (1, -1):
        return None
    length = size * many
    # "The last six months" of no year, "the third month" of a benefit are no part of one.
    vague = ordinal == -1 or (match["part"] == "month" and not match["many"])
    if length > 12 or (vague and not (match["year"] or match["named"])):
        return None
    end = 12 if ordinal == -1 else ordinal * length
    year = _year_of(match, anchor, end)
    return _months(year, end - length + 1, end) if year and end <= 12 else None


def _quarter(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    number = match["number"]
    quarter = int(number) if number.isdigit() else len(number) if "v" not in number else 4
    year = _year_of(match, anchor, 3 * quarter)
    return _months(year, 3 * quarter - 2, 3 * quarter) if year else None


def _months_so_far(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    """Read "over ten months" where the release stands at that point of its year."""
    many = _count(match["many"])
    if anchor is None or many not in (anchor.month, anchor.month - 1) or many < 2:
        return None
    return _months(anchor.year, 1, many)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else WORDS[word]


def _months(year: int, first: int, last: int) -> str:
    if first == last:
        return f"{year}-{first:02d}"
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _numbered_month(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    return f"{match['year']}-{int(match['number']):02d}"


def _year(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    return match["year"]


def _relative_year(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    word = match["word"]
    shift = {"this": 0, "current": 0, "nay": 0, "next": 1, "coming": 1, "toi": 1}.get(word, -1)
    return str(anchor.year + shift) if anchor else None


def _year_end(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    return str(anchor.year) if anchor else None


def _last_quarter(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    """Read "the last quarter" as the year's, where it is at hand."""
    return _months(anchor.year, 10, 12) if anchor and anchor.month >= 9 else None


def _school_year(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    """Read "the last school year": school years begin in September, and are "new" from July."""
    if anchor is None or not anchor.month:
        return None
    word = match["word"]
    first = anchor.year - (anchor.month < (9 if word == "current" else 7))
    if word in {"last", "previous", "past"}:
        first -= 1
    elif word in {"next", "coming", "upcoming"} and not 7 <= anchor.month <= 9:
        first += 1
    return f"{first}/{first + 1}"


def _relative_month(match: re.Match[str], anchor: _Anchor | None) -> str | None:
    if anchor is None or not anchor.month:
        return None
    shift = {"this": 0, "next": 1, "last": -1, "previous": -1}[match["word"]]
    month = anchor.year * 12 + anchor.month - 1 + shift
    return f"{month // 12}-{month % 12 + 1:02d}"


_ALONE = r"(?<![\w/.,-])"
_FORM_WORDS: tuple[tuple[str, _Reader], ...] = (
    (
        rf"{_ALONE}(?P<first>{_Y})(?: ?[-/] ?| to | through | den )(?P<last>{_Y}){_NUMBER_ENDS}",
        _year_range,
    ),
    (
        rf"(?<=between )(?P<first>{_Y}) and (?:{_YEAR_END})?(?P<last>{_Y}){_NUMBER_ENDS}",
        _year_range,
    ),
    (
        rf"(?<=from )(?P<first>{_Y}) (?:to|until) {_YEAR_END}(?P<last>{_Y}){_NUMBER_ENDS}",
        _year_range,
    ),
    (rf"{_ALONE}(?P<first>{_Y})-(?P<last>\d\d)(?= (?:school|academic|fiscal))", _year_range),
    (
        r"\b(?:by|at|before|until|till|to) (?:the )?"
        r"(?:year's end|year[- ]end|end of (?:the|this) year|year is out|year closes)\b",
        _year_end,
    ),
    (r"\bthe (?:last|final) quarter\b(?! of)", _last_quarter),
    (
        r"\b(?P<word>last|previous|past|this|current|new|next|coming|upcoming)"
        r" (?:school|academic) year\b",
        _school_year,
    ),
    (
        rf"(?<=between )(?P<first>{_MONTH}) and (?P<last>{_MONTH})\b(?! \d{{1,2}}\b(?!,\d))"
        rf"{_OF_YEAR}",
        _month_range,
    ),
    (
        rf"\b(?P<first>{_MONTH})(?: to | ?- ?| through )(?P<last>{_MONTH})\b(?! \d{{1,2}}\b(?!,\d))"
        + _OF_YEAR,
        _month_range,
    ),
    (
        rf"\b(?P<first>(?:{_MONTH})),? (?:of )?(?P<named>last year|this year|next year)\b",
        _month_of_year,
    ),
    (
        rf"\b(?P<ordinal>{_ORDINAL}) (?:(?P<many>{_COUNT}) )?(?P<part>quarter|half|month)s?\b"
        + _OF_YEAR,
        _part,
    ),
    (rf"\b(?:q|quarter |quy )(?P<number>[1-4]|i{{1,3}}|iv)\b(?:[-/])?{_OF_YEAR}", _quarter),
    (
        r"\b(?:over|in|during|after|the) (?:the )?"
        rf"(?P<many>{_COUNT})[ -]months?\b(?! of)",
        _months_so_far,
    ),
    (
        rf"\b(?P<many>{_COUNT})-months?\b(?= (?:inspections?|revenue|collections?|figures|results"
        r"|totals?|reports?|reviews?|spending|performance)\b)",
        _months_so_far,
    ),
    (
        rf"(?<![\d/.,-])(?P<number>0?[1-9]|1[0-2])/(?P<year>{_Y}){_NUMBER_ENDS}(?!/)",
        _numbered_month,
    ),
    (rf"\b(?:end|mid|early|late)-(?P<year>{_Y}){_NUMBER_ENDS}", _year),
    (
        r"\b(?:(?:the )?same (?:period|time) (?:of |in )?)?(?:the )?"
        r"(?P<word>last|this|next|previous|coming|current|preceding) year(?:'s)?\b",
        _relative_year,
    ),
    (r"\b(?:a|one|the) year (?P<word>before|earlier|ago)\b", _relative_year),
    (r"\bnam (?P<word>nay|ngoai|toi)\b", _relative_year),
    (r"\b(?P<word>last|this|next|previous) month(?:'s)?\b", _relative_month),
)
_FORMS = tuple((regex(words), read) for words, read in _FORM_WORDS)
_MONTH_ALONE = regex(
    rf"\b(?:in|of|since|from|by|until|till|during|early|late|mid|before|after|end|through|last|this"
    rf"|next|throughout)[ -](?:the )?(?P<month>{_MONTH})\b(?! \d)"
    rf"|\b(?P<alone>{_MONTH.replace('may|', '')}) alone\b"
)
# "the 2014 Social Insurance Law" names a law, no period of a figure.
_DIALLED = regex(r"[ .-]\d{3,4}\b")  # "1900 9068" is a telephone
_NAMES_LAW = regex(
    r"(?: (?!(?:in|of|on|under|by|the|and|for|with|to|set)\b)[a-z]+){0,3}"
    r" (?:laws?|resolution|decree|directive|circular|code)\b"
)
