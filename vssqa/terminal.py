"""What a person reads in a terminal: answers, verdicts, registers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from vssqa import tables
from vssqa.claim_export import summary
from vssqa.patterns import regex
from vssqa.progress import say
from vssqa.types import Answer, Citation, Release, Statement, Verification

if TYPE_CHECKING:
    from vssqa.index.build import BuildReport
    from vssqa.index.check import Finding

_WIDEST_CELL = 60
_VERDICT_WIDTH = 12  # "? not in the releases" in two lines
_SIGNS = {
    "supported": "+ agrees",
    "contradicted": "x differs",
    "conflicting": "! releases disagree",
    "not_found": "? not in the releases",
    None: "- nothing to check",
}


# Controls by which a text could move the cursor, colour or clear a terminal: all but tab and line
# feed; a carriage return stays where a line feed follows it.
_CONTROLS = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
_PICTURES = 0x2400  # the code point of a picture of NUL; those of the other controls follow it
_NO_PICTURE = "\ufffd"  # what stands for a control that has none


def harmless(text: str) -> str:
    """Return a copy of the same length that a terminal prints and does not obey."""
    return _CONTROLS.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    return chr(_PICTURES + ord(match.group())) if match.group() < " " else _NO_PICTURE


class _Console(Console):
    """A console that leaves a reader that went away (`| head`) to the command line."""

    def on_broken_pipe(self) -> None:
        """Pass the error on; rich would end the program with status 1."""
        raise BrokenPipeError


def _out() -> Console:
    return _Console(highlight=False, soft_wrap=False)


def print_build(report: BuildReport) -> None:
    """Print what a build did."""
    done = (
        f"{report.embedded} embedded, {report.reused} kept, {report.removed} removed"
        f" in {report.seconds:.1f} s"
        if report.changed
        else "nothing has changed"
    )
    say(
        f"{report.generation}: {report.releases} releases, {report.passages} passages,"
        f" {report.sentences} sentences; {done}"
    )
    for note in report.notes:
        say(note)


def _text(words: str, style: str = "") -> Text:
    """Return words of a release or a question, ready to print; the length stays.

    rich drops carriage returns, which would move the marks behind them.
    """
    return Text(harmless(words).replace("\r", " "), style=style)


def print_answer(answer: Answer) -> None:
    """Print an answer: the short words first, then the sentence, then its citations."""
    out = _out()
    if answer.reading:
        out.print(_text(f"read as: {answer.reading.text}", style="dim"))
    if answer.refusal:
        out.print(_text(answer.refusal.reason))
        for citation in answer.refusal.nearest:
            out.print(_citation(citation, "nearest"))
        return
    if answer.short:
        out.print(_text(answer.short, style="bold"))
    out.print(_text(answer.answer))
    if answer.agreeing:
        out.print(_text(f"{len(answer.agreeing)} releases agree."))
    for disagreement in answer.conflicts:
        numbers = ", ".join(f"[{number}]" for number in disagreement.citations)
        out.print(_text(f"(!) {disagreement.note} {numbers}"))
    for citation in answer.citations:
        out.print(_citation(citation))


def _citation(citation: Citation, label: str | None = None) -> Text:
    """Return a citation's lines: number, date, title, address; the quote with its words marked."""
    line = _text(f"\n[{label or citation.number}] ", style="bold")
    line.append_text(_text(f"{citation.date or 'no date'}  {citation.title}", style="bold"))
    place = f"\n    {citation.file}:{citation.span.start}-{citation.span.end}"
    line.append_text(_text(place, style="dim"))
    quote = _text(citation.quote)
    for highlight in citation.highlights:
        quote.stylize(
            "underline bold",
            highlight.start - citation.span.start,
            highlight.end - citation.span.start,
        )
    return Text.assemble(line, "\n    \u201c", quote, "\u201d")


def print_verification(checked: Verification) -> None:
    """Print a checked text as a table, and how it fared as a whole behind it."""
    table = Table(show_lines=True, expand=True)
    table.add_column("verdict", min_width=_VERDICT_WIDTH)
    table.add_column("statement", ratio=2)
    table.add_column("what the releases say", ratio=3, overflow="fold")
    for statement in checked.statements:
        table.add_row(_SIGNS[statement.verdict], _text(statement.text), _told(statement))
    out = _out()
    out.print(table)
    out.print(_text(summary(checked.statements)))
    if all(statement.verdict is None for statement in checked.statements):
        out.print(_text("nothing in the text can be checked against the releases"))
    else:
        out.print(_text(f"the whole text: {_SIGNS[checked.verdict]}", style="bold"))


def _told(statement: Statement) -> Text:
    """Return what the releases say of a statement, and where."""
    told = _text(statement.note)
    for cited in statement.citations:
        told.append(f"\n[{cited.number}] {cited.date or 'no date'}  ", style="bold")
        told.append_text(_text(f"{cited.release}:{cited.span.start}", style="dim"))
    return told


def print_table(table: tables.Table) -> None:
    """Print a register's table; long cells are cut, `--json` and `--csv` give them whole."""
    if not table.rows:
        print("the releases hold none")
        return
    shown = Table()
    for column in table.columns:
        shown.add_column(column)
    for row in table.rows:
        shown.add_row(*(_cell(cell) for cell in row))
    _out().print(shown)


def print_releases(releases: Sequence[Release]) -> None:
    """Print the releases held, one a line."""
    for release in releases:
        held = f"{release.date or 'no date':10}  {release.id}\n            {release.title}"
        print(harmless(held))


def _cell(value: object) -> str:
    text = "" if value is None else harmless(str(value))
    return escape(text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 1] + "\u2026")


def print_laid_out(renderable: RenderableType) -> None:
    """Print what is already laid out."""
    _out().print(renderable)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as they come."""
    for line in lines:
        print(harmless(line))


def print_release(release: Release) -> None:
    """Print a release's details and its text; `--json` gives it as it lies."""
    print(harmless(f"{release.title}\n{release.date or 'no date'}  {release.file}\n"))
    print(harmless(release.text))


def print_findings(findings: Sequence[Finding]) -> None:
    """Print what a check found, with the command that mends it."""
    if not findings:
        print("corpus and index are sound")
    for finding in findings:
        print(harmless(f"{finding.what}: {finding.mend}"))
