"""Bodies as a text names them, each with the one name it goes by.

`agencies_in` reads mentions off any text; `vssqa.facts.directory` joins them
into the register. A body is known either by the table of names below or by the
grammar of such names: capitals around a word like Ministry, Committee, Union.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vssqa.dates import MONTHS
from vssqa.facts.names import names_in
from vssqa.facts.places import place_name
from vssqa.text import fold, plain
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
FIELD = re.compile(rf"(?:{_ANY_FIELD})\b", re.I)
"""A ministry's field in plain text; longest first."""

_MINISTRY = re.compile(
    rf"\bministry of (?P<of>{_ANY_FIELD}|labou?r)\b"
    rf"|\b(?P<before>{_ANY_FIELD}|labou?r) ministry\b"
    rf"|\b(?P<letters>{'|'.join(_MINISTRY_LETTERS)})\b"
)
_KNOWN_PATTERNS = tuple(
    (name, re.compile(rf"(?<![-/\w])(?:{form})\b(?![-/]\w)")) for name, form in _KNOWN
)

# "Government" as a describing word, and a prime minister's deputy, are none.
_NOT_GOVERNMENT_BEFORE = re.compile(
    r"(?:digital|local|provincial|electronic|e-|city|leaner|levels of|korean|foreign) ?$"
)
_NOT_GOVERNMENT_BEHIND = re.compile(
    r"(?:-| (?:authorit|agenc|bodies|levels|bonds?|officials?|and economy))"
)


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """One naming of a body. `name` is the body's one name, as far as the text tells it."""

    span: Span
    surface: str
    name: str


def agencies_in(text: str, within: Span | None = None) -> list[AgencyMention]:
    """Find the bodies named in a piece of `text`, in order, none inside another."""
    offset = within.start if within else 0
    raw = text[within.start : within.end] if within else text
    piece = plain(raw)
    persons = names_in(piece)
    found: list[AgencyMention] = []
    for span in sorted(
        (*_known_spans(piece), *_phrases(piece, persons)),
        key=lambda span: (span.start - span.end, span.start),
    ):
        if not any(span.overlaps(other.span) for other in found):
            found.append(AgencyMention(span, span.of(raw), body_name(span.of(raw))))
    return sorted(
        (
            AgencyMention(Span(m.span.start + offset, m.span.end + offset), m.surface, m.name)
            for m in found
        ),
        key=lambda mention: mention.span,
    )


# --- names of the table ----------------------------------------------------------


def _known_spans(piece: str) -> Iterator[Span]:
    """Yield where a name of the table stands in a piece of plain text."""
    folded = piece.lower()
    for match in _MINISTRY.finditer(folded):
        yield Span(*match.span())
    for name, pattern in _KNOWN_PATTERNS:
        for match in pattern.finditer(folded):
            if name == GOVERNMENT and _describes(folded, match):
                continue
            if name == "Prime Minister" and folded[: match.start()].endswith(("deputy ", "vice ")):
                continue
            if (
                name in {"Secretariat", "Communist Party of Viet Nam"}
                and piece[match.start()].islower()
            ):
                continue
            yield Span(*match.span())


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
    (re.compile(r"\bviet nam(?:ese)?\b|\bvietnamese\b"), "vietnam"),
    (re.compile(r"\blabor\b"), "labour"),
    (re.compile(r"\borganization\b"), "organisation"),
    (re.compile(r"\bdefense\b"), "defence"),
    (re.compile(r"\bcenter\b"), "centre"),
    (re.compile(r"'s\b|'"), ""),
    (re.compile(r"\b(?:the|province)\b|(?<=\w )(?:provincial|city)\b"), " "),
    (re.compile(r"&"), " and "),
    (re.compile(r"[^a-z0-9]+"), " "),
    (re.compile(r"\b(committee|office|department|council|union)s\b"), r"\1"),
)
_VSS_INSIDE = re.compile(rf"\b(?:{_KNOWN[0][1]})\b")


@lru_cache(maxsize=4096)
def body_key(name: str) -> str:
    """Return what two names of one body have in common, to compare names by."""
    key = _VSS_INSIDE.sub(fold(VSS), fold(body_name(name)))
    for pattern, change in _KEY_CHANGES:
        key = pattern.sub(change, key)
    return " ".join(key.split()) or fold(name)


# --- names by their grammar ---------------------------------------------------------

_HEAD = (
    r"(?:Ministry|Department|Committee|Council|Board|Union|Association|Federation|Confederation"
    r"|Office|Bureau|Institute|Secretariat|Bank|Agency|Inspectorate|Directorate|Authority|Division"
    r"|Service|Centre|Center|Commission|Academy|University|Hospital|Organi[sz]ation|Front|Society"
    r"|Court|Procuracy|Company|Corporation|JSC|Inspection|Chamber|Delegation)(?:s|es)?\b"
)
_HEADED = re.compile(rf"\b{_HEAD}")
_MONTH_NAME = r"(?:" + "|".join(month.title() for month in MONTHS) + r")\b"
_WORD = rf"(?!{_MONTH_NAME})[A-Z][A-Za-z']*(?:-[A-Za-z]+)*"
_OWNER = re.compile(r"^(?:[A-Z]\w* )*(?!People|Party|Women|Children|Farmer)[A-Z]\w*'s (?=[A-Z])")
_RUN = re.compile(
    rf"\b{_WORD}(?:(?: | of | of the | for | for the | on |'s | - |, | and | & )"
    rf"(?:(?:province|city) )?{_WORD})*"
)
_CUT = re.compile(r", | and | & | - ")
_WORDS_BEFORE_AND = 4  # "An Hai Container and Trading Agency"; more words are a list's
_OF = re.compile(r" (?:of|for|on)(?: the)? ")
_LEADING = re.compile(
    r"^(?:(?:The|A|In|At|On|By|To|From|For|And|Or|But|As|With|According|Attending|Also|Both"
    r"|All|Under|After|Before|When|While|Since|Besides|Comrade|Relevant|Meanwhile|Representatives?"
    r"|Leaders?|Regarding|Through|Recently|Each|Every|Some|Many|This|That|These|Its|Their|Former)\b"
    r"[, ]*)+"
)
_SCHEME_BODY = re.compile(
    r"^(?:City|Provincial|Municipal|Regional|District) Social (?:Security|Insurance)$"
    r"|^(?P<place>.+?)(?: (?:[Pp]rovince|[Cc]ity|Provincial|Municipal|District))?"
    r" Social (?:Security|Insurance)$"
)
_SCHEME_OF = re.compile(r"^Social (?:Security|Insurance)s? of (?:the )?[A-Z]")
_TITLES_BEHIND = re.compile(
    r"(?:'s)?(?: (?:Standing|Deputy|Vice|Acting|General|Director|Director-General|Chairm[ae]n"
    r"|Chairwoman|President|Head|Chief|Secretary|Minister|Members?|Leaders?))+$"
)
_ALONE = re.compile(rf"^{_HEAD}$")
_LAST_HEAD = re.compile(rf"^.*\b{_HEAD}(?:(?: of| for| on)(?: the)? .+)?")


def _phrases(piece: str, persons: list[Span]) -> Iterator[Span]:
    """Yield the spans of the capitalised phrases that name a body."""
    masked = list(piece)
    for person in persons:
        masked[person.start : person.end] = "\x00" * (person.end - person.start)
    hidden = FIELD.sub(lambda m: _joined(m.group()), "".join(masked))
    for run in _RUN.finditer(hidden):
        for start, end in _pieces(hidden, run.start(), run.end()):
            yield from _body(hidden, start, end)


def _joined(field: str) -> str:
    """Return a ministry's field as one capitalised word of the same length."""
    if not field[:1].isupper():
        return field
    return re.sub(r"[^A-Za-z]", "x", field)


def _pieces(hidden: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run at "and" and commas, but not within one body's name.

    "Planning and Investment Department" has no body before its "and".
    """
    begin = start
    for cut in _CUT.finditer(hidden, start, end):
        left, right = hidden[begin : cut.start()], hidden[cut.end() : end]
        right = _CUT.split(right)[0]
        one_name = (
            cut.group() in {" and ", " & "}
            and not _HEADED.search(left)
            and _HEADED.search(right)
            and not _HEADED.match(right)
            and body_name(left) == left
            and len(left.split()) <= _WORDS_BEFORE_AND
        )
        if not one_name:
            yield begin, cut.start()
            begin = cut.end()
    yield begin, end


def _body(hidden: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span of the body's name within a cut phrase, if it holds one."""
    phrase = hidden[start:end]
    lead = _LEADING.match(phrase)
    begin = lead.end() if lead else 0
    owner = _OWNER.match(phrase[begin:])
    begin += owner.end() if owner else 0
    for of in _OF.finditer(phrase):
        head = phrase[begin : of.start()]
        if not _HEADED.search(head) and not _SCHEME_OF.match(phrase[begin:]):
            begin = of.end()  # "Secretary of the Party Committee": the body comes behind
        else:
            break
    name = _TITLES_BEHIND.sub("", phrase[begin:].rstrip("' "))
    if _SCHEME_OF.match(name):
        yield Span(start + begin, start + begin + len(name))
        return
    held = _LAST_HEAD.match(name)
    if held and not _ALONE.match(name):
        name = held.group().rstrip()
        yield Span(start + begin, start + begin + len(name))
        return
    scheme = _SCHEME_BODY.search(name)
    if scheme and (not scheme.group("place") or place_name(scheme.group("place"))):
        yield Span(start + begin, start + begin + len(name))
