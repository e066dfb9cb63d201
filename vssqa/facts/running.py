"""The period a text is running on, and the periods that words like "a year earlier" name by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vssqa.facts.clauses import Clauses
from vssqa.facts.echoes import is_called, resolved
from vssqa.facts.reviews import ends_span
from vssqa.facts.topics import Topic
from vssqa.facts.written import Echo, Period, Relation

_LOOK_BACK = 24  # sentences over which a text runs on a period that is named again


def with_echoes(clauses: Clauses, topics: Sequence[Topic], review: str | None) -> Clauses:
    """Return the clauses with the periods their echoes name, each in place of what it overlaps.

    An echo that nothing tells stays as it was read from the release's date. "The same period"
    of a text that runs on the last day of what it reviews is of the whole `review`.
    """
    kept = list(clauses.periods)
    for echo in clauses.echoes:
        printed = [p.iso for p in kept if p.span.end <= echo.span.start and p.relation != "than"]
        running = _running(echo, (*reversed(printed), *_periods_of(topics)))
        if echo.noun == "period" and running and ends_span(running, review):
            running = review
        if running is None:
            kept = [
                _compared(period) if echo.compares and period.span.overlaps(echo.span) else period
                for period in kept
            ]
            continue
        kept = [period for period in kept if not period.span.overlaps(echo.span)]
        surface = echo.span.of(clauses.words)
        kept.append(Period(echo.span, surface, resolved(echo, running), _relation(echo)))
        kept.sort(key=lambda period: period.span)
    return replace(clauses, periods=tuple(kept))


def _compared(period: Period) -> Period:
    return replace(period, relation="than")


def _relation(echo: Echo) -> Relation:
    if echo.compares:
        return "than"
    return "earlier" if echo.back or echo.year is not None else "same"


def _periods_of(topics: Sequence[Topic]) -> Iterable[str]:
    for topic in reversed(topics[-_LOOK_BACK:]):
        if topic.period.value:
            yield topic.period.value


def _running(echo: Echo, candidates: Iterable[str]) -> str | None:
    """Return the nearest period of the kind that an echo calls it.

    Levels of the end of October tell "the same ten months".
    """
    for iso in candidates:
        if is_called(echo.noun, iso):
            return iso
        if echo.months and iso[len("2023-") :][:2] == f"{echo.months:02d}":
            return f"{iso[:4]}-01/{iso[:4]}-{echo.months:02d}"
    return None
