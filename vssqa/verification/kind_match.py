"""Is a held figure of the place, the standing and the kind that a statement speaks of."""

from __future__ import annotations

from vssqa.facts.clauses import Context
from vssqa.facts.places import COUNTRY
from vssqa.facts.quantities import CURRENCIES
from vssqa.patterns import regex
from vssqa.types import Span, Status
from vssqa.verification.clause_words import words_beside
from vssqa.verification.contrasts import excludes
from vssqa.verification.held_figure import HeldFigure
from vssqa.verification.statements import Said, SaidFigure
from vssqa.verification.subjects import phrase_words, says_who

_LOCAL = frozenset({"district", "commune"})


def same_place(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether a held figure is of the statement's place, the country where it names none."""
    place = one.figure.place
    named = {
        found.name
        for found in said.clauses.places
        if not found.compared
        and any(c.left.holds(found.span) or c.right.holds(found.span) for c in figure.group)
    }
    if len(named) > 1:
        return False  # "In Vinh Long, the country had ...": of which of them is not said
    if one.context is not None and _is_of_other_district(said, one, one.context):
        return False
    local = {found.name for found in said.clauses.places if found.kind in _LOCAL}
    if figure.figure.place in local:
        return figure.figure.place in {found.name for found in one.clauses.places}
    inferred = "place" not in figure.printed and figure.figure.place == COUNTRY
    if inferred and place in {p.name for p in said.clauses.places if not p.compared}:
        return True  # "The meeting in Hue had ...": an event's place may be the figure's
    if figure.figure.place is None:
        return place in {found.name for found in said.clauses.places}
    return place == figure.figure.place


def _is_of_other_district(said: Said, one: HeldFigure, context: Context) -> bool:
    """Tell whether a number is of a district that the statement does not name.

    Its own words name one, and those of another number of the sentence another place.
    """
    named = {found.name for found in said.clauses.places}
    own = [p for p in one.clauses.places if _is_beside(p.span, context)]
    districts = {found.name for found in own if found.kind in _LOCAL}
    elsewhere = any(
        found not in own and any(_is_beside(found.span, c) for c in one.clauses.contexts)
        for found in one.clauses.places
    )
    return bool(districts) and elsewhere and not districts & named


def _is_beside(span: Span, context: Context) -> bool:
    return context.left.holds(span) or context.right.holds(span)


_LEVELS: frozenset[Status] = frozenset({"actual", "limit"})


def same_status(figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether both were reached, both are aimed at, or both are differences.

    A difference that was only proposed is none that was made.
    """
    said, held = figure.status, one.standing
    if one.aimed and not (figure.aimed or said == "target"):
        return False
    if said == held or one.figure.unit == "times":
        return True
    return said in _LEVELS and held in _LEVELS


_TARGET = regex(r"\b(?:targets?|goals?|plans?)\b")


def same_kind(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether both count alike: parts or wholes, distances to a target, compulsory members."""
    if figure.whole != one.whole or _are_other_ends(figure.context, one.context):
        return False
    if one.context is None:
        return True
    mine = words_beside(said.clauses, figure.context)
    theirs = words_beside(one.clauses, one.context)
    own, other = (
        f"{words} {f.measure.lower()}" for words, f in ((mine, figure.figure), (theirs, one.figure))
    )
    if bool(_COMPULSORY.search(own)) != bool(_COMPULSORY.search(other)):
        return False
    if _is_other_side(said.folded, one.clauses.folded):
        return False
    if not _same_noun(said, figure, one) or _is_of_both(figure, one):
        return False
    if _AVERAGE.search(mine) and not _AVERAGE.search(one.clauses.folded):
        return False  # "the average examination cost" all of it
    if excludes(said.text, f"{one.figure.measure} {one.clause}"):
        return False
    of_all = _ALL.search(one.clauses.folded, 0, one.context.quantity.span.start)
    if of_all and _is_part(said, figure):
        return False
    if figure.status != "change" or one.figure.status != "change":
        return True
    return bool(_TARGET.search(mine)) == bool(_TARGET.search(theirs))


def same_frequency(figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether two numbers are counted for the same time.

    "A month" may go unsaid of money, which is mostly given so, never of what is
    counted: 15 million visits a month are no 15 million visits.
    """
    if one.context is None or figure.frequency == one.frequency:
        return True
    unsaid = one.frequency == "year" or one.figure.unit in CURRENCIES
    return figure.frequency is None and unsaid


_SIDE = regex(r"\b(?P<side>before|prior to|after|since|following) the (?P<event>[a-z]+)\b")
_BEFORE = frozenset({"before", "prior to"})


def _is_other_side(said: str, held: str) -> bool:
    """Tell whether one is of before an event and the other of after it: "before the merger"."""
    mine, theirs = _sides(said), _sides(held)
    return any(
        (event, not before) in theirs and (event, before) not in theirs for event, before in mine
    )


def _sides(folded: str) -> set[tuple[str, bool]]:
    return {(match["event"], match["side"] in _BEFORE) for match in _SIDE.finditer(folded)}


_COMPULSORY = regex(r"\b(?:compulsory|mandatory|obligatory)\b(?! and voluntary)")


# What is given together is not given of one alone: "the total revenue and expenditure".
_SUMS = (("~revenue", "~spending"), ("~participation", "~beneficiary"))


def _is_of_both(figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether a held number is a sum of two things and the statement names one of them."""
    own = figure.subject.own | figure.subject.shared
    return any(
        " and " in one.figure.measure.lower()
        and {first, second} <= one.measure.concepts
        and len({first, second} & own.concepts) == 1
        for first, second in _SUMS
    )


_AVERAGE = regex(r"(?<!national )(?<!country's )\baverag(?:e|ed|es|ing)\b")
_ALL = regex(r"\ball (?:the |of the )?$")
_PART = regex(r" of (?:the|its|their|all|these|those)\b")
_ONLY = regex(r"\b(?:only|just|merely) $")


def _is_part(said: Said, figure: SaidFigure) -> bool:
    """Tell whether a number is said to be a part ("only 12 of the facilities")."""
    span = figure.context.quantity.span
    before = _ONLY.search(said.folded, 0, span.start)
    return bool(before or _PART.match(said.folded, span.end))


def _same_noun(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether both numbers count the same: conferences are no participants."""
    mine = figure.context.quantity.counted
    theirs = one.context.quantity.counted if one.context else None
    if mine is None or theirs is None:
        return True
    own, other = phrase_words(mine.of(said.text)), phrase_words(theirs.of(one.clauses.words))
    if says_who(own) or says_who(other):
        return says_who(own) == says_who(other)
    return any(other.grade(word) for word in own.words)


def _are_other_ends(said: Context, held: Context | None) -> bool:
    """Tell whether one is the start of a change ("from 114") and the other its end ("to 25")."""
    if held is None:
        return False
    return (said.is_start and held.tie == "pair") or (held.is_start and said.tie == "pair")
