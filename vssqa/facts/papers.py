"""The register of legal papers: every naming joined to the paper it means.

Numbers restart: a Resolution 01/NQ-CP is issued each January, the Party's
numbers begin again with each term. Two papers of one number are told apart by
the date printed beside a naming, else by the year whose result is said to have
met the paper's target; what nothing tells apart is marked ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from vssqa.facts.bodies import body_key
from vssqa.facts.instruments import InstrumentMention
from vssqa.facts.namings import Naming
from vssqa.text import fold
from vssqa.types import Instrument, Mention

# The Government's first resolutions of each January: the year's plan, and its business climate.
_ANNUAL = frozenset({"01/NQ-CP", "02/NQ-CP"})


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
