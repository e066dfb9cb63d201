"""The register of legal papers: every naming joined to the paper it means.

Numbers restart: a Resolution 01/NQ-CP is issued each January, the Party's
numbers begin again with each term. Two papers of one number are told apart by
the date printed beside a naming, else by the year whose result is said to have
met the paper's target; what nothing tells apart is marked ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vssqa.facts.bodies import body_key
from vssqa.facts.instruments import InstrumentMention
from vssqa.facts.namings import Naming
from vssqa.text import fold
from vssqa.types import Instrument, Mention

# The Government's first resolutions of each January: the year's plan, and its business climate.
_ANNUAL = frozenset({"01/NQ-CP", "02/NQ-CP"})


class _Paper:
    """A paper in the making: its namings as they are joined."""

    def __init__(self, naming: Naming, year: str | None) -> None:
        self.namings = [naming]
        self.releases = {naming.release.id}
        self.first = naming.mention
        self.date = naming.mention.date
        self.year = year
        self.is_draft = naming.is_draft
        self.ambiguous = False

    def add(self, naming: Naming) -> None:
        """Join a further naming; the fullest number and the most exact date stay."""
        mention = naming.mention
        self.namings.append(naming)
        self.releases.add(naming.release.id)
        if _fullness(mention) > _fullness(self.first):
            self.first = mention
        if len(mention.date or "") > len(self.date or ""):
            self.date = mention.date
            self.year = self.year or (mention.date or "")[:4]


def _fullness(mention: InstrumentMention) -> tuple[bool, bool, bool]:
    """Return how fully a naming prints its number, to compare by."""
    has_year = mention.paper is not None and mention.paper.year is not None
    return mention.number is not None, not mention.is_short, has_year


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
            paper.add(naming)
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
    paper = _Paper(naming, year)
    papers.append(paper)
    by_name.setdefault(_name_key(naming.mention), []).append(paper)
    return paper


def _join_undated(naming: Naming, papers: list[_Paper], by_name: dict[str, list[_Paper]]) -> None:
    """Join an undated naming to the paper that its release and sentence allow."""
    key = _name_key(naming.mention)
    same = by_name.get(key, [])
    fitting = [paper for paper in same if _may_mean(naming, paper)]
    here = [paper for paper in fitting if naming.release.id in paper.releases]
    if len(here) == 1 and not (naming.result_year and not here[0].year):
        here[0].add(naming)
        return
    if len(fitting) == 1 and (fitting[0].year or not _restarts(naming.mention)):
        fitting[0].add(naming)
        return
    open_entry = next((p for p in same if not p.date and p.year == naming.result_year), None)
    if open_entry:
        open_entry.add(naming)
        return
    year = naming.result_year or naming.issued_year
    paper = _new(naming, year, papers, by_name)
    several = len(same) > 1
    paper.ambiguous = not (year or naming.is_draft) and (several or key in _ANNUAL)


def _restarts(mention: InstrumentMention) -> bool:
    return mention.paper is not None and mention.paper.restarts_yearly


def _may_mean(naming: Naming, paper: _Paper) -> bool:
    """Tell whether an undated naming may mean `paper`.

    A paper is not named before it exists, and cannot have set a target that
    an earlier year's result met; the annual ones mean their own year only.
    """
    year = paper.year
    if naming.is_draft:
        return paper.is_draft
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
    return naming.release.id in paper.releases or (
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
    here = [paper for paper in same if naming.release.id in paper.releases]
    for fitting in (here, same):
        if len(fitting) == 1:
            fitting[0].add(naming)
            return
    paper = _Paper(naming, (naming.mention.date or "")[:4] or None)
    paper.ambiguous = len(same) > 1
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
    issuers = [naming.issuer for naming in paper.namings if naming.issuer]
    printed = [issuer for issuer in issuers if issuer != first.issuer]
    titles = [n.title for n in paper.namings if n.title]
    surfaces = dict.fromkeys(n.mention.surface for n in paper.namings)
    if first.paper and not first.is_short and first.title is None:
        surfaces.setdefault(_short_name(first))
    return Instrument(
        key=_key(paper),
        number=first.number,
        type=first.type,
        issuer=next(iter(printed or issuers), None),
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
    year = "draft" if paper.is_draft else paper.year
    if not year or (first.paper and first.paper.year == year and first.title is None):
        return base or first.surface
    return f"{base}@{year}"
