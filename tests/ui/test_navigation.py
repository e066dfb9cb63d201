"""A fault of the store is one line on the page, and the next page opens the index anew."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.fake_assistant import FakeAssistant
from vssqa.errors import StoreError
from vssqa.types import Answer
from vssqa.ui import backend
from vssqa.ui.suggestions import Examples

DOWN = "Milvus at 'http://store:19530' does not answer: start it"
SCRIPT = "from vssqa.ui import navigation\nnavigation.run()\n"


def test_a_store_that_is_down_is_told_in_its_own_words(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> Answer:
        raise StoreError(DOWN)

    monkeypatch.setattr(backend, "assistant", lambda: fake)
    monkeypatch.setattr(Examples, "go_on", Examples.work)
    closed: list[bool] = []
    monkeypatch.setattr(backend.Desk, "close", lambda _: closed.append(True))
    at = AppTest.from_string(SCRIPT, default_timeout=30).run()
    with monkeypatch.context() as broken:
        broken.setattr(FakeAssistant, "ask", down)
        at.chat_input[0].set_value("What was the rate?").run()
    assert not at.exception
    (told,) = at.error
    assert told.value.replace("\\", "").replace("\u2060", "") == DOWN
    assert closed == [True]
