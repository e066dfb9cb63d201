"""A month, a year, a day: how often a number is counted."""

from __future__ import annotations

from vssqa.facts.clauses import Clauses, Context
from vssqa.facts.quantities import CURRENCIES, DURATIONS
from vssqa.patterns import regex
from vssqa.verification.clause_words import words_beside

_TIMES = ("day", "week", "month", "quarter", "year")
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
            "yearly": "year", "annual": "year", "annually": "year", "annum": "year"}  # fmt: skip
_ADVERB = "|".join(_ADVERBS)
# "a month", never "a year earlier"; "each year", never "each year's plan".
_OFTEN = regex(
    rf"(?<!in )(?<!within )\b(?:an?|per|each|every) (?P<time>{'|'.join(_TIMES)}|annum)\b"
    r"(?!'| (?:earlier|before|ago|later|on\b(?! average)|after|prior|old|end))"
    rf"|/ ?(?P<slash>{'|'.join(_TIMES)})\b"
    rf"|\baverage (?P<average>{_ADVERB})\b|\b(?P<behind>{_ADVERB}) average\b"
    rf"|\b(?P<adverb>{_ADVERB})(?=$|[.,;)]| on average| in (?:19|20)\d\d)"
)
# Money "for each pension": the adjective says per what.
_OF_MONEY = regex(
    rf"\b(?P<adverb>{_ADVERB}) (?:\w+ )?(?:pension|salar|wage|income|premium|contribution|benefit"
    r"|allowance|pay\b|fee)"
)
_FRAME = regex(r"(?:^|: )[^,:]{0,40},(?: on average,)?")


def frequency_of(clauses: Clauses, context: Context) -> str | None:
    """Return the time for which a number is counted ("month" of "a month"), None if none is said.

    It stands among the number's own words, or leads the sentence ("Each year, ...").
    """
    if context.quantity.unit in DURATIONS:
        return None
    beside = words_beside(clauses, context)
    frame = _FRAME.search(clauses.folded)
    found = _OFTEN.search(beside) or (_OFTEN.search(frame.group()) if frame else None)
    if found is None and context.quantity.unit in CURRENCIES:
        found = _OF_MONEY.search(beside)
    if found is None:
        return None
    word = next(group for group in found.groups() if group)
    return _ADVERBS.get(word, word)
