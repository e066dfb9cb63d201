"""Adding releases in the page: drop files, see what was read, accept, undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from vssqa.errors import FaultError, InputError
from vssqa.importing import (
    Added,
    Addition,
    Original,
    apply_additions,
    completed,
    plan_additions,
    read_upload,
    undo,
)
from vssqa.ui import backend
from vssqa.ui.marking import WHOLE, label
from vssqa.ui.wording import counted, day

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_KINDS = ["txt", "md", "html", "htm", "pdf", "docx"]
_ADDED = "added releases"
_ROUND = "round of additions"  # a new key empties the uploader
_WORDS = {
    "new": "new",
    "same_original": "held already",
    "same_text": "held already, word for word",
    "near_identical": "nearly the text of a release held: left out",
    "corrected": "another version of a release held",
    "needs_date": "no date found: give it",
    "needs_title": "no title found: give it",
}


def show() -> None:
    """Show how to add releases, where the operator allows it."""
    if not backend.additions_allowed():
        st.caption("Releases are added here by the operator only.")
        return
    _offer_undo()
    with st.expander("Add releases"):
        uploads = st.file_uploader(
            "Files with one release each (txt, md, html, pdf, docx)",
            type=_KINDS,
            accept_multiple_files=True,
            key=f"uploads {st.session_state.get(_ROUND, 0)}",
        )
        if uploads:
            _plan(uploads)


def _plan(uploads: Sequence[UploadedFile]) -> None:
    """Show what was read of the files, and take them in when that is accepted."""
    originals = _read(uploads)
    corpus = backend.settings().corpus
    try:
        plan = plan_additions(originals, corpus)
        for number, addition in enumerate(plan):
            originals[number] = _show_addition(number, addition)
        plan = plan_additions(originals, corpus)
    except InputError as error:
        st.info(label(str(error), WHOLE))
        return
    versions = any(addition.status == "corrected" for addition in plan)
    replace = versions and st.checkbox("Put other versions in the place of those held")
    ready = [a for a in plan if a.status == "new" or (replace and a.status == "corrected")]
    if st.button(f"Add {counted(len(ready), 'release').lower()}", disabled=not ready):
        try:
            added = apply_additions(plan, corpus, replace=replace)
        except (InputError, FaultError) as error:
            st.info(label(str(error), WHOLE))
            return
        st.session_state[_ADDED] = added
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()


def _read(uploads: Sequence[UploadedFile]) -> list[Original]:
    """Read the files; what cannot be read is said, the others go on."""
    slot = st.empty()
    originals = []
    for number, upload in enumerate(uploads):
        slot.progress(number / len(uploads), text=f"Reading {label(upload.name)}")
        try:
            originals.append(_original(upload.name, upload.getvalue()))
        except InputError as error:
            st.info(label(str(error), WHOLE))
    slot.empty()
    return originals


@st.cache_data(show_spinner=False, max_entries=64)
def _original(name: str, data: bytes) -> Original:
    return read_upload(name, data)


def _show_addition(number: int, addition: Addition) -> Original:
    """Show what was read of one original; return it with what the person adds."""
    original = addition.original
    with st.container(border=True):
        st.markdown(f"**{label(original.name)}**: {_WORDS[addition.status]}")
        if addition.release and addition.status != "new":
            st.caption(label(addition.release))
        title = original.title or st.text_input("Title", key=f"title {number} {original.sha256}")
        date = original.date or st.text_input(
            "Release date (YYYY-MM-DD)", key=f"date {number} {original.sha256}"
        )
        figures = counted(backend.figures_in(original.text), "figure").lower()
        st.caption(
            f"{label(title, 200) or 'no title yet'} \u00b7 {day(date)} \u00b7"
            f" {len(original.text):,} characters \u00b7 {figures} found"
        )
    return completed(original, title=title or None, date=date or None)


def _offer_undo() -> None:
    added: list[Added] = st.session_state.get(_ADDED) or []
    if not added:
        return
    st.success(f"{counted(len(added), 'release')} added: ask about it now, or take it back.")
    for one in added:
        st.caption(label(one.line, WHOLE))
    if st.button("Undo"):
        try:
            undo(added, backend.settings().corpus)
        except (InputError, FaultError) as error:
            st.info(label(str(error), WHOLE))
            return
        st.session_state[_ADDED] = None
        st.rerun()
