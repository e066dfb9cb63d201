"""What stands around a quantity: the hedge before it, the noun it counts behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vssqa.facts.written import Quantity
from vssqa.patterns import regex
from vssqa.types import Span

_PEOPLE = frozenset(
    "person participant employee worker labourer laborer pensioner retiree student pupil child"
    " woman man member beneficiary recipient holder cardholder patient resident citizen officer"
    " official user individual learner trainee claimant contributor payer subscriber delegate"
    " doctor nurse farmer inhabitant youth soldier teacher collaborator expert leader relative"
    " dependant dependent head director owner deputy agent nguoi".split()
)
_PEOPLE_PLURAL = frozenset("people persons children women men staff elderly nguoi".split())

_HEDGE = regex(
    r"\b(?P<hedge>(?:no|not) (?:more|less|fewer|lower|higher) than|(?:more|less|fewer) than"
    r"|at (?:least|most)|(?<!went )(?<!goes )(?<!gone )(?<!rose )(?<!climbed )up to"
    r"|as (?:many|much|few|little|high|low) as|maximum(?: of)?"
    r"|minimum(?: of)?|not exceed(?:ing)?|exceed(?:s|ed|ing)?|close to"
    r"|over|under|above|below|beyond|past|nearly|almost|about|around|approximately|approx\.?"
    r"|roughly|some|estimated at|(?:an )?estimated|only|just|merely"
    r"|gan|hon|khoang|tren|duoi|toi thieu|toi da|it nhat)"
    r"(?: (?:about|approximately|around|nearly|an?|only|some|the))?[ (]+$"
)
_HEDGE_BEHIND = regex(
    r" (?:[a-z]+ ){0,2}?(?P<hedge>or (?:more|less|fewer|so|over)|at (?:most|least)|and above)\b"
)
_HEDGE_REACH = 32  # code points before a number in which its hedge begins

_NOUN_WORD = regex(r" ([a-z][a-z'-]*)")
# Words at which the noun phrase behind a number is over.
_NOUN_STOPS = frozenset(
    "of in on at to for from by with and or as than who which that whose where while when is"
    " are was were be been being has have had having will would shall should can could may might"
    " must not per each every a an the this these those its their after before since until"
    " during under over within between against compared among more higher lower less fewer up"
    " down now last next nationwide nationally he she it they we across out but so through about"
    " also there nearly only came went completed benefited benefiting applied apply issued said"
    " told joined join joining participated participate participating took take taking received"
    " receive receiving reached accounted enjoyed enjoying enjoy registered signed got get paid"
    " held covered using used paying including died lived living lost made drew draw dropped"
    " gone".split()
)
_PLURAL = regex(r"[a-z-]{2,}[^sui']s")
_PAIRED = regex(r" ([a-z][a-z-]*[^s ]) and ([a-z][a-z-]*[^s ])(?= [a-z-]+s\b)")
_NOUN_WORDS = 6  # the longest counted noun phrase that is followed
_OF_WHOLE = regex(r" (?:out of|of|trong)(?: (?:a|the|all|its|their|total|of|some))* $|/$")
_OF_NOUN = regex(r" of (?:the |all |its |their |our )*")


def hedged(text: str, folded: str, quantity: Quantity) -> Quantity:
    """Return the quantity with the hedge printed before it, or else right behind it."""
    start = max(0, quantity.span.start - _HEDGE_REACH)
    match = _HEDGE.search(folded[start : quantity.span.start])
    if match:
        hedge = Span(start + match.start("hedge"), start + match.end("hedge"))
        return replace(quantity, qualifier=hedge.of(text))
    match = _HEDGE_BEHIND.match(folded, quantity.span.end)
    return replace(quantity, qualifier=match["hedge"]) if match else quantity


def with_nouns(folded: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities with the nouns they count; a count of persons gets the unit "people".

    The part of a whole counts what the whole counts ("twenty-two out of 63 provinces").
    """
    result: list[Quantity] = []
    following: Quantity | None = None
    for quantity in reversed(found):
        counted = _noun_at(folded, quantity.span.end)
        if counted is None and following is not None:
            between = folded[quantity.span.end : following.span.start]
            if _OF_WHOLE.fullmatch(between):
                counted = following.counted
        named = replace(quantity, counted=counted, noun=counted.of(folded) if counted else "")
        if named.unit == "count" and counts_people(named.noun):
            named = replace(named, unit="people")
        result.append(named)
        following = named
    return result[::-1]


def counts_people(noun: str) -> bool:
    """Tell whether a folded noun phrase names persons ("social insurance participants")."""
    words = noun.split()
    return bool(words) and (
        any(word in _PEOPLE_PLURAL for word in words)
        or _singular(words[-1]) in _PEOPLE
        or any(word.endswith("s") and _singular(word) in _PEOPLE for word in words)
    )


def is_counted(noun: str) -> bool:
    """Tell whether a noun phrase is what a number counts, and no adjective ("17 compulsory").

    "98,350 voluntary ones" count what the number before them does.
    """
    return counts_people(noun) or any(
        word.endswith("s") and word != "ones" for word in noun.split()
    )


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _ends_phrase(folded: str, word: re.Match[str]) -> bool:
    """Tell whether a plural ends the noun phrase: "63 provinces support", not "sports clubs"."""
    if not _PLURAL.fullmatch(word[1]):
        return False
    following = _NOUN_WORD.match(folded, word.end())
    return not (following and _PLURAL.fullmatch(following[1]))


def _noun_at(folded: str, start: int) -> Span | None:
    """Return the span of the noun phrase that begins at `start`, None where none does."""
    of = _OF_NOUN.match(folded, start)
    position = first = of.end() - 1 if of else start
    for _ in range(_NOUN_WORDS):
        match = _NOUN_WORD.match(folded, position)
        paired = _PAIRED.match(folded, position)  # "4.9 million outpatient and inpatient visits"
        if paired and not {paired[1], paired[2]} & (_NOUN_STOPS | _PEOPLE_PLURAL):
            position = paired.end()
            continue
        if match is None or match[1] in _NOUN_STOPS:
            break
        position = match.end()
        if match[1] in _PEOPLE_PLURAL or _ends_phrase(folded, match):
            break
    return Span(first + 1, position) if position > first else None
