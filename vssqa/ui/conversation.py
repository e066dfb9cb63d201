"""The conversation of one session: its turns, and their questions in the page's address.

An answer is a function of the questions before it, so the address alone brings a
conversation back after a reload. It lives in the session and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from vssqa.assistant import EVERYTHING, Assistant, Narrowing
from vssqa.errors import QuestionError
from vssqa.types import Answer

_TURNS = "turns"
_OPENED = "opened citation"
_RETURNED = "returned to"
_QUESTION_KEY = "q"
_ADDRESS_CHARACTERS = 1_500  # servers and mail programs cut addresses past about 2,000


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came back: an answer, or why it could not be asked."""

    question: str
    narrowing: Narrowing
    answer: Answer | None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The citation whose release is open, and the turn it is open beside."""

    turn: int
    number: int


def turns() -> list[Turn]:
    """Return this session's turns, oldest first."""
    found: list[Turn] = st.session_state.setdefault(_TURNS, [])
    return found


def add(assistant: Assistant, question: str, narrowing: Narrowing = EVERYTHING) -> None:
    """Ask one question after those already asked."""
    turns().append(_asked(assistant, question, _history(turns()), narrowing))
    close()


def replace_turn(assistant: Assistant, index: int, question: str) -> None:
    """Ask another question in place of turn `index`; what followed it stays as it is."""
    held = turns()
    held[index] = _asked(assistant, question, _history(held[:index]), held[index].narrowing)
    keep_in_address()
    close()


def clear() -> None:
    """Forget every turn."""
    turns().clear()
    close()
    st.query_params.pop(_QUESTION_KEY, None)


def opened() -> Opened | None:
    """Return which citation's release is open."""
    found: Opened | None = st.session_state.get(_OPENED)
    return found


def open_citation(turn: int, number: int) -> None:
    """Open the release of a citation beside its turn."""
    st.session_state[_OPENED] = Opened(turn, number)


def close() -> None:
    """Close the open release."""
    st.session_state[_OPENED] = None


def go_back() -> None:
    """Close the open release and bring its answer back into sight."""
    was = opened()
    close()
    if was is not None:
        _, times = returned()
        st.session_state[_RETURNED] = (was.turn, times + 1)


def returned() -> tuple[int | None, int]:
    """Return the turn that was gone back to last, and how often one was gone back to."""
    found: tuple[int | None, int] = st.session_state.get(_RETURNED, (None, 0))
    return found


def restore(assistant: Assistant, narrowing: Narrowing) -> None:
    """Bring back the questions of the page's address where they are not this session's own."""
    asked = st.query_params.get_all(_QUESTION_KEY)
    if asked and asked != _in_address(turns()):
        turns().clear()
        for question in asked:
            add(assistant, question, narrowing)


def keep_in_address() -> None:
    """Write the latest questions into the page's address."""
    asked = _in_address(turns())
    if asked != st.query_params.get_all(_QUESTION_KEY):
        st.query_params[_QUESTION_KEY] = asked


def _in_address(held: list[Turn]) -> list[str]:
    kept: list[str] = []
    room = _ADDRESS_CHARACTERS
    for turn in reversed(held):
        room -= len(turn.question)
        if room < 0:
            break
        kept.insert(0, turn.question)
    return kept


def _history(before: list[Turn]) -> tuple[str, ...]:
    return tuple(turn.question for turn in before if turn.answer is not None)


def _asked(
    assistant: Assistant, question: str, history: tuple[str, ...], narrowing: Narrowing
) -> Turn:
    try:
        return Turn(question, narrowing, assistant.ask(question, history, narrowing))
    except QuestionError as error:
        return Turn(question, narrowing, None, str(error))
