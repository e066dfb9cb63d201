"""Thumbs up and down, kept in a local file and sent nowhere."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import streamlit as st

from vssqa.contract import answer_json, dumps
from vssqa.ui import backend
from vssqa.ui.conversation import Turn

_WORDS = ("not helpful", "helpful")  # the order in which Streamlit counts thumbs


def thumbs(index: int, turn: Turn) -> None:
    """Ask whether an answer helped, and keep what is said."""
    key = f"thumbs {index}"
    with st.container(horizontal=True, vertical_alignment="center", width="content", wrap=False):
        st.caption("Helpful?", width="content")
        st.feedback("thumbs", key=key, on_change=_keep, args=(key, turn))


def record(turn: Turn, thumb: int, now: datetime) -> str:
    """Return one line of the file: when, what was said, of which answer."""
    assert turn.answer is not None
    return dumps(
        {
            "time": now.isoformat(timespec="seconds"),
            "verdict": _WORDS[thumb],
            "answer": answer_json(turn.answer),
        }
    )


def keep(path: Path, line: str) -> None:
    """Add one line to the file, making its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        out.write(line + "\n")


def kept(path: Path) -> str:
    """Return all that is kept, "" where nothing is."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def export(path: Path) -> None:
    """Offer what is kept as a file, where there is any."""
    if path.is_file():
        lines = partial(kept, path)
        st.download_button(
            "Feedback (JSON lines)", lines, path.name, "application/jsonl", on_click="ignore"
        )


def _keep(key: str, turn: Turn) -> None:
    thumb = st.session_state.get(key)
    if thumb is None:
        return
    try:
        keep(backend.feedback_file(), record(turn, thumb, datetime.now(UTC)))
        st.toast("Noted, on this machine only.")
    except OSError as error:
        st.toast(f"Not noted: {error.strerror}.")
