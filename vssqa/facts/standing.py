"""Is a figure reached, aimed at, a difference or a limit: status, read from the words around it."""

from __future__ import annotations

import re

from vssqa.facts.clauses import Clauses, Context
from vssqa.types import Status

_HEDGE = (
    r"(?:(?:about|around|approximately|nearly|almost|over|some|only|more than|less than|an|estimated"
    r"|up to|at least|just|another|a further|an additional|[(]) ?)*"
)
_MOVED = (
    r"(?:increas\w*|decreas\w*|reduc\w*|ris(?:e|es|en|ing)|rose|grow\w*|grew|fell|fall\w*|drop\w*"
    r"|declin\w*|cut\w*|rais\w*|jump\w*|gain\w*|climb\w*|lower\w*|shrink\w*|shrank|expand\w*"
    r"|sav(?:ed|ing)|improv\w*|go(?:es|ne)? (?:up|down)|went (?:up|down))"
)
# "an increase of", "up", "grew", right before the number; never "increased to", "fell from".
_CHANGE_BEFORE = re.compile(
    rf"\b(?:{_MOVED}|up|down|plus|minus)(?: (?:of|by|in \w+(?: \w+){{0,3}} of))? {_HEDGE}$"
    rf"|\b(?:{_MOVED}|surpass\w*|exceed\w*|beat\w*|miss\w*|higher|lower|more|fewer)\b[^;]*\bby {_HEDGE}$"
    rf"|\bgrowth (?:rate )?(?:of|was|reached|stood at) {_HEDGE}$"
)
_CHANGE_BEHIND = re.compile(
    r"^(?: [a-z'-]+){0,2}?\)? (?:more|fewer|less|higher|lower|up|down)\b(?! or )"
    r"(?:\)|,|\.|;|:|$| (?:than|on|over|compared|against|if|year|from|for|in)\b)"
)
_LIMIT_HEDGES = frozenset(
    "at most|at least|no more than|not more than|no less than|not less than|no fewer than|up to"
    "|maximum|maximum of|minimum|minimum of|not exceed|not exceeding|no later than".split("|")
)

_AIM_NOUN = r"(?:targets?|goals?|aims?|objectives?|ambition|forecast)"
_TARGET_BEFORE = re.compile(
    rf"\b{_AIM_NOUN}(?: (?:set|assigned|is|was|to|at|for|figure|rate|level|\w+ing))*"
    rf"(?: (?:of|to|at|is|was|for|reaching|being))+ {_HEDGE}$"
)
_TARGET_BEHIND = re.compile(rf"^(?: (?!of\b|the\b|than\b)\w+){{0,2}}? {_AIM_NOUN}\b")
_INTENT = re.compile(
    r"\b(?:striv\w+|aim(?:s|ing|ed)? (?:to|for|at)|plans? to|planned|planning|targets? to|expect\w* to"
    r"|hopes? to|wants?|wish(?:es)? to|intend\w*|determined to|(?:should|must|shall|needs? to)"
    r" (?:reach|achieve|attain|cover|be|have)|propos\w+|suggest\w+|will|try(?:ing)? to"
    r"|seek(?:s|ing)? to|set\w* (?:a |the |its |their )?(?:target|goal)s?|(?:is|are|was|were)? ?to"
    r" (?:reach|achieve|attain|be (?:raised|increased|cut|reduced))|towards)\b"
)
_REACHED = re.compile(
    r"\b(?:reached|achieved|attained|accounted|stood|had|was|were|has|have|covered|numbered|came to"
    r"|total+ed|included|received|paid|participated|took part|joined)\b"
)


def status_of(clauses: Clauses, context: Context, before: Status | None, future: bool) -> Status:
    """Return a figure's status.

    `before` is the status of the figure before it in the sentence, with which a list
    goes on; `future` says that its period ends after the release's year: a level of
    then is aimed at.
    """
    folded = clauses.folded
    left = context.left.of(folded)
    right = folded[context.quantity.span.end :]
    bracketed = context.tie == "again" and left.rstrip().endswith("(")
    if _CHANGE_BEFORE.search(left) or _CHANGE_BEHIND.match(right):
        return "change"
    if bracketed and before is not None:
        return before
    if (context.quantity.qualifier or "").lower() in _LIMIT_HEDGES:
        return "limit"
    if future or _is_aimed_at(left, right):
        return "target"
    if context.tie in {"list", "again"} and before == "target" and not _REACHED.search(left):
        return before
    return "actual"


def _is_aimed_at(left: str, right: str) -> bool:
    """Tell whether the words around a quantity say that it is to be reached."""
    if _TARGET_BEFORE.search(left) or _TARGET_BEHIND.match(right):
        return True
    intent = None
    for intent in _INTENT.finditer(left):
        pass
    return intent is not None and not _REACHED.search(left, intent.end())
