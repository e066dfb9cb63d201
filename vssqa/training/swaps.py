"""Real sentences with one constraint exchanged: place, period, scheme or status.

The exchanged sentence keeps every other word, so that only reading the
constraint tells it from the real one.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Literal

from vssqa.facts.places import PLACE, PROVINCES, place_name
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Scheme

SwapKind = Literal["place", "period", "scheme", "status"]
SWAP_KINDS: tuple[SwapKind, ...] = ("place", "period", "scheme", "status")

_COUNTRY = regex(
    r"\bnation-?wide\b|\b(?:in|across|throughout) (?:the )?(?:whole |entire )?(?:country|nation)\b"
    r"|\b(?:the )?(?:whole|entire) country\b|\bnationally\b"
)
_YEAR = regex(r"(?<![\d/.,])(?:19|20)\d\d(?!\d|,\d|/[A-Za-z]|\.\d)")
_RELATIVE = (
    ("this year", "last year"), ("last year", "this year"), ("first half", "second half"),
    ("first six months", "last six months"), ("first quarter", "third quarter"),
    ("second quarter", "fourth quarter"), ("third quarter", "first quarter"),
    ("first three quarters", "first two quarters"), ("first nine months", "first three months"),
    ("first ten months", "first two months"), ("last month", "this month"),
    ("each year", "last month"), ("every year", "last month"), ("yearly", "monthly"),
    ("so far", "in the year before"),
)  # fmt: skip
_MONTH = regex(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
_MONTHS = (
    "January February March April June July August September October November December".split()
)
VERB_REACH = 60  # characters between a figure and the verb that says it was reached
OTHER_YEARS = range(2009, 2026)
YEAR_SHIFTS = (-15, -6, -4, -3, -2, -2, -1, -1, -1, 1, 1, 2, 3)

# The agencies' own names hold a scheme's: "Vietnam Social Insurance", "Social Insurance Agency".
_SCHEME = regex(
    r"(?<!vietnam )(?<!viet nam )\b(?:(?:compulsory|voluntary) )?"
    r"(?:(?:social|health|unemployment) insurance|(?<![a-z])(?:hi|si|ui)(?![a-z]))\b"
    r"(?! (?:agenc|sector|office|book|of [a-z]+ province|management|authorit|department|bodies))"
)
_NEXT_SCHEME = {
    "social insurance": ("health insurance", "unemployment insurance"),
    "health insurance": ("unemployment insurance", "social insurance"),
    "unemployment insurance": ("social insurance", "health insurance"),
    "voluntary social insurance": ("compulsory social insurance", "voluntary health insurance"),
    "compulsory social insurance": ("voluntary social insurance", "unemployment insurance"),
    "voluntary health insurance": ("voluntary social insurance", "compulsory social insurance"),
    "hi": ("UI", "SI"), "si": ("HI", "UI"), "ui": ("SI", "HI"),
}  # fmt: skip

_PRINTED_AS: dict[Scheme, set[str]] = {
    "social": {"social insurance", "compulsory social insurance", "si"},
    "voluntary_social": {"voluntary social insurance"},
    "health": {"health insurance", "hi"},
    "voluntary_health": {"voluntary health insurance"},
    "unemployment": {"unemployment insurance", "ui"},
}

_ACTIVE = r"(?<!was )(?<!were )(?<!been )(?<!be )\b"
_TO_AIM = (
    (r"\bhas reached\b|\bhave reached\b|\bhad reached\b|\breached\b", "is to reach"),
    (r"\breaching\b", "aiming at"),
    (r"\b(?:stood at|amounted to|totalled|came to|hit)\b", "is expected to reach"),
    (r"\b(?:accounted for|accounting for|made up)\b", "should make up"),
    (r"\b(?:has|have|had) (?=(?:over|more than|nearly|about|some|only)? ?\d)", "aims to have "),
    (r"\b(?:was|were) (?=(?:over|more than|nearly|about|some|only|estimated at)? ?\d)",
     "should be "),
    (r"\b(?:numbered|recorded)\b", "is planned to number"),
    (r"\b(?:were|was|have been|has been|had been) (?=(?:[a-z]+ed|paid|spent|held)\b)",
     "are to be "),
    (r"\b(?:rose|grew|increased|climbed) to\b", "is to rise to"),
    (r"\b(?:fell|dropped|decreased) to\b", "is to fall to"),
    (r"\bparticipated in\b|\bjoined\b|\btook part in\b", "are expected to join"),
    (rf"{_ACTIVE}(?:paid|spent)\b", "plans to pay"),
    (rf"{_ACTIVE}collected\b", "plans to collect"),
    (rf"{_ACTIVE}issued\b(?! (?:on|by|in|under)\b)", "is to issue"),
    (rf"{_ACTIVE}held\b", "is to hold"),
    (rf"{_ACTIVE}received\b", "are to receive"),
)  # fmt: skip
_TO_REACHED = (
    (r"\b(?:strives?|striving|aims?|aiming|plans?|expects?|is expected|are expected|hopes?|is set"
     r"|need|needs|has|have) to (?:reach|achieve|have|get|attain)\b", "reached"),
    (r"\b(?:will|should|shall|must) (?:reach|achieve|attain)\b", "reached"),
    (r"\b(?:will|should|shall|must) (?:be|have)\b", "were"),
    (r"\bto reach\b", "and reached"),
    (r"\bto (?:achieve|attain) the (?:target|goal) of\b", "and achieved"),
    (r"\b(?:the|a) (?:target|goal) (?:of|is)\b", "the result of"),
    (r"\b(?:sets?|setting) (?:a|the) (?:target|goal) of\b", "reached"),
    (r"\b(?:is|are) (?:expected|targeted|planned) to\b", "did already"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks of a sentence: the figure at `at`, of a period and scheme or any.

    `period` is ISO 8601, `scheme` one of the five.
    """

    at: int = 0
    period: str | None = None
    scheme: Scheme | None = None


def exchanged(sentence: str, kind: SwapKind, draw: random.Random, asked: Asked) -> str | None:
    """Return the sentence with one constraint exchanged, None where that cannot be done.

    Place, period and scheme are exchanged everywhere, the standing beside the
    figure only. A place or period that is not printed is put in front.
    """
    if kind == "status":
        result = _status(sentence, asked.at)
    elif kind == "place":
        result = _place(sentence, draw)
    elif kind == "period":
        result = _period(sentence, draw, asked.period)
    else:
        result = _scheme(sentence, draw, asked.scheme)
    return result if result and fold(result) != fold(sentence) else None


def _place(sentence: str, draw: random.Random) -> str | None:
    """Exchange every place for another, or the country for a place."""
    folded = fold(sentence)
    found = [(m.start(), m.end(), place_name(m.group()) or "") for m in PLACE.finditer(folded)]
    if found:
        names = sorted({name for _, _, name in found})
        others = draw.sample([p for p in PROVINCES if p not in names], len(names))
        new = dict(zip(names, others, strict=True))
        return _put(sentence, [(start, end, new[name]) for start, end, name in found])
    province = draw.choice(PROVINCES)
    country = _COUNTRY.search(folded)
    if country:
        return _put(sentence, [(country.start(), country.end(), f"in {province}")])
    return _put_in_front(f"In {province}", sentence)


def _put_in_front(words: str, sentence: str) -> str:
    first = sentence[:1].lower() if sentence[1:2].islower() else sentence[:1]
    return f"{words}, {first}{sentence[1:]}"


def _period(sentence: str, draw: random.Random, asked: str | None) -> str | None:
    """Move every year by the same number, else exchange a relative period or a month."""
    years = [(m.start(), m.end(), m.group()) for m in _YEAR.finditer(sentence)]
    if years:
        by = draw.choice(YEAR_SHIFTS)
        moved = [(start, end, str(int(year) + by)) for start, end, year in years]
        is_it = asked is None or any(year in asked for _, _, year in years)
        return _put(sentence, moved) if is_it and not _still_asked(asked, moved) else None
    folded = fold(sentence)
    for old, new in _RELATIVE:
        at = folded.find(old)
        if at >= 0:
            return _put(sentence, [(at, at + len(old), new)])
    months = [(m.start(), m.end(), m.group()) for m in _MONTH.finditer(sentence)]
    if months:
        return _other_month(sentence, months, draw, asked)
    if asked is None:
        return None
    year = draw.choice([year for year in OTHER_YEARS if str(year) not in asked])
    return _put_in_front(f"In {year}", sentence)


def _other_month(
    sentence: str, months: list[tuple[int, int, str]], draw: random.Random, asked: str | None
) -> str | None:
    """Exchange the month asked for (the first, where none was); it must be printed."""
    numbered = [(start, end, f"-{_MONTHS.index(name) + 1:02}") for start, end, name in months]
    own = [(start, end) for start, end, number in numbered if asked is None or number in asked]
    others = [m for m in _MONTHS if m not in {name for _, _, name in months}]
    return _put(sentence, [(*own[0], draw.choice(others))]) if own else None


def _still_asked(asked: str | None, moved: list[tuple[int, int, str]]) -> bool:
    """Tell whether a moved year has become one that was asked for."""
    return asked is not None and any(year in asked for _, _, year in moved)


def _names(sentence: str, scheme: Scheme | None) -> bool:
    """Tell whether a sentence prints the scheme asked for (any will do where none was)."""
    printed = {match.group() for match in _SCHEME.finditer(fold(sentence))}
    return bool(printed & _PRINTED_AS[scheme]) if scheme else bool(printed)


def _scheme(sentence: str, draw: random.Random, asked: Scheme | None) -> str | None:
    """Exchange every scheme for another, so that the one asked for is printed no more."""
    if not _names(sentence, asked):
        return None
    first = draw.randrange(2)
    versions = [_schemes_moved(sentence, which) for which in (first, 1 - first)]
    if asked is None:
        return versions[0]
    return next((v for v in versions if v and not _names(v, asked)), None)


def _schemes_moved(sentence: str, which: int) -> str | None:
    """Exchange every scheme for the first or second that follows it."""
    changes = []
    for match in _SCHEME.finditer(fold(sentence)):
        following = _NEXT_SCHEME.get(match.group())
        if following is None:
            return None
        new = following[which]
        capital = sentence[match.start()].isupper() and new[0].islower()
        changes.append((match.start(), match.end(), new.capitalize() if capital else new))
    return _put(sentence, changes) if changes else None


def _status(sentence: str, at: int) -> str | None:
    """Turn the verb beside the figure from reached to aimed at, or the other way round."""
    found = [
        (_distance(match, at), order, match.start(), match.end(), match.expand(new))
        for order, (pattern, new) in enumerate((*_TO_REACHED, *_TO_AIM))
        for match in re.finditer(pattern, sentence, flags=re.IGNORECASE)
    ]
    near = [change for change in found if change[0] <= VERB_REACH]
    if not near:
        return None
    _, _, start, end, new = min(near)
    return _put(sentence, [(start, end, new)])


def _distance(match: re.Match[str], at: int) -> int:
    """Return the characters between a verb and the figure."""
    return max(0, at - match.end(), match.start() - at)


def _put(text: str, changes: list[tuple[int, int, str]]) -> str:
    """Put new words in place of ranges that do not overlap."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text
