"""Registers as CSV that a spreadsheet cannot be made to run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssqa.tables import (
    Table,
    agency_table,
    conflict_table,
    csv_text,
    duty_table,
    figure_table,
    instrument_table,
    safe_cell,
)
from vssqa.types import (
    Agency,
    Conflict,
    Duty,
    Figure,
    Inference,
    Instrument,
    Mention,
    Role,
    Span,
)

FIGURE = Figure(
    "r1",
    Span(3, 8),
    "93.4%",
    "93.4",
    "percent",
    "health",
    "=HYPERLINK(1)",
    "Vinh Long",
    None,
    "actual",
    Span(0, 20),
    inferred=(Inference("place", "the release's place"),),
)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\uff1d1", "\r=1"]
)
def test_formula_is_made_text(cell: str) -> None:
    assert safe_cell(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "93.35", "a=1", "Viet Nam", "'quoted", "1-2"])
def test_plain_cell_stays(cell: str) -> None:
    assert safe_cell(cell) == cell


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_csv_reads_back_and_no_cell_begins_a_formula(rows: list[list[str]]) -> None:
    table = Table(("a", "b"), tuple((left, right) for left, right in rows))
    back = list(csv.reader(io.StringIO(csv_text(table), newline="")))
    assert len(back) == len(rows) + 1
    for row, given_row in zip(back[1:], rows, strict=True):
        for cell, given_cell in zip(row, given_row, strict=True):
            assert cell in {given_cell, "'" + given_cell}
            assert not cell.startswith(("=", "+", "-", "@"))


def test_figure_row_holds_address_and_what_was_inferred() -> None:
    table = figure_table([FIGURE])
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert (row["release"], row["start"], row["end"]) == ("r1", "3", "8")
    assert row["inferred"] == "place: the release's place"
    assert row["period"] == ""
    assert "'=HYPERLINK(1)" in csv_text(table)


def test_instrument_has_a_row_for_each_mention() -> None:
    mentions = (Mention("r1", Span(0, 4), "No 1"), Mention("r2", Span(5, 9), "No 1"))
    paper = Instrument("1", "1", "decree", None, None, None, ("a", "b"), False, mentions)
    table = instrument_table([paper])
    assert [row[table.columns.index("release")] for row in table.rows] == ["r1", "r2"]


def test_agency_without_role_still_has_a_row() -> None:
    held = Agency("VSS", "organisation", ("BHXH",), (), ())
    lead = Agency("Manh", "person", (), (Role("Director", "VSS", "r1", Span(1, 2)),), ())
    table = agency_table([held, lead])
    assert [row[0] for row in table.rows] == ["VSS", "Manh"]
    assert table.rows[1][table.columns.index("role")] == "Director"


def test_duty_and_conflict_rows_hold_every_column() -> None:
    duty = Duty("r1", Span(0, 5), "VSS", "report", None, "2024-02-20", None, Span(0, 9))
    conflict = Conflict("value", "differ", (FIGURE, FIGURE))
    for table in (duty_table([duty]), conflict_table([conflict])):
        assert all(len(row) == len(table.columns) for row in table.rows)
    assert [row[0] for row in conflict_table([conflict]).rows] == ["1", "1"]


def test_an_empty_register_is_a_header() -> None:
    assert csv_text(figure_table([])).startswith("release,start,end,surface")
