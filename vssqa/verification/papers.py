"""Papers a statement names: are they held, and are date, issuer and type those of the releases?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from vssqa.dates import Dated, dates, years
from vssqa.facts.agencies import AgencyMention, agencies_in
from vssqa.facts.bodies import body_key
from vssqa.facts.instruments import TYPE_OF_WORD, InstrumentMention, instruments_in, matches
from vssqa.facts.paper_numbers import FULL_NUMBER, read_number
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Instrument, Mention, Span
from vssqa.verification.held import Held
from vssqa.verification.statements import Said
from vssqa.verification.verdicts import Evidence, Finding
from vssqa.verification.wording import period_name

_ISSUED = (
    r"(?:issued|signed|promulgated|approved|adopted|released|enacted|passed|dated"
    r"|(?:dates?|goes|comes|stems|is|was)(?: back)?(?= (?:from|to|of)\b))"
)
_ISSUED_ON = regex(rf"\b{_ISSUED}(?: by [^,.;]{{2,60}}?)?,? (?:(?:on|in|of|from|to) )?(?:the )?$")
_ISSUED_BY = regex(
    rf",? (?:which |that )?(?:was |were |is |has been )?{_ISSUED} (?:on [^.;]{{4,24}} )?by"
    r" (?:the )?$"
)
_LOOKED_AT = 12  # namings of a paper in which its issuer is looked for
_OF = regex(r"^(?: (?:of|by|from) (?:the )?|'s )$")
_ISSUES = regex(rf"^ (?:has |had |have )?{_ISSUED} (?:the |its )?$")
_ISSUES_IT = regex(rf"\b{_ISSUED} (?:the |its )?$")  # "issued" right before a paper
_ON = regex(r" (?:back )?(?:on|in) (?:the )?(?:year )?")
_LEADS = regex(r"^(?:on|in) (?:the )?$")
_FULL_DATE = len("2024-01-05")
_GENERIC_WORDS = frozenset({"document", "paper", "text"})


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """A paper of a statement and the register's entries it may mean, dates left aside."""

    mention: InstrumentMention
    held: tuple[Instrument, ...]


class Papers:
    """Judges what a statement says of papers."""

    def __init__(self, held: Held) -> None:
        self._held = held

    @cached_property
    def _by_serial(self) -> dict[str, list[Instrument]]:
        """The register by serial number; papers without one stand under ""."""
        found: defaultdict[str, list[Instrument]] = defaultdict(list)
        for instrument in self._held.corpus.registers.instruments:
            found[_serial(instrument.number)].append(instrument)
            if instrument.number:  # a law is also known by its name
                found[""].append(instrument)
        return found

    def named(self, said: Said) -> list[NamedPaper]:
        """Look up the papers a statement names."""
        return [NamedPaper(mention, tuple(self._meant(mention))) for mention in said.papers]

    def _meant(self, mention: InstrumentMention) -> Iterator[Instrument]:
        undated = replace(mention, date=None)
        for instrument in self._by_serial.get(_serial(mention.number), ()):
            if _may_mean(undated, instrument):
                yield instrument

    def judge(self, said: Said) -> list[Finding]:
        """Return a finding for each date, issuer and type, and for each paper not held."""
        found: list[Finding] = []
        named = self.named(said)
        for paper in named:
            if not paper.held:
                note = f"the releases do not name {paper.mention.surface}"
                found.append(Finding("not_found", note))
                continue
            date = _said_date(said, paper.mention, only=len(named) == 1)
            if date:
                found.append(self._dated(paper, date))
            issuer = issuer_in(said.text, paper.mention)
            if issuer:
                found.append(self._issued(paper, issuer))
            kind = _said_type(paper)
            if kind:
                found.append(self._typed(paper, kind))
        return found

    # --- dates -----------------------------------------------------------------------

    def _dated(self, paper: NamedPaper, date: str) -> Finding:
        dated = [i for i in paper.held if i.date]
        agreeing = [i for i in dated if str(i.date).startswith(date)]
        name = paper.mention.surface
        if agreeing:
            return Finding(
                "supported",
                f"the releases date {name} {period_name(agreeing[0].date)}",
                self._evidence(agreeing[0], str(agreeing[0].date)),
            )
        rivals = [i for i in dated if _may_be_slip(paper.mention, str(i.date), date)]
        if not rivals:
            return Finding("not_found", f"the releases give no such date for {name}")
        held = period_name(rivals[0].date)
        note = f"the releases date {name} {held}, not {period_name(date)}"
        return Finding("contradicted", note, self._evidence(rivals[0], str(rivals[0].date)))

    def _evidence(self, instrument: Instrument, date: str | None = None) -> tuple[Evidence, ...]:
        """Return the sentence that names a paper, one that prints its date or issuer first."""
        best: tuple[Evidence, ...] = ()
        for mention in instrument.mentions:
            sentence = self._sentence(mention)
            text = self._held.corpus.releases[mention.release]
            printed = [d for d in dates(text.text, sentence) if date and _agree(d.iso, date)]
            marks = (mention.span, *(d.span for d in printed))
            if printed or not date:
                return (Evidence(text, sentence, marks),)
            best = best or (Evidence(text, sentence, marks),)
        return best

    def _sentence(self, mention: Mention) -> Span:
        number = self._held.number_at(mention.release, mention.span.start)
        return self._held.corpus.sentences[number].span

    # --- issuers and types ----------------------------------------------------------------

    def _issued(self, paper: NamedPaper, issuer: AgencyMention) -> Finding:
        key = body_key(issuer.name)
        name = paper.mention.surface
        printed = [found for held in paper.held for found in self._printed_issuers(held)]
        agreeing = [evidence for body, evidence in printed if body_key(body) == key]
        if agreeing:
            note = f"the releases name {issuer.name} as the issuer of {name}"
            return Finding("supported", note, (agreeing[0],))
        known = [held for held in paper.held if held.issuer]
        by_register = [held for held in known if body_key(str(held.issuer)) == key]
        if by_register:
            note = f"the releases name {issuer.name} as the issuer of {name}"
            return Finding("supported", note, self._evidence(by_register[0]))
        if not printed and not known:
            return Finding("not_found", f"the releases do not say who issued {name}")
        by_code = paper.mention.paper.issuer if paper.mention.paper else None
        if by_code and body_key(by_code) == key:
            return Finding("not_found", f"the releases do not say that {issuer.name} issued {name}")
        told, evidence = (
            (printed[0][0], (printed[0][1],))
            if printed
            else (str(known[0].issuer), self._evidence(known[0]))
        )
        return Finding(
            "contradicted", f"the releases name {told} as the issuer of {name}", evidence
        )

    def _printed_issuers(self, instrument: Instrument) -> Iterator[tuple[str, Evidence]]:
        """Yield the bodies that sentences naming a paper print as its issuer."""
        for mention in instrument.mentions[:_LOOKED_AT]:
            sentence = self._sentence(mention)
            release = self._held.corpus.releases[mention.release]
            text = sentence.of(release.text)
            for paper in instruments_in(text):
                if paper.span.start != mention.span.start - sentence.start:
                    continue
                body = issuer_in(text, paper)
                if body:
                    start = sentence.start
                    span = Span(start + body.span.start, start + body.span.end)
                    yield body.name, Evidence(release, sentence, (mention.span, span))

    def _typed(self, paper: NamedPaper, kind: str) -> Finding:
        held = paper.held[0]
        note = f"{held.number} is a {held.type.replace('_', ' ')}, not a {kind}"
        return Finding("contradicted", note, self._evidence(held))


def _serial(number: str | None) -> str:
    """Return the digits a paper's number begins with, without leading zeros."""
    match = re.match(r"0*(\d+)", number or "")
    return match[1] if match else ""


def _may_mean(mention: InstrumentMention, instrument: Instrument) -> bool:
    """Tell whether a naming may mean a paper; 28/QD-TTg may be printed 28/2021/QD-TTg."""
    if matches(mention, instrument):
        return True
    if mention.paper is None or not mention.paper.codes or instrument.number is None:
        return False
    known = FULL_NUMBER.match(instrument.number)
    paper = read_number(known, typed=True) if known else None
    if paper is None or (paper.year and mention.paper.year):
        return False
    return replace(paper, year=None).normal == replace(mention.paper, year=None).normal


def _agree(one: str, other: str) -> bool:
    """Tell whether two dates are one, in the precision both have."""
    return one.startswith(other) or other.startswith(one)


def _may_be_slip(mention: InstrumentMention, held: str, said: str) -> bool:
    """Tell whether a date is a slip for a held one, and not another year's paper of that number.

    Numbers without a year restart each January: then year or day and month must agree.
    """
    paper = mention.paper
    if paper is None or not paper.restarts_yearly:
        return True
    same_day = len(held) == len(said) == _FULL_DATE and held[5:] == said[5:]
    return held[:4] == said[:4] or same_day


def _said_date(said: Said, mention: InstrumentMention, only: bool) -> str | None:
    """Return the date a statement gives a paper: the one beside it, else its only full date."""
    if mention.date and not mention.date.startswith("-") and not _is_number_year(mention):
        return mention.date
    found: list[Dated] = [d for d in dates(said.text) if not d.iso.startswith("-")]
    found = found or list(years(said.text))
    if not only or len(found) != 1 or said.people:
        return None
    date, folded = found[0], said.folded
    if _ISSUED_ON.search(folded[: date.span.start]):
        return date.iso
    issued = _ISSUES_IT.search(folded[: mention.span.start])
    behind = _ON.fullmatch(folded, mention.span.end, date.span.start)
    leads = date.span.end <= mention.span.start and _LEADS.match(folded[: date.span.start])
    return date.iso if issued and (behind or leads) else None


def _is_number_year(mention: InstrumentMention) -> bool:
    return mention.paper is not None and mention.date == mention.paper.year


def issuer_in(text: str, paper: InstrumentMention) -> AgencyMention | None:
    """Return the body that a text names as a paper's issuer."""
    folded = fold(text)
    for body in agencies_in(text):
        if body.span.start >= paper.span.end:
            gap = folded[paper.span.end : body.span.start]
            if _OF.match(gap) or _ISSUED_BY.match(gap):
                return body
        elif _ISSUES.match(folded[body.span.end : paper.span.start]):
            return body
    return None


def _said_type(paper: NamedPaper) -> str | None:
    """Return the type a statement calls a paper by, where its number says another."""
    mention = paper.mention
    codes = mention.paper.type if mention.paper else None
    first = fold(mention.surface).split(" no")[0].split()
    word = first[0].rstrip("s") if first else ""
    said = TYPE_OF_WORD.get(word)
    if not codes or said is None or word in _GENERIC_WORDS or said == codes:
        return None
    return None if _LOOSE & {said, codes} else word


_LOOSE = frozenset({"document", "notice", "programme", "plan", "project", "regulation"})
