"""A build makes one generation; an update makes the same one with less work."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

import vssqa
from tests.fakes import HashingEncoder
from tests.index.conftest import fill, generation_bytes, release_text
from vssqa.errors import CorpusError, FaultError, IndexBusy
from vssqa.index import ensure_index, open_index
from vssqa.index.build import build_index
from vssqa.index.generations import builder_lock
from vssqa.index.manifest import rules_files
from vssqa.settings import Settings

Change = tuple[str, int]  # what is done to the corpus, how many releases are embedded again


def test_a_build_counts_what_it_made(settings: Settings, encoder: HashingEncoder) -> None:
    report = build_index(settings, encoder=encoder)
    assert (report.releases, report.embedded, report.reused, report.removed) == (4, 4, 0, 0)
    assert report.changed
    assert report.passages >= 8, "a caption parts each release's text in two"
    assert report.sentences == 4 * 5
    texts = {
        (unit.release, unit.span.of(index.releases[unit.release].text))
        for index in [open_index(settings, encoder)]
        for unit in (*index.passages, *index.sentences)
    }
    assert len(encoder.encoded) == len(texts), "a text that a release holds twice is embedded once"
    assert len(texts) < report.passages + report.sentences


def test_nothing_changed_is_nothing_written(settings: Settings, encoder: HashingEncoder) -> None:
    first = build_index(settings, encoder=encoder)
    before = sorted(settings.index.rglob("*"))
    again = build_index(settings, encoder=encoder)
    assert (again.generation, again.changed, again.embedded) == (first.generation, False, 0)
    assert sorted(settings.index.rglob("*")) == before


def _change(corpus: Path, change: str) -> None:
    first = corpus / "2024-01-01-rate.txt"
    if change == "add":
        fill(corpus, range(9, 10))
    elif change == "add first":
        (corpus / "2023-12-31-rate.txt").write_text(release_text(31), encoding="utf-8")
    elif change == "edit":
        first.write_text(release_text(1, "94.29"), encoding="utf-8")
    elif change == "remove":
        first.unlink()
    elif change == "rename":
        first.rename(corpus / "2024-02-01-rate.txt")
    elif change == "swap":
        other = corpus / "2024-01-02-rate.txt"
        first.rename(corpus / "x")
        other.rename(first)
        (corpus / "x").rename(other)
    elif change == "source":
        (corpus / "sources.toml").write_text('[2024-01-01-rate]\nurl = "https://example.org/a"\n')
    elif change == "comment":
        first.write_text(release_text(1) + "Comment (1)\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "embedded"),
    [
        ("add", 1),
        ("add first", 1),
        ("edit", 1),
        ("remove", 0),
        ("rename", 0),
        ("swap", 0),
        ("source", 0),
        ("comment", 0),
    ],
)
def test_an_update_embeds_only_what_changed_and_equals_a_full_build(
    settings: Settings, encoder: HashingEncoder, tmp_path: Path, change: str, embedded: int
) -> None:
    build_index(settings, encoder=encoder)
    _change(settings.corpus, change)
    update = build_index(settings, encoder=encoder)
    assert update.changed
    assert update.embedded == embedded
    anew = Settings(corpus=settings.corpus, index=tmp_path / "anew", model="hashing")
    build_index(anew, encoder=HashingEncoder())
    assert generation_bytes(settings) == generation_bytes(anew)


def test_a_full_build_embeds_everything(settings: Settings, encoder: HashingEncoder) -> None:
    build_index(settings, encoder=encoder)
    before = generation_bytes(settings)
    report = build_index(settings, full=True, encoder=encoder)
    assert (report.embedded, report.changed) == (4, True)
    assert generation_bytes(settings) == before


def test_other_weights_are_another_model(settings: Settings, encoder: HashingEncoder) -> None:
    build_index(settings, encoder=encoder)
    assert build_index(settings, encoder=HashingEncoder(sha256="1" * 64)).embedded == 4


def test_only_the_current_generation_stays(settings: Settings, encoder: HashingEncoder) -> None:
    for rate in ("1.1", "2.2", "3.3"):
        (settings.corpus / "2024-01-01-rate.txt").write_text(release_text(1, rate))
        build_index(settings, encoder=encoder)
    (settings.index / "building-99999-0").mkdir()
    build_index(settings, encoder=encoder)
    names = sorted(path.name for path in settings.index.iterdir())
    assert names == ["current", "generation-000003", "lock"]


def test_files_of_others_in_the_index_folder_stay(
    settings: Settings, encoder: HashingEncoder
) -> None:
    settings.index.mkdir()
    (settings.index / "README.md").write_text("what this is")
    (settings.index / "generation-notes.txt").write_text("mine")
    build_index(settings, encoder=encoder)
    assert (settings.index / "README.md").read_text() == "what this is"
    assert (settings.index / "generation-notes.txt").exists()


def test_progress_tells_every_stage_to_its_end(settings: Settings, encoder: HashingEncoder) -> None:
    told: list[tuple[str, int, int]] = []
    build_index(
        settings,
        encoder=encoder,
        progress=lambda stage, done, total, rate: told.append((stage, done, total)),
    )
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages[0] == "Reading releases"
    for stage in stages:
        assert [d == t for s, d, t in told if s == stage][-1], f"{stage} never ends"


def test_a_wrong_corpus_leaves_no_index_behind(tmp_path: Path, encoder: HashingEncoder) -> None:
    settings = Settings(corpus=tmp_path / "nothing", index=tmp_path / "index")
    with pytest.raises(CorpusError, match="does not exist"):
        build_index(settings, encoder=encoder)
    assert not settings.index.exists()


@pytest.mark.parametrize("broken", [b"\xff\xfe bad", None])
def test_an_unreadable_release_is_named_and_the_old_index_serves(
    settings: Settings, encoder: HashingEncoder, broken: bytes | None
) -> None:
    first = build_index(settings, encoder=encoder)
    bad = settings.corpus / "2024-03-01-bad.txt"
    bad.write_bytes(broken) if broken else bad.mkdir()
    with pytest.raises(CorpusError, match="2024-03-01-bad"):
        build_index(settings, encoder=encoder)
    bad.unlink() if broken else bad.rmdir()
    assert open_index(settings, encoder).generation == first.generation
    assert not list(settings.index.glob("building-*"))


def test_an_empty_and_a_blank_release_are_indexed(
    settings: Settings, encoder: HashingEncoder
) -> None:
    (settings.corpus / "2024-04-01-empty.txt").write_bytes(b"")
    (settings.corpus / "2024-04-02-blank.txt").write_bytes(b" \r\n\x00\n")
    index = ensure_index(settings, encoder=encoder)
    assert len(index.releases) == 6
    assert index.releases["2024-04-01-empty"].text == ""


def test_a_corpus_of_nothing_but_blanks_is_indexed(tmp_path: Path, encoder: HashingEncoder) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "2024-04-02-blank.txt").write_bytes(b" \n")
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", model="hashing")
    index = ensure_index(settings, encoder=encoder)
    assert index.search(index.encode("anything"), ["anything"], 5) == []


def test_a_second_builder_is_told_to_wait(settings: Settings, encoder: HashingEncoder) -> None:
    settings.index.mkdir()
    hurried = Settings(settings.corpus, settings.index, model="hashing", lock_seconds=0.0)
    with (
        builder_lock(settings.index, 0.0),
        pytest.raises(IndexBusy, match="another process has been building"),
    ):
        build_index(hurried, encoder=encoder)


def test_a_builder_that_waits_says_so(settings: Settings, encoder: HashingEncoder) -> None:
    settings.index.mkdir()
    told: list[str] = []
    holder = builder_lock(settings.index, 0.0)
    holder.__enter__()

    def progress(stage: str, done: int, total: int, rate: float) -> None:
        if not told:
            holder.__exit__(None, None, None)
        told.append(stage)

    build_index(settings, encoder=encoder, progress=progress)
    assert told[0].startswith("Waiting for another process")
    assert "Reading releases" in told


def test_the_rules_hash_covers_all_that_reads_a_release() -> None:
    package = Path(vssqa.__file__).parent
    covered = {path.relative_to(package).as_posix() for path in rules_files()}
    for path in rules_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("vssqa."):
                module = str(node.module).removeprefix("vssqa.").replace(".", "/") + ".py"
                assert module in covered | {"errors.py"}, f"{path.name} imports {node.module}"


def test_memory_running_out_is_one_line_and_the_old_index_serves(
    settings: Settings, encoder: HashingEncoder
) -> None:
    first = build_index(settings, encoder=encoder)
    fill(settings.corpus, range(9, 10))

    class Exhausted(HashingEncoder):
        def encode(self, texts: object) -> object:  # type: ignore[override]
            raise MemoryError

    with pytest.raises(FaultError, match="not enough memory"):
        build_index(settings, encoder=Exhausted())
    (settings.corpus / "2024-01-09-rate.txt").unlink()
    assert open_index(settings, encoder).generation == first.generation


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_line(
    settings: Settings, encoder: HashingEncoder
) -> None:
    settings.index.mkdir(mode=0o500)
    with pytest.raises(FaultError, match="cannot be written"):
        build_index(settings, encoder=encoder)


def test_a_file_in_the_index_folders_place_is_one_line(
    settings: Settings, encoder: HashingEncoder
) -> None:
    settings.index.write_text("no folder")
    with pytest.raises(FaultError, match="cannot be written"):
        build_index(settings, encoder=encoder)
