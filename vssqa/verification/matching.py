"""Is a held figure a figure of what a statement speaks of: scheme, place, period, status, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vssqa.answering.agreement import AGREES, DISAGREES, LIKELY, UNSURE, overlap
from vssqa.facts.clauses import Clauses, Context
from vssqa.facts.places import COUNTRY
from vssqa.facts.things import unit_class
from vssqa.facts.written import Period, SchemeMention
from vssqa.text import fold
from vssqa.types import Figure, Scheme, Status
from vssqa.verification.direction import direction_of, is_denied
from vssqa.verification.held import Held, HeldFigure, Sought
from vssqa.verification.statements import Said, SaidFigure
from vssqa.verification.subjects import (
    Weigh,
    held_share,
    phrase_words,
    said_share,
    same_base,
    says_who,
)
from vssqa.verification.values import Stand, stands

SAID_ENOUGH = 0.7  # share of the statement's words that a figure of the same subject holds
HELD_ENOUGH = 0.4  # share of the figure's own words that the statement says
SURE = 0.75  # share of the statement's words from which a different number contradicts
SURE_HELD = 0.5

_VOLUNTARY: dict[Scheme, Scheme] = {"social": "voluntary_social", "health": "voluntary_health"}
_WIDER: dict[Scheme, Scheme] = {narrow: wide for wide, narrow in _VOLUNTARY.items()}
_NEAREST = 0.6  # what the one word right before a number, or the noun it counts, tells
_SHARES = ("percent", "percentage_point")


@dataclass(frozen=True, slots=True)
class Match:
    """A held figure measured against a said one.

    `said` and `held` are the shares of either side's words that the other meets;
    `period` grades the period, 1 agrees and 0 disagrees; `wider` says that the figure is
    of the whole year and the statement of a part that does not end with it.
    """

    figure: HeldFigure
    said: float
    held: float
    scheme: bool
    place: bool
    status: bool
    kind: bool
    period: float
    stand: Stand
    wider: bool = False

    @property
    def words(self) -> float:
        """Grade the words of both sides together."""
        return 0.6 * self.said + 0.4 * self.held

    @property
    def same_words(self) -> bool:
        """Tell whether the words are of one subject."""
        return self.kind and self.said >= SAID_ENOUGH and self.held >= HELD_ENOUGH

    @property
    def sure_words(self) -> bool:
        """Tell whether the words are surely of one subject, so that another number contradicts."""
        return self.kind and self.said >= SURE and self.held >= SURE_HELD

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
    subject, scheme = figure.subject, one.figure.scheme
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
        status=same_status(figure.status, one.figure),
        kind=same_kind(said, figure, one) and same_base(subject, one.subject, scheme),
        period=period_grade(said, figure, one),
        stand=stand,
        wider=is_wider(said_periods(said, figure), one.figure.period),
    )


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
    if is_denied(said.folded) != is_denied(fold(one.sentence.view.text)):
        return True
    if figure.status != "change" or one.context is None:
        return False
    mine = direction_of(_beside(said.clauses, figure.context))
    theirs = direction_of(_beside(one.clauses, one.context))
    return bool(mine and theirs and mine != theirs)


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


# --- schemes ----------------------------------------------------------------------------


def schemes_meant(said: Said, figure: SaidFigure) -> frozenset[str | None]:
    """Return the schemes a figure may be of, empty where it names none."""
    own = figure.figure.scheme
    if own is None:
        return frozenset({None}) if named_schemes(said.clauses.schemes) else frozenset()
    if "voluntar" in said.folded and own in _VOLUNTARY:
        return frozenset({own, _VOLUNTARY[own]})
    if own.startswith("voluntary") and not named_schemes(said.clauses.schemes):
        return frozenset(_VOLUNTARY.values())
    return frozenset({own})


def same_scheme(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether a held figure is of the scheme that the statement speaks of.

    A statement that names none may be of any, unless it asks only how many take
    part: then it speaks of nothing in particular.
    """
    if not _other_schemes(said) <= _schemes_beside(one):
        return False
    meant = schemes_meant(said, figure)
    if not meant:
        own = figure.subject.own
        return one.figure.scheme is None or bool(own.words and not figure.takes_part)
    if one.figure.scheme not in meant:
        return False
    if one.figure.scheme is not None:
        return True
    mine, theirs = named_schemes(said.clauses.schemes), named_schemes(one.clauses.schemes)
    return not mine or not theirs or mine == theirs


def _other_schemes(said: Said) -> frozenset[Scheme]:
    """Return the schemes a statement names that none of its figures is of."""
    own = {figure.figure.scheme for figure in said.figures}
    own |= {_VOLUNTARY.get(scheme) for scheme in own if scheme}
    return named_schemes(said.clauses.schemes) - own


def _schemes_beside(one: HeldFigure) -> frozenset[Scheme | None]:
    named = named_schemes(one.clauses.schemes) | {one.figure.scheme}
    return frozenset(named | {_WIDER.get(scheme) for scheme in named if scheme})


def named_schemes(mentions: Iterable[SchemeMention]) -> frozenset[Scheme]:
    """Return the schemes that mentions name outright."""
    return frozenset(m.scheme for m in mentions if m.scheme and not m.weak)


_LOCAL = frozenset({"district", "commune"})


# --- places -----------------------------------------------------------------------------


def same_place(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether a held figure is of the statement's place, the country where it names none."""
    place = one.figure.place or COUNTRY
    beside = {
        found.name
        for found in said.clauses.places
        if not found.compared
        and any(c.left.holds(found.span) or c.right.holds(found.span) for c in figure.group)
    }
    if len(beside) > 1:
        return False  # "In Vinh Long, the country had ...": of which of them is not said
    local = {found.name for found in said.clauses.places if found.kind in _LOCAL}
    if figure.figure.place in local:
        return figure.figure.place in {found.name for found in one.clauses.places}
    if figure.figure.place is None:
        return place in {found.name for found in said.clauses.places}
    return place == figure.figure.place


# --- status and kind ----------------------------------------------------------------------

_LEVELS: frozenset[Status] = frozenset({"actual", "limit"})


def same_status(said: Status, held: Figure) -> bool:
    """Tell whether both were reached, both are aimed at, or both are differences."""
    if said == held.status or held.unit == "times":
        return True
    if said == "limit":
        return held.status != "change"
    return said in _LEVELS and held.status in _LEVELS


_TARGET = re.compile(r"\b(?:targets?|goals?|plans?)\b")


def same_kind(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether both count alike: parts or wholes, distances to a target, compulsory members."""
    if figure.whole != one.whole or _are_other_ends(figure.context, one.context):
        return False
    if one.context is None:
        return True
    mine, theirs = _beside(said.clauses, figure.context), _beside(one.clauses, one.context)
    if bool(_COMPULSORY.search(mine)) != bool(_COMPULSORY.search(theirs)):
        return False
    if not _same_noun(said, figure, one):
        return False
    if figure.status != "change" or one.figure.status != "change":
        return True
    return bool(_TARGET.search(mine)) == bool(_TARGET.search(theirs))


_COMPULSORY = re.compile(r"\b(?:compulsory|mandatory|obligatory)\b(?! and voluntary)")


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


def _beside(clauses: Clauses, context: Context) -> str:
    return f"{context.left.of(clauses.folded)} {context.right.of(clauses.folded)}"


# --- periods ------------------------------------------------------------------------------


_YEAR = re.compile(r"(?:19|20)\d\d|\b(?:last|this|next|previous|current) year\b|\bnam\b")
_MONTH_LENGTH = len("2024-10")


def said_periods(said: Said, figure: SaidFigure) -> tuple[str, ...]:
    """Return the periods a figure is said of; a difference or a multiple has two."""
    if figure.status == "change" or figure.figure.unit == "times":
        return tuple(
            period.iso
            for period in said.clauses.periods
            if period.iso and not (period.relation == "than" and not _YEAR.search(period.surface))
        )
    rules = {inference.field: inference.rule for inference in figure.figure.inferred}
    if rules.get("period") == "release-date" or figure.figure.period is None:
        return ()  # "now" is whenever the newest release says it was
    if _is_of_another(said, figure, figure.figure.period):
        return ()
    return (figure.figure.period,)


_COMPARED_WITH = re.compile(r"\b(?:from|against|than|versus|compared (?:to|with)) (?:[a-z]+ )?$")


def _is_of_another(said: Said, figure: SaidFigure, period: str) -> bool:
    """Tell whether a period is of the figure this one is compared with ("from 114 in 2015")."""
    places = [p.span for p in said.clauses.periods if p.iso == period]
    others = [
        other
        for other in said.clauses.contexts
        if other is not figure.context
        and _COMPARED_WITH.search(said.folded[: other.quantity.span.start])
    ]
    return bool(places) and all(any(other.right.holds(span) for other in others) for span in places)


def is_of_any_year(said: Said, period: str) -> bool:
    """Tell whether a statement prints a day or month and leaves the year open."""
    return any(
        found.iso == period and not _YEAR.search(fold(found.surface))
        for found in said.clauses.periods
    )


def _same_month(period: str, held: str) -> bool:
    """Tell whether two periods are of one month and day, in whichever year."""
    parts = [part[4:] for part in period.split("/")]
    others = [part[4:] for part in held.split("/")]
    return any(
        len(one) >= _MONTH_LENGTH - 4 and (other.startswith(one) or one.startswith(other or "x"))
        for one in parts
        for other in others
    )


def period_grade(said: Said, figure: SaidFigure, one: HeldFigure) -> float:
    """Grade a held figure's period; a statement that names none is agreed with."""
    asked = said_periods(said, figure)
    if not asked:
        return AGREES
    if figure.status == "change" or figure.figure.unit == "times":
        known = [period.iso for period in one.clauses.periods if period.iso]
        known += [one.figure.period] if one.figure.period else []
        if not known:
            return _by_release(asked, one)
        if not _same_start(said, figure, one):
            return DISAGREES
        return min(_grade(said, period, known) for period in asked)
    held = one.figure.period
    if held is None:
        return _by_release(asked, one)
    grade = max(_grade(said, period, [held]) for period in asked)
    inferred = any(i.field == "period" for i in one.figure.inferred)
    return LIKELY if grade == UNSURE and inferred else grade


def _same_start(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether two changes are counted from one year, where the statement says from which.

    A multiple whose own year the release leaves open is not of any year.
    """
    starts, held = change_starts(said.clauses.periods), change_starts(one.clauses.periods)
    if not starts:
        return True
    if not held:
        return figure.figure.unit != "times" or figure.context.quantity.low > _MULTIPLE_AT_MOST
    return any(overlap(start, other) >= LIKELY for start in starts for other in held)


_MULTIPLE_AT_MOST = 100  # "paid 151 million times" counts and compares with no other year
_FROM_THEN = frozenset({"since", "than"})


def change_starts(periods: Sequence[Period]) -> list[str]:
    """List the periods from which changes are counted ("since 2015", "2016 to 2023")."""
    isos = [period.iso for period in periods if period.iso]
    then = [period.iso for period in periods if period.iso and period.relation in _FROM_THEN]
    spans = [iso.partition("/")[0] for iso in isos if "/" in iso]
    years = sorted({iso for iso in isos if _YEAR.match(iso)})
    return then or spans or years[:-1][:1]


def _grade(said: Said, period: str, held: Sequence[str]) -> float:
    """Grade the held periods against a said one; one printed without its year is of any."""
    grade = max(overlap(period, other) for other in held)
    if grade == DISAGREES and is_of_any_year(said, period):
        return LIKELY if any(_same_month(period, other) for other in held) else grade
    return grade


def is_wider(asked: Sequence[str], held: str | None) -> bool:
    """Tell whether a year's figure is set beside a month of it that is not the last."""
    if not asked or held is None or len(held) != len("2018"):
        return False
    last = asked[0].split("/")[-1]
    return last[:4] == held and len(last) >= _MONTH_LENGTH and last[4:7] != "-12"


def _by_release(asked: Iterable[str], one: HeldFigure) -> float:
    """Grade a figure without period by its release's year and the year before."""
    year = one.release.year
    if year is None:
        return DISAGREES
    near = max(overlap(period, str(of)) for period in asked for of in (year, year - 1))
    return min(near, LIKELY)
