"""What was found of one thing a statement says, and how findings make a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vssqa.types import Release, Span, VerdictKind

WORST_FIRST: tuple[VerdictKind, ...] = ("contradicted", "conflicting", "not_found", "supported")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a release and the words in it that tell."""

    release: Release
    sentence: Span
    highlights: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one thing said, with what the releases say and where.

    `span` is the thing's place in the statement, `found` what the release says;
    both are None where the finding is of no figure.
    """

    verdict: VerdictKind
    note: str
    evidence: tuple[Evidence, ...] = ()
    span: Span | None = None
    found: str | None = None


def worst(verdicts: Iterable[VerdictKind]) -> VerdictKind | None:
    """Return the worst of some verdicts, None of none."""
    given = set(verdicts)
    return next((verdict for verdict in WORST_FIRST if verdict in given), None)


def verdict_of(agrees: bool) -> VerdictKind:
    """Return the verdict on what the releases agree or disagree with."""
    return "supported" if agrees else "contradicted"
