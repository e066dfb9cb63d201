"""One turn of the conversation: the answer first and large, its evidence under it."""

from __future__ import annotations

from datetime import date
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

from vssqa.assistant import Assistant
from vssqa.citing import markdown, newsroom, plain_text
from vssqa.importing.release_form import web_address
from vssqa.text import sentences
from vssqa.types import Answer, Citation, Disagreement, Refusal, Span
from vssqa.ui import conversation, feedback
from vssqa.ui.conversation import Turn
from vssqa.ui.copying import copy_buttons
from vssqa.ui.marking import WHOLE, Paragraph, Piece, label
from vssqa.ui.reader import release_beside
from vssqa.ui.reading import quote_paragraph, still_stands
from vssqa.ui.wording import (
    CONFLICT_WORDS,
    agreement,
    day,
    figure_facts,
    sentence_case,
    with_dates,
)
from vssqa.ui.words import source, words


def show_turn(assistant: Assistant, index: int, turn: Turn) -> None:
    """Show a question and its answer."""
    with st.chat_message("user", avatar=":material/person:"):
        st.text(turn.question)
    with st.chat_message("assistant", avatar=":material/description:"):
        if turn.answer is None:
            st.info(label(turn.fault or "", WHOLE))
            return
        answer = turn.answer
        opened = conversation.opened()
        beside = opened if opened is not None and opened.turn == index else None
        if beside is None and not answer.conflicts:
            _show_answer(answer, index)
            _show_tools(assistant, index, turn, answer)
            return
        left, right = st.columns([3, 2], gap="medium")
        with left:
            _show_answer(answer, index)
            _show_tools(assistant, index, turn, answer)
        with right if beside is None else left:  # beside the answer, unless a release is
            for disagreement in answer.conflicts:
                _show_disagreement(assistant, disagreement, answer, index)
        if beside is not None:
            with right:
                _show_opened(assistant, answer, beside.number, index)


def evidence(answer: Answer) -> tuple[Citation, ...]:
    """Return the citations of an answer, or the nearest ones of a refusal."""
    return answer.refusal.nearest if answer.refusal is not None else answer.citations


def _show_answer(answer: Answer, index: int) -> None:
    if answer.refusal is not None:
        _show_refusal(answer.refusal, index)
        return
    first = answer.citations[0]
    paragraphs = [_first_words(answer)]
    if answer.figure is not None:
        paragraphs.append(_facts(answer))
    if answer.short or answer.answer.strip() != first.quote.strip():
        paragraphs.append(quote_paragraph(first))
    turn, times = conversation.returned()
    again = times if turn == index else 0
    words(paragraphs, f"answer {index}", reveal=_sought(index), again=again)
    _show_citations(answer, index)


def _sought(index: int) -> Literal["whole"] | None:
    """Ask for an answer to be brought into sight: the latest, or the one gone back to."""
    latest = len(conversation.turns()) - 1
    return "whole" if index in {latest, conversation.returned()[0]} else None


def _first_words(answer: Answer) -> Paragraph:
    """Return what a person reads first: the short answer, else the answer."""
    if answer.short:
        return Paragraph.plain("short", answer.short)
    first = answer.citations[0]
    if answer.answer.strip() == first.quote.strip():
        return Paragraph("lead", quote_paragraph(first).pieces)
    return Paragraph.plain("lead", answer.answer)


def _facts(answer: Answer) -> Paragraph:
    """Return what the figure measures, where, when and its standing; inferred parts look so."""
    assert answer.figure is not None
    pieces: list[Piece] = []
    for text, rule in figure_facts(answer.figure):
        pieces.append(Piece(", ") if pieces else Piece(""))
        pieces.append(Piece(text, "inferred", rule) if rule else Piece(text))
    return Paragraph("facts", tuple(pieces))


def _show_citations(answer: Answer, index: int) -> None:
    agreeing = [c for c in answer.citations if c.number in answer.agreeing]
    told = [agreement(len({citation.release for citation in agreeing}))] if agreeing else []
    told += ["**\u21c4 Releases disagree.**"] if answer.conflicts else []
    if told:
        st.markdown(" ".join(told))
    disputed = {number for conflict in answer.conflicts for number in conflict.citations}
    with st.container(gap=None):
        for citation in answer.citations:
            first = citation == answer.citations[0]
            if first or citation in agreeing or citation.number not in disputed:
                citation_button(citation, index)


def citation_button(citation: Citation, index: int) -> None:
    """Show a citation's number, release date, title and address; it opens the release."""
    address = web_address(citation.url)
    place = urlsplit(address).hostname if address else None
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
        st.button(
            rf"**\[{citation.number}\]** {day(citation.date)}",
            key=f"citation {index} {citation.number}",
            on_click=conversation.open_citation,
            args=(index, citation.number),
        )
        told = [citation.title, place or ""]
        source(" \u00b7 ".join(part for part in told if part), f"source {index} {citation.number}")


def _show_disagreement(
    assistant: Assistant, disagreement: Disagreement, answer: Answer, index: int
) -> None:
    """Show a disagreement with the words of both sides."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**\u21c4 Releases disagree:** {CONFLICT_WORDS[disagreement.kind]}")
        st.text(sentence_case(with_dates(disagreement.note, assistant.releases)))
        numbers = set(disagreement.citations)
        sides = [citation for citation in answer.citations if citation.number in numbers]
        for citation in sides:
            if citation == answer.citations[0]:
                continue  # its quote and its button stand under the answer already
            words([quote_paragraph(citation)], f"side {index} {citation.number}")
            if citation.number not in answer.agreeing:
                citation_button(citation, index)


def _show_refusal(refusal: Refusal, index: int) -> None:
    """Say calmly that the releases do not say, what is missing and what is held."""
    first, *further = sentences(refusal.reason) or [Span(0, 0)]
    paragraphs = [Paragraph.plain("lead", first.of(refusal.reason))]
    paragraphs += [Paragraph.plain("text", span.of(refusal.reason)) for span in further]
    words(paragraphs, f"refusal {index}", reveal=_sought(index))
    if refusal.nearest:
        st.markdown("Nearest in the releases:")
    with st.container(gap="xsmall"):
        for citation in refusal.nearest:
            quote = quote_paragraph(citation, "beside")  # near words, not an answer
            words([quote], f"nearest {index} {citation.number}")
            citation_button(citation, index)


def _show_opened(assistant: Assistant, answer: Answer, number: int, index: int) -> None:
    cited = evidence(answer)
    chosen = next((c for c in cited if c.number == number), None)
    if chosen is None:
        return
    release = next((r for r in assistant.releases if r.id == chosen.release), None)
    if release is None or not still_stands(chosen, release):
        st.info("This release has changed since the answer was given: ask again.")
        st.button("Close", key=f"gone {index}", on_click=conversation.close)
        return
    others = [c for c in cited if c.release == release.id and c != chosen]
    release_beside(release, [chosen, *others], f"reader {index} {number}")


def _show_tools(assistant: Assistant, index: int, turn: Turn, answer: Answer) -> None:
    """Show how the question was read, and ways to copy and to judge the answer."""
    if answer.reading is not None:
        _show_reading(assistant, index, turn, answer.reading.text)
    with st.container(horizontal=True, vertical_alignment="center"):
        copy_buttons(copies(answer, date.today().isoformat()), f"copies {index}")
        feedback.thumbs(index, turn)


def _show_reading(assistant: Assistant, index: int, turn: Turn, reading: str) -> None:
    """Show how a follow-up was understood; what was understood can be changed there."""
    with (
        st.popover(f":gray[read as: {label(reading, 60)}]", type="tertiary"),
        st.form(f"reading {index}", border=False),
    ):
        asked = st.text_input("Ask it differently", reading, key=f"differently {index} {reading}")
        if st.form_submit_button("Ask") and asked.strip():
            conversation.replace_turn(assistant, index, asked)
            st.rerun()


def copies(answer: Answer, seen: str) -> dict[str, str]:
    """Return the forms in which an answer is passed on, by the names of their buttons.

    :param seen: the ISO 8601 day on which the releases were read.
    """
    forms = {"text": plain_text(answer), "Markdown": markdown(answer)}
    if answer.citations:
        forms["citation"] = "\n".join(newsroom(c, seen) for c in answer.citations)
    return forms
