"""Whatever a mention may mean is found under one of its keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssqa.facts.instruments import instruments_in, matches
from vssqa.facts.paper_keys import keys_held, keys_meant
from vssqa.types import Instrument

_NAMES = (
    "Directive No. 38-CT/TW", "Directive 38", "Directive No. 038", "Decree 75/2023/ND-CP",
    "Decree No. 75", "Resolution 01/NQ-CP", "Resolution No. 1", "Law on Social Insurance",
    "Social Insurance Law", "Law on Health Insurance No. 46/2014/QH13", "Decree 19-CP",
    "Official Letter 1354/BHXH-VP", "Decision 546/QĐ-TTg", "Project 06", "Health Insurance Law",
)  # fmt: skip


def held(name: str) -> Instrument:
    """Return a paper as the register would have it from one naming."""
    [mention] = instruments_in(name)
    return Instrument(
        name, mention.number, mention.type, None, mention.title, None, (name,), False, ()
    )


@pytest.mark.parametrize("said", _NAMES)
@pytest.mark.parametrize("name", _NAMES)
def test_a_paper_that_is_meant_is_found(said: str, name: str) -> None:
    [mention] = instruments_in(said)
    if matches(mention, held(name)):
        assert keys_meant(mention) & keys_held(held(name))


@given(st.sampled_from(_NAMES))
def test_a_paper_is_found_under_its_own_name(name: str) -> None:
    [mention] = instruments_in(name)
    assert matches(mention, held(name))
    assert keys_meant(mention) & keys_held(held(name))


def test_another_number_has_other_keys() -> None:
    [mention] = instruments_in("Directive No. 37-CT/TW")
    assert not keys_meant(mention) & keys_held(held("Directive No. 38-CT/TW"))
