"""The bodies that releases speak of most, each with the one name it goes by.

The table joins what is printed in English and Vietnamese: VSS, Vietnam Social
Insurance and BHXH are one body. `body_key` compares any two names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Span

VSS = "Viet Nam Social Security"
GOVERNMENT = "Government"

# (one name, pattern of every name it goes by); for folded text.
_KNOWN: tuple[tuple[str, str], ...] = (
    (VSS, r"viet ?nam(?:'s|ese)? social (?:security|insurance)(?: (?:agency|sector))?|vss|vsi"
          r"|bhxh(?: viet ?nam)?|bhxhvn|bao hiem xa hoi viet nam|social security of viet ?nam"),
    ("National Assembly Standing Committee",
     r"national assembly(?:'s)? standing committee|standing committee of the national assembly"
     r"|uy ban thuong vu quoc hoi"),
    ("National Assembly", r"(?:\d+th )?national assembly|quoc hoi"),
    (GOVERNMENT, r"(?:vietnamese |viet ?nam(?:'s|ese) )?government|chinh phu"),
    ("Prime Minister", r"prime minister|thu tuong(?: chinh phu)?"),
    ("Politburo", r"politburo|political bureau|bo chinh tri"),
    ("Secretariat", r"(?:central )?(?:party )?(?:central committee(?:'s)? )?secretariat"
                    r"|(?:party )?secretariat of the (?:party central committee|central committee"
                    r"|central party committee|party)|ban bi thu"),
    ("Party Central Committee",
     r"(?:communist )?party(?:'s)? central (?:executive )?committee|central party committee"
     r"|(?:party )?central (?:executive )?committee"
     r"(?: of the (?:communist )?party(?: of viet ?nam)?)?"
     r"|ban chap hanh trung uong"),
    ("National Party Congress", r"(?:\d+th )?national party congress|party congress"),
    ("Communist Party of Viet Nam", r"communist party(?: of viet ?nam)?"),
    ("International Labour Organization", r"international labou?r organi[sz]ation|ilo"),
    ("International Social Security Association",
     r"international social security association|issa"),
    ("ASEAN Social Security Association", r"asean social security association|assa"),
    ("World Health Organization", r"world health organi[sz]ation"),
    ("World Bank", r"world bank"),
    ("Asian Development Bank", r"asian development bank|adb"),
    ("United Nations Development Programme", r"united nations development program(?:me)?|undp"),
    ("Viet Nam General Confederation of Labour",
     r"viet ?nam(?:ese)? general confederation of labou?r|vgcl|tong lien doan lao dong viet nam"),
    ("Viet Nam Chamber of Commerce and Industry",
     r"viet ?nam chamber of commerce and industry|viet ?nam confederation of commerce and industry"
     r"|vcci"),
    ("Viet Nam Women's Union", r"viet ?nam(?:ese)? wom[ae]n(?:'?s'?)? union"),
    ("Viet Nam Fatherland Front", r"viet ?nam fatherland front"),
)  # fmt: skip

# A ministry's field; folded. Its printed variants are one: "Labor - Invalids and Social Affairs".
_FIELDS: tuple[tuple[str, str], ...] = (
    ("Labour, Invalids and Social Affairs",
     r"labou?r\s?(?:,|-|)\s?(?:war )?invalids,? (?:and|&) social (?:affairs|welfare)"
     r"|labou?r,? (?:and )?war invalids,? and social affairs"),
    ("Health", r"(?:public )?health"),
    ("Finance", r"finance"),
    ("Home Affairs", r"home affairs|the interior|interior"),
    ("Planning and Investment", r"planning (?:and|&) investment"),
    ("Education and Training", r"education (?:and|&) training"),
    ("Information and Communications", r"information (?:and|&) communications?"),
    ("Public Security", r"public security"),
    ("National Defence", r"national defen[cs]e|defen[cs]e"),
    ("Justice", r"justice"),
    ("Industry and Trade", r"industry (?:and|&) trade"),
    ("Agriculture and Rural Development", r"agriculture (?:and|&) rural development"),
    ("Agriculture and Environment", r"agriculture (?:and|&) (?:the )?environment"),
    ("Natural Resources and Environment", r"natural resources (?:and|&) (?:the )?environment"),
    ("Science and Technology", r"science (?:and|&) technology"),
    ("Culture, Sports and Tourism", r"culture, sports? (?:and|&) tourism"),
    ("Ethnic and Religious Affairs", r"ethnic (?:minorit(?:y|ies) )?(?:and|&) religious affairs"),
    ("Foreign Affairs", r"foreign affairs"),
    ("Construction", r"construction"),
    ("Transport", r"transport(?:ation)?"),
    ("Health and Welfare", r"health (?:and|&) welfare"),
    ("Employment and Labour", r"employment (?:and|&) labou?r"),
)  # fmt: skip
_SHORT_FIELDS = {
    "labour": "Labour, Invalids and Social Affairs",
    "labor": "Labour, Invalids and Social Affairs",
}
_MINISTRY_LETTERS = {
    "molisa": "Labour, Invalids and Social Affairs", "moh": "Health", "mof": "Finance",
    "moha": "Home Affairs", "mpi": "Planning and Investment", "moet": "Education and Training",
    "mps": "Public Security", "bo y te": "Health", "bo tai chinh": "Finance",
    "bo noi vu": "Home Affairs", "bo lao dong": "Labour, Invalids and Social Affairs",
}  # fmt: skip

_ANY_FIELD = "|".join(pattern for _, pattern in sorted(_FIELDS, key=lambda field: -len(field[0])))
FIELD = regex(rf"\b(?:{_ANY_FIELD})\b", re.I)
"""A ministry's field in plain text; longest first."""

_MINISTRY = regex(
    rf"\bministry of (?P<of>{_ANY_FIELD}|labou?r)\b"
    rf"|\b(?P<before>{_ANY_FIELD}|labou?r) ministry\b"
    rf"|\b(?P<letters>{'|'.join(_MINISTRY_LETTERS)})\b"
)
_KNOWN_PATTERNS = tuple((name, regex(form)) for name, form in _KNOWN)
_ANY_KNOWN = regex(
    rf"(?<![-/\w])(?:{'|'.join(form for _, form in _KNOWN)})\b(?![-/]\w)"  # not in 24/QD-BHXH
)

_COMMON_NOUNS = frozenset({"Secretariat", "Communist Party of Viet Nam"})
# "Government" as a describing word, and a prime minister's deputy, are none.
_NOT_GOVERNMENT_BEFORE = regex(
    r"(?:digital|local|provincial|electronic|e-|city|leaner|levels of|korean|foreign) ?$"
)
_NOT_GOVERNMENT_BEHIND = regex(
    r"(?:-| (?:authorit|agenc|bodies|levels|bonds?|officials?|and economy))"
)


def known_bodies(piece: str) -> Iterator[Span]:
    """Yield where a name of the table stands in a piece of plain text."""
    folded = piece.lower()
    for match in _MINISTRY.finditer(folded):
        yield Span(*match.span())
    for match in _ANY_KNOWN.finditer(folded):
        if not _names_other(piece, folded, match):
            yield Span(*match.span())


def _names_other(piece: str, folded: str, match: re.Match[str]) -> bool:
    """Tell whether the words at a match of the table name something else there."""
    name = body_name(match.group())
    if name == GOVERNMENT:
        return _describes(folded, match)
    if name == "Prime Minister":
        return folded.endswith(("deputy ", "vice "), 0, match.start())
    return name in _COMMON_NOUNS and piece[match.start()].islower()


def _describes(folded: str, match: re.Match[str]) -> bool:
    """Tell whether "government" only describes the word beside it."""
    before = folded[max(0, match.start() - 12) : match.start()]
    return bool(
        _NOT_GOVERNMENT_BEFORE.search(before) or _NOT_GOVERNMENT_BEHIND.match(folded, match.end())
    )


@lru_cache(maxsize=4096)
def body_name(surface: str) -> str:
    """Return the one name of the body that `surface` names: the table's, else its own."""
    surface = " ".join(surface.split())
    folded = fold(surface)
    for name, pattern in _KNOWN_PATTERNS:
        if pattern.fullmatch(folded):
            return name
    ministry = _MINISTRY.fullmatch(folded)
    if ministry:
        return f"Ministry of {_field_name(ministry)}"
    return surface.replace("\u2019", "'")


def _field_name(match: re.Match[str]) -> str:
    """Return a ministry's field as it is written once and for all."""
    if match.group("letters"):
        return _MINISTRY_LETTERS[match.group("letters")]
    return field_name(match.group("of") or match.group("before"))


def field_name(printed: str) -> str:
    """Return the one form of a ministry's field ("labour" is the labour ministry's)."""
    folded = fold(printed)
    if folded in _SHORT_FIELDS:
        return _SHORT_FIELDS[folded]
    for name, pattern in _FIELDS:
        if re.fullmatch(pattern, folded):
            return name
    return printed


_KEY_CHANGES = (
    (regex(r"\bviet nam(?:ese)?\b|\bvietnamese\b"), "vietnam"),
    (regex(r"\blabor\b"), "labour"),
    (regex(r"\borganization\b"), "organisation"),
    (regex(r"\bdefense\b"), "defence"),
    (regex(r"\bcenter\b"), "centre"),
    (regex(r"'s\b|'"), ""),
    (regex(r"\b(?:the|province)\b|(?<=\w )(?:provincial|city)\b"), " "),
    (regex(r"&"), " and "),
    (regex(r"[^a-z0-9]+"), " "),
    (regex(r"\b(committee|office|department|council|union)s\b"), r"\1"),
)
_VSS_INSIDE = regex(rf"\b(?:{_KNOWN[0][1]})\b")


@lru_cache(maxsize=4096)
def body_key(name: str) -> str:
    """Return what two names of one body have in common, to compare names by."""
    key = _VSS_INSIDE.sub(fold(VSS), fold(body_name(name)))
    for pattern, change in _KEY_CHANGES:
        key = pattern.sub(change, key)
    return " ".join(key.split()) or fold(name)
