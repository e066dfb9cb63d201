"""The pages and their order."""

from __future__ import annotations

import logging

import streamlit as st

from vssqa.errors import CorpusError, StoreError
from vssqa.ui import (
    additions,
    ask,
    backend,
    directives,
    disagreements,
    draft,
    duties,
    figures,
    links,
    releases,
)
from vssqa.ui.marking import WHOLE, label
from vssqa.ui.wording import sentence_case

_log = logging.getLogger(__name__)

_PAGES = {
    "ask": (ask.page, "Ask"),
    "draft": (draft.page, "Check a draft"),
    "figures": (figures.page, "Figures"),
    "directives": (directives.page, "Directives"),
    "duties": (duties.page, "Agencies and duties"),
    "disagreements": (disagreements.page, "Disagreements"),
    "releases": (releases.page, "Releases"),
}


def run() -> None:
    """Set the page up and draw the one that is chosen."""
    st.set_page_config(page_title="vssqa", layout="wide")
    pages = {
        name: st.Page(draw, title=title, url_path=name, default=name == "ask")
        for name, (draw, title) in _PAGES.items()
    }
    links.register(pages)
    chosen = st.navigation(list(pages.values()), position="top")
    try:
        chosen.run()
    except CorpusError as error:
        st.title("No release to read", anchor=False)
        st.info(label(sentence_case(str(error)), WHOLE))
        additions.show()
    except StoreError as error:
        backend.desk().close()  # what is opened next may find the store in order
        st.error(label(str(error), WHOLE))
    except Exception:
        _log.exception("the page %s met a fault", chosen.url_path or "ask")
        st.info(
            "This page has met a fault of the program. Load it again; if the fault stays,"
            " the log of the server says what it is."
        )
