"""Figures: every quantity of a release with its scheme, measure, place, period and status.

A sentence is read by the surface grammars and shared out among its quantities
(`clauses`); each field is taken from the figure's own words, else from its
sentence, else from what governs it (`topics` names the rules).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from vssqa.facts.backgrounds import background
from vssqa.facts.clauses import Clauses, Context, read_clauses
from vssqa.facts.measures import Measure, measure_of
from vssqa.facts.period_rules import inferred_period, is_over, periods_left, printed_period
from vssqa.facts.place_rules import place_of
from vssqa.facts.reviews import reviewed
from vssqa.facts.running import with_echoes
from vssqa.facts.scheme_rules import one_scheme_of, scheme_of, subject_of
from vssqa.facts.standing import status_of
from vssqa.facts.topics import UNKNOWN, Background, Governed, Topic, section
from vssqa.facts.units import unit_of
from vssqa.types import Figure, Inference, Release, Scheme, Sentence, Span

_UNIT_REACH = 2  # sentences over which a bare number goes on counting the same


@dataclass(frozen=True, slots=True)
class _Read:
    """A figure and what its fields leave to the next ones."""

    figure: Figure
    scheme: Governed
    period: Governed
    compared: bool = False


def read_figures(release: Release, sentences: Sequence[Sentence]) -> list[Figure]:
    """Read the figures of a release's sentences, in order."""
    read = [clauses for sentence in sentences for clauses in read_clauses(release, sentence)]
    return figures_of(release, read)


def figures_of(release: Release, read: Sequence[Clauses]) -> list[Figure]:
    """Read the figures of sentences whose surface is read already, all of a release in order."""
    ground = background(release, read)
    topics: list[Topic] = []
    figures: list[Figure] = []
    for printed in read:
        clauses = with_echoes(printed, topics, ground.review.value)
        found: list[_Read] = []
        for context in clauses.contexts:
            found.append(_read(clauses, context, found, topics, ground))
        figures += [reading.figure for reading in found]
        topics.append(_topic(clauses, found, _running_year(clauses, topics, ground)))
    return figures


def _read(
    clauses: Clauses,
    context: Context,
    found: Sequence[_Read],
    topics: Sequence[Topic],
    ground: Background,
) -> _Read:
    """Read one figure in the light of those found before it in its sentence."""
    before = found[-1] if found else None
    last = before.figure if before else None
    scheme = scheme_of(clauses, context, before.scheme if before else None, topics, ground)
    place = place_of(clauses, context, last, topics, ground)
    running = next((one.period for one in reversed(found) if not one.compared), None)
    period = printed_period(clauses, context, running, ground.date)
    was_before = context.is_start or context.is_compared
    if was_before and not period.known:
        period = Governed(None, "start-of-change", lasting=False)
    future = period.rule is None and _is_future(period.value, ground.date)
    over = period.rule is None and is_over(period.value, ground.date)
    status = status_of(clauses, context, last, future, over)
    if status == "actual" and _is_due(period, ground.date):
        period = Governed(None, lasting=False)
    elif status == "actual" and future:  # set aside for years to come: no text runs on them
        period = replace(period, lasting=False)
    if not period.known:
        period = inferred_period(clauses, context, status, topics, ground)
        if status != "target":
            period = reviewed(clauses, context, period, scheme.value is not None, ground.review)
        if not period.known:
            period = Governed(None)
        if status == "actual" and _is_future(period.value, ground.date):
            if period.rule == "heading" or clauses.sentence.is_heading:
                status = "target"  # "By 2030:" stands above it
            else:  # what is so now is so in no year to come that was mentioned before
                period = Governed(None)
    measure = measure_of(clauses, context, _level_before(found))
    read = [one.figure for one in found]
    unit = unit_of(clauses, context, status, measure.words, read, _unit_left(topics))
    rules = {
        "scheme": scheme.rule,
        "place": place.rule,
        "period": period.rule,
        "measure": None if measure.own else "same-as-before",
    }
    if not measure.words and topics:  # a list's item: "- Ha Giang: 99.1%"
        measure, rules["measure"] = Measure(topics[-1].measure), "carried"
    quantity, offset = context.quantity, clauses.start
    figure = Figure(
        release=clauses.sentence.release,
        span=Span(quantity.span.start + offset, quantity.span.end + offset),
        surface=quantity.surface,
        value=quantity.value,
        unit=unit,
        scheme=cast("Scheme | None", scheme.value),
        measure=measure.words,
        place=place.value,
        period=period.value,
        status=status,
        sentence=clauses.sentence.span,
        qualifier=quantity.qualifier,
        inferred=tuple(Inference(name, rule) for name, rule in rules.items() if rule),
    )
    return _Read(figure, scheme, period, context.is_compared or context.is_start)


def _level_before(found: Sequence[_Read]) -> str:
    """Return the measure that a figure which says another again shares: a level's, if any."""
    levels = [one.figure.measure for one in found if one.figure.status != "change"]
    return (levels or [one.figure.measure for one in found] or [""])[-1]


def _is_future(period: str | None, date: str | None) -> bool:
    """Tell whether a period ends after the year of the release; a school year: begins after it."""
    if period is None or date is None:
        return False
    first, last = period.split("/")[0], period.split("/")[-1]
    school_year = len(period) == len("2023/2024") and int(last) == int(first) + 1
    return (first if school_year else last)[:4] > date[:4]


def _is_due(period: Governed, date: str | None) -> bool:
    """Tell whether a printed period is the day until which something is to be done."""
    printed = period.rule is None and not period.lasting
    return bool(printed and period.value and date and period.value[: len(date)] > date)


def _unit_left(topics: Sequence[Topic]) -> str | None:
    """Return what the last counted figure of the sentences before counts."""
    return next((topic.unit for topic in reversed(topics[-_UNIT_REACH:]) if topic.unit), None)


# --- what a sentence leaves to the next ------------------------------------------------


def _running_year(clauses: Clauses, topics: Sequence[Topic], ground: Background) -> str | None:
    """Return the first year of the period that a text runs on, None where that is not told."""
    periods = [topic.period.value for topic, _ in section(clauses, topics)] + [ground.review.value]
    running = next((period for period in periods if period), None)
    return running[:4] if running else None


def _topic(clauses: Clauses, found: Sequence[_Read], running: str | None) -> Topic:
    """Return the subject, period, place and unit that later sentences may go on with.

    A text that looks back before the year it is `running` on comes back to it.
    """
    sentence = clauses.sentence
    if not found:
        period, aim = periods_left(clauses)
        return Topic(sentence.block, sentence.heading, subject_of(clauses), period, aim)
    lasting = {reading.scheme.value for reading in found if reading.scheme.lasting}
    subject = subject_of(clauses)
    if lasting:
        subject = one_scheme_of(lasting)
    counted = [r.figure.unit for r in found if r.figure.unit in {"people", "count"}]
    reached = [
        reading.period
        for reading in found
        if reading.figure.status != "target" and reading.period.lasting and not reading.compared
    ]
    aimed = [r.period for r in found if r.figure.status == "target" and r.period.lasting]
    return Topic(
        block=sentence.block,
        heading=sentence.heading,
        subject=subject,
        period=UNKNOWN if _looks_back(_latest(reached), running) else _latest(reached),
        aim=_latest(aimed),
        place=Governed(found[-1].figure.place, _rule_of(found[-1].figure, "place")),
        unit=counted[-1] if counted else None,
        measure=found[-1].figure.measure,
    )


def _rule_of(figure: Figure, name: str) -> str | None:
    return next((inference.rule for inference in figure.inferred if inference.field == name), None)


def _looks_back(period: Governed, running: str | None) -> bool:
    last = (period.value or "").split("/")[-1][:4]
    return bool(running and last and last < running)


def _latest(periods: Sequence[Governed]) -> Governed:
    """Return the period that ends last: what it was before is no subject to go on with."""
    dated = [period for period in periods if period.value]
    if dated:
        return max(dated, key=lambda period: (period.value or "").split("/")[-1])
    return periods[-1] if periods else UNKNOWN
