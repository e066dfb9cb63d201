"""Whole processes are measured one by one, and a failing one is named."""

from __future__ import annotations

import sys

import pytest

from vssqa.bench.processes import Spread, race, run
from vssqa.errors import FaultError

MIB = 2**20


def python(code: str) -> list[str]:
    return [sys.executable, "-S", "-c", code]


def test_a_run_tells_what_was_printed_and_how_long_it_took() -> None:
    done = run(python("import time; time.sleep(0.2); print('done')"))
    assert done.output == "done\n"
    assert 0.2 <= done.seconds < 10


def test_peak_memory_grows_with_what_the_process_holds() -> None:
    small = run(python("pass")).peak_bytes
    large = run(python("held = bytearray(b'x') * (64 * 2**20)")).peak_bytes
    assert 48 * MIB < large - small < 96 * MIB


def test_a_failing_command_is_named_with_its_last_line() -> None:
    with pytest.raises(FaultError, match="status 3: no such thing"):
        run(python("import sys; print('no such thing', file=sys.stderr); sys.exit(3)"))


def test_a_missing_program_is_named() -> None:
    with pytest.raises(FaultError, match="no-such-program"):
        run(["no-such-program"])


def test_contenders_take_turns_after_one_warm_up_each(tmp_path: object) -> None:
    log = f"{tmp_path}/log"
    code = "open({!r}, 'a').write({!r})"
    contenders = {name: python(code.format(log, name)) for name in "ab"}
    timed = race(contenders, 2)
    with open(log) as written:
        assert written.read() == "ab" + "abab"
    assert [(one.name, one.runs) for one in timed] == [("a", 2), ("b", 2)]


def test_a_spread_is_median_and_extremes() -> None:
    assert Spread.of([5.0, 1.0, 3.0]) == Spread(3.0, 1.0, 5.0)
