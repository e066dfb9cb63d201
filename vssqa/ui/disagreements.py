"""The page Disagreements: where releases differ, with both sides' sentences."""

from __future__ import annotations

import streamlit as st

from vssqa.assistant import Assistant
from vssqa.contract import conflict_json
from vssqa.tables import conflict_table
from vssqa.types import SEEN_BY_READER, Conflict
from vssqa.ui import backend
from vssqa.ui.marking import WHOLE, label
from vssqa.ui.register import downloads, sentence
from vssqa.ui.wording import CONFLICT_WORDS, sentence_case, with_dates

_SHOWN = 25  # of each group at a time


def page() -> None:
    """Draw the page."""
    assistant = backend.assistant()
    st.title("Disagreements", anchor=False)
    conflicts = assistant.registers.conflicts
    seen = [conflict for conflict in conflicts if conflict.kind in SEEN_BY_READER]
    explained = [conflict for conflict in conflicts if conflict.kind not in SEEN_BY_READER]
    if not conflicts:
        st.info("Figures on which releases disagree would stand here; those held do not.")
        return
    st.caption("Neither side is called right: each is what a release prints.")
    _show_all(assistant, seen, "seen")
    if explained:
        with st.expander(f"{len(explained)} that differ for a reason and do not contradict"):
            _show_all(assistant, explained, "explained")
    downloads(
        "disagreements",
        lambda: conflict_table(conflicts),
        lambda: [conflict_json(c) for c in conflicts],
    )


def _show_all(assistant: Assistant, conflicts: list[Conflict], group: str) -> None:
    for number, conflict in enumerate(conflicts[:_SHOWN]):
        with st.container(border=True):
            st.markdown(f"**\u21c4 {CONFLICT_WORDS[conflict.kind].capitalize()}**")
            note = sentence_case(with_dates(conflict.note, assistant.releases))
            st.markdown(label(note, WHOLE))
            sides = st.columns(2)
            for at, side in enumerate(conflict.figures):
                with sides[at % 2]:
                    key = f"{group} {number} {at}"
                    sentence(assistant, side.release, side.sentence, side.span, key)
    if len(conflicts) > _SHOWN:
        st.caption(f"{len(conflicts) - _SHOWN} more stand in the download.")
