"""Which period a figure is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vssqa.facts.clauses import Clauses, Context
from vssqa.facts.topics import LAW_SAYS, UNKNOWN, Background, Governed, Topic, before, section
from vssqa.facts.written import Period
from vssqa.types import Status

_PAPER_DATE = re.compile(  # "issued in Ha Noi on", "Decree No. 108/2021/ND-CP of"
    r"\b(?:dated|issued|signed|promulgated|adopted|approved|ngay)(?: in [a-z ]{1,20})?(?: on| in)?"
    r"(?: the)? $|\d[/-]\S*[a-z]\S* of $"
)
_EVERY = re.compile(
    r"\b(?:every|each) (?:year|month|quarter|day)\b|\bannual(?:ly)?\b"
    r"|\b(?:per|a) (?:year|annum|month|day)\b"
)
_NOW = re.compile(r"\b(?:now|currently|at present|as of today|to date|so far|nowadays)\b")
_OF_TARGET = re.compile(r"\b(?:targets?|goals?)\b(?:[^,;.]|[.,]\d)*$")  # "the target by 2025"
_SINCE = re.compile(r"\bsince (?:the )?$")
_SINCE_THEN = re.compile(r"\W*since (?:the )?(?:beginning of |start of )?[\w, ]*\d")
_THE = re.compile(r"\bthe $")
_NOUN = re.compile(r" (?!(?:period|term|school|the|and|to|of|in|for|had|was)\b)[a-z]+")
_DAY = "2024-01-22"  # as long as every day


def printed_period(clauses: Clauses, context: Context, last: Governed | None) -> Governed:
    """Return the period that a figure's sentence prints for it.

    `last` is the period of the figure before it in the sentence.
    """
    own = _own_period(clauses, context)
    if own.known:
        return own
    if context.tie in {"again", "list"} and last is not None and last.known:
        return last
    return _shared_period(clauses, context)


def inferred_period(
    clauses: Clauses, status: Status, topics: Sequence[Topic], ground: Background
) -> Governed:
    """Return the period that governs a figure whose sentence prints none for it.

    What is aimed at takes no period that is over, nor one in which something was reached.
    """
    if clauses.periods and ground.date and _SINCE_THEN.match(clauses.folded):
        begin = clauses.periods[0].iso
        return Governed(f"{begin}/{ground.date[: len(begin)]}")
    claimed = usable_periods(clauses)
    if status == "change" and claimed:  # "doubled, from 277,000 in 2018 to 574,000 in 2019"
        return Governed(claimed[-1].iso)
    if _EVERY.search(clauses.folded) or LAW_SAYS.search(clauses.folded):
        return Governed(None)
    if _NOW.search(clauses.folded) and ground.date:
        return Governed(ground.date[:7], "release-date")
    aimed = status == "target"
    for topic, rule in section(clauses, topics):
        found = topic.aim if aimed else topic.period
        if found.known and not (aimed and is_over(found.value, ground.date)):
            return Governed(found.value, rule if found.value else None)
    for period in reversed(ground.title_periods):
        if not (aimed and is_over(period.iso, ground.date)):
            return Governed(period.iso, "title")
    return Governed(None)


def is_over(period: str | None, date: str | None) -> bool:
    """Tell whether a period ended in a year before the release's."""
    return period is not None and date is not None and period.split("/")[-1][:4] < date[:4]


def usable_periods(clauses: Clauses) -> list[Period]:
    """List the periods of a sentence that figures can be of, no paper's and no comparison's."""
    return [
        period
        for period in clauses.periods
        if period.relation != "than"
        and not _SINCE.search(before(clauses.folded, period.span.start))
        and not _PAPER_DATE.search(before(clauses.folded, period.span.start))
    ]


def _own_period(clauses: Clauses, context: Context) -> Governed:
    """Return the period among a figure's own words: behind it first, then before it."""
    usable = usable_periods(clauses)
    right = [period for period in usable if context.right.holds(period.span)]
    if right:
        return _governed_by(right[0], clauses)
    if _NOW.search(context.right.of(clauses.folded)):
        return UNKNOWN
    left = [period for period in usable if context.left.holds(period.span)]
    return _governed_by(left[-1], clauses) if left else UNKNOWN


def _governed_by(period: Period, clauses: Clauses) -> Governed:
    """Return a printed period, and whether later sentences may go on with it."""
    is_day = len(period.iso) == len(_DAY)
    deadline = is_day and period.relation != "in"
    modifies = _THE.search(before(clauses.folded, period.span.start)) and _NOUN.match(
        clauses.folded, period.span.end
    )
    of_target = _OF_TARGET.search(before(clauses.folded, period.span.start))
    return Governed(period.iso, lasting=not (deadline or modifies or of_target))


def _shared_period(clauses: Clauses, context: Context) -> Governed:
    """Return the period a sentence gives to all its figures."""
    claimed = [
        other.right
        for other in clauses.contexts
        if other is not context and other.tie in {"new", "pair"}
    ]
    free = [
        period
        for period in usable_periods(clauses)
        if not any(words.holds(period.span) for words in claimed)
        and not _OF_TARGET.search(before(clauses.folded, period.span.start))
    ]
    earlier = [period for period in free if period.span.end <= context.quantity.span.start]
    chosen = earlier or free or _only_one(clauses)
    return _governed_by(chosen[0], clauses) if chosen else UNKNOWN


def _only_one(clauses: Clauses) -> list[Period]:
    """List the one period of a sentence in which nothing changes from one to another."""
    usable = usable_periods(clauses)
    changes = any(context.tie == "pair" for context in clauses.contexts)
    of_target = any(_OF_TARGET.search(before(clauses.folded, p.span.start)) for p in usable)
    if len(usable) != 1 or changes or of_target or not _governed_by(usable[0], clauses).lasting:
        return []
    return usable


def period_left(clauses: Clauses) -> Governed:
    """Return the period that a sentence without figures leaves to those behind it.

    A day is when something happened, no period that figures are of.
    """
    if _EVERY.search(clauses.folded):
        return Governed(None)
    lasting = [p for p in usable_periods(clauses) if len(p.iso) != len(_DAY)]
    return Governed(lasting[-1].iso) if lasting else UNKNOWN
