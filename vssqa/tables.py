"""Registers -> tables -> CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vssqa.types import Agency, Conflict, Duty, Figure, Instrument

# A spreadsheet takes a cell that begins with one of these for a formula (OWASP, "CSV injection").
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_LIST_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of text, one cell a column; a missing value is ""."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figure_table(figures: Iterable[Figure]) -> Table:
    """Return the register of figures, one row a figure."""
    columns = (
        "release start end surface value unit scheme measure place period status qualifier"
        " sentence_start sentence_end inferred"
    )
    return _table(columns, (_figure_cells(figure) for figure in figures))


def instrument_table(instruments: Iterable[Instrument]) -> Table:
    """Return the register of papers, one row a mention, so that each has its address."""
    columns = "key number type issuer title date aliases ambiguous release start end surface"
    rows = (
        (
            *(paper.key, paper.number, paper.type, paper.issuer, paper.title, paper.date),
            _LIST_SEPARATOR.join(paper.aliases),
            "yes" if paper.ambiguous else "no",
            *(at.release, at.span.start, at.span.end, at.surface),
        )
        for paper in instruments
        for at in paper.mentions
    )
    return _table(columns, rows)


def agency_table(agencies: Iterable[Agency]) -> Table:
    """Return the register of agencies and persons, one row a role, or one where none is printed."""
    columns = "name kind aliases role organisation release start end mentions"
    rows = (
        (
            *(agency.name, agency.kind, _LIST_SEPARATOR.join(agency.aliases)),
            *role,
            len(agency.mentions),
        )
        for agency in agencies
        for role in _role_cells(agency)
    )
    return _table(columns, rows)


def duty_table(duties: Iterable[Duty]) -> Table:
    """Return the register of duties, one row a duty."""
    columns = "responsible action ordered_by deadline instrument release start end"
    rows = (
        (
            *(duty.responsible, duty.action, duty.ordered_by, duty.deadline, duty.instrument),
            *(duty.release, duty.span.start, duty.span.end),
        )
        for duty in duties
    )
    return _table(columns, rows)


def conflict_table(conflicts: Iterable[Conflict]) -> Table:
    """Return the conflicts, one row a side; `conflict` counts them from 1."""
    columns = "conflict kind note release start end surface value unit measure place period status"
    rows = (
        (
            *(number, conflict.kind, conflict.note),
            *(side.release, side.span.start, side.span.end, side.surface, side.value, side.unit),
            *(side.measure, side.place, side.period, side.status),
        )
        for number, conflict in enumerate(conflicts, 1)
        for side in conflict.figures
    )
    return _table(columns, rows)


def csv_text(table: Table) -> str:
    """Return a table as CSV (RFC 4180) in which no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def safe_cell(cell: str) -> str:
    """Return a cell that a spreadsheet reads as text: an apostrophe before a formula's sign."""
    return "'" + cell if cell.lstrip(" \u00a0").startswith(_FORMULA_SIGNS) else cell


def _table(columns: str, rows: Iterable[Sequence[str | int | None]]) -> Table:
    return Table(
        tuple(columns.split()),
        tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows),
    )


def _figure_cells(figure: Figure) -> tuple[str | int | None, ...]:
    return (
        *(figure.release, figure.span.start, figure.span.end, figure.surface, figure.value),
        *(figure.unit, figure.scheme, figure.measure, figure.place, figure.period, figure.status),
        *(figure.qualifier, figure.sentence.start, figure.sentence.end),
        _LIST_SEPARATOR.join(f"{guess.field}: {guess.rule}" for guess in figure.inferred),
    )


def _role_cells(agency: Agency) -> Iterable[tuple[str | int | None, ...]]:
    if not agency.roles:
        return ((None, None, None, None, None),)
    return (
        (role.role, role.organisation, role.release, role.span.start, role.span.end)
        for role in agency.roles
    )
