"""Is a held figure of the time that a statement speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vssqa.answering.agreement import AGREES, DISAGREES, LIKELY, UNSURE, overlap
from vssqa.facts.written import Period
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.verification.held_figure import HeldFigure
from vssqa.verification.statements import Said, SaidFigure

_YEAR = regex(r"(?:19|20)\d\d|\b(?:last|this|next|previous|current) year\b|\bnam\b")
_MONTH_LENGTH = len("2024-10")


def said_periods(said: Said, figure: SaidFigure) -> tuple[str, ...]:
    """Return the periods a figure is said of; a difference or a multiple has two."""
    if figure.status == "change" or figure.figure.unit == "times":
        return tuple(
            period.iso
            for period in said.clauses.periods
            if period.iso and not (period.relation == "than" and not _YEAR.search(period.surface))
        )
    rules = {inference.field: inference.rule for inference in figure.figure.inferred}
    if rules.get("period") == "release-date" or figure.figure.period is None:
        return ()  # "now" is whenever the newest release says it was
    if _is_of_another(said, figure, figure.figure.period):
        return ()
    return (figure.figure.period,)


_COMPARED_WITH = regex(r"\b(?:from|against|than|versus|compared (?:to|with)) (?:[a-z]+ )?$")


def _is_of_another(said: Said, figure: SaidFigure, period: str) -> bool:
    """Tell whether a period is of the figure this one is compared with ("from 114 in 2015")."""
    places = [p.span for p in said.clauses.periods if p.iso == period]
    others = [
        other
        for other in said.clauses.contexts
        if other is not figure.context
        and _COMPARED_WITH.search(said.folded[: other.quantity.span.start])
    ]
    return bool(places) and all(any(other.right.holds(span) for other in others) for span in places)


def is_of_any_year(said: Said, period: str) -> bool:
    """Tell whether a statement prints a day or month and leaves the year open."""
    return any(
        found.iso == period and not _YEAR.search(fold(found.surface))
        for found in said.clauses.periods
    )


def _same_month(period: str, held: str) -> bool:
    """Tell whether two periods are of one month and day, in whichever year."""
    parts = [part[4:] for part in period.split("/")]
    others = [part[4:] for part in held.split("/")]
    return any(
        len(one) >= _MONTH_LENGTH - 4 and (other.startswith(one) or one.startswith(other or "x"))
        for one in parts
        for other in others
    )


_OUTSIDE = frozenset({"before", "after", "since"})


def _same_relation(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether "before 2008", "since 2016" are printed of both, or of neither."""
    period = figure.figure.period
    if period and "/" in period:
        return True  # "after the first three quarters" is at their end
    mine = {p.relation for p in said.clauses.periods if p.iso == period} & _OUTSIDE
    theirs = {
        p.relation
        for p in one.clauses.periods
        if p.iso and one.figure.period and overlap(p.iso, one.figure.period) >= LIKELY
    }
    return not mine or bool(mine & theirs)


def _are_other_months(asked: str, held: str | None) -> bool:
    """Tell whether both are runs of months, and different ones: a quarter and four months."""
    runs = held is not None and len(asked) == len(held) == len("2025-01/2025-03")
    return runs and asked != held


def period_grade(said: Said, figure: SaidFigure, one: HeldFigure) -> float:
    """Grade a held figure's period; a statement that names none is agreed with."""
    asked = said_periods(said, figure)
    if not asked:
        return AGREES
    if figure.status == "change" or figure.figure.unit == "times":
        known = [period.iso for period in one.clauses.periods if period.iso]
        known += [one.figure.period] if one.figure.period else []
        if not known:
            return _by_release(asked, one)
        if not _same_start(said, figure, one):
            return DISAGREES
        return min(_grade(said, period, known) for period in asked)
    held = one.figure.period
    if not _same_relation(said, figure, one) or _are_other_months(asked[0], held):
        return DISAGREES
    if held is None:
        return _by_release(asked, one)
    grade = max(_grade(said, period, [held]) for period in asked)
    inferred = any(i.field == "period" for i in one.figure.inferred)
    return LIKELY if grade == UNSURE and inferred else grade


def _same_start(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether two changes are counted from one year, where the statement says from which.

    A multiple whose own year the release leaves open is not of any year.
    """
    starts, held = change_starts(said.clauses.periods), change_starts(one.clauses.periods)
    if not starts:
        return True
    if not held:
        return figure.figure.unit != "times" or figure.context.quantity.low > _MULTIPLE_AT_MOST
    return any(overlap(start, other) >= LIKELY for start in starts for other in held)


_MULTIPLE_AT_MOST = 100  # "paid 151 million times" counts and compares with no other year
_AGO = regex(r"year (?:before|earlier|ago)|same (?:period|time)$")  # of what, is not printed
_FROM_THEN = frozenset({"since", "than"})


def change_starts(periods: Sequence[Period]) -> list[str]:
    """List the periods from which changes are counted ("since 2015", "2016 to 2023")."""
    isos = [period.iso for period in periods if period.iso]
    then = [
        period.iso
        for period in periods
        if period.iso and period.relation in _FROM_THEN and not _AGO.search(fold(period.surface))
    ]
    # "In the first nine months" is when the change was, not from where it is counted.
    ends = [iso.partition("/") for iso in isos if "/" in iso]
    spans = [first for first, _, last in ends if first[: len("2016")] != last[: len("2016")]]
    years = sorted({iso for iso in isos if _YEAR.match(iso)})
    return then or spans or years[:-1][:1]


def _grade(said: Said, period: str, held: Sequence[str]) -> float:
    """Grade the held periods against a said one; one printed without its year is of any."""
    grade = max(overlap(period, other) for other in held)
    if grade == DISAGREES and is_of_any_year(said, period):
        return LIKELY if any(_same_month(period, other) for other in held) else grade
    return grade


def is_wider(asked: Sequence[str], held: str | None) -> bool:
    """Tell whether a year's figure is set beside a month of it that is not the last."""
    if not asked or held is None or len(held) != len("2018"):
        return False
    last = asked[0].split("/")[-1]
    return last[:4] == held and len(last) >= _MONTH_LENGTH and last[4:7] != "-12"


def _by_release(asked: Iterable[str], one: HeldFigure) -> float:
    """Grade a figure without period by its release's year and the year before."""
    year = one.release.year
    if year is None:
        return DISAGREES
    near = max(overlap(period, str(of)) for period in asked for of in (year, year - 1))
    return min(near, LIKELY)
