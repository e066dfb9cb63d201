"""The page Ask: a conversation with the releases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from vssqa.assistant import EVERYTHING, MAX_QUESTION_CHARACTERS, Assistant, Narrowing
from vssqa.citing import conversation_csv, conversation_json, conversation_markdown
from vssqa.types import Answer
from vssqa.ui import backend, conversation, feedback, suggestions
from vssqa.ui.marking import label
from vssqa.ui.turn import show_turn
from vssqa.ui.wording import day, held

_PICKED = "picked question"
_POLL_SECONDS = 1.0  # between looks at the examples found so far


def page() -> None:
    """Draw the page."""
    assistant = backend.assistant()
    st.title("Ask the releases", anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(held(assistant.releases), width="content")
        narrowing = _narrowing(assistant)
    conversation.restore(assistant, narrowing)
    typed = st.chat_input(
        "A figure, a directive, who must do what", max_chars=MAX_QUESTION_CHARACTERS
    )
    chosen = _picked()
    if typed or chosen:
        conversation.add(assistant, str(typed or chosen), narrowing)
    conversation.keep_in_address()
    for index, turn in enumerate(conversation.turns()):
        show_turn(assistant, index, turn)
    _suggest(assistant)
    if conversation.turns():
        _show_tools()


def _show_tools() -> None:
    """Show the tools of the whole conversation, at its end, where a reader is."""
    with st.container(horizontal=True):
        with st.popover("Download the conversation", type="tertiary"):
            _downloads()
        st.button("Clear the conversation", type="tertiary", on_click=conversation.clear)


def _narrowing(assistant: Assistant) -> Narrowing:
    """Let the reader narrow by release date and by release."""
    titles = {release.id: release for release in assistant.releases}
    with st.popover("Narrow by date or release", type="tertiary"):
        since = st.date_input("Released from", None, key="since", persist_state="session")
        until = st.date_input("Released until", None, key="until", persist_state="session")
        chosen = st.multiselect(
            "Only these releases",
            list(titles),
            format_func=lambda name: f"{day(titles[name].date)}, {titles[name].title}",
            key="only",
            persist_state="session",
        )
    narrowing = Narrowing(frozenset(chosen) or None, _iso(since), _iso(until))
    if narrowing != EVERYTHING:
        admitted = sum(narrowing.admits(release) for release in assistant.releases)
        st.caption(f"Answering from {admitted} of {len(assistant.releases)} releases.")
    return narrowing


def _iso(chosen: object) -> str | None:
    return chosen.isoformat() if isinstance(chosen, date) else None


def _downloads() -> None:
    answers = [turn.answer for turn in conversation.turns() if turn.answer is not None]
    files: dict[str, tuple[str, str, Callable[[list[Answer]], str]]] = {
        "Markdown": ("conversation.md", "text/markdown", conversation_markdown),
        "JSON": ("conversation.json", "application/json", conversation_json),
        "CSV": ("conversation.csv", "text/csv", conversation_csv),
    }
    for name, (file, kind, made) in files.items():
        text = partial(made, answers)  # not made before it is asked for
        st.download_button(f"Conversation ({name})", text, file, kind, on_click="ignore")
    feedback.export(backend.feedback_file())


def _picked() -> str | None:
    """Return the suggestion chosen just now, and forget the choice."""
    chosen: str | None = st.session_state.pop(_PICKED, None)
    return chosen


def _pick(question: str) -> None:
    st.session_state[_PICKED] = question


def _suggest(assistant: Assistant) -> None:
    """Offer first questions, or follow-ups of the last answer; only ones that can be answered."""
    held_turns = conversation.turns()
    examples = backend.desk().examples(assistant)
    if held_turns:
        examples.hold()
        _offer("You could go on with", _follow_ups(assistant, held_turns), len(held_turns))
        return
    examples.go_on()
    if examples.complete:
        _offer("For example", examples.found, 0)
    else:
        _offer_examples_as_found()


@st.fragment(run_every=_POLL_SECONDS)
def _offer_examples_as_found() -> None:
    examples = backend.desk().examples(backend.assistant())
    if _PICKED in st.session_state:
        st.rerun()  # the whole page, which answers
    _offer("For example", examples.found, 0)
    if examples.complete:
        st.rerun()


def _offer(heading: str, questions: tuple[str, ...], turns: int) -> None:
    if not questions:
        return
    st.caption(heading)
    with st.container(horizontal=True):
        for question in questions:
            st.button(
                label(question, 120),
                key=f"suggested {turns} {question}",
                wrap=True,
                on_click=_pick,
                args=(question,),
            )


def _follow_ups(assistant: Assistant, held_turns: list[conversation.Turn]) -> tuple[str, ...]:
    """Return follow-ups; a question that comes meanwhile ends the search."""
    last = held_turns[-1]
    if last.answer is None:
        return ()
    history = [turn.question for turn in held_turns if turn.answer is not None]
    slot = st.empty()  # drawing is where Streamlit takes up what a person has done meanwhile
    return suggestions.follow_ups(assistant, last.answer, history, slot.empty)
