"""The register of legal papers: every naming joined to the paper it means.

Numbers restart: a Resolution 01/NQ-CP is issued each January, the Party's
numbers begin again with each term. Two papers of one number are told apart by
the date printed beside a naming, else by the year whose result is said to have
met the paper's target; what nothing tells apart is marked ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from vssqa.dates import dates, years
from vssqa.facts.agencies import FIELD, AgencyMention, agencies_in, body_key, body_name, field_name
from vssqa.facts.instruments import InstrumentMention, instruments_in
from vssqa.facts.paper_numbers import same_serial
from vssqa.text import fold, plain
from vssqa.types import Instrument, Mention, Release, Sentence, Span

# The Government's first resolutions of each January: the year's plan, and its business climate.
_ANNUAL = frozenset({"01/NQ-CP", "02/NQ-CP"})

_DRAFT = re.compile(r"\b(?:draft|proposed)(?: (?:revised|amended|new))? (?:of the )?$", re.I)
_TARGET_MET = re.compile(
    r"\b(?:met|meet(?:ing|s)?|achiev\w+|surpass\w+|exceed\w+|fulfil\w*|complet\w+|higher than|above"
    r"|over|reach\w+)\b[^.;]{0,60}\b(?:targets?|goals?)\b[^.;]{0,60}$"
)
_LAST_YEAR = re.compile(r"\blast year\b|\bprevious year\b")
_AIMED_AT = re.compile(r"\b(?:by|until|till|period|for|target of) (?:the end of )?$")


@dataclass(frozen=True, slots=True)
class Naming:
    """One naming of a paper within a release, with what its sentence tells of it.

    `result_year` is the year whose result met the paper's target.
    """

    release: Release
    mention: InstrumentMention
    sentence: Span
    issuer: str | None
    title: str | None
    result_year: str | None

    @property
    def is_draft(self) -> bool:
        """Tell whether the text speaks of the paper's draft."""
        before = self.release.text[max(0, self.mention.span.start - 24) : self.mention.span.start]
        return bool(_DRAFT.search(before))


@dataclass(slots=True)
class _Paper:
    """A paper in the making: its namings as they are joined."""

    namings: list[Naming] = field(default_factory=list)
    year: str | None = None
    ambiguous: bool = False

    @property
    def first(self) -> InstrumentMention:
        """The fullest naming's mention."""
        return min(
            (n.mention for n in self.namings),
            key=lambda m: (
                m.number is None,
                m.is_short,
                m.paper is None or not m.paper.year,
                m.span,
            ),
        )

    @property
    def date(self) -> str | None:
        """The most exact date printed beside a naming."""
        printed = [n.mention.date for n in self.namings if n.mention.date]
        return max(printed, key=len) if printed else None


def read_namings(release: Release, sentences: Sequence[Sentence]) -> list[Naming]:
    """Read every naming of a paper off the evidence sentences of one release."""
    found: list[Naming] = []
    for sentence in sentences:
        mentions = instruments_in(release.text, sentence.span)
        bodies = agencies_in(release.text, sentence.span) if mentions else []
        for mention in mentions:
            mention = replace(mention, date=_full_date(mention, sentence.span, release))
            found.append(
                Naming(
                    release,
                    mention,
                    sentence.span,
                    _issuer(release.text, sentence.span, mention, bodies),
                    mention.title or _title(release.text, sentence.span, mention, bodies),
                    _result_year(release, sentence.span, mention),
                )
            )
    return _shared_result_years(found)


def read_instruments(namings: Iterable[Naming]) -> tuple[Instrument, ...]:
    """Join the namings of all releases into the register, in reading order."""
    namings = list(namings)
    papers: list[_Paper] = []
    by_name: dict[str, list[_Paper]] = {}
    for naming in namings:
        if naming.mention.date and not naming.mention.is_short and not naming.is_draft:
            _join_dated(naming, papers, by_name)
    for naming in namings:
        if not naming.mention.is_short and (naming.is_draft or not naming.mention.date):
            _join_undated(naming, papers, by_name)
    by_serial: dict[tuple[str, str], list[_Paper]] = {}
    for paper in papers:
        if paper.first.paper:
            by_serial.setdefault(_serial_key(paper.first), []).append(paper)
    for naming in namings:
        if naming.mention.is_short:
            _join_short(naming, papers, by_serial)
    order = {id(naming): at for at, naming in enumerate(namings)}
    papers.sort(key=lambda paper: min(order[id(naming)] for naming in paper.namings))
    return tuple(map(_instrument, papers))


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


_ISSUED_BY = re.compile(
    r"^(?: dated [^.;]{5,25}| \([^)]*\)|, [^.;]{5,25},)?,? ?(?:issued |signed )?(?:of|by|from) (?:the )?$"
)
_ISSUES = re.compile(
    r"^(?:'s|(?: has| have| had)?(?: recently| just)?"
    r" (?:issued|signed|promulgated|approved|adopted|released|enacted|passed)(?: the| a)?) $"
)
_MINISTERS = re.compile(rf"\b(?P<field>{FIELD.pattern}|labou?r) minister's $", re.I)


def _issuer(
    text: str, sentence: Span, mention: InstrumentMention, bodies: Sequence[AgencyMention]
) -> str | None:
    """Return who issued the paper: its number's code says, a printed body where that is the Party."""
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


_SKIP = re.compile(r"(?:,? ?\(?(?:dated|issued on|signed on|of|on) )$")
_TITLE = re.compile(
    r"^[,)]?\s*(?:(?:on|regarding|concerning|about|entitled)\s+(?:the\s+)?(?P<on>[^;]+)"
    r"|(?P<doing>(?:issuing|promulgating|approving|guiding|amending|providing|detailing)\s[^;]+)"
    r"|(?:was (?:issued|promulgated|adopted) )?(?P<to>to (?:address|resolve|guide|support|provide"
    r"|regulate|promote|strengthen|improve|remove|amend|supplement)\s[^;]+))"
)
_IN_BRACKETS = re.compile(
    r"^ \((?:the )?(?:project|programme|scheme|plan)? ?(?:on )?(?P<on>[^)]+)\)"
)
_QUOTED = re.compile(r"^\"(?P<quoted>[^\"]{4,300})\"")
_TITLE_ENDS = re.compile(
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
    begins_with_date = re.match(
        r"\d|(?:January|February|March|April|May|June|July|August"
        r"|September|October|November|December|Monday)\b",
        title,
    )
    return None if begins_with_date or len(title.split()) < 2 else title


def _behind_date_and_issuer(
    copy: str, at: int, offset: int, bodies: Sequence[AgencyMention]
) -> int:
    """Return where the words go on behind the date and the issuer printed at `at`."""
    stops = [Span(d.span.start, d.span.end) for d in dates(copy)]
    stops += [Span(b.span.start - offset, b.span.end - offset) for b in bodies]
    for stop in sorted(stops):
        gap = copy[at : stop.start]
        if stop.start >= at and re.fullmatch(
            r",? ?\(?(?:(?:dated|issued|signed|of|by|from|on|issued on|issued by)(?: the)?) ", gap
        ):
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


# --- joining namings to papers ------------------------------------------------------


def _name_key(mention: InstrumentMention) -> str:
    """Return what all full namings of a number, of a law or of a plan have in common.

    A number's year is left to the date: 28/2021/QD-TTg may be printed 28/QD-TTg.
    """
    if mention.title:
        return body_key(mention.title)
    if mention.paper and mention.paper.codes:
        return replace(mention.paper, year=None).normal
    return mention.number or fold(mention.surface)


def _join_dated(naming: Naming, papers: list[_Paper], by_name: dict[str, list[_Paper]]) -> None:
    """Join a dated naming to the paper of its number and date."""
    key = _name_key(naming.mention)
    date = naming.mention.date or ""
    for paper in by_name.get(key, ()):
        known = paper.date or ""
        if _one_paper(naming.mention, paper.first) and _agree(known, date):
            paper.namings.append(naming)
            return
    _new(naming, date[:4], papers, by_name)


def _agree(one: str, other: str) -> bool:
    """Tell whether two dates are one, in the precision both have."""
    return one.startswith(other) or other.startswith(one)


def _one_paper(one: InstrumentMention, other: InstrumentMention) -> bool:
    """Tell whether numbers allow one paper: with and without year only if dated to the day."""
    if one.number == other.number or not one.paper or not other.paper:
        return True
    return one.date == other.date and len(one.date or "") == len("2024-01-05")


def _new(
    naming: Naming, year: str | None, papers: list[_Paper], by_name: dict[str, list[_Paper]]
) -> _Paper:
    paper = _Paper([naming], year)
    papers.append(paper)
    by_name.setdefault(_name_key(naming.mention), []).append(paper)
    return paper


def _join_undated(naming: Naming, papers: list[_Paper], by_name: dict[str, list[_Paper]]) -> None:
    """Join an undated naming to the paper that its release and sentence allow."""
    key = _name_key(naming.mention)
    same = by_name.get(key, [])
    fitting = [paper for paper in same if _may_mean(naming, paper)]
    here = [p for p in fitting if any(n.release.id == naming.release.id for n in p.namings)]
    if len(here) == 1 and not (naming.result_year and not here[0].year):
        here[0].namings.append(naming)
        return
    if len(fitting) == 1 and (fitting[0].year or not _restarts(naming.mention)):
        fitting[0].namings.append(naming)
        return
    open_entry = next((p for p in same if not p.date and p.year == naming.result_year), None)
    if open_entry:
        open_entry.namings.append(naming)
        return
    paper = _new(naming, naming.result_year, papers, by_name)
    several = len(same) > 1
    paper.ambiguous = not naming.result_year and (several or key in _ANNUAL)


def _restarts(mention: InstrumentMention) -> bool:
    return mention.paper is not None and mention.paper.restarts_yearly


def _may_mean(naming: Naming, paper: _Paper) -> bool:
    """Tell whether an undated naming may mean `paper`.

    A paper is not named before it exists, and cannot have set a target that
    an earlier year's result met; the annual ones mean their own year only.
    """
    year = paper.year
    if naming.is_draft:
        return any(n.is_draft for n in paper.namings)
    if not year:
        return not naming.result_year or not paper.date
    if naming.release.date and paper.date and paper.date > naming.release.date:
        return False
    if naming.result_year and year > naming.result_year:
        return False
    if _name_key(naming.mention) not in _ANNUAL:
        return True
    if naming.result_year:
        return year == naming.result_year
    return any(n.release.id == naming.release.id for n in paper.namings) or (
        naming.release.date is not None and naming.release.date[:4] == year
    )


def _serial_key(mention: InstrumentMention) -> tuple[str, str]:
    serial = mention.paper.serial.lstrip("0") if mention.paper else ""
    return serial, mention.type


def _join_short(
    naming: Naming, papers: list[_Paper], by_serial: dict[tuple[str, str], list[_Paper]]
) -> None:
    """Join "Directive 38" to the one paper of that serial, first within its release."""
    same = [p for p in by_serial.get(_serial_key(naming.mention), ()) if _short_fits(naming, p)]
    here = [p for p in same if any(n.release.id == naming.release.id for n in p.namings)]
    for fitting in (here, same):
        if len(fitting) == 1:
            fitting[0].namings.append(naming)
            if naming.mention.date and not fitting[0].year:
                fitting[0].year = naming.mention.date[:4]
            return
    paper = _Paper([naming], (naming.mention.date or "")[:4] or None, ambiguous=len(same) > 1)
    papers.append(paper)
    by_serial.setdefault(_serial_key(naming.mention), []).append(paper)


def _short_fits(naming: Naming, paper: _Paper) -> bool:
    """Tell whether a short naming's date and year allow `paper`."""
    number, date = naming.mention.paper, naming.mention.date
    year = paper.year or (paper.first.paper.year if paper.first.paper else None)
    if number and number.year and year and number.year != year:
        return False
    if date and paper.date and not _agree(paper.date, date):
        return False
    return not (
        naming.release.date
        and paper.date
        and not date
        and paper.date[:10] > naming.release.date
        and len(naming.release.date) == len(paper.date)
    )


# --- entries ----------------------------------------------------------------------


def _instrument(paper: _Paper) -> Instrument:
    """Return the register's entry of a paper."""
    first = paper.first
    issuers = [n.issuer for n in paper.namings if n.issuer]
    printed = [i for i in issuers if i != first.issuer]
    titles = [n.title for n in paper.namings if n.title]
    surfaces = dict.fromkeys(n.mention.surface for n in paper.namings)
    if first.paper and not first.is_short and first.title is None:
        surfaces.setdefault(_short_name(first))
    return Instrument(
        key=_key(paper),
        number=first.number,
        type=first.type,
        issuer=(printed or issuers or [None])[0],
        title=_best_title(titles),
        date=paper.date,
        aliases=tuple(surfaces),
        ambiguous=paper.ambiguous,
        mentions=tuple(
            Mention(n.release.id, n.mention.span, n.mention.surface)
            for n in sorted(paper.namings, key=lambda n: (n.release.id, n.mention.span))
        ),
    )


def _best_title(titles: list[str]) -> str | None:
    """Return the title printed most often, the first of equals."""
    by_fold = {fold(title): title for title in reversed(titles)}
    counts = {key: sum(fold(t) == key for t in titles) for key in by_fold}
    return by_fold[max(reversed(by_fold), key=lambda key: counts[key])] if titles else None


def _short_name(mention: InstrumentMention) -> str:
    """Return the short form people use: "Directive 38"."""
    serial = mention.paper.serial if mention.paper else ""
    return f"{mention.type.replace('_', ' ').capitalize()} {serial}"


def _key(paper: _Paper) -> str:
    """Return the key: the number, with the year it does not itself print."""
    first = paper.first
    base = first.title if first.title else first.number or first.surface
    if first.is_short:
        base = _short_name(first)
    year = "draft" if all(n.is_draft for n in paper.namings) else paper.year
    if not year or (first.paper and first.paper.year == year and first.title is None):
        return base or first.surface
    return f"{base}@{year}"
