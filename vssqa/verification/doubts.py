"""Figures on which the releases themselves disagree, and which side has fewer of them behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from vssqa.answering.agreement import overlap
from vssqa.facts.comparison import fits
from vssqa.facts.things import family_of, unit_class
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import SEEN_BY_READER, Conflict, Figure, Registers, Release, Span
from vssqa.verification.held import Held
from vssqa.verification.held_figure import HeldFigure

_AIMS = frozenset({"target", "change"})
_TITLE_SHOWN = 72  # characters; a whole headline would bury the note
_DIFFER = regex(r"^releases differ on ")
_GOES_ON = regex(r"^\W*(?:of (?:which|them|these)|among (?:them|these|which)|in which)\b")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a figure cannot be relied on, and the figures that say otherwise."""

    note: str
    others: tuple[Figure, ...]

    @property
    def told(self) -> str:
        """The doubt as a note tells it."""
        return f"the releases disagree{' ' if self.note.startswith('on ') else ': '}{self.note}"


class Doubts:
    """Tells of a figure whether other releases, as many or more, say otherwise."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._registers: Registers = held.corpus.registers
        self._known: dict[int, Doubt | None] = {}

    @cached_property
    def _conflicts(self) -> dict[Figure, list[Conflict]]:
        found: defaultdict[Figure, list[Conflict]] = defaultdict(list)
        for conflict in self._registers.conflicts:
            if conflict.kind in SEEN_BY_READER:
                for figure in conflict.figures:
                    found[figure].append(conflict)
        return found

    @cached_property
    def _by_thing(self) -> dict[object, list[Figure]]:
        found: defaultdict[object, list[Figure]] = defaultdict(list)
        for figure in self._registers.figures:
            found[_thing(figure)].append(figure)
        return found

    @cached_property
    def _by_sentence(self) -> dict[tuple[str, Span], list[Figure]]:
        found: defaultdict[tuple[str, Span], list[Figure]] = defaultdict(list)
        for figure in self._registers.figures:
            found[figure.release, figure.sentence].append(figure)
        return found

    def of(self, figure: Figure) -> Doubt | None:
        """Return why a figure is in doubt, None where it can be relied on."""
        key = id(figure)  # the register's own object; hashing all its fields takes longer
        if key not in self._known:
            self._known[key] = self._own(figure) or self._shared(figure)
        return self._known[key]

    def _own(self, figure: Figure) -> Doubt | None:
        """Return the doubt that other figures throw on this one itself."""
        outvoted = self._outvoted(figure)
        if outvoted:
            return outvoted
        for conflict in self._conflicts.get(figure, ()):
            others = tuple(f for f in conflict.figures if f != figure)
            if conflict.kind == "label" and self._is_better_label(figure, others):
                continue
            if conflict.kind == "value" and self._is_majority(figure, others):
                continue
            return Doubt(self._told(conflict), others)
        return self._other_standing(figure)

    def _told(self, conflict: Conflict) -> str:
        """Return a conflict's note with the releases named by their titles."""
        releases = self._held.corpus.releases
        note = conflict.note.rstrip(".")
        for name in {figure.release for figure in conflict.figures}:
            named = regex(rf"(?<= in | of ){re.escape(name)}(?=,| and | gives |$)")
            note = named.sub(title_of(releases[name]).replace("\\", r"\\"), note)
        return _DIFFER.sub("on ", note[:1].lower() + note[1:])

    def _other_standing(self, figure: Figure) -> Doubt | None:
        """Return the doubt of a target that another release prints as the distance to it."""
        if figure.status not in _AIMS:
            return None
        papers = self._papers(self._held.of(figure))
        for one in self._held.with_digits(figure.value):
            other = one.figure
            turned = other.status in _AIMS and other.status != figure.status
            if turned and other.value == figure.value and papers & self._papers(one):
                return Doubt(
                    f"{printed(figure)} is a target here, the distance to it there", (other,)
                )
        return None

    def _papers(self, one: HeldFigure) -> set[str]:
        return {named.of.key for named in one.sentence.view.papers}

    def _outvoted(self, figure: Figure) -> Doubt | None:
        """Return the doubt of a figure whose subject has another number in more releases."""
        if figure.scheme is None:
            return None
        same = self._alike(figure)
        with_it = {f.release for f in same if fits(figure, f) == "same"}
        against = [f for f in same if fits(figure, f) == "apart"]
        if len({f.release for f in against}) <= len(with_it):
            return None
        return Doubt(f"other releases give {printed(against[0])}", tuple(against))

    def _alike(self, figure: Figure) -> list[Figure]:
        """List the figures of the same thing, place and time; one without period is of any."""
        return [
            other
            for other in self._by_thing.get(_thing(figure), ())
            if not figure.period or not other.period or overlap(figure.period, other.period) > 0
        ]

    def _is_better_label(self, figure: Figure, others: Sequence[Figure]) -> bool:
        """Tell whether it is the other side whose label is in doubt for other reasons."""
        rivals = [f for f in others if f.scheme != figure.scheme]
        if not rivals or self._shared(figure) or {f.status for f in others} != {figure.status}:
            return False
        return all(self._outvoted(f) or self._shared(f) for f in rivals)

    def _is_majority(self, figure: Figure, others: Sequence[Figure]) -> bool:
        with_it = {f.release for f in self._alike(figure) if fits(figure, f) == "same"}
        against = {f.release for f in others if fits(figure, f) == "apart"}
        return len(with_it) > len(against)

    def _shared(self, figure: Figure) -> Doubt | None:
        """Return the doubt of a neighbour in the sentence, or of the one it goes on from."""
        beside = self._by_sentence.get((figure.release, figure.sentence), ())
        found = self._first_outvoted(f for f in beside if f != figure and f.scheme == figure.scheme)
        if found:
            return found
        text = self._held.corpus.releases[figure.release].text
        if not _GOES_ON.match(fold(figure.sentence.of(text)[:40])):
            return None
        before = self._held.number_at(figure.release, figure.sentence.start) - 1
        sentence = self._held.corpus.sentences[max(0, before)]
        return self._first_outvoted(self._by_sentence.get((sentence.release, sentence.span), ()))

    def _first_outvoted(self, figures: Iterable[Figure]) -> Doubt | None:
        return next((doubt for doubt in map(self._outvoted, figures) if doubt), None)


def _thing(figure: Figure) -> object:
    """Return what two figures share that are of one thing and place."""
    family = family_of(figure.measure, figure.unit)
    status = "actual" if figure.status == "limit" else figure.status
    if family is None:
        return id(figure)
    return figure.scheme, family, unit_class(figure), status, figure.place


def title_of(release: Release) -> str:
    """Return a release's title as a note names it: quoted, cut at a word where it is long."""
    title = " ".join(release.title.split())
    if len(title) > _TITLE_SHOWN:
        title = title[:_TITLE_SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:-") + " \u2026"
    return f"\u201c{title}\u201d"


def printed(figure: Figure) -> str:
    """Return a figure as printed, with its hedge."""
    if not figure.qualifier or figure.qualifier.lower() in {"or more", "or less", "or so"}:
        return figure.surface
    return f"{figure.qualifier} {figure.surface}"
