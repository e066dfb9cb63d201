"""What a figure is a figure of, in a form in which two figures can be compared.

Releases word one measure in many ways ("the rate of people participating in social
insurance", "social insurance coverage rate"). Three families of wordings are known;
any other measure is the set of its words.
"""

from __future__ import annotations

from functools import lru_cache

from vssqa.facts.places import places
from vssqa.patterns import regex
from vssqa.text import STOP_WORDS, fold, stem
from vssqa.types import Figure

COVERAGE, PARTICIPANTS, LATE_PAYMENT = "coverage", "participants", "late payment"
KNOWN = frozenset({COVERAGE, PARTICIPANTS, LATE_PAYMENT})

_WORD = regex(r"[a-z][a-z'-]+")
_OF_SCHEMES = frozenset(
    map(
        stem,
        "social health unemployment insurance insured voluntary voluntarily compulsory".split(),
    )
)
# Words that say how many take part, and nothing else.
_TAKING_PART = frozenset(
    map(
        stem,
        "rate coverage cover covered covering participate participating participated participation"
        " participant participants join joined joining people person persons member members number"
        " proportion percentage share population workforce labour labor force working age range"
        " within national provincial country whole reached taking took take part total holder"
        " holders card cards numbered enrolled enrolment has have had workers employees".split(),
    )
)
_TAKES_PART = frozenset(
    map(
        stem,
        "coverage covered participating participated participation participant join joined"
        " enrolled take holder member".split(),
    )
)
_NOTHING_BUT_PEOPLE = frozenset(map(stem, "people person number rate".split()))
_LATE = regex(r"\b(?:late|delay\w*|overdue)\b.*\bpay|\bdebts?\b|\barrears\b|\bow(?:ed|ing)\b")
_COMPULSORY = regex(r"\b(?:compulsory|mandatory|bat buoc)\b")  # a part of the scheme
_SHARES = frozenset({"percent", "percentage_point"})
_FEW_WORDS = 2  # a measure of fewer words of its own may be anything


@lru_cache(maxsize=65536)
def family_of(measure: str, unit: str) -> str | None:
    """Return the family of a measure, None where its words are too few to tell.

    It is one of the known families, or the measure's stems in alphabetical order.
    """
    folded = _without_places(fold(measure))
    if unit in _SHARES and _LATE.search(folded):
        return LATE_PAYMENT
    words = [word for word in _WORD.findall(folded) if word not in STOP_WORDS]
    stems = {stem(word.removesuffix("'s")) for word in words}
    own = stems - _OF_SCHEMES
    named = stems & _OF_SCHEMES
    if own <= _TAKING_PART and (own & _TAKES_PART or (named and own <= _NOTHING_BUT_PEOPLE)):
        family = COVERAGE if unit in _SHARES else PARTICIPANTS
        return f"compulsory {family}" if _COMPULSORY.search(folded) else family
    return " ".join(sorted(stems)) if len(stems) >= _FEW_WORDS else None


def _without_places(folded: str) -> str:
    """Return a measure's words without the places it names: a figure has its place."""
    for place in reversed(places(folded)):
        folded = folded[: place.span.start] + folded[place.span.end :]
    return folded


def unit_class(figure: Figure) -> str:
    """Return a figure's unit, with people counted among all that is counted."""
    return "count" if figure.unit == "people" else figure.unit


def year_of(period: str | None) -> str | None:
    """Return the last year of an ISO 8601 period."""
    return period.split("/")[-1][:4] if period else None
