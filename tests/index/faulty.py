"""Stop or fail a build at any of the calls that change the disk, found by counting them."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

CHANGING = ("open", "write", "fsync", "replace", "rename", "mkdir", "unlink", "rmdir")


@dataclass
class Calls:
    """Every changing call so far: its name and its first argument."""

    made: list[tuple[str, Any]] = field(default_factory=list)


Fault = Callable[[str, Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any]


def _changes(name: str, arguments: tuple[Any, ...]) -> bool:
    """Tell whether a call changes the disk: opening does where it may create."""
    return name != "open" or bool(arguments[1] & os.O_CREAT)


@contextmanager
def faults(fault: Callable[[int], Fault | None]) -> Iterator[Calls]:
    """Give each changing call its number, from 1, and to `fault` if it wants it.

    Those of `os`, and those that fill a database: it writes past `os`.
    """
    calls = Calls()
    real = {name: getattr(os, name) for name in CHANGING}

    def counted(name: str, function: Callable[..., Any], arguments: Any, named: Any) -> Any:
        calls.made.append((name, arguments[0]))
        act = fault(len(calls.made))
        if act is None:
            return function(*arguments, **named)
        return act(name, function, arguments, named)

    def wrapped(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if not _changes(name, arguments):
                return real[name](*arguments, **named)
            return counted(name, real[name], arguments, named)

        return call

    class Watched(sqlite3.Connection):
        def execute(self, *arguments: Any) -> Any:
            return counted("execute", super().execute, arguments, {})

        def executemany(self, *arguments: Any) -> Any:
            return counted("executemany", super().executemany, arguments, {})

    def connect(path: Any, *, uri: bool = False, **named: Any) -> sqlite3.Connection:
        """Watch a database that is written; one that is read has an address."""
        kind = sqlite3.Connection if uri else Watched
        return real_connect(path, uri=uri, factory=kind, **named)

    real_connect = sqlite3.connect
    try:
        for name in CHANGING:
            setattr(os, name, wrapped(name))
        sqlite3.connect = connect  # type: ignore[assignment]
        yield calls
    finally:
        sqlite3.connect = real_connect
        for name, function in real.items():
            setattr(os, name, function)


def count() -> Any:
    """Count the calls and fail none."""
    return faults(lambda number: None)


def kill_before(name: str, real: Any, arguments: Any, named: Any) -> Any:
    """Die in place of the call."""
    os.kill(os.getpid(), signal.SIGKILL)


def kill_after(name: str, real: Any, arguments: Any, named: Any) -> Any:
    """Die right behind the call; a write is done by half."""
    if name == "write":
        arguments = (arguments[0], memoryview(arguments[1])[: len(arguments[1]) // 2])
    try:
        real(*arguments, **named)
    finally:
        os.kill(os.getpid(), signal.SIGKILL)


def refuse(number: int) -> Fault:
    """Fail the call with an error of the system."""

    def act(name: str, real: Any, arguments: Any, named: Any) -> Any:
        if name in ("execute", "executemany"):
            raise sqlite3.OperationalError("disk I/O error")
        raise OSError(number, os.strerror(number), str(arguments[0]))

    return act


def write_short(name: str, real: Any, arguments: Any, named: Any) -> Any:
    """Write one byte of many, as a system may; every other call is done."""
    if name == "write" and len(arguments[1]) > 1:
        arguments = (arguments[0], memoryview(arguments[1])[:1])
    return real(*arguments, **named)


ERRORS = {name: getattr(errno, name) for name in ("ENOSPC", "EIO", "EACCES")}


def in_child(act: Callable[[], object]) -> int:
    """Run `act` in a forked process; return its exit status, negative for a signal."""
    child = os.fork()
    if child == 0:
        try:
            act()
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(70)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)
