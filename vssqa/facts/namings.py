"""Every naming of a legal paper in a release, with what its sentence tells of it.

Read are the date, the issuer and the title printed beside a naming, and the
year whose result is said to have met the paper's target.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vssqa.dates import MONTHS, dates, years
from vssqa.facts.agencies import AgencyMention, agencies_in
from vssqa.facts.bodies import FIELD, body_name, field_name
from vssqa.facts.instruments import InstrumentMention, instruments_in
from vssqa.patterns import regex
from vssqa.text import plain
from vssqa.types import Release, Sentence, Span

_DRAFT = regex(r"\b(?:draft|proposed)(?: (?:revised|amended|new))? (?:of the )?$", re.I)
_TARGET_MET = regex(
    r"\b(?:met|meet(?:ing|s)?|achiev\w+|surpass\w+|exceed\w+|fulfil\w*|complet\w+|higher than|above"
    r"|over|reach\w+)\b[^.;]{0,60}\b(?:targets?|goals?)\b[^.;]{0,60}$"
)
# Characters around a naming that can tell of it: longer sentences are lists of papers.
_WORDS_BEFORE = 400
_WORDS_BEHIND = 600
_LAST_YEAR = regex(r"\blast year\b|\bprevious year\b")
_AIMED_AT = regex(r"\b(?:by|until|till|period|for|target of) (?:the end of )?$")


@dataclass(frozen=True, slots=True)
class Naming:
    """One naming of a paper within a release, with what its sentence tells of it.

    `result_year` is the year whose result met the paper's target; `issued_year`
    that of the release where it says the paper was issued just now.
    """

    release: Release
    mention: InstrumentMention
    sentence: Span
    issuer: str | None
    title: str | None
    result_year: str | None
    issued_year: str | None = None

    @property
    def is_draft(self) -> bool:
        """Tell whether the text speaks of the paper's draft."""
        before = self.release.text[max(0, self.mention.span.start - 24) : self.mention.span.start]
        return bool(_DRAFT.search(before))


def read_namings(release: Release, sentences: Sequence[Sentence]) -> list[Naming]:
    """Read every naming of a paper off the evidence sentences of one release."""
    found: list[Naming] = []
    for sentence in sentences:
        found.extend(
            _naming(release, sentence.span, mention)
            for mention in instruments_in(release.text, sentence.span)
        )
    return _shared_result_years(found)


def _naming(release: Release, sentence: Span, mention: InstrumentMention) -> Naming:
    """Read what the words around a mention, within its sentence, tell of the paper."""
    around = Span(
        max(sentence.start, mention.span.start - _WORDS_BEFORE),
        min(sentence.end, mention.span.end + _WORDS_BEHIND),
    )
    mention = replace(mention, date=_full_date(mention, around, release))
    bodies = agencies_in(release.text, around)
    return Naming(
        release,
        mention,
        sentence,
        _issuer(release.text, around, mention, bodies),
        mention.title or _title(release.text, around, mention, bodies),
        _result_year(release, around, mention),
        _issued_year(release, around, mention),
    )


# --- what a sentence tells of a paper ------------------------------------------


def _full_date(mention: InstrumentMention, sentence: Span, release: Release) -> str | None:
    """Return the mention's date with the year that its sentence or its release gives."""
    iso = mention.date
    if not iso or not iso.startswith("-"):
        return iso
    text = sentence.of(release.text)
    printed = [d.iso[:4] for d in dates(text) if not d.iso.startswith("-")]
    if printed:
        return printed[0] + iso[1:]
    if not release.date:
        return None
    year = int(release.date[:4])
    later = iso[2:] > release.date[5:] if len(release.date) > len("2024") else False
    return f"{year - 1 if later and iso[2:4] > release.date[5:7] else year}{iso[1:]}"


_ISSUED_BY = regex(
    r"^(?: dated [^.;]{5,25}| \([^)]*\)|, [^.;]{5,25},)?,? ?(?:issued |signed )?"
    r"(?:of|by|from) (?:the )?(?:\d+\w\w )?$"
)
_ISSUES = regex(
    r"^(?:'s|(?: has| have| had)?(?: recently| just)?"
    r" (?:issued|signed|promulgated|approved|adopted|released|enacted|passed)(?: the| a)?) $"
)
_MINISTERS = regex(rf"\b(?P<field>{FIELD.pattern}|labou?r) minister's $", re.I)


def _issuer(
    text: str, sentence: Span, mention: InstrumentMention, bodies: Sequence[AgencyMention]
) -> str | None:
    """Return who issued the paper: as its code says, or as printed where that is the Party."""
    sure = mention.paper is not None and mention.issuer and not mention.paper.is_party
    if sure:
        return mention.issuer
    copy = plain(text[sentence.start : sentence.end])
    start, end = mention.span.start - sentence.start, mention.span.end - sentence.start
    for body in bodies:
        begin, stop = body.span.start - sentence.start, body.span.end - sentence.start
        follows = begin >= end and _ISSUED_BY.match(copy[end:begin])
        precedes = stop <= start and _ISSUES.match(copy[stop:start])
        if follows or precedes:
            return body_name(body.surface)
    minister = _MINISTERS.search(copy, max(0, start - 60), start)
    if minister:
        return f"Ministry of {field_name(minister.group('field'))}"
    return mention.issuer


_TITLE = regex(
    r"^[,)]?\s*(?:(?:on|regarding|concerning|about|entitled)\s+(?:the\s+)?(?P<on>[^;]+)"
    r"|(?P<doing>(?:issuing|promulgating|approving|guiding|amending|providing|detailing)\s[^;]+)"
    r"|(?:was (?:issued|promulgated|adopted) )?(?P<to>to (?:address|resolve|guide|support|provide"
    r"|regulate|promote|strengthen|improve|remove|amend|supplement)\s[^;]+))"
)
_IN_BRACKETS = regex(r"^ \((?:the )?(?:project|programme|scheme|plan)? ?(?:on )?(?P<on>[^)]+)\)")
_DATE_BEGINS = regex(rf"\d|(?:{'|'.join(MONTHS)})\b|\w+day\b", re.I)
_TITLE_WORDS = 2  # one word behind "on" is no title
_QUOTED = regex(r"^\"(?P<quoted>[^\"]{4,300})\"")
_TITLE_ENDS = regex(
    r",|[.;]?$|(?<!\bNo)\.\s|\s(?:has|have|had|is|are|was|were|will|shall|sets?|said|which|that)\b"
    r"|\sfor the (?:people|participants)\b"
)


def _title(
    text: str, sentence: Span, mention: InstrumentMention, bodies: Sequence[AgencyMention]
) -> str | None:
    """Return what the paper is on, in the words right behind its naming."""
    copy = plain(text[sentence.start : sentence.end])
    at = _behind_date_and_issuer(copy, mention.span.end - sentence.start, sentence.start, bodies)
    bracket = _IN_BRACKETS.match(copy[at:])
    if bracket and mention.type in {"project", "programme", "plan"}:
        return text[sentence.start + at + bracket.start("on") :][: len(bracket.group("on"))]
    match = _TITLE.match(copy[at:])
    if not match:
        return None
    group = next(name for name in ("on", "doing", "to") if match.group(name))
    start = at + match.start(group)
    quoted = _QUOTED.match(copy[start:])
    if quoted:
        start += quoted.start("quoted")
        end = start + len(quoted.group("quoted"))
    else:
        ends = _TITLE_ENDS.search(copy, start)
        end = ends.start() if ends else len(copy)
    title = text[sentence.start + start : sentence.start + end].strip(' .\u201c\u201d"')
    return None if _DATE_BEGINS.match(title) or len(title.split()) < _TITLE_WORDS else title


_BESIDE = regex(
    r",? ?\(?(?:dated|issued|signed|of|by|from|on|issued on|issued by)(?: the)?(?: \d+\w\w)? "
)


def _behind_date_and_issuer(
    copy: str, at: int, offset: int, bodies: Sequence[AgencyMention]
) -> int:
    """Return where the words go on behind the date and the issuer printed at `at`."""
    stops = [Span(d.span.start, d.span.end) for d in dates(copy)]
    stops += [Span(b.span.start - offset, b.span.end - offset) for b in bodies]
    for stop in sorted(stops):
        gap = copy[at : stop.start]
        if stop.start >= at and _BESIDE.fullmatch(gap):
            at = stop.end
    return at


def _result_year(release: Release, sentence: Span, mention: InstrumentMention) -> str | None:
    """Return the year whose result, so the sentence, met a target the paper set."""
    text = plain(release.text[sentence.start : sentence.end])
    before = text[: mention.span.start - sentence.start]
    if not _TARGET_MET.search(before):
        return None
    if _LAST_YEAR.search(before) and release.year:
        return str(release.year - 1)
    told = [
        year.iso
        for year in years(before)
        if not _AIMED_AT.search(before[: year.span.start])
        or "end of" in before[: year.span.start][-12:]
    ]
    return told[0] if told else "unknown"


_JUST_ISSUED = regex(
    r"\b(?:recently|just|newly)\b[^;]*\b(?:issued|signed|promulgated|released)\b[^;]{0,40}$", re.I
)


def _issued_year(release: Release, sentence: Span, mention: InstrumentMention) -> str | None:
    """Return the release's year where the sentence says that the paper was issued recently."""
    before = plain(release.text[sentence.start : mention.span.start])
    return str(release.year) if release.year and _JUST_ISSUED.search(before) else None


def _shared_result_years(namings: list[Naming]) -> list[Naming]:
    """Fill a result without its own year from the same paper's naming nearest above."""
    told: dict[str | None, str] = {}
    found = []
    for naming in namings:
        number = naming.mention.number
        if naming.result_year == "unknown":
            naming = replace(naming, result_year=told.get(number))
        elif naming.result_year:
            told[number] = naming.result_year
        found.append(naming)
    return found
