"""A question of two parts: "What is the rate, and what was it a year before?"."""

from __future__ import annotations

import re

from vssqa.patterns import regex

_ASKS = r"(?:what|when|whom?|whose|which|where|why|how)\b"
_BEFORE = r"(?:(?:since|by|from|at|in|to|for|of|on|until|under|with) )?"
_TWO_PARTS = regex(
    rf"^(?P<first>(?:and |but |so )?{_BEFORE}{_ASKS}.+?) and (?:also )?"
    rf"(?P<second>{_BEFORE}{_ASKS}.*)$",
    re.IGNORECASE,
)
_SHORTEST = 3  # words of a first part: "who and when did they meet" is one question


def two_parts(question: str) -> tuple[str, str] | None:
    """Return the parts of a question that asks two things, None of one that asks one.

    The second part leans on the first: it is read as a follow-up is.
    """
    match = _TWO_PARTS.match(" ".join(question.split()))
    if match is None or len(match["first"].split()) < _SHORTEST:
        return None
    return f"{match['first'].rstrip(' ,')}?", match["second"]
