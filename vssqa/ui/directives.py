"""The page Directives: the papers, where they are mentioned and what they ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from vssqa.assistant import Assistant
from vssqa.contract import instrument_json
from vssqa.tables import instrument_table
from vssqa.types import Duty, Instrument
from vssqa.ui import backend
from vssqa.ui.marking import Paragraph, label
from vssqa.ui.register import (
    downloads,
    filtered,
    named_in_address,
    pick,
    release_of,
    sentence,
    sentence_around,
)
from vssqa.ui.wording import counted, day
from vssqa.ui.words import words

_COLUMNS = ("Paper", "Kind", "Issued by", "Date", "About", "Asks for", "Mentions")
_WIDTHS = {"Paper": 180, "About": 330}
_MENTIONS_SHOWN = 20  # of one paper at a time: a page that one still reads


def page() -> None:
    """Draw the page."""
    assistant = backend.assistant()
    st.title("Directives and other papers", anchor=False)
    papers = sorted(
        assistant.registers.instruments, key=lambda p: (p.date or "", p.key), reverse=True
    )
    if not papers:
        st.info("Every resolution, decree or directive named in a release would stand here.")
        return
    chosen = filtered(papers, _FILTERS, "papers by")
    if not chosen:
        st.info("No paper is left: take a filter away.")
        return
    st.caption(
        f"{len(chosen)} of {len(papers)} papers. Choose a row for its duties and its mentions."
    )
    duties = assistant.registers.duties
    row = pick(
        _COLUMNS,
        [_cells(paper, duties) for paper in chosen],
        "papers",
        "Papers",
        _WIDTHS,
        lines=3,
    )
    named = named_in_address([paper.key for paper in papers])
    if row is not None:
        _show(assistant, chosen[row])
    elif named is not None:
        _show(assistant, papers[named])
    downloads(
        "papers", lambda: instrument_table(chosen), lambda: [instrument_json(p) for p in chosen]
    )


def paper_name(paper: Instrument) -> str:
    """Return what a person calls a paper."""
    if paper.number:
        return f"{paper.type.capitalize()} {paper.number}"
    return paper.title or paper.mentions[0].surface


def _kind(paper: Instrument) -> str:
    return paper.type.capitalize()


def _issuer(paper: Instrument) -> str:
    return paper.issuer or ""


def _year(paper: Instrument) -> str:
    return (paper.date or "")[:4]


_FILTERS: dict[str, Callable[[Instrument], str]] = {
    "Kind": _kind,
    "Issued by": _issuer,
    "Year": _year,
}


def _cells(paper: Instrument, duties: Sequence[Duty]) -> tuple[str, ...]:
    asked = sum(belongs(duty, paper) for duty in duties)
    return (
        paper_name(paper) + (" (which of them is not certain)" if paper.ambiguous else ""),
        paper.type,
        _issuer(paper),
        day(paper.date) if paper.date else "",
        paper.title or "",
        counted(asked, "duty", "duties") if asked else "",
        str(len(paper.mentions)),
    )


def _show(assistant: Assistant, paper: Instrument) -> None:
    with st.container(border=True):
        told = [Paragraph.plain("lead", paper_name(paper))]
        if paper.title:
            told.append(Paragraph.plain("text", paper.title))
        words(told, f"paper {paper.key}", reveal="whole")
        parts = [paper.issuer or "", day(paper.date) if paper.date else "no date printed"]
        st.caption(" \u00b7 ".join(label(part) for part in parts if part))
        asked = [duty for duty in assistant.registers.duties if belongs(duty, paper)]
        if asked:
            st.header("What it asks for", anchor=False)
        for number, duty in enumerate(asked):
            st.markdown(f"**{label(duty.responsible)}** must:")
            sentence(assistant, duty.release, duty.sentence, duty.span, f"asked {number}", "cited")
        st.header("Where it is mentioned", anchor=False)
        for number, at in enumerate(paper.mentions[:_MENTIONS_SHOWN]):
            release = release_of(assistant, at.release)
            if release is not None:
                around = sentence_around(release, at.span)
                sentence(assistant, at.release, around, at.span, f"mention {number}")
        if len(paper.mentions) > _MENTIONS_SHOWN:
            st.caption(f"{len(paper.mentions) - _MENTIONS_SHOWN} more stand in the download.")


def belongs(duty: Duty, paper: Instrument) -> bool:
    """Tell whether a duty is laid down in a paper."""
    return duty.instrument is not None and duty.instrument in {paper.key, paper.number}
