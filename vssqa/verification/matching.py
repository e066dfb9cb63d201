"""Is a held figure a figure of what a statement speaks of: scheme, place, period, status, words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vssqa.answering.agreement import LIKELY
from vssqa.facts.clauses import Clauses, Context
from vssqa.facts.places import COUNTRY
from vssqa.facts.things import unit_class
from vssqa.patterns import regex
from vssqa.types import Figure
from vssqa.verification.clause_words import words_beside
from vssqa.verification.direction import direction_of, is_denied
from vssqa.verification.held import Held, Sought
from vssqa.verification.held_figure import HeldFigure
from vssqa.verification.kind_match import same_frequency, same_kind, same_place, same_status
from vssqa.verification.period_match import is_wider, period_grade, said_periods
from vssqa.verification.scheme_match import same_scheme, schemes_meant
from vssqa.verification.statements import Said, SaidFigure
from vssqa.verification.subjects import Weigh, held_share, said_share, same_base
from vssqa.verification.values import Stand, stands

SAID_ENOUGH = 0.7  # share of the statement's words that a figure of the same subject holds
HELD_ENOUGH = 0.4  # share of the figure's own words that the statement says
SURE = 0.75  # share of the statement's words from which a different number contradicts
SURE_HELD = 0.5

_NEAREST = 0.6  # what the one word right before a number, or the noun it counts, tells
_SHARES = ("percent", "percentage_point")


@dataclass(frozen=True, slots=True)
class Match:
    """A held figure measured against a said one.

    `said` and `held` are the shares of either side's words that the other meets;
    `often` says that both count for the same time ("a month"); `period` grades the
    period, 1 agrees and 0 disagrees; `wider` says that the figure is
    of the whole year and the statement of a part that does not end with it.
    """

    figure: HeldFigure
    said: float
    held: float
    scheme: bool
    place: bool
    status: bool
    kind: bool
    often: bool
    period: float
    stand: Stand
    wider: bool = False

    @property
    def of_one_kind(self) -> bool:
        """Tell whether both count alike, and for the same time."""
        return self.kind and self.often

    @property
    def words(self) -> float:
        """Grade the words of both sides together."""
        return 0.6 * self.said + 0.4 * self.held

    @property
    def same_words(self) -> bool:
        """Tell whether the words are of one subject."""
        return self.of_one_kind and self.said >= SAID_ENOUGH and self.held >= HELD_ENOUGH

    @property
    def sure_words(self) -> bool:
        """Tell whether the words are surely of one subject, so that another number contradicts."""
        return self.of_one_kind and self.said >= SURE and self.held >= SURE_HELD

    @property
    def at_the_time(self) -> bool:
        """Tell whether a figure is of the very time, so that another number contradicts."""
        return self.in_period and not self.wider

    @property
    def in_period(self) -> bool:
        """Tell whether the periods agree."""
        return self.period >= LIKELY


def candidates(said: Said, figure: SaidFigure, held: Held) -> list[Match]:
    """Measure the figures that may be of the same subject, and those of the same digits."""
    own = figure.figure
    unit = unit_class(own)
    units: tuple[str, ...] = _SHARES if unit in _SHARES else (unit,)
    if unit == "times":  # what is said to have doubled may be counted in anything
        units = (unit, "percent", "count", "VND", "USD")
    terms = sorted(word.term for word in figure.subject.own.words)
    year = (own.period or "").split("/")[-1][:4]
    sought = Sought(tuple(terms), own.value, own.place or COUNTRY, year)
    schemes = schemes_meant(said, figure) or held.any_scheme()
    found = {
        id(one.figure): one
        for one in (
            *held.alike(units, schemes, sought),
            *held.with_digits(own.value),
        )
    }
    return [match(said, figure, one, held) for one in found.values()]


def match(said: Said, figure: SaidFigure, one: HeldFigure, held: Held) -> Match:
    """Measure one held figure against a said one."""
    subject = figure.subject
    takes_part = figure.takes_part and one.takes_part
    unnamed = not (subject.own.words or subject.base.words or figure.takes_part)
    stand = stands(figure.context.quantity, one.figure)
    if stand == "same" and is_loose_multiple(figure, one.figure):
        stand = "loose"
    if stand in {"same", "implied"} and is_turned(said, figure, one):
        stand = "turned"
    return Match(
        figure=one,
        said=1.0
        if takes_part
        else 0.0
        if unnamed
        else said_share(subject, one.subject, held.weigh),
        held=_held_share(figure, one, held.weigh),
        scheme=same_scheme(said, figure, one),
        place=same_place(said, figure, one),
        status=same_status(figure, one),
        kind=_is_alike(said, figure, one),
        often=same_frequency(figure, one),
        period=period_grade(said, figure, one),
        stand=stand,
        wider=is_wider(said_periods(said, figure), one.figure.period),
    )


def _is_alike(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether both are numbers of one kind, shares of the same, and of the same deed."""
    usual = one.figure.scheme if one.takes_part else None
    same = same_kind(said, figure, one) and same_base(figure.subject, one.subject, usual)
    return same and _is_done_there(figure, one)


def _is_done_there(figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether what is said to be done stands in the figure's own sentence."""
    if figure.takes_part and one.takes_part:
        return True  # "covered" says that they take part, as "have cards" does
    held = one.sentence.view.words
    return all(word.term in held.terms or word.concepts & held.concepts for word in figure.deeds)


def in_words(figure: SaidFigure) -> bool:
    """Tell whether a multiple is said by a verb ("doubled"): then a sum is the better proof."""
    return figure.figure.unit == "times" and not figure.figure.surface[:1].isdigit()


def is_about(said: Decimal, held: Decimal) -> bool:
    """Tell whether a multiple in a word is fair of a number: of a tenth more or less."""
    return abs(held - said) <= said / 10


def is_loose_multiple(figure: SaidFigure, held: Figure) -> bool:
    """Tell whether "doubled" is said of 2.3 times."""
    if not in_words(figure) or held.unit != "times" or "/" in held.value:
        return False
    return not is_about(figure.context.quantity.low, Decimal(held.value))


def is_turned(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether a statement denies what a release says, or says up of what went down."""
    if is_denied(figure.clause) != is_denied(one.clause):
        return True
    if one.context is None:
        return False
    if _is_without(said.clauses, figure.context) != _is_without(one.clauses, one.context):
        return True
    if figure.status != "change":
        return False
    mine = direction_of(words_beside(said.clauses, figure.context))
    theirs = direction_of(words_beside(one.clauses, one.context))
    return bool(mine and theirs and mine != theirs)


_WITHOUT = regex(r"\bwithout\b|\b(?:who|that|which) (?:are|is|do|does|have|has|had) (?:not|no)\b")


def _is_without(clauses: Clauses, context: Context) -> bool:
    return bool(_WITHOUT.search(words_beside(clauses, context)))


def _held_share(figure: SaidFigure, one: HeldFigure, weigh: Weigh) -> float:
    """Return the share of the held figure's own words that the statement says.

    A long clause is the measure of little: its word right before the number counts too.
    """
    if figure.takes_part and one.takes_part:
        return 1.0
    shares = [
        held_share(figure.subject, one.measure, weigh),
        held_share(figure.subject, one.subject.own, weigh),
    ]
    shares += [
        _NEAREST * held_share(figure.subject, words, weigh)
        for words in (one.nearest, one.counted)
        if words.words
    ]
    return max(shares)
