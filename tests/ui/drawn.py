"""What a page drew: the marked words of its component, and all its Markdown."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def given(page: AppTest, component: str) -> list[dict[str, Any]]:
    """Return what each component of a name was given, in the page's order."""
    return [
        json.loads(element.proto.json)
        for element in page.main
        if element.type == "bidi_component" and element.proto.component_name == component
    ]


def paragraphs(page: AppTest) -> list[dict[str, Any]]:
    """Return every paragraph that was drawn, in the page's order."""
    return [paragraph for data in given(page, "vssqa_words") for paragraph in data["paragraphs"]]


def copied(page: AppTest) -> list[list[tuple[str, str]]]:
    """Return for each answer the names of its copy buttons and what they copy."""
    return [data["forms"] for data in given(page, "vssqa_copying")]


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
