"""Frozen dataclasses <-> plain JSON, by their own type hints.

No pickle: what is read can only become the types that are asked for.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def to_plain(value: object) -> Any:
    """Return `value` as JSON holds it: a dataclass as an object, a tuple as a list."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no form in the index")


def to_fields(value: object, without: str) -> list[Any]:
    """Return a dataclass' fields but one, in order, as JSON holds them."""
    return [to_plain(getattr(value, f.name)) for f in fields(value) if f.name != without]  # type: ignore[arg-type]


def from_fields(kind: type[T], plain: object, **given: object) -> T:
    """Read fields that `to_fields` gave as `kind`; `given` is the one left out.

    :raises ValueError: if the data does not fit the type exactly.
    """
    readers = _field_readers(kind)  # type: ignore[arg-type]
    names = [name for name in readers if name not in given]
    if not isinstance(plain, list) or len(plain) != len(names):
        raise ValueError(f"no {kind.__name__}: {str(plain)[:80]}")
    return kind(**given, **{n: readers[n](item) for n, item in zip(names, plain, strict=True)})


def from_plain(kind: type[T], value: object) -> T:
    """Read plain data as `kind`.

    :raises ValueError: if the data does not fit the type exactly.
    """
    result: T = _reader(kind)(value)  # type: ignore[arg-type]
    return result


@cache
def _reader(kind: Any) -> Reader:
    """Return the function that reads plain data as `kind`."""
    origin = get_origin(kind)
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if origin is tuple:
        items = get_args(kind)
        if items[-1] is Ellipsis:
            return _tuple_reader(_reader(items[0]))
        return _fixed_tuple_reader([_reader(item) for item in items])
    if origin is Literal:
        return _choice_reader(frozenset(get_args(kind)))
    if origin in (Union, types.UnionType):
        return _optional_reader(kind)
    if kind in (str, int, float, bool):
        return _scalar_reader(kind)
    raise TypeError(f"{kind} has no form in the index")


@cache
def _field_readers(kind: Any) -> dict[str, Reader]:
    hints = get_type_hints(kind)
    return {field.name: _reader(hints[field.name]) for field in fields(kind)}


def _dataclass_reader(kind: Any) -> Reader:
    readers = _field_readers(kind)
    names = readers.keys()

    def read(value: Any) -> Any:
        if not isinstance(value, dict) or value.keys() != names:
            raise ValueError(f"no {kind.__name__}: {str(value)[:80]}")
        return kind(**{name: readers[name](item) for name, item in value.items()})

    return read


def _tuple_reader(item: Reader) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError(f"no list: {str(value)[:80]}")
        return tuple(map(item, value))

    return read


def _fixed_tuple_reader(items: Sequence[Reader]) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, list) or len(value) != len(items):
            raise ValueError(f"no list of {len(items)}: {str(value)[:80]}")
        return tuple(read_item(item) for read_item, item in zip(items, value, strict=True))

    return read


def _choice_reader(choices: frozenset[Any]) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in choices:
            raise ValueError(f"none of {sorted(choices)}: {str(value)[:80]}")
        return value

    return read


def _optional_reader(kind: Any) -> Reader:
    inner = [argument for argument in get_args(kind) if argument is not type(None)]
    if len(inner) != 1:
        raise TypeError(f"{kind} has no form in the index")
    read_inner = _reader(inner[0])

    def read(value: Any) -> Any:
        return None if value is None else read_inner(value)

    return read


def _scalar_reader(kind: type) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is kind:
            return value
        if kind is float and type(value) is int:
            return float(value)
        raise ValueError(f"no {kind.__name__}: {str(value)[:80]}")

    return read
