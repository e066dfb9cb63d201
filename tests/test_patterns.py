"""Patterns compiled at first use behave as compiled ones, and each of the package compiles."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vssqa
from vssqa.patterns import _Pattern, one_of, regex


def test_it_finds_what_a_compiled_one_finds() -> None:
    lazy, compiled = regex(r"(?P<n>\d+)%", re.I), re.compile(r"(?P<n>\d+)%", re.I)
    text = "93% and 94%"
    assert [m.span("n") for m in lazy.finditer(text)] == [
        m.span("n") for m in compiled.finditer(text)
    ]
    assert lazy.sub("x", text) == compiled.sub("x", text)
    assert lazy.search(text, 4) is not None
    assert lazy.fullmatch(text) is None
    assert (lazy.pattern, lazy.flags, lazy.groups) == (
        compiled.pattern,
        compiled.flags,
        compiled.groups,
    )


def test_nothing_is_compiled_before_the_first_use() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")


def _modules() -> list[str]:
    found = (module.name for module in pkgutil.walk_packages(vssqa.__path__, "vssqa."))
    return [name for name in found if not name.startswith(("vssqa.ui", "vssqa.__main__"))]


def _patterns(value: object) -> list[_Pattern]:
    """Return the patterns of a module's constant, in tuples and mappings too."""
    if isinstance(value, _Pattern):
        return [value]
    if isinstance(value, dict):
        value = (*value.keys(), *value.values())
    if isinstance(value, tuple | list):
        return [pattern for part in value for pattern in _patterns(part)]
    return []


def test_every_pattern_of_the_package_compiles() -> None:
    known = 0
    for name in _modules():
        for value in vars(importlib.import_module(name)).values():
            for pattern in _patterns(value):
                assert pattern.flags is not None, (name, pattern.pattern)
                known += 1
    assert known > 400


_WORDS = st.text("ab -.", min_size=1, max_size=5)


@given(words=st.lists(_WORDS, min_size=1, max_size=8), text=st.text("ab -.", max_size=40))
def test_one_of_finds_what_a_list_of_the_longest_first_finds(words: list[str], text: str) -> None:
    longest_first = sorted(set(words), key=len, reverse=True)
    plain = re.compile(rf"(?<!a)(?:{'|'.join(map(re.escape, longest_first))})(?!a)")
    shared = re.compile(rf"(?<!a){one_of(words)}(?!a)")
    assert [m.span() for m in shared.finditer(text)] == [m.span() for m in plain.finditer(text)]
