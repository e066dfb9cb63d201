"""The one place that draws release text: as text nodes, with marks.

Streamlit's own parts cannot do this. Its Markdown changes what it prints
(marking.py says how), st.text has no marks, and neither can bring a mark into
sight. So a small component gets text and marks as data and builds elements
whose words are set by `textContent`: no HTML is ever made from a release.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import streamlit as st

from vssqa.ui.marking import Paragraph

_DRAWN_BY = Path(__file__).with_name("words.js")
_STYLED_BY = Path(__file__).with_name("words.css")

_draw = st.components.v2.component(
    "vssqa_words",
    html='<div class="words"></div>',
    css=_STYLED_BY.read_text(encoding="utf-8"),
    js=_DRAWN_BY.read_text(encoding="utf-8"),
)


def words(
    paragraphs: Sequence[Paragraph],
    key: str,
    *,
    reveal: Literal["mark", "whole"] | None = None,
    height: int | None = None,
    again: int = 0,
) -> str | None:
    """Draw paragraphs; return the target of the mark clicked in this run, if any.

    :param reveal: bring the first mark, or the whole text, into sight once it is drawn.
    :param again: a new number brings it into sight though nothing was drawn anew.
    :param height: pixels of a box that scrolls; without it the text takes its room.
    """
    result = _draw(
        key=key,
        data={
            "paragraphs": [asdict(paragraph) for paragraph in paragraphs],
            "reveal": reveal,
            "height": height,
            "again": again,
        },
        on_opened_change=_nothing,
    )
    opened = result.get("opened")
    return str(opened) if opened else None


def source(text: str, key: str) -> None:
    """Draw where words stand: one line, cut at its end where it is too long for the page."""
    words([Paragraph.plain("source", text)], key)


def _nothing() -> None:
    """Stand for a callback: Streamlit asks for one where a component tells of clicks."""
