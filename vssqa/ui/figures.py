"""The page Figures: the register with filters, a chart over time and each figure's sentence."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from vssqa.assistant import Assistant
from vssqa.contract import figure_json
from vssqa.tables import figure_table
from vssqa.types import Figure
from vssqa.ui import backend
from vssqa.ui.marking import Paragraph, Piece
from vssqa.ui.register import downloads, filtered, named_in_address, pick, sentence
from vssqa.ui.wording import SCHEME_WORDS, STATUS_WORDS, day, figure_facts, period, unit
from vssqa.ui.words import words

_COLUMNS = ("Figure", "What", "Scheme", "Where", "When", "Standing", "Released")
_WIDTHS = {"Figure": 130, "What": 300}
_NO_SCHEME = "none or several"
_NO_PLACE = "no place"
_NO_PERIOD = "no period"


def page() -> None:
    """Draw the page."""
    assistant = backend.assistant()
    st.title("Figures", anchor=False)
    figures = assistant.registers.figures
    if not figures:
        st.info("Every figure the releases print would stand here; no release held prints one.")
        return
    chosen = filtered(figures, _FILTERS, "filter")
    if not chosen:
        st.info("No figure is left: take a filter away.")
        return
    st.caption(
        f"{len(chosen)} of {len(figures)} figures. Choose a row or a point for its sentence."
    )
    form = st.radio(
        "Shown as", ["Table", "Over time"], horizontal=True, label_visibility="collapsed"
    )
    if form == "Table":
        dates = {release.id: release.date for release in assistant.releases}
        cells = [_cells(figure, dates.get(figure.release)) for figure in chosen]
        picked = pick(_COLUMNS, cells, "figures", "Figures", _WIDTHS)
    else:
        from vssqa.ui.chart import picked_figure  # altair takes a third of a second to import

        picked = picked_figure(chosen)
    named = named_in_address([figure_name(figure) for figure in figures])
    if picked is not None:
        _show(assistant, chosen[picked])
    elif named is not None:
        _show(assistant, figures[named])
    downloads("figures", lambda: figure_table(chosen), lambda: [figure_json(f) for f in chosen])


def figure_name(figure: Figure) -> str:
    """Return the name by which an address calls a figure."""
    return f"{figure.release}:{figure.span.start}"


def _scheme(figure: Figure) -> str:
    return SCHEME_WORDS[figure.scheme] if figure.scheme else _NO_SCHEME


def _place(figure: Figure) -> str:
    return figure.place or _NO_PLACE


def _year(figure: Figure) -> str:
    return figure.period.split("/")[-1][:4] if figure.period else _NO_PERIOD


def _standing(figure: Figure) -> str:
    return STATUS_WORDS[figure.status]


def _unit(figure: Figure) -> str:
    return unit(figure.unit)


_FILTERS: dict[str, Callable[[Figure], str]] = {
    "Scheme": _scheme,
    "Place": _place,
    "Year": _year,
    "Standing": _standing,
    "Unit": _unit,
}


def _cells(figure: Figure, released: str | None) -> tuple[str, ...]:
    guessed = {inference.field for inference in figure.inferred}

    def told(field: str, words_: str) -> str:
        return f"{words_} (inferred)" if field in guessed else words_

    return (
        figure.surface,
        told("measure", figure.measure),
        told("scheme", _scheme(figure)),
        told("place", _place(figure)),
        told("period", period(figure.period)),
        told("status", _standing(figure)),
        day(released),
    )


def _show(assistant: Assistant, figure: Figure) -> None:
    """Show a figure with what it measures, and the sentence it stands in."""
    pieces: list[Piece] = []
    for text, rule in figure_facts(figure):
        pieces.append(Piece(", " if pieces else ""))
        pieces.append(Piece(text, "inferred", rule) if rule else Piece(text))
    name = figure_name(figure)
    with st.container(border=True):
        told = [Paragraph.plain("lead", figure.surface), Paragraph("facts", tuple(pieces))]
        words(told, f"figure {name}", reveal="whole")
        sentence(assistant, figure.release, figure.sentence, figure.span, f"figure {name}")
