"""Up or down, lowest or highest, more or fewer: the direction that words give."""

from __future__ import annotations

import re
from typing import Literal

from vssqa.patterns import regex

Direction = Literal["up", "down"]

_UP = regex(
    r"\b(?:up|rose|ris(?:e|es|en|ing)|rais(?:e[sd]?|ing)|increas\w*|grew|grow\w*|climb\w*|gain\w*|jump\w*|more|higher"
    r"|larger|greater|bigger|above|exceed\w*|surpass\w*|beat\w*|expand\w*|improv\w*|add(?:ed|s|ing)?"
    r"|soar\w*|surg\w*|went up|doubl\w*|tripl\w*|quadrupl\w*|highest|largest|most|biggest|greatest"
    r"|over)\b"
)
_DOWN = regex(
    r"\b(?:down|fell|fall\w*|drop\w*|decreas\w*|reduc\w*|declin\w*|cut\w*|lower\w*|fewer|less"
    r"|smaller|below|under|shr[aiu]nk\w*|miss\w*|fell short|falls? short|short of|halv\w*|quartered"
    r"|away with|lowest|smallest|fewest|least|slump\w*|sank|los[est]+)\b"
)
_BOUND = regex(  # a hedge of the number, no direction ("cut by more than 80")
    r"\b(?:more|less|fewer) than(?= (?:(?:VND|US|\$) ?)?[\d.,]+| (?:half|doubled|halved|tripled))"
    r"|\b(?:over|under|above|below|up to)(?= (?:vnd|us\$|\$)?[\d.,]+)|\bat (?:least|most)\b"
    r"|\bno (?:more|less|fewer) than\b",
    re.I,
)


def direction_of(folded: str) -> Direction | None:
    """Return the direction of some folded words, None where they give none or both."""
    bare = _BOUND.sub(" ", folded)
    up, down = bool(_UP.search(bare)), bool(_DOWN.search(bare))
    if up == down:
        return None
    return "up" if up else "down"


_DENIED = regex(r"\b(?:not|never|no longer|hardly|failed to|fails to|nobody|none|neither)\b|n't\b")
_NO_DENIAL = regex(r"\bnot (?:only|just|later|more|less|fewer|exceed\w*)\b")


def is_denied(folded: str) -> bool:
    """Tell whether some folded words deny."""
    return bool(_DENIED.search(_NO_DENIAL.sub(" ", folded)))
