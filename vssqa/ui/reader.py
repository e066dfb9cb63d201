"""The release reader: beside an answer, and as a page of its own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vssqa.importing.release_form import web_address
from vssqa.types import Citation, Release
from vssqa.ui import conversation
from vssqa.ui.links import passage_link
from vssqa.ui.marking import Mark, label
from vssqa.ui.reading import citation_marks, release_paragraphs
from vssqa.ui.wording import day
from vssqa.ui.words import words

_HEAD_CHARACTERS = 80  # of the title: two lines on a phone
_BESIDE_PIXELS = 360  # with its head about the height of an answer, so that both are in sight


def release_details(release: Release) -> None:
    """Show date, publisher, address and file of a release."""
    st.caption(f"{_dated(release)} \u00b7 {label(release.file)}")
    _web_button(release)


def release_beside(release: Release, cited: Sequence[Citation], key: str) -> None:
    """Show a release beside an answer, scrolled to the cited words, with a way to close it.

    :param cited: the citations of this release, the one that was opened first.
    """
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            st.caption(_dated(release))
            st.button("Close", key=f"{key} close", on_click=conversation.go_back)
        st.markdown(f"**{label(release.title, _HEAD_CHARACTERS)}**")
        marks = [*citation_marks(cited[0]), *(Mark(c.span, "beside") for c in cited[1:])]
        words(
            release_paragraphs(release, marks),
            f"{key} text",
            reveal="mark",
            height=_BESIDE_PIXELS,
        )
        with st.container(horizontal=True):
            with st.popover("Link to this passage", type="tertiary"):
                st.code(passage_link(release, cited[0].span), language=None, wrap_lines=True)
            _web_button(release)


def _web_button(release: Release) -> None:
    address = web_address(release.source.url)
    if address:
        st.link_button("Open the release on the web", address, type="tertiary")


def _dated(release: Release) -> str:
    """Return date and publisher of a release, as a label."""
    told = [day(release.date), release.source.publisher or ""]
    return " \u00b7 ".join(label(part) for part in told if part)


def release_whole(release: Release, marks: Sequence[Mark], key: str, reveal: bool) -> str | None:
    """Show a whole release; return the target of the mark that was clicked, if any."""
    return words(release_paragraphs(release, marks), key, reveal="mark" if reveal else None)
