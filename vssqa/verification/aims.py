"""What is only aimed at, asked for or proposed: no such number is reached.

The register's status looks at the words right at a number; here the clause's own
verb counts as well, however far off: "asked the agency to bring the rate to at
least 97.5 per cent and to keep debts below 2".
"""

from __future__ import annotations

from vssqa.facts.clauses import Clauses, Context
from vssqa.patterns import regex
from vssqa.types import Status

# A verb of wanting with what is wanted: "asked ... to", "suggested ... that", "proposed raising".
_ASKED = regex(
    r"\b(?:(?:ask|request|urg|instruct|requir|propos|suggest|recommend|want|wish|hop|expect|promis"
    r"|commit|pledg|agre|seek|intend|striv|determin|direct|order)"
    r"(?:e|es|s|ed|ing|ted|ting|eed|ees|eing)?|plan(?:s|ned|ning)?|aim(?:s|ed|ing)?)\b"
    r"(?:[^.;]{0,120}?\b(?:to|that)\b| for\b| (?:\w+ing|an?|the)\b)"
    r"|\b(?:propos|suggest|recommend)(?:es|s|ed|ing)\b"
)
_WILL = regex(
    r"\b(?:will|would|could|might|should|must|shall|(?:is|are|was|were|has|have|had) to"
    r"|(?:is|are|was|were) (?:due|set|likely|slated|scheduled|supposed) to|needs? to|in order to)\b"
)
_WILL_BEHIND = regex(r"(?: [\w-]+){0,6}? (?:will|would|are to|is to)\b")
# "The goal for 2025 is that 45 million ...".
_GOAL_IS = regex(
    r"\b(?:targets?|goals?|aims?|objectives?|ambition|proposal)\b[^.;]{0,60}? (?:is|are|was|were)"
    r" (?:that|to|for)\b"
)
_AIMS = (_ASKED, _WILL, _GOAL_IS)
# What was done nevertheless: "planned to inspect 300 units and inspected 482".
_DONE = regex(
    r"\b(?:reached|reaching|achieved|attained|accounted|stood|was|were|has been|have been|had been"
    r"|covered|numbered|came to|total+ed|included|received|paid|participated|took part|joined"
    r"|recovered|collected|inspected|settled|granted|fined|rose|fell|grew|increased by|decreased by"
    r"|(?<!to )(?:has|have|had)(?! to\b))\b"
)
_CLAUSE_ENDS = regex(r"[;:] | while | but | whereas |, (?:who|which) ")
_LEVELS: frozenset[Status] = frozenset({"actual", "limit"})


def is_wanted(folded: str) -> bool:
    """Tell whether some folded words say what is to be, and not what is."""
    return any(cue.search(folded) for cue in _AIMS)


def is_done(folded: str) -> bool:
    """Tell whether some folded words say that something was done or reached."""
    return bool(_DONE.search(folded))


def will_be(clauses: Clauses, context: Context) -> bool:
    """Tell whether the words around a number say that it will be so, and nobody wants it."""
    number = context.quantity.span
    before = _CLAUSE_ENDS.split(clauses.folded[: number.start])[-1]
    will = _WILL.search(before) or _WILL_BEHIND.match(clauses.folded, number.end)
    return bool(will) and not (_ASKED.search(before) or _GOAL_IS.search(before))


def is_aimed_at(clauses: Clauses, context: Context) -> bool:
    """Tell whether the words before a number only want it."""
    before = clauses.folded[: context.quantity.span.start]
    clause = _CLAUSE_ENDS.split(before)[-1]
    ends = [match.end() for cue in _AIMS for match in cue.finditer(clause)]
    return bool(ends) and not _DONE.search(clause, max(ends))


def standing_of(status: Status, clauses: Clauses, context: Context) -> Status:
    """Return a figure's status, a target where a level is only aimed at."""
    return "target" if status in _LEVELS and is_aimed_at(clauses, context) else status
