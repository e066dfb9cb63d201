"""How spans of years, months and parts of years are written, and how each form is read.

Each form names words one of which stands in all that it finds: a piece that holds none of
them need not be searched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from vssqa.dates import MONTH_BEGINNINGS, month_number
from vssqa.facts.numbers import WORDS
from vssqa.patterns import regex

MONTH = (
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
class Anchor:
    """The date relative words are read from; month and day are 0 where not printed."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, iso: str | None) -> Anchor | None:
        """Read an ISO 8601 date of any precision."""
        return cls(*(int(part) for part in iso.split("-"))) if iso else None


Reader = Callable[[re.Match[str], Anchor | None], str | None]
"""Reads what a form has found into ISO 8601, None where it is no period after all."""


def _year_range(match: re.Match[str], anchor: Anchor | None) -> str | None:
    first, last = match["first"], match["last"]
    last = first[:2] + last if len(last) == 2 else last
    return f"{first}/{last}" if first < last else None


def _month_range(match: re.Match[str], anchor: Anchor | None) -> str | None:
    last = month_number(match["last"])
    year = _year_of(match, anchor, last)
    return f"{year}-{month_number(match['first']):02d}/{year}-{last:02d}" if year else None


def _month_of_year(match: re.Match[str], anchor: Anchor | None) -> str | None:
    """Read "in July last year"."""
    shift = {"last": -1, "this": 0, "next": 1}[match["named"].split()[0]]
    return f"{anchor.year + shift}-{month_number(match['first']):02d}" if anchor else None


def _year_of(match: re.Match[str], anchor: Anchor | None, last_month: int) -> int | None:
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


def _part(match: re.Match[str], anchor: Anchor | None) -> str | None:
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


def _quarter(match: re.Match[str], anchor: Anchor | None) -> str | None:
    number = match["number"]
    quarter = int(number) if number.isdigit() else len(number) if "v" not in number else 4
    year = _year_of(match, anchor, 3 * quarter)
    return _months(year, 3 * quarter - 2, 3 * quarter) if year else None


def _months_so_far(match: re.Match[str], anchor: Anchor | None) -> str | None:
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


def _numbered_month(match: re.Match[str], anchor: Anchor | None) -> str | None:
    return f"{match['year']}-{int(match['number']):02d}"


def _year(match: re.Match[str], anchor: Anchor | None) -> str | None:
    return match["year"]


def _relative_year(match: re.Match[str], anchor: Anchor | None) -> str | None:
    word = match["word"]
    shift = {"this": 0, "current": 0, "nay": 0, "next": 1, "coming": 1, "toi": 1}.get(word, -1)
    return str(anchor.year + shift) if anchor else None


def _year_end(match: re.Match[str], anchor: Anchor | None) -> str | None:
    return str(anchor.year) if anchor else None


def _last_quarter(match: re.Match[str], anchor: Anchor | None) -> str | None:
    """Read "the last quarter" as the year's, where it is at hand."""
    return _months(anchor.year, 10, 12) if anchor and anchor.month >= 9 else None


def _school_year(match: re.Match[str], anchor: Anchor | None) -> str | None:
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


def _relative_month(match: re.Match[str], anchor: Anchor | None) -> str | None:
    if anchor is None or not anchor.month:
        return None
    shift = {"this": 0, "next": 1, "last": -1, "previous": -1}[match["word"]]
    month = anchor.year * 12 + anchor.month - 1 + shift
    return f"{month // 12}-{month % 12 + 1:02d}"


_ALONE = r"(?<![\w/.,-])"
_IN_YEARS = ("19", "20")
_IN_PARTS = ("quarter", "half", "month")
IN_MONTHS = MONTH_BEGINNINGS
_FORM_WORDS: tuple[tuple[tuple[str, ...], str, Reader], ...] = (
    (
        _IN_YEARS,
        rf"{_ALONE}(?P<first>{_Y})(?: ?[-/] ?| to | through | den )(?P<last>{_Y}){_NUMBER_ENDS}",
        _year_range,
    ),
    (
        _IN_YEARS,
        rf"(?<=between )(?P<first>{_Y}) and (?:{_YEAR_END})?(?P<last>{_Y}){_NUMBER_ENDS}",
        _year_range,
    ),
    (
        _IN_YEARS,
        rf"(?<=from )(?P<first>{_Y}) (?:to|until) {_YEAR_END}(?P<last>{_Y}){_NUMBER_ENDS}",
        _year_range,
    ),
    (
        _IN_YEARS,
        rf"{_ALONE}(?P<first>{_Y})-(?P<last>\d\d)(?= (?:school|academic|fiscal))",
        _year_range,
    ),
    (
        ("year",),
        r"\b(?:by|at|before|until|till|to) (?:the )?"
        r"(?:year's end|year[- ]end|end of (?:the|this) year|year is out|year closes)\b",
        _year_end,
    ),
    (("quarter",), r"\bthe (?:last|final) quarter\b(?! of)", _last_quarter),
    (
        ("year",),
        r"\b(?P<word>last|previous|past|this|current|new|next|coming|upcoming)"
        r" (?:school|academic) year\b",
        _school_year,
    ),
    (
        IN_MONTHS,
        rf"(?<=between )(?P<first>{MONTH}) and (?P<last>{MONTH})\b(?! \d{{1,2}}\b(?!,\d))"
        rf"{_OF_YEAR}",
        _month_range,
    ),
    (
        IN_MONTHS,
        rf"\b(?P<first>{MONTH})(?: to | ?- ?| through )(?P<last>{MONTH})\b(?! \d{{1,2}}\b(?!,\d))"
        + _OF_YEAR,
        _month_range,
    ),
    (
        IN_MONTHS,
        rf"\b(?P<first>(?:{MONTH})),? (?:of )?(?P<named>last year|this year|next year)\b",
        _month_of_year,
    ),
    (
        _IN_PARTS,
        rf"\b(?P<ordinal>{_ORDINAL}) (?:(?P<many>{_COUNT}) )?(?P<part>quarter|half|month)s?\b"
        + _OF_YEAR,
        _part,
    ),
    (("q",), rf"\b(?:q|quarter |quy )(?P<number>[1-4]|i{{1,3}}|iv)\b(?:[-/])?{_OF_YEAR}", _quarter),
    (
        ("month",),
        r"\b(?:over|in|during|after|the) (?:the )?"
        rf"(?P<many>{_COUNT})[ -]months?\b(?! of)",
        _months_so_far,
    ),
    (
        ("month",),
        rf"\b(?P<many>{_COUNT})-months?\b(?= (?:inspections?|revenue|collections?|figures|results"
        r"|totals?|reports?|reviews?|spending|performance)\b)",
        _months_so_far,
    ),
    (
        _IN_YEARS,
        rf"(?<![\d/.,-])(?P<number>0?[1-9]|1[0-2])/(?P<year>{_Y}){_NUMBER_ENDS}(?!/)",
        _numbered_month,
    ),
    (_IN_YEARS, rf"\b(?:end|mid|early|late)-(?P<year>{_Y}){_NUMBER_ENDS}", _year),
    (
        ("year",),
        r"\b(?:(?:the )?same (?:period|time) (?:of |in )?)?(?:the )?"
        r"(?P<word>last|this|next|previous|coming|current|preceding) year(?:'s)?\b",
        _relative_year,
    ),
    (("year",), r"\b(?:a|one|the) year (?P<word>before|earlier|ago)\b", _relative_year),
    (("nam ",), r"\bnam (?P<word>nay|ngoai|toi)\b", _relative_year),
    (("month",), r"\b(?P<word>last|this|next|previous) month(?:'s)?\b", _relative_month),
)
FORMS = tuple((needs, regex(words), read) for needs, words, read in _FORM_WORDS)
"""What each form needs, finds (in folded text) and how that is read; the first ones win."""

NEEDS = frozenset(needs for needs, _, _ in FORMS)
