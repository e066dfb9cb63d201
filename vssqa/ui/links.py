"""The pages by name, so that one page can lead to another without importing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from vssqa.citing import link_fields
from vssqa.types import Release, Span

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_PAGES = "pages by name"


def register(pages: Mapping[str, StreamlitPage]) -> None:
    """Keep this session's pages for `go`."""
    st.session_state[_PAGES] = dict(pages)


def go(name: str, **query: str) -> None:
    """Lead to the page of that name; the query becomes its address."""
    st.switch_page(st.session_state[_PAGES][name], query_params=query)


def passage_link(release: Release, span: Span) -> str:
    """Return the permanent link to a span, as an address of this server."""
    return f"{_base()}/releases?{urlencode(link_fields(release, span))}"


def _base() -> str:
    """Return the address of this server, "" where it is not known (in tests)."""
    address = st.context.url or ""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.split('/', 1)[0]}" if rest else ""
