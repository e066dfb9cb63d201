"""Does evidence agree with the constraints of a question?

Every function gives a grade: 1 agrees, 0 disagrees, between them not sure. A
question without the constraint is agreed with. Evidence about another place,
scheme, period or standing does not answer, however similar its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vssqa.answering.surroundings import View
from vssqa.facts.places import COUNTRY, TOWNS
from vssqa.facts.quantities import DURATIONS
from vssqa.question.query import Query
from vssqa.text import fold, stem
from vssqa.types import Figure, Scheme

AGREES, NEARLY, LIKELY, UNSURE, UNLIKELY, BARELY, DISAGREES = 1.0, 0.9, 0.8, 0.5, 0.25, 0.1, 0.0


def overlap(asked: str, held: str) -> float:
    """Grade a held period against an asked one, both ISO 8601.

    A day inside the asked year agrees; a longer period that covers the asked one is
    unsure (its figure is of the whole); periods apart disagree. An asked period without
    a year ("--10-31") is looked for in the held one's own year.
    """
    if asked.startswith("--"):
        year = (held.partition("/")[2] or held)[:4]
        asked = "/".join(f"{year}-{end.lstrip('-')}" for end in asked.split("/"))
    asked_from, asked_to = bounds(asked)
    held_from, held_to = bounds(held)
    if held_to < asked_from or asked_to < held_from:
        return DISAGREES
    if asked_from <= held_from and held_to <= asked_to:
        return AGREES
    if held_from <= asked_from and asked_to <= held_to:
        return LIKELY if held_to[:4] == asked_to[:4] and held_from[:4] == asked_from[:4] else UNSURE
    return UNSURE


def bounds(period: str) -> tuple[str, str]:
    """Return the first and the last day of an ISO 8601 period, as comparable strings."""
    first, _, last = period.partition("/")
    last = last or first
    return first + "0000-01-01"[len(first) :], last + "9999-12-31"[len(last) :]


def period_grade(query: Query, held: Iterable[str], around: Iterable[str] = ()) -> float:
    """Grade the periods of evidence against those of the question."""
    if not query.periods:
        return AGREES
    own = [overlap(asked, period) for asked in query.periods for period in held]
    if own:
        return max(own)
    near = [_nearness(asked, period) for asked in query.periods for period in around]
    return min(max(near, default=DISAGREES), LIKELY)


def _nearness(asked: str, around: str) -> float:
    """Grade a period that only stands around evidence: a year says little of one of its days."""
    grade = overlap(asked, around)
    of_day = len(asked) == len("2024-01-22") and len(around) == len("2024")
    return min(grade, UNLIKELY) if of_day else grade


_OF_SCHEME: Mapping[Scheme, str] = {"health": stem("card"), "social": stem("book")}
"""Things that every reader knows to be of one scheme: "6,415 cards had been reprinted"."""


def _tells_by_thing(query: Query, view: View) -> bool:
    """Tell whether a sentence names no scheme, but a thing that is of the one asked for."""
    return any(_OF_SCHEME.get(scheme) in view.words.terms for scheme in query.schemes)


def figure_scheme(query: Query, figure: Figure, view: View) -> float:
    """Grade a figure's scheme."""
    if not query.schemes:
        return AGREES
    if figure.scheme is None:
        # Several schemes in one figure ("social, health and unemployment insurance funds").
        named = view.schemes
        if named and query.schemes <= named:
            return LIKELY if len(query.schemes) > 1 else UNLIKELY
        if not named and _tells_by_thing(query, view):
            return LIKELY
        return UNLIKELY if not named and query.schemes <= view.schemes_around else DISAGREES
    if figure.scheme in query.schemes:
        return AGREES
    return DISAGREES


def figure_place(query: Query, figure: Figure, view: View) -> float:
    """Grade a figure's place; without one in the question the country is meant."""
    if not query.places:
        return AGREES if figure.place in {None, COUNTRY} else UNSURE
    if figure.place in query.places:
        return AGREES
    if set(query.places) & view.places:
        # A commune of the figure's province, named beside it; another province is not in it.
        inside = set(query.places) & view.local_places and figure.place not in view.places
        return LIKELY if inside else UNLIKELY
    if figure.place is None and COUNTRY in query.places:
        return UNSURE
    return _elsewhere(query, view)


def _elsewhere(query: Query, view: View) -> float:
    """Grade a sentence read as about another place than the one asked for.

    It is out where it prints another itself, or where its release never names the asked
    one. Else its place was only inferred: "our office received 1,263 questions". Every
    release names the country, in the agency's name at least: that tells nothing.
    """
    if view.places or not any(map(view.release_names, set(query.places) - {COUNTRY})):
        return DISAGREES
    return UNLIKELY


def figure_period(query: Query, figure: Figure, view: View) -> float:
    """Grade a figure's period."""
    if not query.periods:
        return AGREES
    if figure.period is None:
        if view.release.date is None:
            return _undated(query, view)
        return UNLIKELY if period_grade(query, [], [view.release.date]) else DISAGREES
    if query.relative and any(words in fold(view.text) for words in query.relative):
        return LIKELY  # "last year", said by a release of another year, of that year's last
    grade = period_grade(query, [figure.period])
    if grade == UNSURE and "/" in figure.period and figure.unit == "percent":
        return UNLIKELY  # a rate at the end of some years is not that of one within
    if grade == DISAGREES and _when_published(query, view.release.date):
        return LIKELY
    return grade


def _undated(query: Query, view: View) -> float:
    """Grade what a release without a date says of no period: it may be of a year it names."""
    years = {end[:4] for period in query.periods for end in period.split("/")}
    return UNLIKELY if any(year in view.release.text for year in years) else DISAGREES


def _when_published(query: Query, published: str | None) -> bool:
    """Tell whether the question names the month or day on which the release came out.

    "What did they propose in February 2024?" is asked of the release of that month,
    whatever period its figures are of. A mere year says too little.
    """
    return published is not None and any(
        len(asked) >= len("2024-02") and "/" not in asked and published.startswith(asked)
        for asked in query.periods
    )


def figure_status(query: Query, figure: Figure) -> float:
    """Grade whether a figure was reached, is aimed at, or is a difference.

    Asked for what was reached, a target is no answer. The other way round it may be:
    "how many provinces set targets" asks for what is done.
    """
    asked, held = query.status, figure.status
    if asked is None:
        return {"actual": AGREES, "limit": LIKELY, "target": UNSURE, "change": UNSURE}[held]
    if asked == held:
        return AGREES
    if asked == "actual":
        return DISAGREES if held == "target" else UNSURE
    if asked == "target":
        return LIKELY if held == "limit" else UNLIKELY
    if held == "target":
        return BARELY
    return UNSURE if figure.unit == "times" else UNLIKELY


_COUNTED_UNITS = {"count", "people"}


def figure_unit(query: Query, figure: Figure) -> float:
    """Grade whether a figure is counted in what the question asks for."""
    asked, held = query.unit, figure.unit
    if asked == "any":
        return AGREES
    if asked == held:
        return AGREES
    if asked == "percent":
        return LIKELY if held in {"percentage_point"} else DISAGREES
    if asked == "money":
        return (
            AGREES
            if held in {"VND", "USD"}
            else (UNLIKELY if held in {"percent", "percentage_point"} else DISAGREES)
        )
    if asked in {"count", "people"}:
        if held not in _COUNTED_UNITS:
            return DISAGREES
        return LIKELY if asked == "count" else UNSURE
    if asked == "age":
        return LIKELY if held == "years" else DISAGREES
    if asked == "duration":
        return AGREES if held in DURATIONS else UNSURE if held == "times" else DISAGREES
    return DISAGREES


def sentence_place(query: Query, view: View) -> float:
    """Grade the place a sentence is about: its own words first, then its surroundings."""
    wanted = set(query.places) - {COUNTRY}
    if not wanted:
        return AGREES
    if wanted & view.places:
        both = query.compares or wanted <= view.places | view.places_around
        return AGREES if both else UNSURE  # "represented Thailand in Brunei" names two
    others = view.places - {COUNTRY}
    # A town named by a release on its province may well be in it.
    inside = others <= view.local_places and not wanted & set(TOWNS)
    if others and not inside:
        return DISAGREES
    return LIKELY if wanted & view.places_around else _elsewhere(query, view)


def sentence_scheme(query: Query, view: View) -> float:
    """Grade the scheme a sentence is about."""
    if not query.schemes or query.schemes & view.schemes:
        return AGREES
    if view.schemes:
        return UNLIKELY
    told = query.schemes & view.schemes_around or _tells_by_thing(query, view)
    return LIKELY if told else UNLIKELY


def sentence_period(query: Query, view: View) -> float:
    """Grade the period a sentence is about: printed, read for its figures, or around it."""
    around = [period.iso for period in view.periods_around]
    around += [figure.period for figure in view.figures if figure.period]
    if view.release.date:
        around.append(view.release.date[:4])
    elif not around and not view.periods and query.periods:
        return _undated(query, view)
    return period_grade(query, [period.iso for period in view.periods], around)


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A paper the question names: the register's entries it may mean, and how it names it.

    `number` is the number asked for, as full as the question gives it; a paper known by
    its subject has `title_terms` instead. Empty `keys` are a paper no release holds.
    """

    keys: frozenset[str]
    number: str | None
    title_terms: frozenset[str] = frozenset()


def paper_grade(asked: Sequence[AskedPaper], view: View) -> float:
    """Grade whether a sentence, or what stands around it, names the papers asked about."""
    return min((_paper(paper, view) for paper in asked), default=AGREES)


def _paper(asked: AskedPaper, view: View) -> float:
    own = [named for named in view.papers if named.of.key in asked.keys]
    if own:
        in_full = asked.number is None or any(
            asked.number in view.release.text[named.span.start : named.span.end] for named in own
        )
        return AGREES if in_full else NEARLY
    if asked.title_terms and asked.title_terms <= view.words.terms:
        return AGREES
    if any(named.of.key in asked.keys for named in view.papers_around):
        return LIKELY
    return (
        UNLIKELY
        if any(named.of.key in asked.keys for named in view.papers_of_release)
        else DISAGREES
    )


def people_grade(query: Query, view: View) -> float:
    """Grade whether a sentence speaks of the people the question names."""
    wanted = set(query.people)
    if not wanted or wanted & view.people:
        return AGREES
    return LIKELY if wanted & view.people_around else UNLIKELY
