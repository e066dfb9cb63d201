"""What a page drew: the marked words of its component, and all its Markdown."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def paragraphs(page: AppTest) -> list[dict[str, Any]]:
    """Return every paragraph that the component was given, in the page's order."""
    found = []
    for element in page.main:
        if element.type == "bidi_component" and element.proto.component_name == "vssqa_words":
            found += json.loads(element.proto.json)["paragraphs"]
    return found


def text(paragraph: dict[str, Any]) -> str:
    """Return a paragraph's words."""
    return "".join(piece["text"] for piece in paragraph["pieces"])


def words(page: AppTest, kind: str) -> list[str]:
    """Return the words of every paragraph of one kind."""
    return [text(paragraph) for paragraph in paragraphs(page) if paragraph["kind"] == kind]


def marked(page: AppTest, kind: str = "answer") -> list[str]:
    """Return the marked words of one kind."""
    return [
        piece["text"]
        for paragraph in paragraphs(page)
        for piece in paragraph["pieces"]
        if piece["kind"] == kind
    ]
