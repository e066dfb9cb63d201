"""The unit of a figure where the words around its number, and not the number, give it."""

from __future__ import annotations

from collections.abc import Sequence

from vssqa.facts.clauses import Clauses, Context, said_before
from vssqa.facts.counted import counts_people, is_counted
from vssqa.facts.quantities import CURRENCIES, DURATIONS
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Figure, Status

COUNTED = frozenset({"people", "count"})
_INSTEAD = regex(r"\b(?:instead of|from|rather than) $")
_OF_TARGET = regex(r"\b(?:target|goal|plan)s?\b")
# "Unemployment insurance had 15.357 million": a scheme has people.
_SCHEME_HAS = regex(
    r"(?:insurance|scheme|participants)\b(?: (?:scheme|policy))? (?:had|has|have|reached|covered"
    r"|covers|attracted|gained|grew|rose|increased|counted|numbered|stood|drew)\b"
)
_JOINED = regex(r"^ (?:had |have |has )?(?:signed up|joined|participated|took part|enrolled)\b")
_PAID_TO = regex(r"^ to (?:about |nearly |over |some )?$")  # "paid VND389 billion to 34,200"
_IN_SCHEME = regex(  # "268,700 in compulsory social insurance"
    r"^ (?:in|under) (?:the )?(?:(?:compulsory|mandatory|voluntary|social|health|medical"
    r"|unemployment|and) )+(?:insurance|scheme)\b"
)
_OUT_OF = regex(r"^\W*(?:out )?of (?:the|these|those|all) ")  # "Of the members who joined, 640"
_SUBJECT_ENDS = regex(r"\b(?:at|to|by|of|from|in|for|more|less)\b|,")
_NUMBER_OF = regex(r"^(?:total )?number of ")
_PLURAL = regex(r"\b[a-z]{3,}[^s\W]s\b(?! to\b)")
_OF_THEM = regex(r" of (?:them|these|those)\b")


def unit_of(
    clauses: Clauses,
    context: Context,
    status: Status,
    measure: str,
    found: Sequence[Figure],
    unit_left: str | None,
) -> str:
    """Return the unit of a figure.

    A difference of two shares is in percentage points, whatever is printed. A bare
    number counts what its subject counts, or goes on counting like the figures
    before it (`found` of the sentence, `unit_left` by the sentences before).
    """
    quantity = context.quantity
    if quantity.unit == "percent" and status == "change":
        return "percentage_point" if _of_shares(clauses, context, found) else "percent"
    if quantity.unit != "count" or is_counted(quantity.noun):
        return quantity.unit
    left, right = said_before(clauses, context), context.right.of(clauses.folded)
    if found and found[-1].unit in CURRENCIES and _PAID_TO.search(left):
        return "people"
    if found and found[-1].unit in CURRENCIES:
        return found[-1].unit
    if found and found[-1].unit in DURATIONS and (context.tie == "pair" or _INSTEAD.search(left)):
        return found[-1].unit
    counted = next((figure.unit for figure in reversed(found) if figure.unit in COUNTED), None)
    if counted and context.tie != "new":
        return counted
    begin = _SUBJECT_ENDS.split(_OUT_OF.sub("", clauses.folded[: context.left.end].strip()))[0]
    head = _SUBJECT_ENDS.split(_NUMBER_OF.sub("", fold(measure)))[0]
    persons = counts_people(begin) or counts_people(head)
    if persons or _SCHEME_HAS.search(left) or _JOINED.match(right) or _IN_SCHEME.match(right):
        return "people"
    going_on = counted or unit_left
    named = _PLURAL.search(left) and not _OF_THEM.match(right)
    return going_on if going_on and not named else quantity.unit


def _of_shares(clauses: Clauses, context: Context, found: Sequence[Figure]) -> bool:
    """Tell whether a change in percent is the difference of two shares."""
    last = found[-1] if found else None
    if context.tie == "again" and last and last.unit == "percent" and last.status != "change":
        return True
    around = f"{context.left.of(clauses.folded)} {context.right.of(clauses.folded)}"
    return bool(_OF_TARGET.search(around))
