"""An update reads only what is new, and takes over the rest byte for byte."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import HashingEncoder
from tests.index.conftest import fill, generation_bytes, release_text
from vssqa.bench.varied import write_varied
from vssqa.corpus import parse_release, read_corpus
from vssqa.facts.registers import read_release_facts
from vssqa.index import open_index
from vssqa.index.build import build_index
from vssqa.index.readings import from_line, to_line
from vssqa.settings import Settings

MORE = Path(__file__).parents[3] / "shared" / "eval" / "more" / "articles"
CORPUS = Path(__file__).parents[2] / "corpus"

# What reads a release, and where it is called from; each costs an update its time.
READERS = (
    ("vssqa.index.collecting", "release_of"),
    ("vssqa.index.collecting", "split_release"),
    ("vssqa.index.reading_apart", "read_release_facts"),
    ("vssqa.index.registering", "read_duties_of"),
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often each reader is called."""
    counted: Counter[str] = Counter()

    def watch(module: str, name: str) -> None:
        real: Callable[..., Any] = getattr(sys.modules[module], name)

        def reader(*arguments: Any) -> Any:
            counted[name] += 1
            return real(*arguments)

        monkeypatch.setattr(f"{module}.{name}", reader)

    for module, name in READERS:
        watch(module, name)
    return counted


def test_a_full_build_reads_every_release(settings: Settings, read: Counter[str]) -> None:
    build_index(settings, encoder=HashingEncoder())
    assert read == Counter({name: 4 for _, name in READERS})


def test_an_update_reads_the_new_release_alone(settings: Settings, read: Counter[str]) -> None:
    build_index(settings, encoder=HashingEncoder())
    read.clear()
    fill(settings.corpus, range(9, 10))
    build_index(settings, encoder=HashingEncoder())
    assert read == Counter({name: 1 for _, name in READERS})


def test_other_rules_read_every_release_anew(
    settings: Settings, read: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(settings, encoder=HashingEncoder())
    read.clear()
    for module in ("registering", "unchanged", "writing", "corpus_state"):
        monkeypatch.setattr(f"vssqa.index.{module}.rules_hash", lambda: "f" * 64)
    build_index(settings, encoder=HashingEncoder())
    assert read == Counter({name: 4 for _, name in READERS})


def test_other_passages_are_split_anew_and_their_facts_are_not(
    settings: Settings, read: Counter[str]
) -> None:
    build_index(settings, encoder=HashingEncoder())
    read.clear()
    other = replace(settings, passage_characters=200)
    build_index(other, encoder=HashingEncoder())
    assert (read["split_release"], read["read_release_facts"]) == (4, 0)


def _equals_a_full_build(settings: Settings, anew: Path) -> bool:
    full = Settings(corpus=settings.corpus, index=anew, model="hashing")
    build_index(full, encoder=HashingEncoder())
    return generation_bytes(settings) == generation_bytes(full)


def test_a_new_release_may_complete_the_paper_that_an_older_one_names(
    settings: Settings, tmp_path: Path, read: Counter[str]
) -> None:
    older = release_text(7).replace("Directive No. 7-CT/TW asks", "Directive 7 asks")
    (settings.corpus / "2024-01-07-rate.txt").write_text(older, encoding="utf-8")
    build_index(settings, encoder=HashingEncoder())
    before = open_index(settings, HashingEncoder()).registers
    assert {duty.instrument for duty in before.duties} >= {"7"}
    read.clear()
    (settings.corpus / "2024-01-08-rate.txt").write_text(release_text(7), encoding="utf-8")
    build_index(settings, encoder=HashingEncoder())
    after = open_index(settings, HashingEncoder()).registers
    assert {duty.instrument for duty in after.duties} >= {"07-CT/TW"}
    assert "7" not in {duty.instrument for duty in after.duties}
    assert (read["read_release_facts"], read["read_duties_of"]) == (1, 2)
    assert _equals_a_full_build(settings, tmp_path / "anew")


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_what_a_release_tells_comes_back_as_it_was(path: Path) -> None:
    release = parse_release(path.stem, path.name, path.read_text(encoding="utf-8"), "")
    facts = read_release_facts(release)
    assert facts.namings or facts.named.people
    assert from_line(to_line(facts), release, facts.figures) == facts


def test_a_line_that_is_none_is_refused() -> None:
    release = parse_release("r", "r.txt", "A title\nIn 2023, 93.35 per cent.\n", "")
    with pytest.raises(ValueError, match="no "):
        from_line(b"[[[],[]],[],[],{}]\n", release, ())


MANY = 200
SHARE = 0.25
"""Of a full build's processor time, embedding nearly free, that adding one release to 200 may
take: 0.1 is measured. With the real model the share is far smaller (`bench`)."""


@pytest.mark.skipif(not MORE.is_dir(), reason="the other articles are not here")
def test_adding_one_release_to_many_takes_a_small_share_of_a_full_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # all of it in this process, which is timed
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", model="hashing")
    write_varied(read_corpus(MORE), MANY + 1, settings.corpus)
    last = max(settings.corpus.iterdir())
    text = last.read_bytes()
    last.unlink()
    began = time.process_time()
    build_index(settings, encoder=HashingEncoder())
    full = time.process_time() - began
    last.write_bytes(text)
    began = time.process_time()
    report = build_index(settings, encoder=HashingEncoder())
    share = (time.process_time() - began) / full
    assert (report.releases, report.embedded) == (MANY + 1, 1)
    assert share < SHARE
    assert _equals_a_full_build(settings, tmp_path / "anew")
