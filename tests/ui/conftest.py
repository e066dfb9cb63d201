"""What the page's tests share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.fake_assistant import FakeAssistant
from vssqa.ui import backend
from vssqa.ui.suggestions import Examples


@pytest.fixture(scope="session")
def fake() -> FakeAssistant:
    """Return an assistant over the real releases that needs no index."""
    return FakeAssistant()


@pytest.fixture
def page(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], AppTest]:
    """Return a way to open a page by the name of its module, with the fake behind it."""
    monkeypatch.setattr(backend, "assistant", lambda: fake)
    monkeypatch.setattr(Examples, "go_on", Examples.work)  # here and now, not beside the page
    feedback = tmp_path_factory.mktemp("feedback") / "feedback.jsonl"
    monkeypatch.setattr(backend, "feedback_file", lambda: feedback)

    def opened(name: str) -> AppTest:
        script = f"from vssqa.ui import {name}\n{name}.page()\n"
        return AppTest.from_string(script, default_timeout=30)

    return opened
