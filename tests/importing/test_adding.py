"""Additions written, undone, and interrupted at every call."""

from __future__ import annotations

import errno
import os
import signal
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.importing import made
from tests.importing.test_planning import OTHER, changed, original
from vssqa.corpus import read_corpus, release_files
from vssqa.errors import CorpusError, FaultError, ReleaseImportError
from vssqa.importing.adding import Added, apply_additions, undo
from vssqa.importing.originals import Original
from vssqa.importing.planning import Addition, plan_additions
from vssqa.importing.reading import read_upload

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
COMMENT = "# kept by hand\n"
TUNA = made.release_text("Tuna landings fall in March", "05/04/2024", OTHER)
CORRECTED = made.release_text(paragraphs=changed("2.69", "2.71"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "2024-01-22-held.txt").write_bytes(made.release_text().encode())
    (folder / "sources.toml").write_text(f'{COMMENT}["2024-01-22-held"]\npublisher = "VSS"\n')
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def add(folder: Path, *texts: str, replace: bool = False, anyway: bool = False) -> list[Added]:
    plan = plan_additions([original(text) for text in texts], folder)
    return apply_additions(plan, folder, replace=replace, anyway=anyway, now=NOW)


def test_a_new_release_is_a_file_and_an_entry(corpus: Path) -> None:
    page = read_upload("p.html", made.html_page(title="Tuna falls", paragraphs=OTHER).encode())
    (added,) = apply_additions(plan_additions([page], corpus), corpus, now=NOW)
    assert added.release == "2024-01-22-tuna-falls"
    assert (corpus / "2024-01-22-tuna-falls.txt").read_bytes() == page.text.encode()
    sources = (corpus / "sources.toml").read_text()
    assert sources.startswith(COMMENT)
    assert tomllib.loads(sources)["2024-01-22-tuna-falls"] == {
        "url": page.url,
        "publisher": "Example News",
        "original_sha256": page.sha256,
        "added": "2024-05-06T07:08:09+00:00",
    }
    (_, release) = read_corpus(corpus)
    assert (release.title, release.date, release.source.url) == (page.title, page.date, page.url)
    assert "added as 2024-01-22-tuna-falls" in added.line


def test_a_corpus_is_made_where_there_is_none(tmp_path: Path) -> None:
    (added,) = add(tmp_path / "new" / "corpus", TUNA)
    assert [release.id for release in read_corpus(tmp_path / "new" / "corpus")] == [added.release]


def test_what_is_there_already_is_not_doubled(corpus: Path) -> None:
    before = files(corpus)
    assert add(corpus, made.release_text(), CORRECTED) == []
    assert files(corpus) == before


def test_adding_twice_adds_once(corpus: Path) -> None:
    assert len(add(corpus, TUNA)) == 1
    after = files(corpus)
    assert add(corpus, TUNA) == []
    assert files(corpus) == after


def test_a_correction_takes_its_release_s_place_on_demand(corpus: Path) -> None:
    (added,) = add(corpus, CORRECTED, replace=True)
    assert (added.release, added.status) == ("2024-01-22-held", "corrected")
    assert (corpus / "2024-01-22-held.txt").read_bytes() == CORRECTED.encode()
    assert "in place of 2024-01-22-held" in added.line


def test_a_near_identical_text_is_added_beside_on_demand(corpus: Path) -> None:
    text = made.release_text("Another headline for it", "24/01/2024", changed("2.69", "2.71"))
    assert add(corpus, text) == []
    (added,) = add(corpus, text, anyway=True)
    assert added.release == "2024-01-24-another-headline-for-it"


def test_a_near_identical_text_without_a_date_is_not_added_even_then(corpus: Path) -> None:
    text = made.release_text("Another headline for it", None, changed("2.69", "2.71"))
    before = files(corpus)
    with pytest.raises(ReleaseImportError, match="no title or no date"):
        add(corpus, text, anyway=True)
    assert files(corpus) == before


def test_an_address_found_later_is_noted(corpus: Path) -> None:
    found = original("\n" + made.release_text(), url="https://example.org/found")
    plan = plan_additions([found], corpus)
    assert plan[0].status == "same_text"
    assert apply_additions(plan, corpus, now=NOW) == []
    (release,) = read_corpus(corpus)
    assert release.source.url == "https://example.org/found"
    assert release.source.publisher == "VSS"
    after = files(corpus)
    apply_additions(plan_additions([found], corpus), corpus)
    assert files(corpus) == after


def test_undoing_brings_back_what_was(corpus: Path) -> None:
    before = files(corpus)
    added = add(corpus, TUNA, CORRECTED, replace=True)
    assert len(added) == 2
    undo(added, corpus)
    after = files(corpus)
    assert tomllib.loads(after.pop("sources.toml").decode()) == tomllib.loads(
        before.pop("sources.toml").decode()
    )
    assert after == before


def test_undoing_leaves_alone_what_somebody_has_changed(corpus: Path) -> None:
    added = add(corpus, TUNA)
    path = corpus / f"{added[0].release}.txt"
    path.write_text("changed")
    with pytest.raises(ReleaseImportError, match="has changed since"):
        undo(added, corpus)
    assert path.read_text() == "changed"
    path.unlink()
    with pytest.raises(ReleaseImportError, match="no longer there"):
        undo(added, corpus)


@pytest.mark.parametrize("release", ["../outside", "/etc/hostname", "a/../../b"])
def test_undoing_never_leaves_the_corpus(corpus: Path, release: str) -> None:
    (corpus.parent / "outside.txt").write_text("x")
    one = add(corpus, TUNA)[0]
    stray = Added(release, "new", "x", one.sha256, one.source)
    with pytest.raises(ReleaseImportError, match="no longer there"):
        undo([stray], corpus)
    assert (corpus.parent / "outside.txt").exists()


def test_a_plan_made_before_another_s_addition_is_refused(corpus: Path) -> None:
    plan = plan_additions([original(TUNA)], corpus)
    add(corpus, TUNA)
    before = files(corpus)
    with pytest.raises(ReleaseImportError, match="was added meanwhile as"):
        apply_additions(plan, corpus)
    assert files(corpus) == before


def test_a_release_changed_since_the_plan_is_not_replaced(corpus: Path) -> None:
    plan = plan_additions([original(CORRECTED)], corpus)
    (corpus / "2024-01-22-held.txt").write_text("edited")
    with pytest.raises(ReleaseImportError, match="has changed meanwhile"):
        apply_additions(plan, corpus, replace=True)
    assert (corpus / "2024-01-22-held.txt").read_text() == "edited"


def test_a_corpus_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("x")
    plan = plan_additions([original(TUNA)], tmp_path / "corpus")
    with pytest.raises(FaultError, match="cannot be written"):
        apply_additions(plan, tmp_path / "corpus")


def test_sources_that_are_no_toml_stop_the_addition(corpus: Path) -> None:
    plan = plan_additions([original(TUNA)], corpus)
    (corpus / "sources.toml").write_text("[[")
    with pytest.raises(CorpusError, match="TOML"):
        apply_additions(plan, corpus)
    assert not list(corpus.glob("*tuna*"))


# --- faults at every call ---------------------------------------------------------------

CALLS = ("open", "write", "fsync", "replace", "link")


class Counted:
    """The system's calls, counted, with a fault in place of the n-th."""

    def __init__(self, patch: pytest.MonkeyPatch, fault: Callable[[], None], at: int) -> None:
        self.count = 0
        for name in CALLS:
            patch.setattr(os, name, self._wrapped(getattr(os, name), fault, at))

    def _wrapped(self, call: Callable[..., Any], fault: Callable[[], None], at: int) -> Any:
        def counted(*arguments: Any, **options: Any) -> Any:
            self.count += 1
            if self.count == at:
                fault()
            return call(*arguments, **options)

        return counted


def raising(number: int) -> Callable[[], None]:
    def fault() -> None:
        raise OSError(number, os.strerror(number))

    return fault


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_fault_at_any_call_leaves_the_old_corpus(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    plan = plan_additions(both_originals(), corpus)
    before = files(corpus)
    at, reached = 0, True
    while reached:
        at += 1
        undo_all(corpus, before)
        with monkeypatch.context() as patch:
            counted = Counted(patch, raising(number), at)
            failure = failure_of(plan, corpus)
        reached = counted.count >= at
        if failure is not None:
            assert os.strerror(number) in failure
            assert files(corpus) == before
    assert at > 10
    assert len(files(corpus)) == len(before) + 1


def both_originals() -> list[Original]:
    return [original(TUNA), original(CORRECTED)]


def failure_of(plan: list[Addition], corpus: Path) -> str | None:
    """Apply a plan; return what it said if it failed."""
    try:
        apply_additions(plan, corpus, replace=True, now=NOW)
    except FaultError as error:
        return str(error)
    return None


def undo_all(corpus: Path, before: dict[str, bytes]) -> None:
    """Put a corpus back to an earlier state."""
    for path in corpus.iterdir():
        path.unlink()
    for name, content in before.items():
        (corpus / name).write_bytes(content)


def test_short_writes_are_gone_on_with(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:7])))
    (added,) = add(corpus, TUNA)
    assert (corpus / f"{added.release}.txt").read_bytes() == TUNA.encode()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_call_leaves_whole_files_and_adding_again_mends(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    originals = both_originals()
    plan = plan_additions(originals, corpus)
    before = files(corpus)
    texts = {made.release_text().encode(), TUNA.encode(), CORRECTED.encode()}
    more = original(made.release_text("One more of another kind", "06/04/2024", OTHER[:1]))
    at, killed = 0, True
    while killed:
        at += 1
        undo_all(corpus, before)
        killed = apply_killed(plan, corpus, monkeypatch, at)
        for release in read_corpus(corpus):
            assert release.text.encode() in texts
        again = plan_additions(originals, corpus)
        apply_additions(again, corpus, replace=True, now=NOW)
        names = [path.name for path in release_files(corpus)]
        assert names == ["2024-01-22-held.txt", "2024-04-05-tuna-landings-fall-in-march.txt"]
        assert (corpus / names[0]).read_bytes() == CORRECTED.encode()
        # Where nothing was left to write, the next addition clears what lies about.
        apply_additions(plan_additions([more], corpus), corpus)
        assert not any(path.name.startswith(".") for path in corpus.iterdir())
    assert at > 10


def apply_killed(
    plan: list[Addition], corpus: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> bool:
    """Apply a plan in a process killed at its n-th call; tell whether it came to that."""
    process = os.fork()
    if process == 0:
        try:
            Counted(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL), at)
            apply_additions(plan, corpus, replace=True, now=NOW)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")
def test_two_writers_wait_for_each_other(corpus: Path) -> None:
    plan = plan_additions([original(TUNA)], corpus)
    processes = []
    for _ in range(4):
        process = os.fork()
        if process == 0:
            code = 2
            try:
                code = 0 if apply_additions(plan, corpus, now=NOW) else 1
            except ReleaseImportError:
                code = 1
            finally:
                os._exit(code)
        processes.append(process)
    codes = sorted(os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in processes)
    assert codes == [0, 1, 1, 1]
    assert len(list(corpus.glob("*tuna*"))) == 1
