"""Quantities written in a text: number, unit, hedge, counted noun and span.

The surface grammar of figures, for releases, questions and drafts alike. What a
quantity measures, where and when, is read by `vssqa.facts.figures`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from vssqa.facts.counted import hedged, with_nouns
from vssqa.facts.identifiers import named_numbers
from vssqa.facts.numbers import (
    DIGITS,
    IN_WORDS,
    SCALE_WORDS,
    VAGUE,
    VIETNAMESE_SCALES,
    Number,
    read_number,
    read_vague,
)
from vssqa.facts.written import Quantity
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Span

_SIGNS = {"vnd": "VND", "us$": "USD", "usd": "USD", "$": "USD", "eur": "EUR", "\u20ac": "EUR"}
_SIGN = r"(?:vnd|us\$|usd|eur|\$|\u20ac)"
_UNITS = {
    "percentage_point": r"percentage points?|per ?cent points?|% points?|diem (?:%|phan tram)"
    r"|points?(?= (?:above|below|higher|lower|more|less|over|under|up|down)\b)",
    "percent": r"%|per ?cents?|pct|phan tram",
    "VND": r"vnd|viet ?nam(?:ese)? dongs?|dongs?",
    "USD": r"us\$|usd|(?:us|american) dollars?|dollars?",
    "EUR": r"euros?|eur",
    "times": r"times|fold|lan",
    "hours": r"(?:working )?hours?|gio",
    "days": r"(?:working |calendar )?days?|ngay",
    "weeks": r"weeks?|tuan",
    "months": r"months?|thang",
    "years": r"years?|nam",
    "minutes": r"minutes?|phut",
}
DURATIONS = frozenset({"hours", "days", "weeks", "months", "years", "minutes"})
CURRENCIES = frozenset({"VND", "USD", "EUR"})
_UNIT = "|".join(f"(?P<{name}>{form})" for name, form in _UNITS.items())

_ATOM = regex(
    rf"(?<![\w$])(?:(?P<sign>{_SIGN}) ?)?"
    rf"(?:(?P<vague>\b{VAGUE}\b)(?= of )"
    rf"|(?P<article>half an?|an?)(?= {SCALE_WORDS}\b)"
    rf"|(?P<number>{DIGITS}|\b{IN_WORDS}\b))"
    rf"(?:[ -]?(?P<scale>{SCALE_WORDS})\b|(?P<glued>m)\b)?"
    rf"(?:(?P<gap> of | |-|)(?:{_UNIT})(?![a-z0-9]))?"
)
# The number is part of something longer ("0.A" is a label).
_GOES_ON = regex(r"\w|[.,:]\d|/\w|-[a-z]|\.[a-z](?![a-z])")
_HANGS_ON = regex(r"(?:[\w$][.,:/]|[^\W\d][-']|[/#])$")
_SHARE = regex(r"/\d+ (?:[a-z]+s|tinh|nguoi)\b")  # "46/63 provinces"
_OF_SHARE = regex(r"(?<![\d/])\d+/$")
_OF_TIME = regex(r"[ -](?:quarters?|half|halves)\b")  # "three quarters of 2019"
_ARTICLES = {
    word: Decimal("0.5" if "half" in word else 1) for word in ("half a", "half an", "a", "an")
}
_AGED = regex(r"\b(?:aged?|ages|age of)(?: from)? $")
_POINTS = regex(r" points?\b")  # "up 5 points": of a share; a network has points too
_MOVED_BY = regex(
    r"\b(?:up|down|by|adds?|gained|lost|rose|fell|grew) (?:(?:about|nearly|over|some) )?$"
)
_HAS_DECIMALS = regex(r"[.,]\d{1,3}$")
_STRAY = frozenset({"one", "zero"})  # "one of the reasons" counts nothing

_FRACTION = regex(
    r"\b(?P<part>half|(?:an?|one)[ -](?P<nth>third|quarter|fifth|tenth)"
    r"|(?P<many>two|three|four)[ -](?P<nths>thirds|quarters|fifths))\b"
    r"(?= (?:of )?(?:the |all |its |their |our )?(?!of\b|an?\b|year|month|term\b|day)[a-z])"
)
_ORDINAL_BEFORE = regex(r"\b(?:first|second|third|last|fourth|final|a|and a) $")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_MULTIPLE = regex(
    r"\b(?:(?P<by>doubl|tripl|trebl|quadrupl|halv|quarter)(?:ed|ing)"
    r"|(?P<fold>two|three|four|five|six|ten)fold|(?P<twice>twice)(?= (?:as|the|that|its)\b))\b"
)
_MULTIPLES = {
    "doubl": "2", "tripl": "3", "trebl": "3", "quadrupl": "4", "halv": "0.5", "quarter": "0.25",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "ten": "10", "twice": "2",
}  # fmt: skip

# What joins the numbers of a list; "numbered 82, or 87 per cent" is none.
_LIST_JOINS = {
    **dict.fromkeys(DURATIONS, regex(r",? (?:or|and) |, ")),
    **dict.fromkeys(("percent", "times"), regex(r",? and |, ")),
}
_RANGE = regex(r" ?- ?| to | den ")
_BETWEEN = regex(r"\b(?:between|tu) (?:[a-z]+ )?$")
_FROM = regex(r"\bfrom (?:[a-z]+ ){0,3}$")
_CHANGE = regex(  # "reduced from 46 to 14 per cent" is two quantities, no range
    r"\b(?:reduc|increas|ris|rose|fall|fell|drop|declin|decreas|grow|grew|cut|down|up\b|lower|rais"
    r"|bring|brought|lift|push|expand|shrink|shrank|streamlin|go\b|goes|going|went|chang|climb|jump|soar|surg|improv|merg)"
)
_CHANGE_REACH = 90  # code points before a number in which the verb of its change stands
_BEFORE_RANGE = 24  # "between approximately " and the like


def quantities(text: str, within: Span | None = None) -> list[Quantity]:
    """Find the quantities in a piece of `text`, in order, none inside another.

    Dates, document numbers, labels, clock times, telephones and ordinals are none.
    """
    piece = within or Span(0, len(text))
    words = piece.of(text)
    return [_moved(quantity, piece.start) for quantity in _in_piece(words, fold(words))]


def _in_piece(text: str, folded: str) -> list[Quantity]:
    taken = bytearray(len(text))
    for span in named_numbers(text):
        _take(taken, span)
    found = _in_words(text, folded, taken)
    for match in _ATOM.finditer(folded):
        atom = _atom(text, folded, match)
        if atom is not None and not any(taken[atom.span.start : atom.span.end]):
            found.append(atom)
    joined = _join(text, folded, _listed(folded, sorted(found, key=lambda atom: atom.span)))
    return with_nouns(folded, [hedged(text, folded, atom) for atom in joined])


def _moved(quantity: Quantity, by: int) -> Quantity:
    counted = quantity.counted and quantity.counted.moved(by)
    return replace(quantity, span=quantity.span.moved(by), counted=counted)


def _take(taken: bytearray, span: Span) -> None:
    """Mark a span as read."""
    taken[span.start : span.end] = b"\1" * (span.end - span.start)


# --- one number with its sign, scale and unit -----------------------------------


def _atom(text: str, folded: str, match: re.Match[str]) -> Quantity | None:
    """Read one match, None where it counts nothing."""
    unit, end = _unit_of(text, match)
    before = folded[max(0, match.start() - 6) : match.start()]
    whole = _OF_SHARE.search(before) and _SHARE.match(folded, match.start() - 1)
    if _GOES_ON.match(folded, end) and not _SHARE.match(folded, end):
        return None
    if _HANGS_ON.search(before) and not whole:
        return None
    bare = unit == "count" and not match["scale"] and not match["vague"]
    if bare and (match["number"] in _STRAY or _OF_TIME.match(folded, end)):
        return None
    if match["glued"] and not match["sign"] and not _HAS_DECIMALS.search(match["number"] or ""):
        return None  # "100m" is a length
    number = _number_of(text, match)
    span = Span(match.start(), end)
    return Quantity(
        span=span,
        surface=span.of(text),
        low=number.value,
        high=number.value,
        step=number.step,
        unit=unit,
        scale=_scale_of(match),
        vague=bool(match["vague"]),
    )


def _unit_of(text: str, match: re.Match[str]) -> tuple[str, int]:
    """Return a match's unit and the end of its surface."""
    unit = next((name for name in _UNITS if match[name] is not None), "count")
    sign = _SIGNS.get(match["sign"] or "")
    points = _POINTS.match(match.string, match.end())
    if unit == "count" and not sign and points and _MOVED_BY.search(match.string, 0, match.start()):
        return "percentage_point", points.end()
    if unit == "count":
        aged = _AGED.search(match.string[max(0, match.start() - 12) : match.start()])
        return sign or ("years" if aged else unit), match.end()
    names_place = unit == "VND" and text[match.start(unit)] == "D"  # "Dong Nai"
    hangs = match["gap"] == "-" and unit not in DURATIONS | {"times"}
    astray = match["gap"] == " of " and not (match["vague"] and unit in CURRENCIES)
    if sign or names_place or hangs or astray:
        return sign or "count", match.start("gap")
    return unit, match.end()


def _scale_of(match: re.Match[str]) -> str:
    """Return the scale words of a match; newspapers print "1.049m" for million."""
    return match["scale"] or ("million" if match["glued"] else "")


def _number_of(text: str, match: re.Match[str]) -> Number:
    """Return the number of a match in base units."""
    if match["vague"]:
        return read_vague(match["vague"])
    scale = _scale_of(match)
    if match["article"]:
        one = read_number("1", scale)
        factor = _ARTICLES[match["article"]]
        return Number(one.value * factor, one.step * factor)
    words = text[match.start() : match.end() + len(" người")]
    vietnamese = scale in VIETNAMESE_SCALES or "đồng" in words or "người" in words
    return read_number(match["number"], scale, vietnamese)


def _in_words(text: str, folded: str, taken: bytearray) -> list[Quantity]:
    """Read multiples and parts in words ("doubled", "threefold", "two thirds of") and take them."""
    read = []
    for match in _MULTIPLE.finditer(folded):
        value = Decimal(_MULTIPLES[match["by"] or match["fold"] or match["twice"]])
        read.append((Span(*match.span()), value, "times"))
    for match in _FRACTION.finditer(folded):
        if _ORDINAL_BEFORE.search(folded, max(0, match.start() - 8), match.start()):
            continue
        many = int(read_number(match["many"] or "one").value)
        nth = _PARTS[(match["nth"] or match["nths"] or "half").removesuffix("s")]
        share = (Decimal(100 * many) / nth).quantize(Decimal("0.01"))
        read.append((Span(*match.span()), share, "percent"))
    found = []
    for span, value, unit in read:
        if not any(taken[span.start : span.end]):
            found.append(Quantity(span, span.of(text), value, value, Decimal(1), unit))
            _take(taken, span)
    return found


# --- lists and ranges ----------------------------------------------------------------------


def _listed(folded: str, atoms: list[Quantity]) -> list[Quantity]:
    """Give the numbers of a list the unit printed behind its last ("3, 6 or 12 months")."""
    listed: list[Quantity] = []
    for atom in reversed(atoms):
        if listed and atom.unit == "count" and not atom.scale:
            join = _LIST_JOINS.get(listed[-1].unit)
            between = folded[atom.span.end : listed[-1].span.start]
            if join is not None and join.fullmatch(between):
                atom = replace(atom, unit=listed[-1].unit)
        listed.append(atom)
    return listed[::-1]


def _join(text: str, folded: str, atoms: list[Quantity]) -> list[Quantity]:
    """Join the ends of ranges; give the first of a pair what only the second prints."""
    joined: list[Quantity] = []
    for atom in atoms:
        first = joined[-1] if joined else None
        if first is None or not _pairs(folded, first, atom):
            joined.append(atom)
            continue
        first = _completed(first, atom)
        if _is_range(folded, first, atom):
            span = Span(first.span.start, atom.span.end)
            step = min(first.step, atom.step)
            joined[-1] = replace(atom, span=span, surface=span.of(text), low=first.low, step=step)
        else:
            joined[-1:] = [first, atom]
    return joined


def _pairs(folded: str, first: Quantity, second: Quantity) -> bool:
    """Tell whether nothing but "to", a dash or "between ... and" parts two quantities."""
    between = folded[first.span.end : second.span.start]
    if between == " and ":
        start = max(0, first.span.start - _BEFORE_RANGE)
        return bool(_BETWEEN.search(folded[start : first.span.start]))
    return bool(_RANGE.fullmatch(between))


def _completed(first: Quantity, second: Quantity) -> Quantity:
    """Return the first of a pair with the scale and unit that only the second prints."""
    if first.unit == "count" and not first.scale and second.scale and first.low == first.high:
        one = read_number("1", second.scale).value
        low = first.low * one
        first = replace(first, low=low, high=low, step=first.step * one, scale=second.scale)
    return replace(first, unit=second.unit) if first.unit == "count" else first


def _is_range(folded: str, first: Quantity, second: Quantity) -> bool:
    """Tell whether a pair is one range and no change from one value to another."""
    if first.unit != second.unit or first.low >= second.low or first.low != first.high:
        return False
    if not _FROM.search(folded[max(0, first.span.start - _BEFORE_RANGE) : first.span.start]):
        return True
    start = max(0, first.span.start - _CHANGE_REACH)
    clause = re.split(r"[.;,]", folded[start : first.span.start])[-1]
    return first.unit != "count" and not _CHANGE.search(clause)
