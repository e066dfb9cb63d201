"""The invented releases and the project's own, read once in a whole run."""

from __future__ import annotations

import pytest

from tests.conftest import CORPUS
from tests.verification.held_corpora import INVENTED, HeldCorpus, hold_folder
from vssqa.verification import Verifier


@pytest.fixture(scope="session")
def invented() -> Verifier:
    return Verifier(hold_folder(INVENTED))


@pytest.fixture(scope="session")
def own_corpus() -> HeldCorpus:
    return hold_folder(CORPUS)


@pytest.fixture(scope="session")
def own(own_corpus: HeldCorpus) -> Verifier:
    return Verifier(own_corpus)
