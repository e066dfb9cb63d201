"""Places written in a text: provinces, towns, districts, the whole country, other countries.

The 63 provinces and cities of before July 2025 hold the 34 of today. A place has
one name however it is printed ("Ha Noi", "Hanoi"). A province's name within a
person's ("Nguyen Hoa Binh") or a body's ("Ho Chi Minh Communist Youth Union",
"Viet Nam Social Security") is no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from vssqa.facts.written import PlaceKind, PlaceMention
from vssqa.patterns import one_of, regex
from vssqa.text import fold, plain
from vssqa.types import Span

COUNTRY = "Viet Nam"

PROVINCES: tuple[str, ...] = (
    "An Giang", "Ba Ria - Vung Tau", "Bac Giang", "Bac Kan", "Bac Lieu", "Bac Ninh", "Ben Tre",
    "Binh Dinh", "Binh Duong", "Binh Phuoc", "Binh Thuan", "Ca Mau", "Can Tho", "Cao Bang",
    "Da Nang", "Dak Lak", "Dak Nong", "Dien Bien", "Dong Nai", "Dong Thap", "Gia Lai", "Ha Giang",
    "Ha Nam", "Ha Noi", "Ha Tinh", "Hai Duong", "Hai Phong", "Hau Giang", "Ho Chi Minh City",
    "Hoa Binh", "Hung Yen", "Khanh Hoa", "Kien Giang", "Kon Tum", "Lai Chau", "Lam Dong",
    "Lang Son", "Lao Cai", "Long An", "Nam Dinh", "Nghe An", "Ninh Binh", "Ninh Thuan", "Phu Tho",
    "Phu Yen", "Quang Binh", "Quang Nam", "Quang Ngai", "Quang Ninh", "Quang Tri", "Soc Trang",
    "Son La", "Tay Ninh", "Thai Binh", "Thai Nguyen", "Thanh Hoa", "Thua Thien - Hue",
    "Tien Giang", "Tra Vinh", "Tuyen Quang", "Vinh Long", "Vinh Phuc", "Yen Bai",
)  # fmt: skip

TOWNS: tuple[str, ...] = (
    "Bao Loc", "Bien Hoa", "Buon Ma Thuot", "Cam Ranh", "Cao Lanh", "Chau Doc", "Da Lat",
    "Dong Ha", "Dong Hoi", "Ha Long", "Ha Tien", "Hoi An", "Long Xuyen", "Mai Chau",
    "Mong Cai", "My Tho", "Nha Trang", "Phan Rang", "Phan Thiet", "Phu Quoc", "Pleiku",
    "Quy Nhon", "Rach Gia", "Sam Son", "Sapa", "Tam Ky", "Thu Duc", "Tuy Hoa",
    "Vinh", "Vung Tau",
)  # fmt: skip

_OTHER_SPELLINGS = {
    "hanoi": "Ha Noi", "danang": "Da Nang", "haiphong": "Hai Phong", "saigon": "Ho Chi Minh City",
    "sai gon": "Ho Chi Minh City", "tp.hcm": "Ho Chi Minh City", "tphcm": "Ho Chi Minh City",
    "tp hcm": "Ho Chi Minh City", "tp. hcm": "Ho Chi Minh City", "hcm": "Ho Chi Minh City",
    "ho chi minh": "Ho Chi Minh City", "hcm city": "Ho Chi Minh City", "hcmc": "Ho Chi Minh City",
    "ba ria-vung tau": "Ba Ria - Vung Tau", "thua thien-hue": "Thua Thien - Hue",
    "thua thien hue": "Thua Thien - Hue", "hue": "Thua Thien - Hue",
    "dac lac": "Dak Lak", "daklak": "Dak Lak",
    "dac nong": "Dak Nong", "bac can": "Bac Kan",
}  # fmt: skip

_BY_FOLDED = {fold(name): name for name in (*PROVINCES, *TOWNS)} | _OTHER_SPELLINGS

PLACE = regex(rf"\b{one_of(_BY_FOLDED)}\b")
"""A province's or town's name; for use on folded text."""

# Spelled like English words or parts of people's names: read as places with a capital only.
_CAPITAL_ONLY = frozenset("hue vinh hcm".split()) | {"long an", "ha nam"}
FAMILY_NAMES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan vuong trinh"
    " dinh lam mai truong cao luu ta quach to thai tong chu dau luong kieu phung than nghiem mr mrs"
    " ms dr comrade".split()
)
_BEFORE = regex(r"([a-z]+)\.? $")
_NAME_GOES_ON = regex(
    r"(?: communist| political| national academy| museum| thought|'s thought| ideology)"
)
_FIRM_GOES_ON = regex(  # "Hoa Binh Footwear Co. Ltd", "Dong Nai Rubber Corporation"
    r"(?: [A-Z][\w&.'-]*){0,5} (?:Co\b|JSC\b|Ltd\b|Company|Corporation|Corp\b|Joint[ -]Stock|Inc\b"
    r"|LLC\b|Group\b|(?i:factory)\b)"
)
_NATION = regex(
    r"\bviet ?nam\b|\bnation-?wide\b|\bcountry-?wide\b|\bnationally\b"
    r"|\b(?:the )?(?:whole|entire) (?:country|nation)\b"
    r"|\b(?:across|throughout|all over) the country\b"
    r"|(?<!that )(?<!which )\bthe country\b(?! of)|\bca nuoc\b|\btoan quoc\b"
    r"|\bnational\b(?= (?:\w+ ){0,2}(?:average|rate|level|coverage)\b)"
)
_NATION_WORDS = ("nam", "nation", "countr", "nuoc", "quoc")  # one stands in all that is found
_COUNTRY_IN_NAME = regex(  # "Viet Nam Social Security", "Viet Nam News Agency", "VTV.VN"
    r" (?:[A-Z]|social (?:security|insurance)|news|general|women|fatherland|medical|bank|dongs?\b)"
)
_COUNTRIES = (
    "Afghanistan Algeria Angola Argentina Australia Austria Bangladesh Belarus Belgium Bhutan"
    " Bolivia Brazil Brunei Bulgaria Cambodia Cameroon Canada Chile China Colombia Croatia Cuba"
    " Cyprus Denmark Ecuador Egypt Estonia Ethiopia Finland France Germany Ghana Greece Hungary"
    " Iceland India Indonesia Iran Iraq Ireland Israel Italy Japan Kazakhstan Kenya Kuwait Laos"
    " Latvia Lebanon Lithuania Luxembourg Malaysia Mexico Moldova Mongolia Morocco Mozambique"
    " Myanmar Nepal Netherlands Nigeria Norway Oman Pakistan Palestine Panama Peru Philippines"
    " Poland Portugal Qatar Romania Russia Rwanda Senegal Serbia Singapore Slovakia Slovenia"
    " Spain Sudan Sweden Switzerland Syria Taiwan Tanzania Thailand Tunisia Turkey Uganda"
    " Ukraine Uruguay Uzbekistan Venezuela Yemen Zambia Zimbabwe"
).split()
_COUNTRIES_IN_WORDS = {
    "republic of korea": "South Korea", "south korea": "South Korea", "rok": "South Korea",
    "korea": "South Korea", "north korea": "North Korea", "united states": "United States",
    "the us": "United States", "usa": "United States", "united kingdom": "United Kingdom",
    "the uk": "United Kingdom", "britain": "United Kingdom", "czech republic": "Czech Republic",
    "new zealand": "New Zealand", "hong kong": "Hong Kong", "saudi arabia": "Saudi Arabia",
    "south africa": "South Africa", "sri lanka": "Sri Lanka", "timor-leste": "Timor-Leste",
    "lao pdr": "Laos", "russian federation": "Russia", "arab emirates": "United Arab Emirates",
}  # fmt: skip
_COUNTRY_NAMES = {fold(name): name for name in _COUNTRIES} | _COUNTRIES_IN_WORDS
_FOREIGN = regex(rf"\b{one_of(_COUNTRY_NAMES)}\b")
_REGION_NAMES = {
    "mekong delta": "Mekong Delta", "red river delta": "Red River Delta", "asean": "ASEAN",
    "central highlands": "Central Highlands", "southeast asia": "Southeast Asia", "asia": "Asia",
    "europe": "Europe", "european union": "European Union",
}  # fmt: skip
_REGION = regex(rf"\b{one_of(_REGION_NAMES)}\b")
# "Le Chan District", "Hop Thanh commune": known by the word behind; syllables are short.
_DISTRICT = regex(
    r"(?<![\w'])(?!(?:In|At|The|From|Of|And|Each|Every|Some|All|By|City|Party|To|On|No|This|That|Its|Their|Our|His|Her"
    r"|Any|Other|Another|Many|Most|Both|One|Two|Three|Four|Five|Six|Such|What|Which|For|As|With|Under)\b)"
    r"(?P<name>[A-Z][a-z]{0,5}(?: [A-Z][a-z]{0,5}){0,3})"
    r" (?P<kind>[Dd]istrict|[Cc]ommune|[Ww]ard|[Tt]own|City)\b"
)
# "the mountainous district of Nam Tra My".
_DISTRICT_OF = regex(
    r"\b(?P<kind>[Dd]istrict|[Cc]ommune|[Ww]ard|[Tt]own) of"
    r" (?P<name>[A-Z][a-z]{1,5}(?: [A-Z][a-z]{0,5}){1,3})\b(?! (?:[Pp]rovince|City)\b)"
)
# How a syllable of a district's name is spelled, those of the highlands' languages too ("Krong",
# "Glong"): "Have", "Did" and "Poor" are none.
_SYLLABLE = regex(
    r"(?:ngh?|nh|ch|gh|gi|gl|kh|kr|ph|pl|qu|th|tr|dr|br|bl|[bcdghjklmnprstvx])?"
    r"(?:[aeiouy]{1,3}(?:ch|ng|nh|[cklmnpt])?|[aeiouy]r)",
    re.IGNORECASE,
)
_WORDS_SPELLED_SO = frozenset("Can May Do Then But So Nine Ten Main Line Note Far Per".split())
_DISTRICT_KINDS: dict[str, PlaceKind] = {
    "district": "district", "town": "district", "city": "district", "commune": "commune",
    "ward": "commune",
}  # fmt: skip
_COMPARED = regex(r"\b(?:than|compared (?:to|with)|against|versus|with|as) (?:the |that of )*$")
_PIECES_HELD = 4096  # read pieces: below a kilobyte each
_COMPARED_REACH = 32  # code points before a place in which "compared with that of the" begins


def place_name(surface: str) -> str | None:
    """Return the one name of a province or town, None if `surface` is none."""
    return _BY_FOLDED.get(" ".join(fold(surface).split()))


def places(text: str, within: Span | None = None) -> list[PlaceMention]:
    """Find the places that a piece of `text` names, in order, none inside another."""
    piece = within or Span(0, len(text))
    read = _read(piece.of(text))
    return [replace(place, span=place.span.moved(piece.start)) for place in read]


@lru_cache(maxsize=_PIECES_HELD)
def _read(printed: str) -> tuple[PlaceMention, ...]:
    """Find the places of one piece; titles, headings and sentences are asked for again."""
    words = plain(printed)
    folded = words.lower()
    found: list[PlaceMention] = []
    for span, name, kind in _candidates(words, folded):
        if any(span.overlaps(other.span) for other in found):
            continue
        before = folded[max(0, span.start - _COMPARED_REACH) : span.start]
        compared = bool(_COMPARED.search(before)) and (
            "than" in before or "compared" in before or kind == "nation"
        )
        found.append(PlaceMention(span, span.of(printed), name, kind, compared))
    return tuple(sorted(found, key=lambda place: place.span))


def _candidates(words: str, folded: str) -> Iterator[tuple[Span, str, PlaceKind]]:
    """Yield the places of a plain piece, those that win where they overlap first."""
    local: list[re.Match[str]] = []
    if any(kind in folded for kind in _DISTRICT_KINDS):
        local += _DISTRICT.finditer(words)
        local += _DISTRICT_OF.finditer(words)
        local = [match for match in local if _names_district(match["name"])]
    districts = [
        Span(*match.span("name")) for match in local if match.start("name") < match.start("kind")
    ]
    for match in PLACE.finditer(folded):
        begins = Span(*match.span())  # "Vinh Linh District" is not in Vinh
        longer = any(d.start == begins.start and d.end > begins.end for d in districts)
        if not longer and _is_place(words, folded, match):
            yield Span(*match.span()), _BY_FOLDED[match.group()], "province"
    nation = any(word in folded for word in _NATION_WORDS)
    for match in _NATION.finditer(folded) if nation else ():
        named = match.group().startswith("viet")
        if not (named and _COUNTRY_IN_NAME.match(words, match.end())):
            yield Span(*match.span()), COUNTRY, "nation"
    for match in _FOREIGN.finditer(folded):
        if words[match.start()].isupper() or words.islower():
            yield Span(*match.span()), _COUNTRY_NAMES[match.group()], "country"
    for match in _REGION.finditer(folded):
        yield Span(*match.span()), _REGION_NAMES[match.group()], "region"
    for match in local:
        kind = _DISTRICT_KINDS[match["kind"].lower()]
        yield Span(*match.span()), match["name"], kind


def _names_district(name: str) -> bool:
    """Tell whether words before "district" can be its name and no other word with a capital."""
    return (
        len(name) > 1
        and name not in _WORDS_SPELLED_SO
        and all(map(_SYLLABLE.fullmatch, name.split()))
    )


def _is_place(words: str, folded: str, match: re.Match[str]) -> bool:
    """Tell whether a province's name stands for the province."""
    capital = words[match.start()].isupper()
    if not capital and (match.group() in _CAPITAL_ONLY or not words.islower()):
        return False
    before = _BEFORE.search(folded, max(0, match.start() - 12), match.start())
    if before and before[1] in FAMILY_NAMES and words[before.start()].isupper():
        return False
    if match.group() in _CAPITAL_ONLY and before and words[before.start()].isupper():
        return bool(re.match(r" (?:city|province)", folded[match.end() :]))
    firm = capital and _FIRM_GOES_ON.match(words, match.end())
    return not (firm or _NAME_GOES_ON.match(folded, match.end()))
