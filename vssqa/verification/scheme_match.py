"""Is a held figure of the scheme that a statement speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from vssqa.facts.written import SchemeMention
from vssqa.types import Scheme
from vssqa.verification.held_figure import VOLUNTARY, HeldFigure
from vssqa.verification.statements import Said, SaidFigure

_WIDER: dict[Scheme, Scheme] = {narrow: wide for wide, narrow in VOLUNTARY.items()}


def schemes_meant(said: Said, figure: SaidFigure) -> frozenset[str | None]:
    """Return the schemes a figure may be of, empty where it names none."""
    own = figure.figure.scheme
    if own is not None and _only_names_papers(said):
        return frozenset()
    if own is None:
        return frozenset({None}) if named_schemes(said.clauses.schemes) else frozenset()
    if "voluntar" in said.folded and own in VOLUNTARY:
        return frozenset({own, VOLUNTARY[own]})
    if own.startswith("voluntary") and not named_schemes(said.clauses.schemes):
        return frozenset(VOLUNTARY.values())
    return frozenset({own})


def _only_names_papers(said: Said) -> bool:
    """Tell whether schemes stand in papers' names alone ("the Law on Social Insurance")."""
    papers = [paper.span for paper in said.papers]
    groups = [mention.group for mention in said.clauses.schemes]
    return bool(groups) and all(any(p.overlaps(group) for p in papers) for group in groups)


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
        if one.scheme == "health" and _is_coverage(said, figure, one):
            return True
        return one.scheme is None or bool(own.words and not figure.takes_part)
    if one.scheme is None and _is_suggested(said, figure, one):
        return True
    if one.scheme not in meant:
        return False
    if one.scheme is not None:
        return True
    mine, theirs = named_schemes(said.clauses.schemes), named_schemes(one.clauses.schemes)
    return not mine or not theirs or mine == theirs


def _is_coverage(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether a bare "coverage" is health insurance's: so it is where the number is the same.

    Another number does not contradict it: of which scheme the coverage is, is not said.
    """
    share = figure.figure.unit == one.figure.unit == "percent"
    return share and "coverage" in said.folded and figure.figure.value == one.figure.value


def _is_suggested(said: Said, figure: SaidFigure, one: HeldFigure) -> bool:
    """Tell whether both sides only suggest one scheme, by a "pension" or a "lump sum"."""
    own = figure.figure.scheme
    if named_schemes(said.clauses.schemes) or own is None:
        return False
    return any(mention.scheme == own for mention in one.clauses.schemes)


def _other_schemes(said: Said) -> frozenset[Scheme]:
    """Return the schemes a statement names that none of its figures is of."""
    own = {figure.figure.scheme for figure in said.figures}
    own |= {VOLUNTARY.get(scheme) for scheme in own if scheme}
    return named_schemes(said.clauses.schemes) - own


def _schemes_beside(one: HeldFigure) -> frozenset[Scheme | None]:
    named = named_schemes(one.clauses.schemes) | {one.scheme}
    return frozenset(named | {_WIDER.get(scheme) for scheme in named if scheme})


def named_schemes(mentions: Iterable[SchemeMention]) -> frozenset[Scheme]:
    """Return the schemes that mentions name outright."""
    return frozenset(m.scheme for m in mentions if m.scheme and not m.weak)
