"""Words that exclude each other: the district and the commune level, women and men.

Most of the words of two statements may be the same and the one that differs tell
all. Sets of such words are few and of the field; a word outside them only counts
for its weight.
"""

from __future__ import annotations

from functools import lru_cache

from vssqa.patterns import regex
from vssqa.text import fold

_SETS: tuple[tuple[str, ...], ...] = (
    (
        r"(?:at|to) (?:the )?commune\w*|communes?(?:'s|-level| level)|wards?(?:-level| level)",
        r"(?:at|to) (?:the )?district\w*|districts?(?:-level| level)",
        r"(?:at|to) (?:the )?provincial\w*|provinc\w+(?:-level| level)",
        r"(?:at|to) (?:the )?central level",
    ),
    (r"men|males?|husbands?|fathers?|boys?", r"women|females?|wives|mothers?|girls?"),
    (r"urban|cit(?:y|ies) dwellers?", r"rural|countryside|mountainous"),
    (r"primary", r"secondary", r"kindergartens?|preschools?", r"universit(?:y|ies)"),
    (r"public(?:ly)?(?! (?:employees?|servants?|health|securit))", r"private(?:ly)?"),
    (r"inpatients?", r"outpatients?"),
    (r"students?|pupils?|schoolchildren", r"teachers?", r"farmers?", r"fishermen|fishers?",
     r"soldiers?", r"pensioners?|retirees?", r"newborns?|infants?|children under"),
    (r"employers?|enterprises?|compan(?:y|ies)|firms?|businesses",
     r"employees?|workers?|labou?rers?"),
    (r"poor(?! performance)(?<!near poor)(?<!near-poor)", r"near-poor|near poor"),
    (r"revenues?|income|receipts|collected|collections?",
     r"expenditures?|spending|spent|outlays?|expenses?"),
    (r"state budget|national budget", r"local budgets?|provincial budgets?|province's budget",
     r"(?:social|health|unemployment)? ?insurance funds?"),
    (r"minimum|lowest", r"maximum|highest", r"average|mean|typical"),
    (r"surplus", r"deficit"),
    (r"sickness", r"maternity", r"survivors?'?|death", r"unemployment", r"pensions?|retirement",
     r"lump[- ]sums?|one-off|in one go|one-time"),
    (r"births?", r"deaths?"),
    (r"first|1st", r"second|2nd", r"third|3rd", r"fourth|4th"),
    (r"imports?|imported", r"exports?|exported"),
    (r"opened|inaugurated", r"closed|shut"),
    (r"approved|accepted|granted", r"rejected|refused|denied"),
    (r"inside|domestic(?:ally)?", r"abroad|overseas|foreign"),
)  # fmt: skip
_COMPILED = tuple(tuple(regex(rf"\b(?:{words})\b") for words in exclusive) for exclusive in _SETS)


@lru_cache(maxsize=65536)
def _members(text: str) -> tuple[frozenset[int], ...]:
    """Return for each set which of its words a text names."""
    folded = fold(text)
    return tuple(
        frozenset(place for place, word in enumerate(words) if word.search(folded))
        for words in _COMPILED
    )


def excludes(said: str, held: str) -> bool:
    """Tell whether what is said is of another kind than what is held, by one word of a set."""
    return any(
        mine and theirs and not mine & theirs
        for mine, theirs in zip(_members(said), _members(held), strict=True)
    )
