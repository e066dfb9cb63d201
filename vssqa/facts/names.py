"""Where a person's name stands in a text: Vietnamese names by their syllables.

The family name comes first and the given name last: "Le Minh Khai" is Mr Khai.
Patterns read plain text (no diacritics), so both prints of a name are found.
"""

from __future__ import annotations

import re

from vssqa.facts.places import place_name
from vssqa.patterns import regex
from vssqa.text import plain
from vssqa.types import Span

FAMILY_NAMES = (
    "Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dao Doan Chu Dau Mai"
    " Trinh Truong Dinh Lam Ha Cao Luong Luu Thai Trieu To Ta Tang Quach Phung Nghiem Mac La Kieu"
    " Hua Giang Dam Chau Cu Bach Au Vuong Van Ton Tong Thach Tieu Than Thi Quan Phi Ninh Lo"
    " Lu Luc Khong Khuat Khuc Kim Giap Diep Dong Cung Che Cam Vi Ung Trang Thieu Sam Nong Ngac Mau"
    " Ma Lai Hong Hac Dieu Doi Chung Cat"
).split()
"""Family names as printed without diacritics, the common ones first."""

# The commonest names: beside them a third syllable is proof enough that a person is named.
_SURE_FAMILIES = frozenset(FAMILY_NAMES[:54])

_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?"
_SYLLABLE = rf"(?:(?i:{_ONSET}[aeiouy]{{1,3}}(?:ch|ng|nh|[cmnpt])?)(?![\w'-]))"
_NAME_SYLLABLE = rf"(?=[A-Z]){_SYLLABLE}"
_NAME = regex(
    rf"\b(?P<family>(?:{'|'.join(FAMILY_NAMES)})|(?:{'|'.join(f.upper() for f in FAMILY_NAMES)}))"
    rf"(?P<given>(?: {_NAME_SYLLABLE}){{1,4}}(?: [A-Z](?![\w.]))?)"  # "Nguyen Van A": name withheld
)
HONORIFIC = (
    r"(?:Comrades?|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Doctor|Madam|Lawyer|Ong|Ba"
    r"|Associate Professor|MSc|PhD|Sir)\b\.?"
)
"""Words of address that stand before a name."""

# A name before one of these is a street's, a school's or a place's, or part of a body's name.
_NO_PERSON_BEFORE = regex(
    r" (?:City|Province|province|District|district|Ward|ward|Commune|commune|Town|town|Street"
    r"|street|Road|Village|village|Island|River|Mountain|Region|Delta)\b"
)
_CAPITAL_BEFORE = regex(r"(?P<word>[A-Z][\w'.]*),? $")
_CAPITAL_BEHIND = regex(r" (?P<word>[A-Z]\w+)")
BEFORE_PERSON = regex(
    rf"(?:{HONORIFIC}|[a-z]*(?:[Mm]inister|[Dd]irector|[Gg]eneral|[Cc]hair(?:man|woman|person)?"
    r"|[Pp]resident|[Hh]ead|[Ss]ecretary|[Cc]hief|[Cc]ommissioner|[Mm]ember|[Mm]ayor|[Gg]overnor"
    r"|[Ll]eader|[Ss]pokes\w+|[Rr]epresentative|[Oo]fficial|[Ee]xpert)s?),?:? $"
)
_BEHIND_PERSON = regex(
    r",? (?:said|told|noted|added|stressed|emphasi[sz]ed|affirmed|stated|admitted|explained|asked"
    r"|chaired|signed|thanked|who)\b"
    r"|, (?:the |a |an )?(?:[\w']+ ){0,3}(?:director|head|chair\w*|minister|president|secretary"
    r"|chief|member|leader|representative|deputy|general)\b",
    re.I,
)
# The leader whose name is a city's, a union's, a prize's: a person only where addressed as one.
_GIVEN_AWAY = frozenset({"ho chi minh"})


def names_in(text: str, within: Span | None = None) -> list[Span]:
    """Find the persons' names in a piece of `text`, in order; places and bodies are none.

    A name of two syllables counts only where its surroundings speak of a person.
    """
    offset = within.start if within else 0
    piece = plain(text[within.start : within.end] if within else text)
    return [
        Span(offset + match.start(), offset + match.end())
        for match in _NAME.finditer(piece)
        if _is_person(piece, match.start(), match.end())
    ]


def _is_person(piece: str, start: int, end: int) -> bool:
    """Tell whether the syllables at these bounds name a person."""
    name = piece[start:end]
    words = name.split()
    before = _CAPITAL_BEFORE.search(piece, max(0, start - 40), start)
    addressed = bool(BEFORE_PERSON.search(piece, max(0, start - 40), start))
    if name.lower() in _GIVEN_AWAY:
        return addressed
    if place_name(name) or _NO_PERSON_BEFORE.match(piece, end):
        return False
    if _CAPITAL_BEHIND.match(piece, end) and not _BEHIND_PERSON.match(piece, end):
        return addressed and len(words) > 2
    if addressed:
        return True
    joined = before is not None and not before.group().endswith(", ")
    if len(words) == 2:
        return not joined and bool(_BEHIND_PERSON.match(piece, end))
    return words[0].title() in _SURE_FAMILIES or bool(_BEHIND_PERSON.match(piece, end))
