"""The pages and their order."""

from __future__ import annotations

import streamlit as st

from vssqa.ui import ask, links, releases


def run() -> None:
    """Set the page up and draw the one that is chosen."""
    st.set_page_config(page_title="vssqa", layout="wide")
    pages = {
        "ask": st.Page(ask.page, title="Ask", url_path="ask", default=True),
        "releases": st.Page(releases.page, title="Releases", url_path="releases"),
    }
    links.register(pages)
    st.navigation(list(pages.values()), position="top").run()
