"""Copy a text with one click; Streamlit's own copy button shows only beside the whole text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

_DRAWN_BY = Path(__file__).with_name("copying.js")
_STYLED_BY = Path(__file__).with_name("copying.css")

_draw = st.components.v2.component(
    "vssqa_copying",
    html='<div class="copying"></div>',
    css=_STYLED_BY.read_text(encoding="utf-8"),
    js=_DRAWN_BY.read_text(encoding="utf-8"),
)


def copy_buttons(forms: Mapping[str, str], key: str) -> None:
    """Show a button a form, each of which copies its text.

    :param forms: what a person calls a form, and the text it copies.
    """
    _draw(key=key, data={"forms": list(forms.items())}, width="content")
