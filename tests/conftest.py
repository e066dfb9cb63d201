"""What tests of several parts share: the five releases, indexed once in a whole run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from vssqa.assistant import Assistant

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="session")
def five_releases(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Open the five releases with the real models; the index is built anew (half a minute)."""
    from vssqa.assistant import Assistant
    from vssqa.settings import Settings

    index = tmp_path_factory.mktemp("five-releases") / "index"
    return Assistant.open(Settings(corpus=CORPUS, index=index))
