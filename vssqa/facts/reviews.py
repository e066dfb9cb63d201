"""The period that a release looks back on, and the figures that run over one.

A release that "reviewed its work in the first half of 2019" gives what was collected,
paid and inspected in that half, whatever day its levels are of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from vssqa.facts.clauses import Clauses, Context
from vssqa.facts.period_rules import usable_periods
from vssqa.facts.topics import UNKNOWN, Governed, before
from vssqa.facts.written import Period
from vssqa.patterns import regex

_OPENING_SENTENCES = 3  # a release says within these what it looks back on
_LOOKS_BACK = regex(
    r"\b(?:review\w*|sum(?:med|s|ming) up|summari[sz]\w*|results?|closed|closes|closing|conclud\w*"
    r"|performance|wrap\w* up|outcomes?|achievements?|figures (?:of|for)|look(?:ed|s|ing)? back"
    r"|(?:its|the) work)\b(?:(?!\b(?:tasks?|plans?|targets?|goals?|directions?)\b)[^.;]){0,60}$"
)
_DAY = len("2024-01-22")


def reviewed_period(sentences: Sequence[Clauses], date: str | None) -> Governed:
    """Return the year or span that a release's title or opening looks back on."""
    headed = [clauses for clauses in sentences[:1] if clauses.sentence.is_heading]
    opening = [clauses for clauses in sentences if not clauses.sentence.is_heading]
    told = chain.from_iterable(map(_looked_back_on, opening[:_OPENING_SENTENCES]))
    titled = chain.from_iterable(map(usable_periods, headed))
    for period in chain(told, titled):
        if len(period.iso) != _DAY and not (date and period.iso.split("/")[-1][:4] > date[:4]):
            return Governed(period.iso, "reviewed")
    return UNKNOWN


def _looked_back_on(clauses: Clauses) -> list[Period]:
    return [
        period
        for period in usable_periods(clauses)
        if _LOOKS_BACK.search(before(clauses.folded, period.span.start))
    ]


_FLOW = regex(  # what is added up over a period, and stands on no day
    r"\b(?:collect(?:ed|ions?)|(?:took|takes|taken) in|checked"
    r"|paid|spent|spending|disburs\w+|cost|carried out|conducted|inspect\w+"
    r"|settled|resolved|granted|handled|processed|received|recovered|fine[ds]|revenue|visits?|issued"
    r"|organi[sz]ed|held|signed|benefit(?:ed|s)?|lump[ -]sums?|check-?ups?|examinations?"
    r"|treatments?|applications?|dossiers?|accidents?)\b"
)
_LEVEL = regex(
    r"\b(?:owed?|owing|arrears|debts?|late payments?|overdue|members?|participants?|coverage"
    r"|covered|premiums?|card ?holders?|a (?:month|day|year)|monthly)\b"
)


def reviewed(
    clauses: Clauses, context: Context, period: Governed, insured: bool, review: Governed
) -> Governed:
    """Return the period of a figure for which `period` was inferred, in the light of the review.

    A flow beside levels of the review's last day is of the whole; a flow, a level or a
    figure of an insurance (`insured`) with no period is of the review.
    """
    words = f"{context.left.of(clauses.folded)} {context.right.of(clauses.folded)}"
    passing = replace(review, lasting=False)  # each figure is asked anew which it is
    is_level = bool(_LEVEL.search(words))
    is_flow = bool(_FLOW.search(words)) and not is_level
    if period.known:
        return passing if is_flow and ends_span(period.value or "", review.value) else period
    return passing if insured or is_flow or is_level else period


def ends_span(period: str, span: str | None) -> bool:
    """Tell whether a period is the last day or month of a span of months."""
    if not span or "/" not in span:
        return False
    last = span.split("/")[-1]
    return period == last or period.startswith(f"{last}-")
