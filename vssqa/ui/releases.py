"""The page Releases: what the corpus holds, and the reader."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from vssqa.assistant import Assistant
from vssqa.types import Figure, Instrument, Release, Span
from vssqa.ui import additions, backend, links
from vssqa.ui.marking import WHOLE, Mark, Paragraph, Piece, label
from vssqa.ui.reader import release_details, release_whole
from vssqa.ui.reading import read_link
from vssqa.ui.wording import counted, day, held
from vssqa.ui.words import words

_FIGURE = "figure"
_PAPER = "paper"


def page() -> None:
    """Draw the list, or the release that the address names."""
    assistant = backend.assistant()
    wanted = st.query_params.get("release")
    if wanted is None:
        _show_list(assistant)
        return
    release = next((r for r in assistant.releases if r.id == wanted), None)
    if release is None:
        st.title("Releases", anchor=False)
        st.info(f"No release of the name {label(wanted)} is held. These are:")
        _show_list(assistant, headed=False)
        return
    _show_release(assistant, release)


def _show_list(assistant: Assistant, headed: bool = True) -> None:
    if headed:
        st.title("Releases", anchor=False)
    st.caption(held(assistant.releases))
    additions.show()
    opened = words(_listed(assistant), "releases held")
    if opened:
        st.query_params.from_dict({"release": opened})
        st.rerun()


def _listed(assistant: Assistant) -> list[Paragraph]:
    """Return a line that opens each release, the latest first, and what it holds."""
    figures = Counter(figure.release for figure in assistant.registers.figures)
    told = []
    for release in reversed(assistant.releases):
        found = counted(figures[release.id], "figure").lower()
        told += [
            Paragraph("text", (Piece(release.title, "release", release.id),)),
            Paragraph.plain("source", f"{day(release.date)} \u00b7 {found}"),
        ]
    return told


def _back() -> None:
    st.query_params.clear()


def _show_release(assistant: Assistant, release: Release) -> None:
    st.button("All releases", type="tertiary", icon=":material/arrow_back:", on_click=_back)
    st.title(label(release.title, WHOLE), anchor=False)
    release_details(release)
    linked = read_link(st.query_params.to_dict(), release)
    if linked.fault:
        st.info(linked.fault)
    marks = _register_marks(assistant, release, linked.span)
    opened = release_whole(release, marks, f"whole {release.id}", reveal=linked.span is not None)
    if opened:
        kind, _, name = opened.partition(" ")
        links.go("figures" if kind == _FIGURE else "directives", of=name)


def _register_marks(assistant: Assistant, release: Release, cited: Span | None) -> list[Mark]:
    """Return the marks of the linked span, and of figures and papers outside it."""
    registers = assistant.registers
    found = [_figure_mark(f) for f in registers.figures if f.release == release.id]
    found += [m for paper in registers.instruments for m in _paper_marks(paper, release.id)]
    if cited is None:
        return found
    return [Mark(cited, "cited"), *(mark for mark in found if not mark.span.overlaps(cited))]


def _figure_mark(figure: Figure) -> Mark:
    return Mark(figure.span, "figure", f"{_FIGURE} {figure.release}:{figure.span.start}")


def _paper_marks(paper: Instrument, release: str) -> list[Mark]:
    return [
        Mark(at.span, "paper", f"{_PAPER} {paper.key}")
        for at in paper.mentions
        if at.release == release
    ]
