"""A build may die or fail at any call: what answers is the old index or the new, never a mix."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import HashingEncoder
from tests.index import faulty
from tests.index.conftest import fill, generation_bytes, release_text
from vssqa.errors import CorpusError, FaultError, IndexDamaged, VssqaError
from vssqa.facts.registers import read_registers
from vssqa.index import Index, ensure_index, open_index
from vssqa.index import opened as opened_module
from vssqa.index.build import build_index
from vssqa.index.generations import builder_lock
from vssqa.index.manifest import GENERATION_FILES, REGISTERS_FILE
from vssqa.index.opened import open_current
from vssqa.settings import Settings
from vssqa.text import terms
from vssqa.types import Span

OLD, NEW = "93.35", "94.29"
_SAMPLE = 9  # of the fault points every 9th and the last are tried, all of them with -m slow


def _write_rate(settings: Settings, rate: str) -> None:
    path = settings.corpus / "2024-01-01-rate.txt"
    path.write_text(release_text(1, rate), encoding="utf-8", newline="")


def _build(settings: Settings) -> None:
    build_index(settings, encoder=HashingEncoder())


def _state(settings: Settings) -> str:
    """Tell what answers now, and prove that it is whole and of one piece."""
    if not (settings.index / "current").exists():
        with pytest.raises(IndexDamaged, match="there is no index"):
            open_current(settings)
        return "none"
    index = open_current(settings, (), HashingEncoder())
    release = index.releases["2024-01-01-rate"]
    found = {rate for rate in (OLD, NEW) if rate in release.text}
    assert len(found) == 1
    rate = found.pop()
    assert rate in release.title
    assert f"{rate} per cent" in {figure.surface for figure in index.registers.figures}
    assert index.held.figures_in(release.id, Span(0, len(release.text)))[0].release == release.id
    sentences = [s for s in index.sentences if s.release == release.id]
    assert any(rate in s.span.of(release.text) for s in sentences)
    assert index.lexical.frequency(rate) >= 2
    vectors = HashingEncoder().encode([s.span.of(release.text) for s in sentences])
    assert abs(index.sentence_vectors[: len(sentences)] - vectors).max() < 1e-6
    return {OLD: "old", NEW: "new"}[rate]


def _start(tmp_path: Path, base: str) -> Settings:
    """Return a corpus with an old index, or none, and one release changed since."""
    settings = Settings(fill(tmp_path / "corpus"), tmp_path / "index", model="hashing")
    if base == "update":
        _build(settings)
    _write_rate(settings, NEW)
    return settings


def _again(origin: Path, copy: Path) -> Settings:
    """Return a fresh copy of a start, so that each fault meets the same state."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(origin, copy)
    return Settings(copy / "corpus", copy / "index", model="hashing")


def _points(tmp_path: Path, base: str, *, all_of_them: bool) -> Iterator[tuple[int, Settings]]:
    """Yield each point at which a build changes the disk, with a fresh state to break."""
    origin = tmp_path / "origin"
    _start(origin, base)
    counted = _again(origin, tmp_path / "counted")
    with faulty.count() as calls:
        _build(counted)
    assert len(calls.made) > 60
    last = len(calls.made)  # always tried: only behind the last steps is the new index the one
    for number in sorted({*range(1, last, 1 if all_of_them else _SAMPLE), last}):
        yield number, _again(origin, tmp_path / "tried")


def _assert_mends(settings: Settings) -> None:
    """Prove that the next start makes the index whole and leaves nothing behind."""
    ensure_index(settings, encoder=HashingEncoder())
    assert _state(settings) == "new"
    _build(settings)  # changes nothing now, but clears what an opened index leaves lying
    names = {path.name for path in settings.index.iterdir()}
    assert len(names) == 3, names
    assert {"current", "lock"} < names


SAMPLED = [pytest.param(False, id="some"), pytest.param(True, id="all", marks=pytest.mark.slow)]


@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("all_of_them", SAMPLED)
@pytest.mark.parametrize("fault", [faulty.kill_before, faulty.kill_after])
@pytest.mark.parametrize("base", ["first", "update"])
def test_a_build_killed_at_any_call_leaves_the_old_index_or_the_new(
    tmp_path: Path, base: str, fault: faulty.Fault, all_of_them: bool
) -> None:
    seen = set()
    for number, settings in _points(tmp_path, base, all_of_them=all_of_them):

        def doomed(number: int = number, settings: Settings = settings) -> None:
            with faulty.faults(lambda n: fault if n == number else None):
                _build(settings)

        assert faulty.in_child(doomed) == -signal.SIGKILL
        seen.add(_state(settings))
        _assert_mends(settings)
    assert seen == {"none" if base == "first" else "old", "new"}


@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("all_of_them", SAMPLED)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("error", faulty.ERRORS)
@pytest.mark.parametrize("base", ["first", "update"])
def test_a_build_failing_at_any_call_keeps_the_old_index_and_clears_up(
    tmp_path: Path, base: str, error: str, lasting: bool, all_of_them: bool
) -> None:
    for number, settings in _points(tmp_path, base, all_of_them=all_of_them):
        act = faulty.refuse(faulty.ERRORS[error])

        def fault(n: int, number: int = number, act: Any = act) -> Any:
            return act if n == number or (lasting and n > number) else None

        def spare_removing(name: str, real: Any, arguments: Any, named: Any, act: Any = act) -> Any:
            if name in ("unlink", "rmdir"):  # a full disk does not keep one from removing
                return real(*arguments, **named)
            return act(name, real, arguments, named)

        chosen = spare_removing if lasting else act
        failed = ""
        with faulty.faults(lambda n: chosen if fault(n) else None) as calls:  # noqa: B023
            try:
                _build(settings)
            except FaultError as error_told:
                failed = str(error_told)
        assert "\n" not in failed
        removing = calls.made[number - 1][0] in ("unlink", "rmdir")
        assert failed or removing or _state(settings) == "new"
        assert _state(settings) in {"new", "none" if base == "first" else "old"}
        if settings.index.exists() and not removing:
            assert not list(settings.index.glob("building-*"))
        _assert_mends(settings)


@pytest.mark.parametrize("base", ["first", "update"])
def test_short_writes_are_written_on(tmp_path: Path, base: str) -> None:
    settings = _start(tmp_path, base)
    turn = iter(range(10**9))
    with faulty.faults(lambda n: faulty.write_short if next(turn) % 2 else None):
        _build(settings)
    assert _state(settings) == "new"


def test_all_is_on_the_disk_before_it_is_pointed_to(tmp_path: Path) -> None:
    settings = _start(tmp_path, "update")
    paths: dict[int, str] = {}
    log: list[tuple[str, str]] = []
    real_open = os.open

    def opening(path: Any, *rest: Any, **named: Any) -> int:
        descriptor = real_open(path, *rest, **named)
        paths[descriptor] = Path(path).name
        return descriptor

    os.open = opening  # type: ignore[assignment]
    try:
        with faulty.faults(lambda n: noting) as calls:

            def noting(name: str, real: Any, arguments: Any, named: Any) -> Any:
                first = arguments[0]
                where = paths.get(first, "?") if isinstance(first, int) else Path(first).name
                log.append((name, where))
                return real(*arguments, **named)

            _build(settings)
    finally:
        os.open = real_open
    assert calls.made
    order = {step: number for number, step in enumerate(log)}
    renames = [number for number, (name, _) in enumerate(log) if name == "replace"]
    folder, pointer = renames
    for name in (*GENERATION_FILES, "manifest.json"):
        written = ("execute", "COMMIT") if name == REGISTERS_FILE else ("write", name)
        assert order[written] < order["fsync", name] < folder
    assert log[folder - 1] == ("fsync", log[folder][1]), "the folder's names before its rename"
    assert log[folder + 1] == ("fsync", "index"), "its new name before it is pointed to"
    assert order["write", "building-current"] < order["fsync", "building-current"] < pointer
    assert log[pointer + 1] == ("fsync", "index")


# --- damage ------------------------------------------------------------------------


def _truncated(path: Path, other: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _emptied(path: Path, other: Path) -> None:
    path.write_bytes(b"")


def _grown(path: Path, other: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def _first_bit(path: Path, other: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])


def _last_bit(path: Path, other: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 128]))


def _deleted(path: Path, other: Path) -> None:
    path.unlink()


def _swapped(path: Path, other: Path) -> None:
    shutil.copyfile(other, path)


def _folder(path: Path, other: Path) -> None:
    path.unlink()
    path.mkdir()


def _linked(path: Path, other: Path) -> None:
    aside = path.parent.parent / "aside"
    path.rename(aside)
    path.symlink_to(aside)


def _pipe(path: Path, other: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES = [
    _truncated, _emptied, _grown, _first_bit, _last_bit,
    _deleted, _swapped, _folder, _linked, _pipe,
]  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sound indexes, of two corpora, to be copied and damaged."""
    folder = tmp_path_factory.mktemp("sound")
    _build(_start(folder / "this", "first"))
    _build(Settings(fill(folder / "other", range(1, 3)), folder / "index", model="hashing"))
    return folder


@pytest.mark.parametrize("name", ["current", "manifest.json", *GENERATION_FILES])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__.strip("_"))
def test_a_damaged_file_is_refused_before_any_parser_and_mended(
    tmp_path: Path,
    sound: Path,
    name: str,
    damage: Callable[[Path, Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = _again(sound / "this", tmp_path / "this")
    damage(_path_of(settings.index, name), _path_of(sound / "index", name))
    with monkeypatch.context() as watching:
        for parser in ("_parse", "open_store"):
            watching.setattr(opened_module, parser, _never)
        with pytest.raises(IndexDamaged) as caught:
            open_index(settings, HashingEncoder())
    assert "\n" not in str(caught.value)
    assert "run: python -m vssqa index" in str(caught.value)
    ensure_index(settings, encoder=HashingEncoder())
    assert _state(settings) == "new"
    unhurt = Settings(settings.corpus, sound / "this" / "index", model="hashing")
    assert generation_bytes(settings) == generation_bytes(unhurt)


def _never(*_: object) -> None:
    raise AssertionError("parsed before it was checked")


def _path_of(index: Path, name: str) -> Path:
    if name == "current":
        return index / name
    return index / (index / "current").read_text().split()[0] / name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"name": "texts.bin"', '"name": "../../x.bin"'),
        ('"name": "texts.bin"', '"name": "/etc/passwd"'),
        ('"schema"', '"scheme"'),
        ('"schema": ', '"schema": 9'),
        ('"bytes": ', '"bytes": -'),
        ('"passages": ', '"passages": "x", "y": '),
    ],
)
def test_a_manifest_that_names_what_no_index_holds_is_refused(
    tmp_path: Path, old: str, new: str
) -> None:
    settings = _start(tmp_path, "update")
    path = _path_of(settings.index, "manifest.json")
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    _point_to_what_lies_there(settings)
    with pytest.raises(IndexDamaged):
        open_index(settings, HashingEncoder())
    _assert_mends(settings)


def _point_to_what_lies_there(settings: Settings) -> None:
    """Forge `current` so that it fits the manifest as it lies."""
    import hashlib

    generation = (settings.index / "current").read_text().split()[0]
    manifest = (settings.index / generation / "manifest.json").read_bytes()
    digest = hashlib.sha256(manifest).hexdigest()
    (settings.index / "current").write_text(f"{generation} {digest}\n")


@pytest.mark.parametrize(
    "line", ["../elsewhere {}\n", "generation-1 {}\n", "{}\n", "\x00\xff", "x" * 999]
)
def test_a_pointer_to_elsewhere_is_refused(tmp_path: Path, line: str) -> None:
    settings = _start(tmp_path, "update")
    (settings.index / "current").write_text(line.format("a" * 64))
    with pytest.raises(IndexDamaged):
        open_index(settings, HashingEncoder())
    _assert_mends(settings)


def test_a_generation_that_is_a_link_is_refused(tmp_path: Path) -> None:
    settings = _start(tmp_path, "update")
    generation = _path_of(settings.index, "manifest.json").parent
    generation.rename(tmp_path / "outside")
    generation.symlink_to(tmp_path / "outside")
    with pytest.raises(IndexDamaged, match="link"):
        open_index(settings, HashingEncoder())


# --- several at once ---------------------------------------------------------------


def test_two_builders_at_once_make_one_index(tmp_path: Path) -> None:
    settings = _start(tmp_path, "update")
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            try:
                ensure_index(settings, encoder=HashingEncoder())
            except BaseException:
                os._exit(70)
            os._exit(0)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 3
    _assert_mends(settings)


def test_a_dead_builders_lock_is_taken_over(tmp_path: Path) -> None:
    settings = _start(tmp_path, "update")

    def die_holding_it() -> None:
        with builder_lock(settings.index, 0.0):
            os.kill(os.getpid(), signal.SIGKILL)

    assert faulty.in_child(die_holding_it) == -signal.SIGKILL
    hurried = Settings(settings.corpus, settings.index, model="hashing", lock_seconds=0.0)
    assert build_index(hurried, encoder=HashingEncoder()).changed


def test_a_thousand_questions_while_generations_change(tmp_path: Path) -> None:
    settings = _start(tmp_path, "update")
    stop = threading.Event()
    failures: list[BaseException] = []

    def rebuild() -> None:
        try:
            turn = 0
            while not stop.is_set():
                turn += 1
                _write_rate(settings, (OLD, NEW)[turn % 2])
                _build(settings)
        except BaseException as error:
            failures.append(error)

    builder = threading.Thread(target=rebuild)
    builder.start()
    generations = set()
    try:
        index: Index | None = None
        for number in range(1_000):
            if index is None or number % 10 == 0:
                index = open_current(settings, (), HashingEncoder())
                generations.add(index.generation)
            question = f"health insurance rate on day 1 {number}"
            best = index.search(index.encode(question), terms(question), 3)[0]
            release = index.releases[best.sentence.release]
            assert best.sentence.span.of(release.text)
            first = index.releases["2024-01-01-rate"]
            assert (OLD in first.text) == (OLD in first.title)
    finally:
        stop.set()
        builder.join()
    assert not failures
    assert len(generations) > 1


# --- rights and odd files ----------------------------------------------------------


def test_an_index_that_may_only_be_read_answers_and_says_that_it_cannot_be_built() -> None:
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(fill(Path(name) / "corpus"), Path(name) / "index", model="hashing")
        _build(settings)
        _write_rate(settings, NEW)
        _build(settings)
        for path in (Path(name), *Path(name).rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)

        def read_and_fail_to_build() -> None:
            if os.getuid() == 0:
                os.setuid(65534)
            index = open_index(settings, HashingEncoder())
            assert index.search(index.encode("rate"), ["rate"], 3)
            assert index.registers == read_registers(tuple(index.releases.values()))
            with pytest.raises(FaultError, match="cannot be written"):
                build_index(settings, full=True, encoder=HashingEncoder())

        try:
            assert faulty.in_child(read_and_fail_to_build) == 0
        finally:
            for path in (Path(name), *(p for p in Path(name).rglob("*") if p.is_dir())):
                path.chmod(0o755)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(4 * 1024**3)


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize(
    "make",
    [
        _sparse,
        lambda path: path.write_bytes(b"\xc3\x28"),
        lambda path: path.mkdir(),
        lambda path: path.symlink_to("/etc/passwd"),
        lambda path: os.mkfifo(path),
    ],
    ids=["a line of 4 GB", "bad UTF-8", "a folder", "a link", "a pipe"],
)
def test_an_odd_file_in_the_corpus_is_named_and_never_answered_over(
    tmp_path: Path, make: Callable[[Path], object], indexed: bool
) -> None:
    settings = _start(tmp_path, "update")
    name = "2024-01-01-rate.txt" if indexed else "2024-05-05-odd.txt"
    (settings.corpus / name).unlink(missing_ok=True)
    make(settings.corpus / name)
    with pytest.raises(VssqaError):
        open_index(settings, HashingEncoder())
    with pytest.raises(CorpusError, match=name.removesuffix(".txt")):
        ensure_index(settings, encoder=HashingEncoder())
