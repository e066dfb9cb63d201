"""What the register pages share: a table to pick from, the evidence of a row, downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from vssqa.assistant import Assistant
from vssqa.citing import link_fields
from vssqa.contract import Json, dumps
from vssqa.tables import Table, csv_text
from vssqa.types import Release, Span
from vssqa.ui import links
from vssqa.ui.marking import Mark, MarkKind, Paragraph, cut
from vssqa.ui.wording import day
from vssqa.ui.words import source, words

Entry = TypeVar("Entry")
OF = "of"  # the entry that an address names
_LINE, _AROUND = 18, 12  # pixels of a cell's line of text, and of what is above and below it
_TABLE = 470  # pixels of a table of tall rows: with its title and filters one screen
_FILTER_PIXELS = 170  # two filters side by side on a phone


def filtered(
    entries: Sequence[Entry], filters: Mapping[str, Callable[[Entry], str]], key: str
) -> list[Entry]:
    """Show a filter for each name; return the entries that pass all of them, in their order.

    :param filters: what an entry is called under each filter; "" is left out of the choices.
    """
    passing = list(entries)
    with st.container(horizontal=True):
        for name, of in filters.items():
            wanted = st.multiselect(
                name,
                sorted({of(entry) for entry in entries} - {""}),
                key=f"{key} {name}",
                placeholder="All",
                persist_state="session",
                width=_FILTER_PIXELS,
            )
            passing = [entry for entry in passing if not wanted or of(entry) in wanted]
    return passing


def pick(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    key: str,
    about: str,
    widths: Mapping[str, int] | None = None,
    *,
    lines: int = 1,
) -> int | None:
    """Show a table; return the index of the row that is chosen, if any.

    :param about: what the table holds, for those who hear the page.
    :param widths: pixels of columns whose words must not be cut.
    :param lines: of text in a row: one, or three and more (Streamlit breaks no cell below that).
    """
    row = lines * _LINE + _AROUND
    shown = st.dataframe(
        {name: [row[at] for row in rows] for at, name in enumerate(columns)},
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
        alt=about,
        row_height=row if lines > 1 else None,
        height=_TABLE if lines > 1 and len(rows) * row > _TABLE else "auto",
        column_config={
            name: st.column_config.TextColumn(width=pixels)
            for name, pixels in (widths or {}).items()
        },
    )
    chosen = shown.selection.rows
    return int(chosen[0]) if chosen and chosen[0] < len(rows) else None


def named_in_address(names: Sequence[str]) -> int | None:
    """Return the index of the entry that the page's address names, if it is there."""
    wanted = st.query_params.get(OF)
    return names.index(wanted) if wanted in names else None


def downloads(name: str, table: Callable[[], Table], forms: Callable[[], list[Json]]) -> None:
    """Offer a register as CSV and as JSON; neither is made before it is asked for."""
    files: dict[str, tuple[str, str, Callable[[], str]]] = {
        "CSV": ("csv", "text/csv", lambda: csv_text(table())),
        "JSON": ("json", "application/json", lambda: dumps(forms(), indent=2)),
    }
    with st.container(horizontal=True):
        for form, (ending, kind, made) in files.items():
            st.download_button(
                f"Download {form}", made, f"{name}.{ending}", kind, on_click="ignore"
            )


def release_of(assistant: Assistant, identifier: str) -> Release | None:
    """Return a release, None where it is not held (any more)."""
    return next((release for release in assistant.releases if release.id == identifier), None)


def sentence(
    assistant: Assistant,
    identifier: str,
    within: Span,
    marked: Span,
    key: str,
    kind: MarkKind = "answer",
) -> None:
    """Show a sentence with words marked, its release and date, and a way to open it there."""
    release = release_of(assistant, identifier)
    if release is None:
        return
    pieces = cut(release.text, within, [Mark(marked, kind)])
    words([Paragraph("quote", pieces)], f"{key} words")
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
        if st.button("Open the release", key=f"{key} open"):
            links.go("releases", **link_fields(release, marked))
        source(f"{day(release.date)} \u00b7 {release.title}", f"{key} source")


def sentence_around(release: Release, span: Span) -> Span:
    """Return the line of a release's text that a span stands in."""
    start = max(release.text.rfind("\n", 0, span.start), release.text.rfind("\r", 0, span.start))
    ends = [release.text.find(sign, span.end) for sign in "\r\n"]
    end = min((found for found in ends if found >= 0), default=len(release.text))
    return Span(start + 1, end)
