"""Figures: every quantity of a release with its scheme, measure, place, period and status.

A sentence is read by the surface grammars and shared out among its quantities
(`clauses`); each field is taken from the figure's own words, else from its
sentence, else from what governs it (`governing` names the rules).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from vssqa.facts.clauses import Clauses, Context, read_clauses
from vssqa.facts.counted import counts_people
from vssqa.facts.governing import (
    UNKNOWN,
    Background,
    Governed,
    Topic,
    background,
    is_over,
    period_left,
    period_of,
    place_of,
    scheme_of,
    subject_of,
)
from vssqa.facts.measures import measure_of
from vssqa.facts.standing import status_of
from vssqa.types import Figure, Inference, Release, Scheme, Sentence, Span, Status


@dataclass(frozen=True, slots=True)
class _Read:
    """A figure and what its fields leave to the next one of the sentence."""

    figure: Figure
    scheme: Governed
    period: Governed


def read_figures(release: Release, sentences: Sequence[Sentence]) -> list[Figure]:
    """Read the figures of a release's sentences, in order."""
    read = [read_clauses(release, sentence) for sentence in sentences]
    ground = background(release, read)
    topics: list[Topic] = []
    figures: list[Figure] = []
    for clauses in read:
        found: list[_Read] = []
        for context in clauses.contexts:
            found.append(_read(clauses, context, found[-1] if found else None, topics, ground))
        figures += [reading.figure for reading in found]
        topics.append(_topic(clauses, found))
    return figures


def _read(
    clauses: Clauses,
    context: Context,
    before: _Read | None,
    topics: Sequence[Topic],
    ground: Background,
) -> _Read:
    """Read one figure in the light of the one before it."""
    last = before.figure if before else None
    scheme = scheme_of(clauses, context, before and before.scheme, topics, ground)
    place = place_of(clauses, context, topics, ground)
    earlier = before and before.period
    period = period_of(clauses, context, earlier, topics, ground, aimed=False)
    future = period.rule is None and _is_future(period.value, ground.date)
    status = status_of(clauses, context, last and last.status, future)
    if status == "target" and period.rule is not None and is_over(period.value, ground.date):
        period = period_of(clauses, context, None, topics, ground, aimed=True)
    unit = _unit(clauses, context, status, last, topics)
    quantity, offset = context.quantity, clauses.sentence.span.start
    inferred = {
        "scheme": scheme.rule,
        "place": place.rule,
        "period": period.rule,
        "unit": unit.rule,
    }
    figure = Figure(
        release=clauses.sentence.release,
        span=Span(quantity.span.start + offset, quantity.span.end + offset),
        surface=quantity.surface,
        value=quantity.value,
        unit=unit.value or quantity.unit,
        scheme=cast("Scheme | None", scheme.value),
        measure=measure_of(clauses, context, last.measure if last else ""),
        place=place.value,
        period=period.value,
        status=status,
        sentence=clauses.sentence.span,
        qualifier=quantity.qualifier,
        inferred=tuple(Inference(name, rule) for name, rule in inferred.items() if rule),
    )
    return _Read(figure, scheme, period)


def _is_future(period: str | None, date: str | None) -> bool:
    """Tell whether a period ends after the year of the release."""
    return period is not None and date is not None and period.split("/")[-1][:4] > date[:4]


# --- units --------------------------------------------------------------------------

_OF_TARGET = re.compile(r"\b(?:target|goal|plan)s?\b")
# "Unemployment insurance had 15.357 million": a scheme has people.
_SCHEME_HAS = re.compile(
    r"(?:insurance|scheme|participants)\b(?: (?:scheme|policy))? (?:had|has|have|reached|covered|covers"
    r"|attracted|gained|grew|rose|increased|counted|numbered|stood|drew)\b"
)
_JOINED = re.compile(
    r"^ (?:had |have |has )?(?:signed up|joined|participated|took part|enrolled)\b"
)


def _unit(
    clauses: Clauses,
    context: Context,
    status: Status,
    before: Figure | None,
    topics: Sequence[Topic],
) -> Governed:
    """Return the unit the words around a quantity give it, without value where it keeps its own.

    A difference of two shares is in percentage points, whatever is printed; a bare
    number counts what its subject, or the figure before it, counts.
    """
    quantity = context.quantity
    again = context.tie == "again" and before is not None
    if quantity.unit == "percent" and status == "change":
        of_share = again and before is not None and before.unit == "percent"
        if of_share and before is not None and before.status != "change":
            return Governed("percentage_point")
        around = f"{context.left.of(clauses.folded)} {context.right.of(clauses.folded)}"
        return Governed("percentage_point" if _OF_TARGET.search(around) else None)
    if quantity.unit != "count" or _is_counted(quantity.noun):
        return Governed(None)
    left, right = context.left.of(clauses.folded), context.right.of(clauses.folded)
    if before is not None and context.tie != "new" and before.unit in {"people", "count"}:
        return Governed(before.unit)
    if _SCHEME_HAS.search(left) or _JOINED.match(right) or counts_people(_subject_words(left)):
        return Governed("people")
    if before is not None and before.unit in {"people", "count"} and not _has_plural(left):
        return Governed(before.unit)
    earlier = next((topic.unit for topic in reversed(topics) if topic.unit), None)
    if earlier and not quantity.noun and not _has_plural(left):
        return Governed(earlier, "carried")
    return Governed(None)


def _is_counted(noun: str) -> bool:
    """Tell whether a noun phrase is what a number counts, and no adjective ("17 million compulsory")."""
    return any(word.endswith("s") or len(noun.split()) > 1 for word in noun.split())


def _subject_words(left: str) -> str:
    """Return the words before the first verb-like break of a clause."""
    return re.split(r"\b(?:at|to|by|of|from|,)\b", left.strip())[0].strip()


def _has_plural(left: str) -> bool:
    return bool(re.search(r"\b[a-z]{3,}[^s\W]s\b", left))


# --- what a sentence leaves to the next ------------------------------------------------


def _topic(clauses: Clauses, found: Sequence[_Read]) -> Topic:
    """Return the subject, period, place and unit that later sentences may go on with."""
    sentence = clauses.sentence
    if not found:
        return Topic(sentence.block, sentence.heading, subject_of(clauses), period_left(clauses))
    last = found[-1]
    explicit = [reading.scheme for reading in found if reading.scheme.rule is None]
    named = [scheme for scheme in explicit if scheme.value] or explicit
    counted = [r.figure.unit for r in found if r.figure.unit in {"people", "count"}]
    place = Governed(last.figure.place)
    subject = subject_of(clauses)
    return Topic(
        block=sentence.block,
        heading=sentence.heading,
        subject=named[-1] if named and clauses.schemes else subject,
        period=last.period if last.period.known else UNKNOWN,
        place=place,
        unit=counted[-1] if counted else None,
    )
