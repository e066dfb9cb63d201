"""The things a question asks for by name: "which decree", "which provinces", "how many wards"."""

from __future__ import annotations

from typing import Literal

from vssqa.facts.instruments import TYPE_OF_WORD
from vssqa.patterns import regex

HowMany = Literal["one", "several"]

PAPER = (
    r"(?:resolution|decree|decision|directive|circular|law|act|plan|project|programme|program"
    r"|official letter|letter|report|notice|conclusion|guideline|document|paper|agreement"
    r"|regulation)s?"
)
BODY = (
    r"(?:agency|agencies|organi[sz]ation|body|bodies|ministry|ministries|department|departments"
    r"|office|offices|authority|authorities|unit|council|committee|union|country|countries|nation"
    r"|company|firm|bank|institution|board|province|provinces|cities|city)s?"
)
PLACE = (
    r"(?:province|city|cities|town|district|commune|ward|locality|localities|region|island|place"
    r"|country|countries|nation)s?\b(?!'s| (?:social|health|leader|official|office|agenc"
    r"|department|authorit|hospital|director|committee|council|government|party|people))"
)
# Words between "which" and the thing asked for, none of them the sentence's verb: "what did the
# minister say" asks for no minister.
ADJECTIVES = (
    r"(?:(?!(?:should|must|did|does|do|is|are|was|were|has|have|had|can|could|will|would|may|of)\b)"
    r"\w+ ){0,2}?"
)


PEOPLE_DO = (
    r"(?:attended|attend|joined|join|took part|participated|signed up|enrolled|retired|died|live"
    r"|work|came|went)"
)


_HOW_MANY = regex(rf"\b(?:how many(?! {PEOPLE_DO}\b)|number of)((?: [\w'-]+){{1,6}})")
_PLURAL = regex(r"[a-z-]{3,}[^sui']s")
_COUNTS_NOTHING = frozenset(
    "people persons participants members times others days months years hours weeks was has does"
    " is this his its us".split()
)


def counted(folded: str) -> str | None:
    """Return the first plural behind "how many": what is counted, as long as it is a thing."""
    match = _HOW_MANY.search(folded)
    words = match.group(1).split() if match else []
    noun = next((w for w in words if w in _COUNTS_NOTHING or _PLURAL.fullmatch(w)), None)
    return None if noun in _COUNTS_NOTHING else noun


_WHICH_PLACE = regex(rf"\b(?:which|what) {ADJECTIVES}(?P<place>{PLACE})")


def places_asked(folded: str) -> HowMany | None:
    """Tell whether "which province" or "which provinces" is asked."""
    match = _WHICH_PLACE.search(folded)
    if not match:
        return None
    return "several" if match["place"].endswith("s") else "one"


_WHICH_BODY = regex(
    rf"\bwhich {ADJECTIVES}(?P<body>ministr(?:y|ies)|departments?|compan(?:y|ies)|firms?"
    r"|enterprises?|employers?|business(?:es)?|hospitals?|universit(?:y|ies)|unions?"
    r"|committees?|courts?)\b(?!'s)"
)


def body_asked(folded: str) -> str | None:
    """Return the kind of body that "which ministry" asks for, as one: "company" for any firm."""
    match = _WHICH_BODY.search(folded)
    if not match:
        return None
    word = match["body"]
    if word.endswith("ies"):
        word = word[:-3] + "y"
    word = word if word == "business" else word.removesuffix("es" if word == "businesses" else "s")
    return "company" if word in {"firm", "enterprise", "employer", "business"} else word


_WHICH_PAPER = regex(
    rf"\bwhich (?:[\w-]+ ){{0,2}}?(?P<paper>official letter|{PAPER})\b"
    rf"|\bwhat (?P<bare>official letter|{PAPER})\b"
)
ANY_PAPER = "any"
"""The type asked for by "which document": a paper of whatever type."""
_ANY_PAPER = frozenset({"document", "paper", "letter"})


def papers_asked(folded: str) -> frozenset[str]:
    """Return the types of paper that "which decree ..." asks for."""
    match = _WHICH_PAPER.search(folded)
    if not match:
        return frozenset()
    word = match.group("paper") or match.group("bare")
    word = word if word in TYPE_OF_WORD else word.removesuffix("s")
    return frozenset({ANY_PAPER if word in _ANY_PAPER else TYPE_OF_WORD.get(word, word)})
