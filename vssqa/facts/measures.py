"""What a figure measures, in the release's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vssqa.facts.clauses import Clauses, Context
from vssqa.facts.counted import is_counted
from vssqa.facts.quantities import DURATIONS
from vssqa.patterns import regex
from vssqa.types import Span

_MAX_WORDS = 24  # "provinces have included targets for ... in their local ... targets" has 15

_AUXILIARY = r"(?:(?:has|have|had|is|are|was|were|will|would|could|been|being|to) )*"
# Verbs whose subject is what is measured.
_STATES = (
    r"reach(?:ed|es|ing)?|account(?:ed|s|ing) for|stood at|stands at|rose|risen|fell|fallen|grew"
    r"|grown|increased|decreased|dropped|declined|numbered|numbering|total+ed|total+ing|came to"
    r"|amount(?:ed|s|ing) to|exceeded|exceeds|surpassed|hit|attained|climbed|jumped|went|goes|go"
    r"|included|includes|made up|makes up|represent(?:ed|s)|worth|ran to|estimated at|put at"
    r"|valued at|averaged|reduced|cut|kept|raised|is|are|was|were|will|would|been|dat|chiem|la"
)
# Verbs of somebody who does it: what is measured is their object, if one is named.
_ACTS = (
    r"had|has|have|gets?|got|achieved?|aim(?:s|ed|ing)? (?:for|at|to)|striv(?:es?|ing) to|plans? to"
    r"|wants?(?: to)?|sets|issued?|organi[sz]ed|received?|receives|collected?|spent|paid|pays?"
    r"|gives?|gave|synchroni[sz]ed|reported|recorded|needs?|raise|bring|increase|reduce|cover"
    r"|covered|targets(?= *$)|targeted|settled|handled|processed|provid(?:e|ed|es)|owed|saved"
    r"|earned|reach"
)
# "The target set in ...", "services covered by ..." have no verb there.
_VERB = regex(
    rf"\b{_AUXILIARY}(?:(?P<acts>{_ACTS})(?! (?:by|in|under|from|on|at|as|out)\b)|{_STATES})\b"
)
_IDLE = (
    r"[\s,;:*-]|\b(?:and|but|while|whereas|of|which|in|among|them|accordingly|besides|the|a|an|its"
    r"|their|this|that|by|about|at|over|nearly|only|just|some|all|with|from|for|to|there|was|were"
    r"|is|are|had|has|have|more than|than|up|as|where|meanwhile|specifically|surpassing|exceeding"
    r"|achieving|covering|approximately|around|almost|close|another|estimated|equal|equivalent"
    r"|corresponding|accounting|reaching|representing|including|meeting|fulfilling|whom|or|also"
    r"|plus|out|if|end|beginning|helped|period|alone|same|respectively"
    r"|year-on-year|on-year|below|under|above|tong|voi|dat|chiem)\b"
)
_LEAD = regex(rf"(?:{_IDLE})+")
_TRAIL = regex(rf"(?:{_IDLE}|(?:reach|grew|up|down|since|set|additional)\b)+$")
_PRONOUN = regex(r"(?:it|they|he|she|we|this|these|there|which|that|who|\W)*$")
_COMPARES = regex(r" (?:more|fewer|less|higher|lower|up|down)\b")
_CHANGE_NOUN = regex(
    r"\b(?P<noun>increase|decrease|rise|fall|drop|reduction|growth)(?: of| by)?(?: [a-z]+){0,2} $"
)
_PART_BREAK = regex(
    r"[,;:]| [-\u2013] |\b(?:said|says|that|noted|added|reports?|reported|announced|puts?|thought"
    r"|believed)\b"
)
_CHANGED = regex(r"\b(?:reduc|increas|rais|cut|lower|expand)\w* (?P<what>[^,;]+?) by [^,;]*$")
_ADDED_UP = regex(r"^,? ?(?:bringing|taking)\b")
_IS_SHARE = regex(
    r"\b(?:rates?|ratio|levels?|coverage|shares?|proportion|percentage|targets?|goals?|total"
    r"|increase|decrease|rise|growth|reduction)$"
)
_PREPOSITION = regex(r" (?P<word>for|in|among|under|on) ")
_BARE_NOUNS = frozenset(
    "people person persons participants members turns individuals nguoi".split()
)
_INTRODUCED = regex(r", (?:(?:about|nearly|over|some|only|around|almost|more than) )*$")
_LONG_SUBJECT = 14  # words of a phrase at most; more are a clause
_FEW_WORDS = 2  # a counted noun this short says less than its subject


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure's measure; `own` is false where only the figure before it prints it."""

    words: str
    own: bool = True


def measure_of(clauses: Clauses, context: Context, before: str) -> Measure:
    """Return a short noun phrase for what is measured.

    `before` is the measure of the figure before it in the sentence, which a figure
    that says it again shares.
    """
    left = context.left.of(clauses.folded)
    again = context.tie == "again" and bool(before)
    change = _CHANGE_NOUN.search(left)
    if change and again:
        return Measure(f"{change['noun']} of {before}", own=False)
    changed = _CHANGED.search(left)
    if changed:
        start = context.left.start
        return Measure(
            _words(clauses, Span(start + changed.start("what"), start + changed.end("what")))
        )
    if context.quantity.unit in {"count", "people"} and is_counted(context.quantity.noun):
        return _counted(clauses, context, before if again else "")
    return _uncounted(clauses, context, before)


def _uncounted(clauses: Clauses, context: Context, before: str) -> Measure:
    """Return what a share, a sum or a bare number measures."""
    left, right = context.left.of(clauses.folded), context.right.of(clauses.folded)
    again = context.tie == "again" and bool(before)
    behind = _words(clauses, context.right)
    if _COMPARES.match(right) and before and context.tie in {"again", "list"}:
        return Measure(behind) if len(behind.split()) > _FEW_WORDS else Measure(before, own=False)
    if again and _ADDED_UP.match(left):
        return Measure(before, own=False)
    if context.quantity.unit in DURATIONS and behind:
        return Measure(behind)
    subject = _shortened(clauses, _subject(clauses, context))
    if subject and _COMPARES.match(right) and len(behind.split()) > _FEW_WORDS:
        return Measure(f"{subject} {behind}")
    if subject:
        return Measure(subject)
    if context.tie == "list" and before and behind:
        head = re.split(r" (?:in|of|for) ", before)[0]
        headed = not any(mention.surface in head for mention in clauses.schemes)
        return Measure(_with_behind(clauses, head, context.right) if headed else behind, own=False)
    if before and (again or not behind or context.tie in {"list", "pair"}):
        return Measure(before, own=False)
    return Measure(behind)


def _shortened(clauses: Clauses, subject: str) -> str:
    """Return the last phrase that names a scheme of a subject that is a clause by its length."""
    if len(subject.split()) <= _LONG_SUBJECT:
        return subject
    groups = {mention.group.of(clauses.words) for mention in clauses.schemes}
    named = [subject.rfind(group) for group in groups if group in subject]
    return subject[max(named) :] if named else subject


def _counted(clauses: Clauses, context: Context, before: str) -> Measure:
    """Return the counted noun with the words behind it, or a subject that says more."""
    counted = context.quantity.counted
    assert counted is not None  # asked for counted quantities only
    if context.is_whole:
        return Measure(counted.of(clauses.words))
    phrase = _words(clauses, Span(counted.start, max(context.right.end, counted.end)))
    if len(phrase.split()) > _FEW_WORDS:
        return Measure(phrase)
    bare = phrase.lower() in _BARE_NOUNS
    if before and bare:
        return Measure(before, own=False)
    subject = _subject(clauses, context)
    if counted.of(clauses.folded).split()[-1] in subject.lower():
        return Measure(subject)
    if bare:
        return Measure(
            f"{subject} {phrase}" if subject else f"{phrase} {_resumed(clauses, context)}".strip()
        )
    return Measure(phrase)


def _resumed(clauses: Clauses, context: Context) -> str:
    """Return what is said of people behind what stands beside them.

    "Nearly 76 million people, 82 per cent of the population, had health insurance".
    """
    beside = [other for other in clauses.contexts if other.left.start >= context.right.end]
    end = (
        beside[0].right.end if beside and beside[0].tie in {"again", "list"} else context.right.end
    )
    if not clauses.folded.startswith(",", end):
        return ""
    following = re.match(r"(?! of\b| wh| with\b| and\b| but\b)[^,;:()]*", clauses.words[end + 1 :])
    span = Span(end + 1, end + 1 + (following.end() if following else 0))
    return _words(clauses, span, whole_begin=True)


def _subject(clauses: Clauses, context: Context) -> str:
    """Return the noun phrase before the verb, or its object where somebody does something."""
    left = context.left.of(clauses.folded)
    verbs = list(_VERB.finditer(left))
    if not verbs and _INTRODUCED.search(left):
        return ""
    if not verbs:
        return _last_part(clauses, context.left, context.right if left.endswith(" of ") else None)
    verb = verbs[-1]
    named = _words(clauses, Span(context.left.start + verb.end(), context.left.end))
    if named and left.rstrip().endswith(" of"):
        return _with_behind(clauses, named, context.right)
    if named and verb["acts"]:
        return named
    if verb["acts"] and not any(context.left.holds(mention.span) for mention in clauses.schemes):
        behind = _words(clauses, context.right)
        if behind and context.quantity.unit not in {"count", "people"}:
            return behind
    start = context.left.start
    first = verb
    if len(verbs) > 1 and not _has_words(left[verbs[-2].end() : verb.start()]):
        first = verbs[-2]
    subject = _last_part(clauses, Span(start, start + first.start()), None)
    return subject or named


def _has_words(piece: str) -> bool:
    return bool(_LEAD.sub("", piece).strip())


def _last_part(clauses: Clauses, span: Span, behind: Span | None) -> str:
    """Return the words behind the last comma outside a list of schemes, pronouns left out."""
    groups = [mention.group for mention in clauses.schemes]
    start = span.start
    for match in _PART_BREAK.finditer(span.of(clauses.folded)):
        at = span.start + match.end() - 1
        rest = clauses.folded[at + 1 : span.end]
        tells = match.group().isalpha()
        if not any(g.start < at < g.end for g in groups) and (tells or _has_words(rest)):
            start = at + 1
    words = _words(clauses, Span(start, span.end))
    if _PRONOUN.match(words.lower()) or words in {place.surface for place in clauses.places}:
        return ""
    return _with_behind(clauses, words, behind) if behind else words


def _with_behind(clauses: Clauses, words: str, behind: Span) -> str:
    """Join "participation rate" and "for social insurance" over the number between them.

    Behind a rate "of the population" says of what it is a share, and not what it measures;
    behind other things it does ("data of 98.6 per cent of the participants").
    """
    if behind.of(clauses.folded).startswith(" of "):
        return words if _IS_SHARE.search(words.lower()) else f"{words} of {_words(clauses, behind)}"
    joint = _PREPOSITION.match(behind.of(clauses.folded))
    return " ".join([words, *([joint["word"]] if joint else []), _words(clauses, behind)]).strip()


def _words(clauses: Clauses, span: Span, whole_begin: bool = False) -> str:
    """Return the words of a span without idle words, periods and brackets at its ends.

    With `whole_begin` the idle words at the begin stay.
    """
    span = _without_brackets(clauses, span)
    folded = span.of(clauses.folded)
    start, end = 0, len(folded)
    moved = True
    while moved:
        lead = None if whole_begin else _LEAD.match(folded, start, end)
        start = lead.end() if lead else start
        trail = _TRAIL.search(folded[start:end])
        end = start + trail.start() if trail else end
        moved = False
        for period in clauses.periods:
            at, to = period.span.start - span.start, period.span.end - span.start
            if start < end and to == end and at >= start:
                end, moved = at, True
            elif start < end and at == start and to < end:
                start, moved = to, True
    start, end = _whole_places(clauses, span, start, max(start, end))
    words = clauses.words[span.start + start : span.start + end].split()
    return " ".join(words[:_MAX_WORDS])


def _whole_places(clauses: Clauses, span: Span, start: int, end: int) -> tuple[int, int]:
    """Return a begin and an end that cut no place's name: "An Giang", "Nghe An" are no articles."""
    for place in clauses.places:
        at, to = place.span.start - span.start, place.span.end - span.start
        if 0 <= at < start < to:
            start = at
        if at < end < to <= len(span.of(clauses.words)):
            end = to
    return start, end


def _without_brackets(clauses: Clauses, span: Span) -> Span:
    """Return a span without a bracket at its begin, and without what an open one holds."""
    folded = span.of(clauses.folded)
    opening = re.match(r"\s*\(?[^()]*\)", folded)
    start = opening.end() if opening and "(" in folded[: opening.end()] else 0
    bracket = re.search(r"[()]", folded[start:])
    return Span(
        span.start + start, span.start + (start + bracket.start() if bracket else len(folded))
    )
