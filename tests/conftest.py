"""What tests of several parts share: the five releases, indexed once in a whole run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from vssqa.assistant import Assistant
    from vssqa.settings import Settings
    from vssqa.types import Answer, Verification

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="session")
def five_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Index the five releases anew with the real models (half a minute)."""
    from vssqa.index.build import build_index
    from vssqa.settings import Settings

    settings = Settings(corpus=CORPUS, index=tmp_path_factory.mktemp("five-releases") / "index")
    build_index(settings)
    return settings


@pytest.fixture(scope="session")
def five_releases(five_settings: Settings) -> Assistant:
    """Open the five releases with the real models."""
    from vssqa.assistant import Assistant

    return Assistant.open(five_settings)


@pytest.fixture(scope="session")
def ask_once(five_releases: Assistant) -> Callable[..., Answer]:
    """Ask the five releases; a question asked by several tests is answered once."""

    @cache
    def answered(question: str, history: tuple[str, ...]) -> Answer:
        return five_releases.ask(question, history)

    def ask(question: str, history: Sequence[str] = ()) -> Answer:
        return answered(question, tuple(history))

    return ask


@pytest.fixture(scope="session")
def verify_once(five_releases: Assistant) -> Callable[[str], Verification]:
    """Verify against the five releases; a text checked by several tests is checked once."""

    @cache
    def verify(text: str) -> Verification:
        return five_releases.verify(text)

    return verify
