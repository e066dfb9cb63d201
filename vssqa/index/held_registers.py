"""The registers of one generation, looked up in their file: nothing is held but what is asked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, Generic, TypeVar

from vssqa.errors import IndexDamaged
from vssqa.facts.backing import slack_of, subject_of
from vssqa.facts.comparison import of_figure
from vssqa.facts.instruments import InstrumentMention, matches
from vssqa.facts.paper_keys import keys_meant
from vssqa.index.register_file import AGENCY, PAPER
from vssqa.index.serialise import from_plain
from vssqa.index.storage import REBUILD
from vssqa.types import (
    SEEN_BY_READER,
    Agency,
    Conflict,
    Duty,
    Figure,
    Inference,
    Instrument,
    Mention,
    Registers,
    Role,
    Scheme,
    Span,
)

Fact = TypeVar("Fact")
Row = tuple[Any, ...]

_HELD = 4096  # places and entries kept as they were read; a question looks at some hundred
_AT_ONCE = 500  # values in one query; SQLite takes 999 everywhere
_WIDER = 1.0 + 1e-9  # numbers are told apart exactly by whoever asked; these are only near

_FIGURE = (
    'release, start, "end", surface, value, unit, scheme, measure, place, period, status,'
    " sentence_start, sentence_end, qualifier, inferred"
)
_OF_SUBJECT = "unit = ? AND scheme IS ? AND place IS ? AND status = ?"
_DUTY = (
    'release, start, "end", responsible, action, ordered_by, deadline, instrument,'
    " sentence_start, sentence_end"
)


@dataclass(frozen=True, slots=True)
class Named(Generic[Fact]):
    """An entry of a register and a place where it is named.

    The entry has no mentions, and of its roles those in this release: the rest
    stands in the registers.
    """

    of: Fact
    span: Span


class HeldRegisters:
    """Looks up facts where a question needs them; safe among threads."""

    def __init__(self, database: sqlite3.Connection, ids: Sequence[str]) -> None:
        """Take the open file and the releases' identifiers in order."""
        self._database = database
        self._lock = Lock()
        self._ids = ids
        self._numbers = {identifier: number for number, identifier in enumerate(ids)}
        self._entry = lru_cache(maxsize=_HELD)(self._read_entry)
        self.figures_in = lru_cache(maxsize=_HELD)(self._figures_in)
        self.duties_in = lru_cache(maxsize=_HELD)(self._duties_in)
        self._mentions_in = lru_cache(maxsize=_HELD)(self._read_mentions_in)

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query.

        :raises IndexDamaged: if the file cannot be read any more.
        """
        try:
            with self._lock:
                return self._database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise IndexDamaged(f"the registers cannot be read ({error}): {REBUILD}") from error

    # --- by place in a release -----------------------------------------------------

    def _figures_in(self, release: str, span: Span) -> tuple[Figure, ...]:
        """Return the figures that begin inside a span, in order."""
        return tuple(map(self._figure, self._within("figures", _FIGURE, release, span)))

    def _duties_in(self, release: str, span: Span) -> tuple[Duty, ...]:
        """Return the duties that begin inside a span, in order."""
        return tuple(map(self._duty, self._within("duties", _DUTY, release, span)))

    def papers_in(self, release: str, span: Span) -> tuple[Named[Instrument], ...]:
        """Return the papers named inside a span, in order."""
        return self._mentions_in(release, span)[0]

    def agencies_in(self, release: str, span: Span) -> tuple[Named[Agency], ...]:
        """Return the people and bodies named inside a span, in order."""
        return self._mentions_in(release, span)[1]

    def _read_mentions_in(
        self, release: str, span: Span
    ) -> tuple[tuple[Named[Instrument], ...], tuple[Named[Agency], ...]]:
        papers, agencies = [], []
        for entry, start, end in self._within("mentions", 'entry, start, "end"', release, span):
            held = self._entry(entry)
            if isinstance(held, Instrument):
                papers.append(Named(held, Span(start, end)))
            else:
                known = replace(held, roles=self._roles(entry, release))
                agencies.append(Named(known, Span(start, end)))
        return tuple(papers), tuple(agencies)

    def _within(self, table: str, columns: str, release: str, span: Span) -> list[Row]:
        number = self._numbers.get(release, -1)
        return self._rows(
            f"SELECT {columns} FROM {table} WHERE release = ? AND start >= ? AND start < ?"
            ' ORDER BY start, "end", number',
            (number, span.start, span.end),
        )

    def _read_entry(self, number: int) -> Instrument | Agency:
        """Return a paper or an agency without mentions and roles."""
        [(register, entry)] = self._rows(
            "SELECT register, entry FROM entries WHERE number = ?", (number,)
        )
        return _paper(entry) if register == PAPER else _agency(entry)

    def _roles(self, entry: int, release: str) -> tuple[Role, ...]:
        rows = self._rows(
            'SELECT release, start, "end", role, organisation FROM roles'
            " WHERE entry = ? AND release = ? ORDER BY number",
            (entry, self._numbers[release]),
        )
        return tuple(map(self._role, rows))

    # --- by what a question names --------------------------------------------------

    def papers_meant(self, mention: InstrumentMention) -> list[Instrument]:
        """List the papers that a mention may mean, without their own mentions."""
        keys = sorted(keys_meant(mention))
        rows = self._rows(
            f"SELECT DISTINCT entry FROM paper_keys WHERE key IN ({_places(keys)}) ORDER BY entry",
            keys,
        )
        papers = (self._entry(entry) for (entry,) in rows)
        return [p for p in papers if isinstance(p, Instrument) and matches(mention, p)]

    def people_called(self, names: Collection[str]) -> dict[str, str]:
        """Return the folded names of people by each of some folded names they go by."""
        wanted = sorted(names)
        found: dict[str, str] = {}
        for first in range(0, len(wanted), _AT_ONCE):
            some = wanted[first : first + _AT_ONCE]
            query = f"SELECT alias, name FROM people WHERE alias IN ({_places(some)})"
            found.update(self._rows(query, some))
        return found

    @cached_property
    def longest_alias(self) -> int:
        """The length of the longest name that a person goes by."""
        return int(self._rows("SELECT coalesce(max(length(alias)), 0) FROM people")[0][0])

    @cached_property
    def words(self) -> Mapping[str, int]:
        """The folded words of the corpus with their counts."""
        return dict(self._rows("SELECT word, count FROM words"))

    def names_place(self, name: str) -> bool:
        """Tell whether a release names a place."""
        return bool(self._rows("SELECT 1 FROM places WHERE name = ?", (name,)))

    def names_source(self, name: str) -> bool:
        """Tell whether a folded name stands in what is noted of a release's source."""
        return bool(self._rows("SELECT 1 FROM sources WHERE instr(named, ?) LIMIT 1", (name,)))

    # --- sentences pointed to ------------------------------------------------------

    def sentences_naming(self, names: Iterable[str], register: str, most: int) -> list[int]:
        """Return the first sentences that name entries of a register, by key or folded name."""
        wanted = sorted(names)
        return self._sentences(
            "SELECT DISTINCT sentence FROM entries JOIN mentions ON mentions.entry = entries.number"
            f" WHERE register = ? AND name IN ({_places(wanted)}) ORDER BY sentence LIMIT ?",
            (register, *wanted, most),
        )

    def sentences_of_figures(self, place: str, scheme: Scheme | None, most: int) -> list[int]:
        """Return the first sentences with a figure of a place and scheme."""
        return self._sentences(
            "SELECT DISTINCT sentence FROM figures WHERE place = ? AND scheme IS ?"
            " ORDER BY sentence LIMIT ?",
            (place, scheme, most),
        )

    def _sentences(self, query: str, values: Sequence[object]) -> list[int]:
        return [sentence for (sentence,) in self._rows(query, values)]

    # --- figures that agree, figures that do not -----------------------------------

    def backing(self, figure: Figure) -> int:
        """Return how many releases give a figure, its own among them; 0 for an unknown one."""
        rows = self._rows(
            'SELECT backing FROM figures WHERE release = ? AND start = ? AND "end" = ?',
            (self._numbers.get(figure.release, -1), figure.span.start, figure.span.end),
        )
        return rows[0][0] if rows else 0

    def near(self, figure: Figure) -> list[Figure]:
        """List the figures of its subject and period, or of none, whose number is near."""
        measured = of_figure(figure)
        low, slack = float(measured.low), float(slack_of(measured))
        periods = "" if figure.period is None else "AND (period = ? OR period IS NULL) "
        rows = self._rows(
            f"SELECT {_FIGURE} FROM figures WHERE {_OF_SUBJECT} {periods}"
            f"AND abs(low - ?) <= max(slack, ?) * {_WIDER!r} + abs(low) * 1e-12 ORDER BY number",
            (*subject_of(figure), *([figure.period] if figure.period else []), low, slack),
        )
        return list(map(self._figure, rows))

    def better_backed(self, figure: Figure, backing: int) -> list[Figure]:
        """List the figures of its subject and period that more releases give, each print once."""
        rows = self._rows(
            f"SELECT {_FIGURE}, min(number) FROM figures WHERE {_OF_SUBJECT} AND period IS ?"
            " AND backing > ? GROUP BY value, surface, qualifier, measure",
            (*subject_of(figure), figure.period, backing),
        )
        return [self._figure(row[:-1]) for row in rows]

    def conflicts_about(self, figure: Figure) -> list[tuple[int, Conflict]]:
        """List, with their numbers, the conflicts in which its subject and period have a side.

        Only those that a reader must see.
        """
        kinds = sorted(SEEN_BY_READER)
        rows = self._rows(
            "SELECT DISTINCT conflicts.number, kind, note FROM figures"
            " JOIN sides ON figure = figures.number JOIN conflicts ON conflict = conflicts.number"
            f" WHERE {_OF_SUBJECT} AND period IS ? AND kind IN ({_places(kinds)})"
            " ORDER BY conflicts.number",
            (*subject_of(figure), figure.period, *kinds),
        )
        return [(number, self._conflict(number, kind, note)) for number, kind, note in rows]

    def _conflict(self, number: int, kind: Any, note: str) -> Conflict:
        rows = self._rows(
            f"SELECT {_FIGURE} FROM sides JOIN figures ON figure = figures.number"
            " WHERE conflict = ? ORDER BY sides.rowid",
            (number,),
        )
        return Conflict(kind, note, tuple(map(self._figure, rows)))

    # --- whole ---------------------------------------------------------------------

    def registers(self) -> Registers:
        """Read all registers."""
        conflicts = self._rows("SELECT number, kind, note FROM conflicts ORDER BY number")
        return Registers(
            self.figures(),
            self.instruments(),
            self._agencies(),
            self.duties(),
            tuple(self._conflict(*conflict) for conflict in conflicts),
        )

    def figures(self) -> tuple[Figure, ...]:
        """Read the register of figures."""
        return tuple(
            map(self._figure, self._rows(f"SELECT {_FIGURE} FROM figures ORDER BY number"))
        )

    def instruments(self) -> tuple[Instrument, ...]:
        """Read the register of papers."""
        mentions = self._all_mentions()
        return tuple(
            replace(_paper(entry), mentions=tuple(mentions.get(number, ())))
            for number, entry in self._entries(PAPER)
        )

    def duties(self) -> tuple[Duty, ...]:
        """Read the register of duties."""
        return tuple(map(self._duty, self._rows(f"SELECT {_DUTY} FROM duties ORDER BY number")))

    def _agencies(self) -> tuple[Agency, ...]:
        mentions = self._all_mentions()
        roles: dict[int, list[Role]] = {}
        for entry, *role in self._rows(
            'SELECT entry, release, start, "end", role, organisation FROM roles ORDER BY number'
        ):
            roles.setdefault(entry, []).append(self._role(tuple(role)))
        return tuple(
            replace(
                _agency(entry),
                roles=tuple(roles.get(number, ())),
                mentions=tuple(mentions.get(number, ())),
            )
            for number, entry in self._entries(AGENCY)
        )

    def _entries(self, register: str) -> list[Row]:
        return self._rows(
            "SELECT number, entry FROM entries WHERE register = ? ORDER BY number", (register,)
        )

    def _all_mentions(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for entry, release, start, end, surface in self._rows(
            'SELECT entry, release, start, "end", surface FROM mentions ORDER BY number'
        ):
            mention = Mention(self._ids[release], Span(start, end), surface)
            found.setdefault(entry, []).append(mention)
        return found

    # --- rows ----------------------------------------------------------------------

    def _figure(self, row: Row) -> Figure:
        release, start, end, *told, first, last, qualifier, inferred = row
        surface, value, unit, scheme, measure, place, period, status = told
        return Figure(
            self._ids[release],
            Span(start, end),
            surface,
            value,
            unit,
            scheme,
            measure,
            place,
            period,
            status,
            Span(first, last),
            qualifier,
            from_plain(tuple[Inference, ...], json.loads(inferred)) if inferred else (),
        )

    def _duty(self, row: Row) -> Duty:
        release, start, end, responsible, action, by, deadline, instrument, first, last = row
        told = (responsible, action, by, deadline, instrument)
        return Duty(self._ids[release], Span(start, end), *told, Span(first, last))

    def _role(self, row: Row) -> Role:
        release, start, end, role, organisation = row
        return Role(role, organisation, self._ids[release], Span(start, end))


def _paper(entry: str) -> Instrument:
    """Read a paper as it is stored: without mentions."""
    return from_plain(Instrument, json.loads(entry))


def _agency(entry: str) -> Agency:
    """Read an agency as it is stored: without mentions and roles."""
    return from_plain(Agency, json.loads(entry))


def _places(values: Collection[object]) -> str:
    """Return as many placeholders as there are values."""
    return ", ".join("?" * len(values))
