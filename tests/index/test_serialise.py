"""Plain JSON becomes the asked-for type exactly, or an error."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vssqa.index.serialise import from_plain, to_plain
from vssqa.types import Conflict, Figure, Mention, Registers, Release, Span

_MENTION = {"release": "r", "span": {"start": 1, "end": 2}, "surface": "x"}


@given(st.from_type(Registers))
@settings(max_examples=40, deadline=None)
def test_registers_come_back_as_they_were(registers: Registers) -> None:
    assert from_plain(Registers, json.loads(json.dumps(to_plain(registers)))) == registers


@given(st.from_type(Release))
@settings(max_examples=40, deadline=None)
def test_releases_come_back_as_they_were(release: Release) -> None:
    assert from_plain(Release, json.loads(json.dumps(to_plain(release)))) == release


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {},
        {**_MENTION, "more": 1},
        {**_MENTION, "release": 1},
        {**_MENTION, "release": None},
        {**_MENTION, "span": {"start": "1", "end": 2}},
        {**_MENTION, "span": {"start": 1.0, "end": 2}},
        {**_MENTION, "span": {"start": True, "end": 2}},
        {**_MENTION, "span": [1, 2]},
        {"release": "r", "surface": "x"},
    ],
)
def test_data_that_does_not_fit_is_refused(plain: Any) -> None:
    with pytest.raises(ValueError, match="no "):
        from_plain(Mention, plain)


def test_a_choice_that_is_none_of_the_type_is_refused() -> None:
    with pytest.raises(ValueError, match="none of"):
        from_plain(Conflict, {"kind": "opinion", "note": "", "figures": []})


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError, match="set has no form"):
        to_plain({1, 2})
    with pytest.raises(TypeError, match="no form"):
        from_plain(dict, {})


def test_an_optional_field_may_be_missing_a_value_and_not_itself() -> None:
    span = Span(0, 1)
    figure = Figure("r", span, "1", "1", "count", None, "m", None, None, "actual", span)
    plain = to_plain(figure)
    assert plain["scheme"] is None
    del plain["scheme"]
    with pytest.raises(ValueError, match="no Figure"):
        from_plain(Figure, plain)
