"""Anything in: an original that keeps its promises, or one line; never anything else."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.importing.seeds import KINDS, NAMES, seeds, spoiled
from vssqa.corpus import parse_release
from vssqa.errors import ReleaseImportError
from vssqa.importing.limits import ImportLimits
from vssqa.importing.originals import Kind, Original
from vssqa.importing.planning import completed, release_name
from vssqa.importing.reading import ReadingProcess
from vssqa.importing.release_form import parts_of, try_reading

LIMITS = ImportLimits(seconds=10)
IN_MODERATION = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LINES = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
        st.sampled_from("  \n\n\t.:/-0123456789ab\u00a0\u0110"),
    ),
    max_size=400,
)
_ISO = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess(LIMITS) as process:
        yield process


def check(original: Original) -> None:
    """Hold an original to what it promises."""
    text = original.text
    assert 0 < len(text) <= LIMITS.text_characters
    text.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", text)
    if original.title is not None:
        assert "\n" not in original.title
    if original.date is not None:
        assert _ISO.fullmatch(original.date)
    if original.title and original.date:
        release = parse_release("x", "x.txt", text, "")
        assert (release.title, release.date) == (original.title, original.date)
        assert re.fullmatch(r"[0-9-]{4,10}-[a-z0-9-]{1,60}", release_name(release.title, "2024"))


def read(process: ReadingProcess, kind: Kind, data: bytes) -> Original | str:
    """Read an original and hold it to its promises, or return the line it is refused with."""
    try:
        original = process.read(NAMES[kind], data)
    except ReleaseImportError as error:
        return one_line(str(error))
    check(original)
    return original


def one_line(message: str) -> str:
    assert message
    assert "\n" not in message
    return message


@pytest.mark.parametrize("kind", KINDS)
@IN_MODERATION
@given(data=st.binary(max_size=2000))
def test_any_bytes_give_an_original_or_one_line(
    process: ReadingProcess, kind: Kind, data: bytes
) -> None:
    read(process, kind, data)


@pytest.mark.parametrize("kind", KINDS)
@IN_MODERATION
@given(chance=st.randoms(use_true_random=False), which=st.integers(0, 9))
def test_a_spoiled_original_gives_an_original_or_one_line(
    process: ReadingProcess, kind: Kind, chance: random.Random, which: int
) -> None:
    sound = seeds(kind)
    result = read(process, kind, spoiled(kind, sound[which % len(sound)], chance))
    assert not (isinstance(result, str) and "longer than" in result)


@pytest.mark.parametrize("run", [" ", "\u00a0", ".", '"', "-", "<", "a-", "1/", "photo ", "9h"])
@pytest.mark.parametrize(("before", "after"), [("A", "b."), ("Photo", "x"), ("x.", "\u00e9)")])
def test_a_long_run_is_read_in_linear_time(run: str, before: str, after: str) -> None:
    line = before + (run * 40_000)[:40_000] + after
    begin = time.process_time()
    try_reading(f"Title of it\n\n22/01/2024\n\n{line}\n\nSome words that end the text.\n")
    # 0.1 s; where a rule looks at every pair of places it takes minutes.
    assert time.process_time() - begin < 5


@IN_MODERATION
@given(text=LINES)
def test_a_text_is_kept_whole_or_only_its_title_moved(process: ReadingProcess, text: str) -> None:
    original = read(process, "text", text.encode())
    if isinstance(original, str):
        return
    if original.complete:
        kept = "".join(original.text.split())
        assert sorted(kept) == sorted("".join(text.split()))
    else:
        words = "".join(text.split())
        assert len(words) <= len("".join(original.text.split())) + len(original.title or "") + 10


@IN_MODERATION
@example(text="\u00b7\x1b0", title="", date="2000-01-01")  # a title line with an odd character
@given(text=LINES, title=LINES, date=st.dates().map(str))
def test_what_a_person_completes_is_read_back(text: str, title: str, date: str) -> None:
    parts = parts_of(text)
    original = Original("a", "text", "0" * 64, parts.title, parts.date, parts.body, parts.complete)
    done = completed(original, title=title, date=f"20{date[2:]}")
    if done.title is not None:
        release = parse_release("x", "x.txt", done.text, "")
        assert (release.title, release.date) == (done.title, f"20{date[2:]}")
        assert completed(done, title=done.title, date=done.date) == done
