"""The registers of the five releases are what was read through by hand."""

from __future__ import annotations

import difflib

import pytest

from tests.facts.golden import CORPUS, GOLDEN, golden_text
from vssqa.corpus import read_corpus
from vssqa.facts.registers import read_registers

_LINES_SHOWN = 60


def test_a_change_of_the_registers_shows_as_a_diff() -> None:
    found = golden_text(read_registers(read_corpus(CORPUS))).splitlines()
    golden = GOLDEN.read_text(encoding="utf-8").splitlines()
    diff = list(difflib.unified_diff(golden, found, "golden", "found", n=0, lineterm=""))
    if diff:
        shown = "\n".join(diff[:_LINES_SHOWN])
        pytest.fail(f"{shown}\nright so? then renew it with: python -m tests.facts.golden")
