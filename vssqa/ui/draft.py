"""The page Check a draft: paste or upload a text, see figure by figure what the releases say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from vssqa.assistant import Assistant
from vssqa.citing import link_fields
from vssqa.claim_export import VERDICT_WORDS, claim_reviews, draft_csv, draft_markdown, summary
from vssqa.errors import InputError
from vssqa.importing import read_upload
from vssqa.types import Citation, Span, Statement, Verification
from vssqa.ui import backend, links
from vssqa.ui.marking import WHOLE, Mark, Paragraph, Piece, cut, label
from vssqa.ui.reading import quote_paragraph
from vssqa.ui.register import release_of
from vssqa.ui.wording import day
from vssqa.ui.words import source, words

_CHECKED = "checked draft"
_CHOSEN = "chosen statement"
_KINDS = ["txt", "md", "docx", "pdf"]
_BOX_PIXELS = 220


def page() -> None:
    """Draw the page."""
    assistant = backend.assistant()
    st.title("Check a draft", anchor=False)
    text = _given()
    if text is not None:
        _check(assistant, text)
    checked: Verification | None = st.session_state.get(_CHECKED)
    if checked is None:
        st.caption("Each figure, paper and name of the draft is looked up in the releases.")
        return
    _show(assistant, checked)


def _given() -> str | None:
    """Show the ways to give a draft; return the draft that was given just now."""
    with st.form("draft", border=False):
        left, right = st.columns([3, 2], gap="medium")
        pasted = left.text_area(
            "Your draft",
            key="draft text",
            height=_BOX_PIXELS,
            placeholder="Paste a sentence or a page",
            persist_state="session",
        )
        upload = right.file_uploader("Or a file (txt, md, docx, pdf)", type=_KINDS)
        if not st.form_submit_button("Check", type="primary"):
            return None
    if upload is None:
        return str(pasted)
    try:
        return read_upload(upload.name, upload.getvalue()).text
    except InputError as error:
        st.info(label(str(error), WHOLE))
        return None


def _check(assistant: Assistant, text: str) -> None:
    st.session_state[_CHOSEN] = None
    st.session_state[_CHECKED] = None
    slot = st.empty()
    bar = slot.progress(0.0, text="Checking")

    def show(done: int, total: int) -> None:
        bar.progress(done / total if total else 0.0, text=f"Checked {done} of {total} statements")

    try:
        st.session_state[_CHECKED] = assistant.verify(text, show)
    except InputError as error:
        st.info(label(str(error), WHOLE))
    slot.empty()


def _show(assistant: Assistant, checked: Verification) -> None:
    st.markdown(f"**{summary(checked.statements)}**")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        opened = words(draft_paragraphs(checked), "draft words", reveal="whole")
    if opened is not None:
        st.session_state[_CHOSEN] = int(opened)
    chosen = st.session_state.get(_CHOSEN)
    number = telling(checked) if chosen is None else chosen
    with right:
        if number is None:
            st.caption("Nothing in this draft can be looked up: no figure, paper or name.")
        else:
            st.caption("Choose a mark to see the evidence of another statement.")
            _show_statement(assistant, checked.statements[number], number, chosen is not None)
    _downloads(checked)


def telling(checked: Verification) -> int | None:
    """Return the statement whose evidence is shown before one is chosen: the first of the worst."""
    verdicts = [statement.verdict for statement in checked.statements]
    return verdicts.index(checked.verdict) if checked.verdict in verdicts else None


def draft_paragraphs(checked: Verification) -> list[Paragraph]:
    """Return the draft, each statement marked with its verdict and opening its evidence."""
    marks = [
        mark
        for number, statement in enumerate(checked.statements)
        for mark in _statement_marks(statement, str(number))
    ]
    judged = [one.span for one in checked.statements if one.verdict is not None]
    lines = _lines(checked.text, judged)
    return [Paragraph("draft", cut(checked.text, line, marks)) for line in lines]


def _statement_marks(statement: Statement, target: str) -> list[Mark]:
    """Return the marks of a statement: figures that differ, and the rest around them.

    The last mark has the target: it carries the verdict's sign and opens the evidence.
    """
    if statement.verdict is None:
        return []
    marks: list[Mark] = []
    at = statement.span.start
    faults = [f.span for f in statement.figures if f.verdict == "contradicted"]
    for fault in sorted(faults):
        if statement.verdict == "contradicted" and at <= fault.start:
            marks += [Mark(Span(at, fault.start), "contradicted"), Mark(fault, "fault")]
            at = fault.end
    marks.append(Mark(Span(at, statement.span.end), statement.verdict))
    *before, last = (mark for mark in marks if mark.span.start < mark.span.end)
    return [*before, replace(last, target=target)]


def _lines(text: str, held: Sequence[Span]) -> Iterator[Span]:
    """Yield the draft's lines; a line break inside a held span does not part it."""
    start = 0
    for at, sign in enumerate(text):
        if sign == "\n" and not any(span.start < at < span.end for span in held):
            if start < at:
                yield Span(start, at)
            start = at + 1
    if start < len(text):
        yield Span(start, len(text))


def _show_statement(assistant: Assistant, statement: Statement, number: int, wanted: bool) -> None:
    """Show why a statement got its verdict; one that was chosen is brought into sight."""
    with st.container(border=True):
        if statement.verdict is not None:
            sign, told = VERDICT_WORDS[statement.verdict]
            st.markdown(f"**{sign} {told}**")
        told_ = [Paragraph.plain("quote", statement.text)]
        if statement.note:
            told_.append(Paragraph.plain("text", statement.note))
        told_ += [
            Paragraph(
                "note", _figure_pieces(figure.surface, *VERDICT_WORDS[figure.verdict], figure.found)
            )
            for figure in statement.figures
        ]
        words(told_, f"statement {number}", reveal="whole" if wanted else None)
        if statement.citations:
            st.markdown("What the releases say:")
        for cited in statement.citations:
            _show_citation(assistant, cited, number)


def _figure_pieces(surface: str, sign: str, told: str, found: str | None) -> tuple[Piece, ...]:
    says = f"; the release says {found}" if found else ""
    return (Piece(surface), Piece(f": {sign} {told}{says}"))


def _show_citation(assistant: Assistant, cited: Citation, number: int) -> None:
    key = f"cited {number} {cited.number}"
    words([quote_paragraph(cited)], f"{key} words")
    release = release_of(assistant, cited.release)
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
        opened = st.button(rf"**\[{cited.number}\]** {day(cited.date)}", key=f"{key} open")
        if opened and release is not None:
            links.go("releases", **link_fields(release, cited.span))
        source(cited.title, f"{key} source")


def _downloads(checked: Verification) -> None:
    files: dict[str, tuple[str, str, Callable[[], str]]] = {
        "Markdown": ("checked.md", "text/markdown", partial(draft_markdown, checked)),
        "CSV": ("checked.csv", "text/csv", partial(draft_csv, checked)),
        "ClaimReview": (
            "checked.json",
            "application/json",
            partial(claim_reviews, checked, date.today().isoformat()),
        ),
    }
    with st.container(horizontal=True):
        for name, (file, kind, made) in files.items():
            st.download_button(f"Download {name}", made, file, kind, on_click="ignore")
