"""Numbers as releases print them, in figures and in words, English and Vietnamese.

"1,234" is one thousand two hundred and thirty-four, "1.234" a decimal number,
"95,2" the Vietnamese print of 95.2; beside a Vietnamese word ("1.234 tỷ đồng")
the point groups thousands. All patterns here are for text in lower case
without diacritics (`vssqa.text.fold`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from vssqa.patterns import regex

SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "quadrillion": 10**15,
    "mln": 10**6, "mn": 10**6, "bln": 10**9, "bn": 10**9, "trn": 10**12, "tn": 10**12,
    "tram": 10**2, "nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9,
}  # fmt: skip
VIETNAMESE_SCALES = frozenset("tram nghin ngan trieu ty ti".split())

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_TEENS = "fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {
    **{word: value for value, word in enumerate(f"{_ONES} {_TEENS}".split())},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
}
_TENS_WORD = "(?:" + "|".join(_TENS.split()) + ")"
_ONES_WORD = "(?:" + "|".join(f"{_ONES} {_TEENS}".split()) + ")"
_BELOW_HUNDRED = rf"(?:{_TENS_WORD}(?:[- ]{_ONES_WORD})?|{_ONES_WORD})"

DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!,?\d)"  # 1,234,567.8
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?!\d)"  # 1.234.567 and 1.234.567,8
    r"|\d{1,3}\.\d{3},\d+(?!\d)"  # 1.234,5
    r"|\d+[.,]\d+|\d+)"
)
IN_WORDS = rf"(?:{_BELOW_HUNDRED} hundred(?: and)? {_BELOW_HUNDRED}|{_BELOW_HUNDRED})"
SCALE = "(?:" + "|".join(sorted(SCALES, key=len, reverse=True)) + ")"
SCALE_WORDS = rf"{SCALE}(?: {SCALE})?"  # "thousand billion": 10**12, as in Vietnamese

VAGUE = (  # "thousands of billions": how large, not how many
    r"(?:(?:tens|hundreds|thousands|millions|billions|trillions|dozens)"
    r"(?: of (?:hundreds|thousands|millions|billions|trillions))*)"
)
_VAGUE_SIZES = {
    "tens": 10, "dozens": 12, "hundreds": 10**2, "thousands": 10**3, "millions": 10**6,
    "billions": 10**9, "trillions": 10**12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A value and the size of its last printed digit ("93.35": 0.01; "18.26 million": 10,000)."""

    value: Decimal
    step: Decimal


def read_number(surface: str, scale: str | None = None, vietnamese: bool = False) -> Number:
    """Read a folded number, in digits or words, times its folded scale words.

    `vietnamese` says that the words around are, so that "1.234" is 1234.
    """
    number = _in_digits(surface, vietnamese) if surface[0].isdigit() else _in_words(surface)
    factor = Decimal(1)
    for word in (scale or "").split():
        factor *= SCALES[word]
    return Number(number.value * factor, number.step * factor)


def read_vague(surface: str) -> Number:
    """Read the size that "thousands of billions" names; its step is as large as itself."""
    size = Decimal(1)
    for word in surface.split(" of "):
        size *= _VAGUE_SIZES[word]
    return Number(size, size)


def decimal_string(value: Decimal) -> str:
    """Return a number without exponent and without idle zeros ("93.5", "18260000")."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


_GROUPED_BY_COMMA = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_GROUPED_BY_POINT = regex(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}\.\d{3},\d+")
_VIETNAMESE_GROUPS = regex(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")


def _in_digits(surface: str, vietnamese: bool) -> Number:
    by_point = _GROUPED_BY_POINT.fullmatch(surface) or (
        vietnamese and _VIETNAMESE_GROUPS.fullmatch(surface)
    )
    if by_point:
        plain = surface.replace(".", "").replace(",", ".")
    elif _GROUPED_BY_COMMA.fullmatch(surface) and not vietnamese and surface[:2] != "0,":
        plain = surface.replace(",", "")
    else:
        plain = surface.replace(",", ".") if surface.count(",") == 1 else surface.replace(",", "")
    value = Decimal(plain)
    places = len(plain.partition(".")[2])
    return Number(value, Decimal(1).scaleb(-places))


def _in_words(surface: str) -> Number:
    total = 0
    for word in re.split(r"[- ]", surface):
        if word == "hundred":
            total *= 100
        elif word != "and":
            total += WORDS[word]
    return Number(Decimal(total), Decimal(1))
