"""What a figure measures, in the release's own words."""

from __future__ import annotations

import re

from vssqa.facts.clauses import Clauses, Context
from vssqa.types import Span

_MAX_WORDS = (
    24  # "provinces have included targets for health insurance coverage rates in their ..."
)
_VERB = re.compile(
    r"\b(?:(?:has|have|had|is|are|was|were|will|would|could|been|being|to) )*"
    r"(?:reach(?:ed|es|ing)?|account(?:ed|s|ing) for|stood at|stands at|rose|risen|fell|fallen"
    r"|grew|grown|increased|decreased|dropped|declined|numbered|numbering|total+ed|total+ing"
    r"|came to|amount(?:ed|s|ing) to|exceeded|exceeds|surpassed|hit|attained|achieved?|climbed"
    r"|jumped|went|goes|go|gets?|got|included|includes|made up|makes up|represent(?:ed|s)|worth"
    r"|ran to|estimated at|put at|valued at|reduced|is|are|was|were|had|has|have|will|would|been)\b"
)
_IDLE = (
    r"[\s,;:()*-]|\b(?:and|but|while|whereas|of|which|in|among|them|accordingly|besides|the|a|an|its"
    r"|their|this|that|by|about|at|over|nearly|only|just|some|all|with|from|for|to|there|was|were"
    r"|is|are|had|has|have|more than|than|up|as|where|meanwhile|specifically|surpassing|exceeding"
    r"|achieving|approximately|around|almost|another|estimated|or|also|year|period|alone)\b"
)
_LEAD = re.compile(rf"(?:{_IDLE})+")
_TRAIL = re.compile(rf"(?:{_IDLE}|(?:reach|reaching|grew|up|down)\b)+$")
_PRONOUN = re.compile(r"(?:it|they|he|she|we|this|these|there|which|that|who|\W)*$")
_COMPARES = re.compile(r" (?:more|fewer|less|higher|lower|up|down)\b")
_CHANGE_NOUN = re.compile(
    r"\b(?P<noun>increase|decrease|rise|fall|drop|reduction|growth)(?: of| by)?(?: [a-z]+){0,2} $"
)
_FEW_WORDS = 2  # a counted noun this short says less than its subject


def measure_of(clauses: Clauses, context: Context, before: str) -> str:
    """Return a short noun phrase for what is measured.

    `before` is the measure of the figure before it in the sentence, which a figure
    that says it again shares.
    """
    folded = clauses.folded
    left = context.left.of(folded)
    again = context.tie == "again" and bool(before)
    change = _CHANGE_NOUN.search(left)
    if change and again:
        return f"{change['noun']} of {before}"
    if context.quantity.unit in {"count", "people"} and context.quantity.counted:
        return _counted(clauses, context, before if again else "")
    behind = _words(clauses, context.right)
    if again and _COMPARES.match(context.right.of(folded)) and len(behind.split()) > _FEW_WORDS:
        return behind
    subject = _subject(clauses, context)
    if subject:
        return subject
    if again or not behind:
        return before or behind
    if context.tie == "list" and before:
        return (
            f"{re.split(r' (?:in|of|for) ', before)[0]} {context.right.of(clauses.words).strip()}"
        )
    return behind


def _counted(clauses: Clauses, context: Context, before: str) -> str:
    """Return the counted noun with the words behind it, or a subject that says more."""
    counted = context.quantity.counted
    assert counted is not None
    phrase = _words(clauses, Span(counted.start, max(context.right.end, counted.end)))
    if len(phrase.split()) > _FEW_WORDS:
        return phrase
    if before:
        return before
    subject = _subject(clauses, context)
    return subject if counted.of(clauses.folded).split()[-1] in subject.lower() else phrase


def _subject(clauses: Clauses, context: Context) -> str:
    """Return the noun phrase before the verb, or its object where the subject is a pronoun."""
    left = context.left.of(clauses.folded)
    verbs = list(_VERB.finditer(left))
    if not verbs:
        return _last_part(clauses, context.left, context.right if left.endswith(" of ") else None)
    verb = verbs[-1]
    between = Span(context.left.start + verb.end(), context.left.end)
    named = _words(clauses, between)
    if named and left.rstrip().endswith(" of"):
        return f"{named} {_words(clauses, context.right)}".strip()
    start = context.left.start
    first = (
        verbs[0] if len(verbs) > 1 and not _has_words(left[verbs[0].end() : verb.start()]) else verb
    )
    subject = _last_part(clauses, Span(start, start + first.start()), None)
    return subject or named


def _has_words(piece: str) -> bool:
    return bool(_LEAD.sub("", piece).strip())


def _last_part(clauses: Clauses, span: Span, behind: Span | None) -> str:
    """Return the words behind the last comma outside a list of schemes, pronouns left out."""
    groups = [mention.group for mention in clauses.schemes]
    start = span.start
    for match in re.finditer(r"[,;:]", span.of(clauses.folded)):
        at = span.start + match.start()
        rest = clauses.folded[at + 1 : span.end]
        if not any(g.start < at < g.end for g in groups) and _has_words(rest):
            start = at + 1
    words = _words(clauses, Span(start, span.end))
    if _PRONOUN.match(words.lower()):
        return ""
    return f"{words} {_words(clauses, behind)}".strip() if behind else words


def _words(clauses: Clauses, span: Span) -> str:
    """Return the words of a span without idle words and periods at its ends, shortened."""
    folded = span.of(clauses.folded)
    start, end = 0, len(folded)
    while True:
        lead = _LEAD.match(folded, start, end)
        start = lead.end() if lead else start
        trail = _TRAIL.search(folded[start:end])
        end = start + trail.start() if trail else end
        period = _period_at_end(clauses, Span(span.start + start, span.start + end))
        if period is None or period - span.start <= start:
            break
        end = period - span.start
    words = clauses.words[span.start + start : span.start + max(start, end)].split()
    return " ".join(words[:_MAX_WORDS])


def _period_at_end(clauses: Clauses, span: Span) -> int | None:
    """Return where the period that ends a phrase begins, None where none does."""
    return next((p.span.start for p in clauses.periods if p.span.end == span.end), None)
