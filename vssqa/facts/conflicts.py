"""Where figures disagree, and where two numbers differ without contradiction.

Figures are put into buckets by what they measure, so the work grows with their
number and not with its square. A figure printed twice alike is no conflict, a
target beside what was reached neither.

- `label`: one number stands under two schemes, or as a target here and as the
  distance to it there;
- `internal`: one sentence gives two numbers for one thing;
- `value`: releases give different numbers for one thing, place and period;
- `rounding`, `period`, `scope`: the numbers differ by print, by time or by place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from decimal import Decimal

from vssqa.facts.comparison import Measured, equal, is_rounding, of_figure
from vssqa.facts.things import COVERAGE, KNOWN, PARTICIPANTS, family_of, unit_class, year_of
from vssqa.types import Conflict, Figure

SCHEME_NAMES = {
    "social": "social insurance",
    "voluntary_social": "voluntary social insurance",
    "health": "health insurance",
    "voluntary_health": "voluntary health insurance",
    "unemployment": "unemployment insurance",
}
_TELLING_DIGITS = 3  # a number of fewer digits ("40 per cent") is shared by chance

_Key = Callable[[Figure], Hashable]


def find_conflicts(figures: Sequence[Figure]) -> tuple[Conflict, ...]:
    """Find the disagreements among figures, those that a reader must see first.

    Within a kind they keep the order of the figures.
    """
    comparable = [figure for figure in figures if "/" not in figure.value]
    alike = list(_same_numbers(comparable))
    labels = _with_companions([*_two_schemes(alike), *_two_standings(alike)], comparable)
    mislabelled = {figure for conflict in labels for figure in conflict.figures}
    sound = [figure for figure in comparable if figure not in mislabelled]
    return (
        *labels,
        *_internal(sound),
        *_values(sound),
        *_roundings(alike),
        *_across_periods(sound),
        *_across_places(sound),
    )


def _buckets(figures: Sequence[Figure], key: _Key) -> Iterator[list[Figure]]:
    """Yield the figures of each key that more than one figure has; the key None is none."""
    buckets: defaultdict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        of = key(figure)
        if of is not None:
            buckets[of].append(figure)
    yield from (bucket for bucket in buckets.values() if len(bucket) > 1)


def _thing(figure: Figure) -> tuple[Hashable, ...] | None:
    """Return what a figure measures: scheme, family, unit and standing; None if it is unclear."""
    family = family_of(figure.measure, figure.unit)
    return (figure.scheme, family, unit_class(figure), figure.status) if family else None


def _distinct(figures: Sequence[Figure]) -> list[Figure]:
    """Return one figure for each value, those equal within their printed precision as one."""
    kept: list[tuple[Measured, Figure]] = []
    for figure in sorted(figures, key=lambda figure: Decimal(figure.value)):
        measured = of_figure(figure)
        if not kept or not equal(kept[-1][0], measured):
            kept.append((measured, figure))
    chosen = {id(figure) for _, figure in kept}
    return [figure for figure in figures if id(figure) in chosen]


# --- what a reader must see -----------------------------------------------------------


def _internal(figures: Sequence[Figure]) -> Iterator[Conflict]:
    """Yield the sentences that give two numbers for one thing, each in its own words."""

    def key(figure: Figure) -> Hashable:
        thing = _thing(figure)
        inferred = {inference.field: inference.rule for inference in figure.inferred}
        if thing is None or "measure" in inferred or inferred.get("period") == "start-of-change":
            return None
        return (*thing, figure.place, figure.period, figure.release, figure.sentence)

    for bucket in _buckets(figures, key):
        distinct = _distinct(bucket)
        if len(distinct) > 1:
            numbers = _listed([_printed(figure) for figure in distinct])
            note = f"One sentence of {distinct[0].release} gives {numbers} for one thing: " + (
                f"{distinct[0].measure}."
            )
            yield Conflict("internal", note, tuple(distinct))


def _values(figures: Sequence[Figure]) -> Iterator[Conflict]:
    """Yield the numbers that differ between releases for one thing, place and period."""

    def key(figure: Figure) -> Hashable:
        thing = _thing(figure)
        own = all(inference.field != "measure" for inference in figure.inferred)
        known = family_of(figure.measure, figure.unit) in KNOWN
        if thing is None or figure.period is None or not (own or known):
            return None
        return (*thing, figure.place, figure.period)

    for bucket in _buckets(figures, key):
        distinct = _distinct(bucket)
        if len({figure.release for figure in distinct}) > 1:
            sides = _listed([f"{_printed(f)} in {f.release}" for f in distinct])
            note = f"Releases differ on {distinct[0].measure}: {sides}."
            yield Conflict("value", note, tuple(distinct))


# --- one number under two labels ----------------------------------------------------------


def _same_numbers(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures that print one telling number, of one place and year, in any words."""

    def key(figure: Figure) -> Hashable:
        value = Decimal(figure.value)
        if len(value.normalize().as_tuple().digits) < _TELLING_DIGITS:
            return None
        return (_rounded(value), _kind_of_unit(figure), figure.place)

    yield from _buckets(figures, key)


def _rounded(value: Decimal) -> Decimal:
    """Return a number of the telling digits, so that 18.26 and 18.259 fall together."""
    return round(value, _TELLING_DIGITS - 1 - value.adjusted()).normalize()


def _kind_of_unit(figure: Figure) -> str:
    return "share" if figure.unit in {"percent", "percentage_point"} else unit_class(figure)


def _two_schemes(alike: Sequence[Sequence[Figure]]) -> Iterator[Conflict]:
    """Yield the numbers of participants that one release gives to another scheme."""
    for bucket in alike:
        part = [figure for figure in bucket if _takes_part(figure) and figure.status == "actual"]
        for same_year in _buckets(part, lambda figure: year_of(figure.period)):
            sides = _one_each(same_year, lambda figure: (figure.release, figure.scheme))
            if _apart(sides, lambda figure: figure.scheme):
                told = _listed([f"{SCHEME_NAMES[f.scheme or '']} in {f.release}" for f in sides])
                yield Conflict("label", f"{_printed(sides[0])} is printed as {told}.", tuple(sides))


def _two_standings(alike: Sequence[Sequence[Figure]]) -> Iterator[Conflict]:
    """Yield the numbers that are a target in one release and the distance to it in another."""
    names = {"target": "the target itself", "change": "the distance to the target"}
    for bucket in alike:
        aimed = [f for f in bucket if f.status in names and "target" in f.measure.lower()]
        sides = _one_each(aimed, lambda figure: (figure.release, figure.status))
        if _apart(sides, lambda figure: figure.status):
            told = _listed([f"{names[f.status]} in {f.release}" for f in sides])
            yield Conflict("label", f"{_printed(sides[0])} is printed as {told}.", tuple(sides))


def _apart(sides: Sequence[Figure], label: _Key) -> bool:
    """Tell whether releases, and no single one, give figures different labels."""
    return len({f.release for f in sides}) > 1 and len({label(f) for f in sides}) > 1


def _takes_part(figure: Figure) -> bool:
    """Tell whether a figure says how many take part in one scheme."""
    families = {COVERAGE, PARTICIPANTS}
    return figure.scheme is not None and family_of(figure.measure, figure.unit) in families


def _with_companions(conflicts: Sequence[Conflict], figures: Sequence[Figure]) -> list[Conflict]:
    """Add to label conflicts what their sentences print beside the number in other terms.

    "About 3.92% ..., accounting for nearly 1.83 million people": under a wrong label
    stand both.
    """
    held = {figure for conflict in conflicts for figure in conflict.figures}
    by_sentence: defaultdict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        if _takes_part(figure) and figure not in held and figure.status == "actual":
            by_sentence[figure.release, figure.sentence, figure.scheme].append(figure)
    full = []
    for conflict in conflicts:
        keys = [(side.release, side.sentence, side.scheme) for side in conflict.figures]
        beside = [figure for key in dict.fromkeys(keys) for figure in by_sentence.pop(key, [])]
        full.append(Conflict(conflict.kind, conflict.note, (*conflict.figures, *beside)))
    return full


# --- what only explains ----------------------------------------------------------------------


def _roundings(alike: Sequence[Sequence[Figure]]) -> Iterator[Conflict]:
    """Yield the numbers that are printed with different precision."""
    for bucket in alike:
        for same in _buckets(bucket, _without_scheme):
            sides = _one_each(same, lambda figure: figure.value)
            first = of_figure(sides[0])
            rounded = [f for f in sides[1:] if is_rounding(first, of_figure(f))]
            if rounded:
                told = _listed([f"{_printed(f)} in {f.release}" for f in (sides[0], *rounded)])
                yield Conflict("rounding", f"One number, rounded: {told}.", (sides[0], *rounded))


def _without_scheme(figure: Figure) -> Hashable:
    family = family_of(figure.measure, figure.unit)
    return (family, figure.status, year_of(figure.period)) if family else None


def _across_periods(figures: Sequence[Figure]) -> Iterator[Conflict]:
    """Yield the things that are measured at several times."""

    def key(figure: Figure) -> Hashable:
        thing = _thing(figure)
        return (*thing, figure.place) if thing and figure.period and _is_level(figure) else None

    for bucket in _buckets(figures, key):
        sides = _one_each(bucket, lambda figure: year_of(figure.period))
        if len(sides) > 1 and len(_distinct(sides)) > 1:
            sides.sort(key=lambda figure: year_of(figure.period) or "")
            told = _listed([f"{_printed(f)} in {f.period}" for f in sides])
            note = f"{_about(sides[0])} at different times: {told}."
            yield Conflict("period", note, tuple(sides))


def _across_places(figures: Sequence[Figure]) -> Iterator[Conflict]:
    """Yield the things that are measured in several places."""

    def key(figure: Figure) -> Hashable:
        thing = _thing(figure)
        if thing is None or figure.place is None or not _is_level(figure):
            return None
        return (*thing, year_of(figure.period))

    for bucket in _buckets(figures, key):
        sides = _one_each(bucket, lambda figure: figure.place)
        if len(sides) > 1 and len(_distinct(sides)) > 1:
            told = _listed([f"{_printed(f)} in {f.place}" for f in sides])
            note = f"{_about(sides[0])} in different places: {told}."
            yield Conflict("scope", note, tuple(sides))


def _is_level(figure: Figure) -> bool:
    return figure.status == "actual"


# --- words ------------------------------------------------------------------------------------


def _one_each(figures: Sequence[Figure], key: _Key) -> list[Figure]:
    """Return the first figure of each key."""
    first: dict[Hashable, Figure] = {}
    for figure in figures:
        first.setdefault(key(figure), figure)
    return list(first.values())


def _printed(figure: Figure) -> str:
    return f"{figure.qualifier} {figure.surface}" if figure.qualifier else figure.surface


def _about(figure: Figure) -> str:
    """Return a figure's measure as the subject of a sentence."""
    return figure.measure[:1].upper() + figure.measure[1:]


def _listed(parts: Sequence[str]) -> str:
    """Join some words to a list ("a, b and c")."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
