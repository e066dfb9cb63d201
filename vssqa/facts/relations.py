"""How a period stands by the words before it: in it, by its end, since it, compared with it."""

from __future__ import annotations

from vssqa.facts.written import Relation
from vssqa.patterns import regex
from vssqa.types import Span

_LEAD = r"(?:the |at |year |end of |late |early |mid-?|period |term |in |those of |that of |of )*$"
_RELATION_WORDS: dict[Relation, str] = {
    "by": r"by|(?:no|not) later than",
    "than": r"than|same (?:period|time)|times (?:that|those|the)(?: [a-z]+){0,4}"
    r"|compared (?:to|with)|against|versus|vs\.?|so voi"
    r"|(?:%|per ?cent|[a-z]*illion|\d|increase|rise|\)) (?:on|over|up on)",
    "since": r"since|from|starting|tu",
    "until": r"until|till|up to|through|den",
    "before": r"before|prior to|truoc",
    "after": r"after|sau",
}
_RELATIONS = {
    relation: regex(rf"(?<![a-z])(?:{words}) {_LEAD}")
    for relation, words in _RELATION_WORDS.items()
}
_THAN_WORDS = regex(r"same (?:period|time)|year (?:before|earlier)")
_MOVES = regex(  # without one of these "4.6 per cent on July 31" is a level of that day
    r"\b(?:up|down|increase|ris(?:e|en|ing)|rose|f[ae]ll|drop|decline|decrease|gr[eo]w|higher|lower"
    r"|more|less|fewer|compared|than|gain|reduction)"
)
_LOOK_BACK = 48  # code points before a period in which "compared with the end of" begins


def relation_of(folded: str, span: Span) -> Relation:
    """Return how the words before a period say that it stands."""
    if _THAN_WORDS.search(span.of(folded)):
        return "than"
    before = folded[max(0, span.start - _LOOK_BACK) : span.start]
    on_day = before.endswith("on ") and not _MOVES.search(before) and not span.of(folded).isdigit()
    for relation, pattern in _RELATIONS.items():
        if pattern.search(before) and not (relation == "than" and on_day):
            return relation
    return "in"
