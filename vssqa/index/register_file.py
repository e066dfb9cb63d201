"""Registers -> one SQLite file in which a question looks up what it needs.

The rows are inserted in the order of the registers, into a new file: the same
registers give the same bytes.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from sqlite3 import Connection

import numpy as np

from vssqa.facts.backing import backings, slack_of
from vssqa.facts.comparison import of_figure
from vssqa.facts.paper_keys import keys_held
from vssqa.index import storage
from vssqa.index.records import Rows
from vssqa.index.serialise import to_plain
from vssqa.index.storage import FileEntry
from vssqa.text import fold
from vssqa.types import Agency, Duty, Figure, Instrument, Registers, Span

PAPER, AGENCY = "paper", "agency"

# `sentence` is a sentence's number in the whole index; `release` a release's. Every mention of
# a paper or an agency points to its entry; a conflict's sides keep their order.
_TABLES = """
CREATE TABLE figures (
    number INTEGER PRIMARY KEY, release INTEGER, start INTEGER, "end" INTEGER, surface TEXT,
    value TEXT, unit TEXT, scheme TEXT, measure TEXT, place TEXT, period TEXT, status TEXT,
    sentence_start INTEGER, sentence_end INTEGER, qualifier TEXT, inferred TEXT,
    sentence INTEGER, low REAL, slack REAL, backing INTEGER
);
CREATE TABLE duties (
    number INTEGER PRIMARY KEY, release INTEGER, start INTEGER, "end" INTEGER, responsible TEXT,
    action TEXT, ordered_by TEXT, deadline TEXT, instrument TEXT, sentence_start INTEGER,
    sentence_end INTEGER
);
CREATE TABLE entries (number INTEGER PRIMARY KEY, register TEXT, name TEXT, entry TEXT);
CREATE TABLE mentions (
    number INTEGER PRIMARY KEY, entry INTEGER, release INTEGER, start INTEGER, "end" INTEGER,
    surface TEXT, sentence INTEGER
);
CREATE TABLE roles (
    number INTEGER PRIMARY KEY, entry INTEGER, release INTEGER, start INTEGER, "end" INTEGER,
    role TEXT, organisation TEXT
);
CREATE TABLE paper_keys (key TEXT, entry INTEGER, PRIMARY KEY (key, entry)) WITHOUT ROWID;
CREATE TABLE people (alias TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE conflicts (number INTEGER PRIMARY KEY, kind TEXT, note TEXT);
CREATE TABLE sides (conflict INTEGER, figure INTEGER);
CREATE TABLE places (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE words (word TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
CREATE TABLE sources (named TEXT PRIMARY KEY) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX figures_by_release ON figures (release, start);
CREATE INDEX figures_by_place ON figures (place, scheme, sentence);
CREATE INDEX figures_by_subject ON figures (unit, scheme, place, status, period, low, slack);
CREATE INDEX figures_by_backing ON figures (unit, scheme, place, status, period, backing);
CREATE INDEX duties_by_release ON duties (release, start);
CREATE INDEX entries_by_name ON entries (name);
CREATE INDEX mentions_by_release ON mentions (release, start);
CREATE INDEX mentions_by_entry ON mentions (entry, sentence);
CREATE INDEX roles_by_entry ON roles (entry, release);
CREATE INDEX sides_by_conflict ON sides (conflict);
CREATE INDEX sides_by_figure ON sides (figure, conflict);
"""


@dataclass(frozen=True, slots=True)
class Besides:
    """What questions look up besides the registers.

    `places` are those the releases name, `words` their folded words with counts,
    `sources` what is noted of where they came from.
    """

    places: Iterable[str] = ()
    words: Mapping[str, int] = field(default_factory=dict)
    sources: Iterable[str] = ()


class Numbers:
    """The numbers of releases and sentences."""

    def __init__(self, ids: Sequence[str], sentences: Rows) -> None:
        """Take the releases' identifiers and the sentences' rows (`records`), both in order."""
        self._releases = {identifier: number for number, identifier in enumerate(ids)}
        self._firsts = np.searchsorted(
            np.ascontiguousarray(sentences[:, 0]), np.arange(len(ids) + 1)
        ).tolist()
        self._starts = sentences[:, 1].tolist()

    def release(self, identifier: str) -> int:
        """Return a release's number."""
        return self._releases[identifier]

    def sentence(self, release: int, start: int) -> int:
        """Return the number of the sentence that begins at or before a place."""
        first, behind = self._firsts[release], self._firsts[release + 1]
        return max(0, bisect_right(self._starts, start, first, behind) - 1)


def write_registers(
    path: Path, registers: Registers, numbers: Numbers, besides: Besides
) -> FileEntry:
    """Write registers and what is looked up besides as a new file.

    :raises OSError: if the disk is full or fails.
    """
    with storage.new_database(path) as database:
        fill(database, registers, numbers, besides)
    return storage.settle(path)


def fill(database: Connection, registers: Registers, numbers: Numbers, besides: Besides) -> None:
    """Make the tables in an empty database."""
    for statement in statements(_TABLES):
        database.execute(statement)
    for table, rows in _rows(registers, numbers, besides):
        _insert(database, table, rows)
    for statement in statements(INDEXES):
        database.execute(statement)


def statements(script: str) -> Iterator[str]:
    """Yield the statements one by one: `executescript` would end the transaction."""
    return (statement for statement in script.split(";") if statement.strip())


def _insert(database: Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Insert rows of one table, each with a value for every column."""
    columns = len(database.execute(f"PRAGMA table_info({table})").fetchall())
    places = ", ".join("?" * columns)
    database.executemany(f"INSERT INTO {table} VALUES ({places})", rows)


_TableRows = Iterator[tuple[str, Iterable[tuple[object, ...]]]]


def _rows(registers: Registers, numbers: Numbers, besides: Besides) -> _TableRows:
    """Yield each table's name and rows."""
    entries: list[Instrument | Agency] = [*registers.instruments, *registers.agencies]
    yield "figures", _figure_rows(registers.figures, numbers)
    yield "duties", (_duty_row(n, duty, numbers) for n, duty in enumerate(registers.duties))
    yield "entries", (_entry_row(n, entry) for n, entry in enumerate(entries))
    yield "mentions", _numbered(_mention_rows(entries, numbers))
    yield "roles", _numbered(_role_rows(entries, numbers))
    yield (
        "paper_keys",
        sorted(
            (key, n) for n, paper in enumerate(registers.instruments) for key in keys_held(paper)
        ),
    )
    yield "people", sorted(_people(registers.agencies).items())
    yield "conflicts", ((n, c.kind, c.note) for n, c in enumerate(registers.conflicts))
    yield "sides", _side_rows(registers)
    yield "places", sorted((place,) for place in set(besides.places))
    yield "words", sorted(besides.words.items())
    yield "sources", sorted((source,) for source in set(besides.sources))


def _numbered(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    return ((number, *row) for number, row in enumerate(rows))


def _figure_rows(figures: Sequence[Figure], numbers: Numbers) -> Iterator[tuple[object, ...]]:
    for number, (figure, backing) in enumerate(zip(figures, backings(figures), strict=True)):
        release, measured = numbers.release(figure.release), of_figure(figure)
        yield (
            number,
            release,
            *_ends(figure.span),
            *(figure.surface, figure.value, figure.unit, figure.scheme, figure.measure),
            *(figure.place, figure.period, figure.status),
            *_ends(figure.sentence),
            figure.qualifier,
            json.dumps(to_plain(figure.inferred)) if figure.inferred else None,
            numbers.sentence(release, figure.span.start),
            float(measured.low),
            float(slack_of(measured)),
            backing,
        )


def _duty_row(number: int, duty: Duty, numbers: Numbers) -> tuple[object, ...]:
    return (
        number,
        numbers.release(duty.release),
        *_ends(duty.span),
        *(duty.responsible, duty.action, duty.ordered_by, duty.deadline, duty.instrument),
        *_ends(duty.sentence),
    )


def _entry_row(number: int, entry: Instrument | Agency) -> tuple[object, ...]:
    """Return an entry as a row: what it is, without where it stands."""
    if isinstance(entry, Instrument):
        return number, PAPER, entry.key, json.dumps(to_plain(replace(entry, mentions=())))
    plain = to_plain(replace(entry, roles=(), mentions=()))
    return number, AGENCY, fold(entry.name), json.dumps(plain)


def _mention_rows(
    entries: Sequence[Instrument | Agency], numbers: Numbers
) -> Iterator[tuple[object, ...]]:
    for number, entry in enumerate(entries):
        for mention in entry.mentions:
            release = numbers.release(mention.release)
            sentence = numbers.sentence(release, mention.span.start)
            yield number, release, *_ends(mention.span), mention.surface, sentence


def _role_rows(
    entries: Sequence[Instrument | Agency], numbers: Numbers
) -> Iterator[tuple[object, ...]]:
    for number, entry in enumerate(entries):
        for role in entry.roles if isinstance(entry, Agency) else ():
            release = numbers.release(role.release)
            yield number, release, *_ends(role.span), role.role, role.organisation


def _people(agencies: Sequence[Agency]) -> dict[str, str]:
    """Return the folded names of people by each folded name they go by."""
    return {
        fold(alias): fold(agency.name)
        for agency in agencies
        if agency.kind == "person"
        for alias in (*agency.aliases, agency.name)
    }


def _side_rows(registers: Registers) -> Iterator[tuple[object, ...]]:
    """Yield (conflict, figure), the sides of a conflict in its order."""
    numbers = {figure: number for number, figure in enumerate(registers.figures)}
    for number, conflict in enumerate(registers.conflicts):
        yield from ((number, numbers[figure]) for figure in conflict.figures)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
