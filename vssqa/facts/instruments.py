"""Legal papers, programmes and laws as a text names them.

`instruments_in` reads mentions off any text, a release's or a question's;
`matches` tells whether a mention means an entry of the register, which
`vssqa.facts.papers` builds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vssqa.dates import Dated, dates
from vssqa.facts.paper_numbers import (
    FULL_NUMBER,
    SHORT_NUMBER,
    PaperNumber,
    read_number,
    read_short,
    same_serial,
)
from vssqa.patterns import regex
from vssqa.text import fold, plain
from vssqa.types import Instrument, Span

TYPE_OF_WORD: dict[str, str] = {
    "joint circular": "joint_circular", "official letter": "official_letter",
    "official dispatch": "official_letter", "official document": "official_letter",
    "resolution": "resolution", "decree": "decree", "decision": "decision",
    "directive": "directive", "instruction": "directive", "circular": "circular",
    "guideline": "guideline", "guidance": "guideline", "conclusion": "conclusion",
    "notice": "notice", "notification": "notice", "announcement": "notice", "plan": "plan",
    "report": "report", "dispatch": "official_letter", "document": "document",
    "project": "project", "scheme": "project", "programme": "programme",
    "program": "programme", "ordinance": "ordinance", "regulation": "regulation",
    "submission": "submission", "telegram": "telegram", "law": "law", "agreement": "agreement",
    "convention": "convention",
    "nghi quyet": "resolution", "nghi dinh": "decree", "quyet dinh": "decision",
    "chi thi": "directive", "thong tu lien tich": "joint_circular", "thong tu": "circular",
    "huong dan": "guideline", "ket luan": "conclusion", "thong bao": "notice",
    "ke hoach": "plan", "bao cao": "report", "cong van": "official_letter", "de an": "project",
    "chuong trinh": "programme", "phap lenh": "ordinance", "quy dinh": "regulation",
    "cong dien": "telegram", "to trinh": "submission", "van ban": "document", "luat": "law",
}  # fmt: skip
"""The word for a paper's type, in English and in Vietnamese without diacritics."""

# Words that also stand for things without a number ("5 plans", "report 3 cases"): a short number
# behind one of them counts only where the word is written as a name, or "No." stands between.
_LOOSE_TYPES = frozenset(
    "plan report document project programme agreement convention law regulation guideline notice"
    " conclusion submission".split()
)
_GENERIC_TYPES = frozenset({"document", "notice", "programme", "plan", "project"})

_NO = r"(?P<no>(?:nos?\b\.?|number|so)\s*:?\s*)"
_TYPE_WORDS = "|".join(sorted(map(re.escape, TYPE_OF_WORD), key=len, reverse=True))
_TYPED = regex(rf"\b(?P<word>{_TYPE_WORDS})s?\s+{_NO}?(?=\d)")
_NEXT_IN_LIST = regex(rf"(?:\s*[,;]\s*(?:and\s+)?|\s+(?:and|or|va)\s+){_NO}?(?=\d)")
_YEAR_LIKE = regex(r"(?:19|20)\d\d$")

_CAPITAL = r"[A-Z][\w'-]*"
_NO_SUBJECT = (
    r"(?!Laws?\b|Nos?\b|Government|National Assembly|Decree|Resolution|Ministr|Code\b|VSS\b)"
)
_SUBJECT = rf"{_NO_SUBJECT}{_CAPITAL}(?:(?: and | of | for | )(?:the )?{_NO_SUBJECT}{_CAPITAL})*"
_LAW_ON = regex(rf"\b(?P<kind>Law|Ordinance) on (?:the )?(?P<subject>{_SUBJECT})")
_SUBJECT_LAW = regex(
    rf"\b(?P<subject>(?:{_NO_SUBJECT}[A-Z][a-z]+ (?:and )?){{1,5}})(?P<kind>Law|Ordinance|Code)\b"
    r"(?! on\b)"
)
_BEFORE_SUBJECT = regex(
    r"^(?:(?:The|A|An|This|That|New|Draft|Amended|Revised|Under|In|Current|And|Viet|Nam|Vietnam"
    r"|Vietnamese|According|To|By|Of)\s+)+"
)
_YEAR_AFTER = regex(r",? (?:of )?(?P<year>(?:19|20)\d\d)\b(?![-/.,]\d)")
_YEAR_BEFORE = regex(r"\b(?P<year>(?:19|20)\d\d)(?:'s)? (?:(?:amended|revised) )?$")
_NUMBER_AFTER_LAW = regex(r",? \(?(?:no\.? ?)?(?=\d)", re.I)


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """One naming of a paper in a text.

    `number` is the normal form: "38-CT/TW", "75/2023/ND-CP", or only "38" (or
    "108/2021") where no more is printed; None for a paper named by its subject,
    whose name is then `title`. `date` is the one printed beside it, ISO 8601;
    "--01-10" where no year is printed.
    """

    span: Span
    surface: str
    type: str
    number: str | None
    issuer: str | None = None
    date: str | None = None
    title: str | None = None
    paper: PaperNumber | None = None

    @property
    def is_short(self) -> bool:
        """Tell whether no more than a serial is printed ("Directive 38")."""
        return self.paper is not None and not self.paper.codes


def instruments_in(text: str, within: Span | None = None) -> list[InstrumentMention]:
    """Find the papers named in a piece of `text`, in order, none inside another.

    Reads English and Vietnamese, with and without diacritics, in any case.
    """
    offset = within.start if within else 0
    piece = plain(text[within.start : within.end] if within else text)
    found: list[InstrumentMention] = []
    for mention in (*_laws(piece), *_numbered(piece), *_named(piece)):
        if not any(mention.span.overlaps(other.span) for other in found):
            found.append(mention)
    printed = dates(piece) if found else []
    found = [_with_date(piece, mention, printed) for mention in found]
    moved = (m.span.moved(offset) for m in found)
    return sorted(
        (
            replace(m, span=span, surface=span.of(text))
            for m, span in zip(found, moved, strict=True)
        ),
        key=lambda mention: mention.span,
    )


# --- numbered papers -----------------------------------------------------------


def _numbered(piece: str) -> Iterator[InstrumentMention]:
    """Yield the papers named by number in a piece of plain text."""
    folded = piece.lower()
    taken: set[int] = set()
    for match in _TYPED.finditer(folded):
        word: str | None = match.group("word")
        start, at, numbered = match.start(), match.end(), bool(match.group("no"))
        while word:
            mention = _number_at(piece, start, at, word, numbered)
            if mention is None:
                break
            taken.add(at)
            yield mention
            following = _NEXT_IN_LIST.match(folded, mention.span.end)
            if not following:
                break
            numbered = bool(following.group("no"))
            at = following.end()
            start = following.start("no") if numbered else at
            if not numbered and not FULL_NUMBER.match(piece, at):
                break
    for match in FULL_NUMBER.finditer(piece):
        paper = read_number(match, typed=False) if match.start() not in taken else None
        if paper:
            yield _mention(piece, Span(*match.span()), None, paper)


def _number_at(
    piece: str, start: int, at: int, word: str, numbered: bool
) -> InstrumentMention | None:
    """Read the number at `at` behind the type `word`, None if there is none."""
    full = FULL_NUMBER.match(piece, at)
    paper = read_number(full, typed=True) if full else None
    if full and paper:
        return _mention(piece, Span(start, full.end()), word, paper)
    short = SHORT_NUMBER.match(piece, at)
    if not short:
        return None
    if not numbered and _YEAR_LIKE.match(short.group()):
        return None
    as_name = piece[start].isupper() or short.group("serial").startswith("0")
    if TYPE_OF_WORD[word] in _LOOSE_TYPES and not numbered and not as_name:
        return None
    return _mention(piece, Span(start, short.end()), word, read_short(short))


_OF_LAW = regex(r"\blaws? \((?:[Nn]o\.? ?)?$")  # "the 2014 law (No. 58/2014/QH13)"


def _mention(piece: str, span: Span, word: str | None, paper: PaperNumber) -> InstrumentMention:
    """Join what the word and the number say; of the two the number's code is surer."""
    said = TYPE_OF_WORD[word] if word else None
    kind = paper.type or said or "document"
    if said and said not in _GENERIC_TYPES and not (paper.codes and paper.type):
        kind = said
    if kind == "document" and paper.issuer == "National Assembly":
        kind = "law" if _OF_LAW.search(piece, 0, span.start) else "resolution"
    date = paper.year if paper.codes else None
    return InstrumentMention(
        span, span.of(piece), kind, paper.normal, paper.issuer, date, paper=paper
    )


# --- laws by name ----------------------------------------------------------------


def _laws(piece: str) -> Iterator[InstrumentMention]:
    """Yield the laws named by their subject in a piece of plain text."""
    for match in _LAW_ON.finditer(piece):
        title = f"{match.group('kind')} on {match.group('subject')}"
        yield _law(piece, Span(*match.span()), match.group("kind"), title)
    for match in _SUBJECT_LAW.finditer(piece):
        printed = match.group("subject")
        skipped = _BEFORE_SUBJECT.match(printed)
        start = match.start() + (skipped.end() if skipped else 0)
        subject = piece[start : match.end("subject")].strip()
        if subject:
            kind = match.group("kind")
            title = f"{subject} {kind}" if kind == "Code" else f"{kind} on {subject}"
            yield _law(piece, Span(start, match.end()), kind, title)


def _law(piece: str, span: Span, kind: str, title: str) -> InstrumentMention:
    """Return the mention of a named law, with the number or year printed beside it."""
    mention = InstrumentMention(
        span, span.of(piece), "ordinance" if kind == "Ordinance" else "law", None, title=title
    )
    gap = _NUMBER_AFTER_LAW.match(piece, span.end)
    full = FULL_NUMBER.match(piece, gap.end()) if gap else None
    paper = read_number(full, typed=True) if full else None
    if full and paper:
        span = Span(span.start, full.end())
        return replace(
            mention,
            span=span,
            number=paper.normal,
            issuer=paper.issuer,
            date=paper.year,
            paper=paper,
        )
    year = _YEAR_AFTER.match(piece, span.end) or _year_before(piece, span.start)
    return replace(mention, date=year.group("year")) if year else mention


# --- plans, programmes and agreements by name ------------------------------------

_NAMED = regex(
    rf"\b(?:(?!The\b|This\b|Implementation\b){_CAPITAL} (?:and )?){{1,6}}"
    r"(?P<kind>Plan|Programme|Program|Strategy)\b(?! ?(?:No\b|\d))"
    rf"(?: (?:of|on|for) (?:the )?{_CAPITAL}(?: {_CAPITAL})*"
    rf"(?:(?: and| of| of the|,) {_CAPITAL})*)?"
    r"(?: for (?:the )?\d{4}(?:-\d{4})?(?: period)?)?"
    r"|\b(?:5|[Ff]ive)-year (?P<kind2>plan)(?: for (?:the )?\d{4}-\d{4}(?: period)?)?"
    r"|\b(?P<kind3>Agreement|Convention|Strategy|Memorandum of Understanding)"
    rf" on (?:the )?{_SUBJECT}"
    rf"(?: (?:signed |concluded )?(?:with|between) (?:the )?{_CAPITAL}"
    rf"(?: (?:and |of )?{_CAPITAL})*)?"
)
_KIND_OF_NAMED = {"program": "programme", "memorandum of understanding": "agreement"}


def _named(piece: str) -> Iterator[InstrumentMention]:
    """Yield the plans, programmes and agreements that go by a name in capitals."""
    for match in _NAMED.finditer(piece):
        kind = next(value for key, value in match.groupdict().items() if value and "kind" in key)
        kind = _KIND_OF_NAMED.get(kind.lower(), kind.lower())
        span = Span(*match.span())
        yield InstrumentMention(span, span.of(piece), kind, None, title=span.of(piece))


def _year_before(piece: str, at: int) -> re.Match[str] | None:
    """Find a year right before a naming ("the 2014 Social Insurance Law")."""
    return _YEAR_BEFORE.search(piece, max(0, at - len("2014's amended  ")), at)


# --- the date printed beside -------------------------------------------------------

_ISSUING = r"(?:issued|signed|promulgated|approved|adopted|released|enacted|passed|ban hanh|ky)"
_BODY_WORDS = (
    r"(?:of|by|from) (?:the )?(?:\d+(?:st|nd|rd|th) )?[A-Z][\w']*"
    r"(?: (?:[A-Z][\w']*|of|the|and|for|')){0,8}"
)
_DATE_BESIDE = 300  # characters; a title of some length may stand between
_DATE_FOLLOWS = regex(
    rf"(?: {_BODY_WORDS})?,? ?"
    rf"(?:\(?(?:was |were )?(?:dated|{_ISSUING}(?: by [^.;,]{{1,60}}?)?(?: on)?|of|on|ngay)|\()"
    r" ?(?:the )?$"
    rf"|, (?:which|that) (?:the )?[^.;,]{{2,60}}? {_ISSUING} on $"
    rf"|,? on [^.;]{{1,200}}?[ (\"](?:dated|{_ISSUING} on) $"
)
_DATE_PRECEDES = regex(rf"^,? (?:the )?[^.;]{{0,160}}?\b{_ISSUING} (?:the )?(?:\w+ ){{0,2}}$")


def _with_date(piece: str, mention: InstrumentMention, printed: list[Dated]) -> InstrumentMention:
    """Return the mention with the date printed right behind it, else before its issue."""
    near = (mention.span.start - _DATE_BESIDE, mention.span.end + _DATE_BESIDE)
    printed = [dated for dated in printed if near[0] <= dated.span.start <= near[1]]
    for dated in printed:
        gap = piece[mention.span.end : dated.span.start]
        if dated.span.start >= mention.span.end and _DATE_FOLLOWS.match(gap):
            return replace(mention, date=dated.iso)
    year = _year_before(piece, mention.span.start)
    if year and mention.date is None:
        return replace(mention, date=year.group("year"))
    for dated in reversed(printed):
        gap = piece[dated.span.end : mention.span.start]
        if dated.span.end <= mention.span.start and _DATE_PRECEDES.match(gap):
            return replace(mention, date=dated.iso)
    return mention


# --- a mention and the register ----------------------------------------------------


def matches(mention: InstrumentMention, instrument: Instrument) -> bool:
    """Tell whether `mention` may mean `instrument`.

    Numbers must agree in full; a short form ("Directive 38") in serial, type
    and printed year. A law is known by its name. Dates that disagree part two
    papers of one number. A short form may match several entries: then it is
    ambiguous.
    """
    if not _dates_agree(mention, instrument.date):
        return False
    if mention.paper is None:
        names = {fold(name) for name in (instrument.title, *instrument.aliases) if name}
        return mention.title is not None and fold(mention.title) in names
    if instrument.number is None:
        return False
    if not mention.is_short and mention.number == instrument.number:
        return True
    known = FULL_NUMBER.match(plain(instrument.number)) or SHORT_NUMBER.match(instrument.number)
    if known is None:
        return False
    short = not mention.is_short and "codes" not in known.re.groupindex
    if not (mention.is_short or short):
        return False
    year = known.group("year") or (instrument.date or "")[:4]
    return (
        same_serial(mention.paper.serial, known.group("serial"))
        and (mention.type == instrument.type or mention.type == "document")
        and (not mention.paper.year or not year or mention.paper.year == year)
    )


def _dates_agree(mention: InstrumentMention, date: str | None) -> bool:
    """Tell whether the dates do not contradict, in the precision both have."""
    if not mention.date or not date or mention.date.startswith("-"):
        return True
    return mention.date.startswith(date) or date.startswith(mention.date)
