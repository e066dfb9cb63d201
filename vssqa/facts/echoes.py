"""Periods that another one tells: "a year earlier", "on the same date", "the same period of 2022".

They are of the period a text is running on: the one printed before them in the
sentence, else in the sentences before. Where they only serve comparison ("up 4 per
cent on the same date of the previous year") no figure is of them.
"""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import replace

from vssqa.facts.numbers import WORDS
from vssqa.facts.written import Echo
from vssqa.patterns import regex
from vssqa.types import Span

_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)"
_YEAR_BACK = (
    r"(?:previous|preceding|prior) (?:school |academic )?year|year (?:before|earlier)|last year"
)
_SAME = regex(
    rf"\b(?:(?:the|that) )?(?:same|corresponding) (?:(?P<many>{_COUNT})[ -])?"
    r"(?P<noun>date|day|time|point|period|months?|quarters?|half)\b"
    rf"(?:,? (?:of |in |from )?(?:the |a )?(?:(?P<back>{_YEAR_BACK})|(?P<year>(?:19|20)\d\d)\b))?"
)
_WHOLE = regex(
    r"\b(?:over|in|during|for|throughout) (?P<noun>(?:the (?:whole|entire)|that|this) period)\b"
    r"(?! (?:of|from|between|to|until|20))"
)
_THE_YEAR = regex(
    r"\b(?:during|over|throughout) (?P<noun>the (?:whole |full |entire )?year)\b"
    r"(?!'s| (?:of|to|before))"
)
_EARLIER = regex(
    r"\b(?:a|one|the) (?:full |school |academic )?year (?:before|earlier|previously|ago)\b"
    r"|\b(?:the )?(?:previous|preceding) (?:school |academic )?year\b"
)
_DAYS = frozenset({"date", "day"})
_SPANS = frozenset({"months", "quarters", "quarter", "half"})
# "At the same time" says "moreover" as often as it names a day.
_OFTEN_IDLE = frozenset({"time", "point"})

_WHERE = (
    r"(?:(?:in|at|on|of|that|those|the|figure|number|level|rate|amount|end|share|sum|recorded) )*"
)
_COMPARES = regex(
    r"\b(?:than|over|from|as|against|versus|compared (?:to|with)|relative to|so voi|year-on-year)"
    rf" {_WHERE}$|\b(?:times|double|twice|triple) {_WHERE}$"
    r"|\b(?:up|down|increase\w*|ris(?:e|en)|rose|drop\w*|f[ae]ll(?:en)?|decrease\w*|growth|grew"
    rf"|declin\w+)\b[^,;]* on {_WHERE}$"
)
_COMPARES_REACH = 64  # code points before an echo in which "times the number recorded at" begins
_TOLD_OF = regex(r",? when\b")  # "from the same period of 2020, when the figure was 15,916"
_DAY, _MONTH = len("2024-01-22"), len("2024-01")


def echoes(folded: str) -> list[Echo]:
    """Find the echoes of a folded sentence, in order, none inside another."""
    found: list[Echo] = []
    for match in _SAME.finditer(folded):
        year = int(match["year"]) if match["year"] else None
        if year or match["back"] or match["noun"] not in _OFTEN_IDLE:
            echo = _echo(folded, match, bool(match["back"]), year, match["noun"])
            found.append(replace(echo, months=_months(match["many"], match["noun"])))
    for match in _WHOLE.finditer(folded):
        found.append(Echo(Span(*match.span("noun")), noun="months"))
    for match in _THE_YEAR.finditer(folded):
        found.append(Echo(Span(*match.span("noun")), noun="year"))
    for match in _EARLIER.finditer(folded):
        if not any(Span(*match.span()).overlaps(echo.span) for echo in found):
            found.append(_echo(folded, match, True, None, ""))
    return sorted(found, key=lambda echo: echo.span)


def _months(many: str | None, noun: str) -> int:
    if many is None or noun != "months":
        return 0
    return int(many) if many.isdigit() else WORDS[many]


def _echo(folded: str, match: re.Match[str], back: bool, year: int | None, noun: str) -> Echo:
    before = folded[max(0, match.start() - _COMPARES_REACH) : match.start()]
    moved = back or year is not None
    told = _TOLD_OF.match(folded, match.end())
    compares = moved and bool(_COMPARES.search(before)) and not told
    return Echo(Span(*match.span()), int(back), year, compares, noun)


def resolved(echo: Echo, running: str) -> str:
    """Return the period that an echo names while a text is running on `running`."""
    last = int(running.split("/")[-1][:4])
    if echo.noun == "year":
        return str(last)
    shift = echo.year - last if echo.year is not None else -echo.back
    return "/".join(_moved(part, shift) for part in running.split("/"))


def _moved(iso: str, years: int) -> str:
    year, rest = int(iso[:4]) + years, iso[4:]
    return f"{year}{'-02-28' if rest == '-02-29' and not isleap(year) else rest}"


def is_called(noun: str, iso: str) -> bool:
    """Tell whether a period is of the kind that an echo's noun calls it."""
    if noun in _DAYS:
        return len(iso) == _DAY
    if noun == "month":
        return len(iso) == _MONTH
    return "/" in iso if noun in _SPANS else True
