"""One thing in a sentence changed: its number, place, scheme or period.

Each change is None where the sentence offers no hold for it.
"""

from __future__ import annotations

import re

from vssqa.dates import years
from vssqa.patterns import regex
from vssqa.text import fold, plain
from vssqa.types import Figure, Span

COUNTRY = "Viet Nam"
DIGITS = regex(r"\d+(?:[.,]\d+)*")

_NUMBER_WORD = regex(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_SCALE = regex(r"\b(?:thousand|million|billion|trillion)\b")
_SCALED = regex(r"\d+(?:[.,]\d+)* (?:thousand|million|billion|trillion)\b")
_PER_CENT = regex(r" ?per ?cent\b")
_OTHER_SCALE = {
    "thousand": "million",
    "million": "billion",
    "billion": "million",
    "trillion": "billion",
}
# Behind these a larger number is as true as the printed one: change it downwards.
_AT_MOST = regex(r"\b(?:less than|fewer than|under|below|at most|up to|within)\b")
# Words that say the whole country: swapped where they stand, else the place is put before.
_NATIONWIDE = regex(r"\bnationwide\b")
_THE_COUNTRY = regex(r"\bthe (?:whole |entire )?country\b|\bnational(?= (?:[\w ]+ )?rate\b)")
_SCHEME_WORD = {
    "social": "social",
    "voluntary_social": "social",
    "health": "health",
    "voluntary_health": "health",
    "unemployment": "unemployment",
}
# Never social <-> health: a release that mixes those two up is in the corpus.
_OTHER_SCHEME = {"social": "unemployment", "health": "unemployment", "unemployment": "health"}
_YEARS_AWAY = 12  # a year no release of the period speaks of in passing


def with_same_number(sentence: str, at: Span, value: str) -> str | None:
    """Print the number at `at` in its other form: "18.26 million" in full, "%" as "per cent"."""
    surface = at.of(sentence)
    scaled = _SCALED.search(surface)
    if scaled and value.isdigit():
        return _put(sentence, at, _put(surface, Span(*scaled.span()), f"{int(value):,}"))
    if surface.count("%") == 1:
        return _put(sentence, at, surface.replace("%", " per cent"))
    percent = _PER_CENT.search(surface)
    return _put(sentence, at, _put(surface, Span(*percent.span()), "%")) if percent else None


def with_other_number(sentence: str, at: Span, value: str, printed: set[str]) -> str | None:
    """Change the first digit of the number at `at`, against its hedge ("over" goes up).

    A number in words is written in digits; None where there is no number.
    """
    surface = at.of(sentence)
    if not DIGITS.search(surface):
        word = _NUMBER_WORD.search(surface)
        if not word or not value.isdigit() or len(value) > 2:
            return None
        surface = surface[: word.start()] + value + surface[word.end() :]
    before = fold(sentence[max(0, at.start - 25) : at.start])
    steps = (1, 2, 3) if not _AT_MOST.search(before) else (-1, -2, -3)
    for step in steps:
        other = DIGITS.sub(lambda match, by=step: _stepped(match.group(), by), surface)  # type: ignore[misc]
        if not printed & set(DIGITS.findall(other)):
            return _put(sentence, at, other)
    return None


def _stepped(number: str, by: int) -> str:
    """Add `by` to a number's first digit, keeping its form; 9 and 1 become 11 and 20 thereby."""
    first = int(number[0]) + by
    if first < 0:
        return number[0] + number
    stepped = f"{first}{number[1:]}" if first else re.sub(r"^[0,]+(?=\d)", "", number[1:])
    if not stepped or stepped.startswith("."):
        stepped = f"0{stepped}"
    return stepped


def with_digits_swapped(sentence: str, at: Span, printed: set[str]) -> str | None:
    """Swap the first two neighbouring digits that differ; None where none do."""
    surface = at.of(sentence)
    for match in re.finditer(r"(?=([1-9])([1-9]))", surface):
        if match[1] != match[2]:
            begin = match.start()
            other = surface[:begin] + match[2] + match[1] + surface[begin + 2 :]
            if not printed & set(DIGITS.findall(other)):
                return _put(sentence, at, other)
    return None


def with_other_scale(sentence: str, at: Span) -> str | None:
    """Say billion for million and the like; None where the figure prints no scale."""
    surface = at.of(sentence)
    match = _SCALE.search(surface)
    if not match:
        return None
    return _put(sentence, at, _put(surface, Span(*match.span()), _OTHER_SCALE[match.group()]))


def with_other_place(sentence: str, figure: Figure, place: str | None) -> str | None:
    """Say of `place` what the sentence says of the figure's; None without a place to swap."""
    if place is None or figure.place is None:
        return None
    own = regex(rf"\b{re.escape(figure.place)}\b", re.I)
    if figure.place != COUNTRY and own.search(plain(sentence)):
        return _replaced(sentence, own, place)
    swapped = _THE_COUNTRY.sub(place, _NATIONWIDE.sub(f"in {place}", sentence))
    if swapped != sentence:
        return swapped
    return f"In {place}, {_lower_first(sentence)}"


def with_other_scheme(sentence: str, figure: Figure) -> str | None:
    """Name another insurance wherever the figure's is named; None where it is not."""
    if figure.scheme is None:
        return None
    word = _SCHEME_WORD[figure.scheme]
    own = regex(rf"(?<!nam )\b{word}(?= insurance\b)", re.I)  # "Viet Nam Social Insurance"
    return _replaced(sentence, own, _OTHER_SCHEME[word])


def with_other_period(sentence: str, figure: Figure) -> str | None:
    """Move every year that the figure is of; None where the sentence prints none."""
    own = [year for year in years(sentence) if figure.period and year.iso in figure.period]
    changed = sentence
    for year in reversed(own):
        changed = _put(changed, year.span, str(int(year.iso) - _YEARS_AWAY))
    return changed if own else None


def _replaced(sentence: str, pattern: re.Pattern[str], by: str) -> str | None:
    """Replace where the plain copy matches; None where it nowhere does."""
    changed = sentence
    for match in reversed(list(pattern.finditer(plain(sentence)))):
        word = by.capitalize() if by.islower() and match.group()[0].isupper() else by
        changed = _put(changed, Span(*match.span()), word)
    return changed if changed != sentence else None


def _put(text: str, at: Span, piece: str) -> str:
    return text[: at.start] + piece + text[at.end :]


def _lower_first(sentence: str) -> str:
    """Lower the first letter of a word that is no name or abbreviation by its looks."""
    word = sentence.split(maxsplit=1)[0] if sentence.strip() else ""
    common = word[1:].islower() and word.lower() in _COMMON_OPENINGS
    return sentence[:1].lower() + sentence[1:] if common else sentence


_COMMON_OPENINGS = frozenset(
    "the a an in on by at for to of with about nearly over some all this these those there it"
    " more as while during from until up regarding".split()
)
