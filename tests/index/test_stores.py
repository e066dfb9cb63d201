"""An index whose passages lie in Milvus: as good as one of files, never from another's vectors."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.fakes import HashingEncoder
from tests.index.conftest import fill, release_text
from tests.milvus_lite import LocalServer, lite_file, local_server
from vssqa.assistant import Assistant, Narrowing
from vssqa.errors import IndexDamaged, IndexOutdated, StoreError
from vssqa.index import Index, ensure_index, open_index
from vssqa.index import check as check_module
from vssqa.index import opened as opened_module
from vssqa.index.build import BuildReport, build_index
from vssqa.index.check import check_index
from vssqa.retrieval import milvus
from vssqa.retrieval.milvus_server import Server
from vssqa.settings import Settings
from vssqa.text import terms

QUESTION = "Which provinces does Directive No. 3-CT/TW ask to raise the rate?"
TOKEN = "root:hush-hush"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with lite_file(tmp_path_factory.mktemp("lite")) as uri:
        yield uri


@pytest.fixture(autouse=True)
def _same_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_module, "SentenceTransformerEncoder", HashingEncoder)


@pytest.fixture
def stored(settings: Settings, place: str) -> Settings:
    """A small corpus whose passages go into Milvus Lite."""
    return replace(settings, store="milvus", milvus_uri=place)


def build(settings: Settings, **how: Any) -> BuildReport:
    return build_index(settings, encoder=HashingEncoder(), **how)


def opened(settings: Settings) -> Index:
    return open_index(settings, HashingEncoder())


def change(settings: Settings, rate: str) -> None:
    path = settings.corpus / "2024-01-01-rate.txt"
    path.write_text(release_text(1, rate), encoding="utf-8", newline="")


def held(settings: Settings) -> dict[str, Any]:
    """Return what the current generation says of its collection."""
    generation = (settings.index / "current").read_text().split()[0]
    found: dict[str, Any] = json.loads(
        (settings.index / generation / "passages.milvus.json").read_text()
    )
    return found


def collections(settings: Settings) -> set[str]:
    return set(Server(settings.milvus_uri)._client.list_collections())


@pytest.fixture
def fresh(place: str) -> None:
    """See that a test begins without a collection."""
    server = Server(place)
    for name in server._client.list_collections():
        server.drop(name)


# --- the same answers --------------------------------------------------------------


@pytest.fixture
def both(settings: Settings, stored: Settings, tmp_path: Path) -> tuple[Index, Index]:
    """Open the same corpus from files and from Milvus."""
    apart = replace(stored, index=tmp_path / "in-milvus")
    build(settings)
    build(apart)
    return opened(settings), opened(apart)


@pytest.mark.parametrize("compared", [50_000, 3], ids=["few sentences", "many sentences"])
def test_the_candidates_are_those_of_faiss_score_by_score(
    both: tuple[Index, Index], compared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened_module, "_COMPARED_SENTENCES", compared)
    files, collection = both
    for question in (QUESTION, "health insurance rate on day 2", "revenue", "nothing of it"):
        vector, words = files.encode(question), terms(question)
        for releases in (None, {"2024-01-02-rate"}, {"2024-01-01-rate", "2024-01-04-rate"}, ()):
            wanted = files.search(vector, words, 6, also=[3], releases=releases)
            assert collection.search(vector, words, 6, also=[3], releases=releases) == wanted


@pytest.mark.parametrize(
    "narrowing",
    [
        Narrowing(),
        Narrowing(["2024-01-03-rate"]),
        Narrowing(since="2024-01-03"),
        Narrowing(until="2024-01-02"),
        Narrowing(since="2024-01-02", until="2024-01-03"),
        Narrowing(until="1999"),
    ],
    ids=["all", "release", "since", "until", "between", "none"],
)
def test_the_answers_are_those_of_faiss(both: tuple[Index, Index], narrowing: Narrowing) -> None:
    files, collection = (Assistant(index) for index in both)
    for question in (QUESTION, "What was the health insurance rate in 2023?"):
        wanted = files.ask(question, (), narrowing)
        found = collection.ask(question, (), narrowing)
        assert replace(found, seconds=0) == replace(wanted, seconds=0)


def test_check_finds_a_sound_collection_sound(stored: Settings) -> None:
    build(stored)
    assert check_index(stored) == []


# --- generations -------------------------------------------------------------------


def test_an_update_embeds_what_changed_and_fills_a_collection_of_its_own(
    fresh: None, stored: Settings
) -> None:
    build(stored)
    first = held(stored)
    change(stored, "94.29")
    report = build(stored)
    assert (report.embedded, report.reused) == (1, 3)
    second = held(stored)
    assert second["previous"] == first["name"] != second["name"]
    assert collections(stored) == {first["name"], second["name"]}
    full = replace(stored, index=stored.index.with_name("full"))
    build(full)
    assert held(full)["hashes"] == second["hashes"]


def test_a_reader_goes_on_while_the_next_generation_comes(fresh: None, stored: Settings) -> None:
    build(stored)
    reader = opened(stored)
    vector = reader.encode(QUESTION)
    before = reader.search(vector, terms(QUESTION), 5)
    change(stored, "94.29")
    build(stored)
    assert reader.search(vector, terms(QUESTION), 5) == before


def test_collections_older_than_the_one_before_are_dropped(fresh: None, stored: Settings) -> None:
    for rate in ("91.1", "92.2", "93.3", "94.4"):
        change(stored, rate)
        build(stored)
    current = held(stored)
    assert collections(stored) == {current["name"], current["previous"]}
    assert check_index(stored) == []


def test_a_reader_two_generations_behind_is_told_so(fresh: None, stored: Settings) -> None:
    build(stored)
    reader = opened(stored)
    for rate in ("91.1", "92.2"):
        change(stored, rate)
        build(stored)
    with pytest.raises(StoreError, match="no longer holds the collection") as caught:
        reader.search(reader.encode(QUESTION), terms(QUESTION), 5)
    assert "\n" not in str(caught.value)


def test_a_generation_with_the_same_vectors_takes_the_collection_over(
    fresh: None, stored: Settings
) -> None:
    build(stored)
    first = held(stored)
    (stored.corpus / "sources.toml").write_text('[2024-01-01-rate]\npublisher = "VSS"\n')
    assert build(stored).generation != "generation-000001"
    assert held(stored) == first
    assert collections(stored) == {first["name"]}


def test_two_corpora_share_a_server_and_never_meet(
    fresh: None, stored: Settings, tmp_path: Path
) -> None:
    other = replace(stored, corpus=fill(tmp_path / "other"), index=tmp_path / "other-index")
    build(stored)
    build(other)
    assert held(stored)["hashes"] == held(other)["hashes"]
    assert held(stored)["name"] != held(other)["name"]
    for rate in ("91.1", "92.2", "93.3"):
        change(stored, rate)
        build(stored)
    assert check_index(other) == []


def test_from_files_to_milvus_nothing_is_embedded_again(
    settings: Settings, stored: Settings
) -> None:
    build(settings)
    with pytest.raises(IndexOutdated, match="for the store 'faiss', not 'milvus'"):
        opened(stored)
    assert build(stored).embedded == 0
    assert check_index(stored) == []


def test_without_the_setting_no_collection_is_opened(
    settings: Settings, stored: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(stored)
    with monkeypatch.context() as watching:
        watching.setattr(Server, "__init__", _never)
        with pytest.raises(IndexOutdated, match="for the store 'milvus', not 'faiss'"):
            opened(settings)
        ensure_index(settings, encoder=HashingEncoder())
    assert check_index(settings) == []


def _never(*_: object, **__: object) -> None:
    raise AssertionError("a connection that nobody asked for")


# --- builds that fail ----------------------------------------------------------------


@pytest.mark.parametrize("step", ["create", "insert", "order", "load", "count"])
def test_a_build_that_fails_leaves_the_old_index_and_no_collection(
    fresh: None, stored: Settings, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(stored)
    first = held(stored)
    change(stored, "94.29")
    real = getattr(Server, step)

    def failing(self: Server, name: str, *rest: Any) -> Any:
        if name != first["name"]:
            raise StoreError("Milvus is full: make room")
        return real(self, name, *rest)

    with monkeypatch.context() as broken:
        broken.setattr(Server, step, failing)
        with pytest.raises(StoreError, match="full"):
            build(stored)
    assert held(stored) == first
    assert collections(stored) == {first["name"]}
    build(stored)
    assert check_index(stored) == []


def test_a_collection_that_lost_rows_while_it_was_filled_is_not_published(
    fresh: None, stored: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Server.insert
    with monkeypatch.context() as lossy:
        lossy.setattr(Server, "insert", lambda self, name, rows: real(self, name, rows[:-1]))
        with pytest.raises(StoreError, match="in place of"):
            build(stored)
    assert not (stored.index / "current").exists()
    assert collections(stored) == set()


def test_what_a_killed_build_began_is_dropped_by_the_next(fresh: None, stored: Settings) -> None:
    build(stored)
    generation = stored.index / (stored.index / "current").read_text().split()[0]
    begun = held(stored) | {"name": "vssqa_" + "a" * 32, "previous": held(stored)["name"]}
    building = stored.index / "building-1-0"
    building.mkdir()
    (building / "passages.milvus.json").write_text(json.dumps(begun))
    server = Server(stored.milvus_uri)
    server.create(begun["name"], 64)
    shutil.copytree(generation, stored.index / "generation-000000")  # a dead build's leftover
    build(stored)
    assert collections(stored) == {held(stored)["name"]}


def test_a_leftover_can_not_have_a_stranger_dropped(fresh: None, stored: Settings) -> None:
    build(stored)
    server = Server(stored.milvus_uri)
    server.create("somebodys_own", 8)
    building = stored.index / "building-1-0"
    building.mkdir()
    (building / "passages.milvus.json").write_text(
        json.dumps(held(stored) | {"name": "somebodys_own"})
    )
    build(stored)
    assert "somebodys_own" in collections(stored)


# --- collections that are not what was written ---------------------------------------


def _dropped(server: Server, name: str) -> None:
    server.drop(name)


def _lacking_a_row(server: Server, name: str) -> None:
    server._client.delete(name, ids=[1])


def _of_another_corpus(server: Server, name: str) -> None:
    rows = server.rows(name, "row >= 0", fresh=True)
    _refill(server, name, [row | {"vector": rows[0]["vector"]} for row in rows])


def _of_another_dimension(server: Server, name: str) -> None:
    rows = server.rows(name, "row >= 0", fresh=True)
    _refill(server, name, [row | {"vector": row["vector"][:8]} for row in rows])


def _refill(server: Server, name: str, rows: list[dict[str, Any]]) -> None:
    server.drop(name)
    server.create(name, len(rows[0]["vector"]))
    server.insert(name, rows)
    server.order(name, True)


@pytest.mark.parametrize(
    "damage", [_dropped, _lacking_a_row, _of_another_corpus, _of_another_dimension]
)
def test_another_collection_is_refused_in_one_line_and_mended(
    fresh: None, stored: Settings, damage: Any
) -> None:
    build(stored)
    damage(Server(stored.milvus_uri), held(stored)["name"])
    with pytest.raises(IndexDamaged) as caught:
        opened(stored)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("run: python -m vssqa index")
    (finding,) = check_index(stored)
    assert held(stored)["name"] in finding.what
    ensure_index(stored, encoder=HashingEncoder())
    assert check_index(stored) == []


@pytest.fixture
def long_stored(fresh: None, stored: Settings) -> Settings:
    """An index of so many passages that opening it looks at some of them only."""
    fill(stored.corpus, range(1, 32))
    long = replace(stored, passage_characters=100)
    for day in range(1, 32):
        path = long.corpus / f"2024-01-{day:02d}-rate.txt"
        path.write_text(release_text(day) + "\n" + release_text(day, "90.01") * 9)
    build(long)
    assert held(long)["rows"] > 3 * milvus.CHUNK
    return long


@pytest.mark.parametrize("field", ["vector", "release"])
def test_check_finds_one_row_that_is_not_its_own(long_stored: Settings, field: str) -> None:
    server, name = Server(long_stored.milvus_uri), held(long_stored)["name"]
    (row,) = server.rows(name, f"row == {milvus.CHUNK + 9}", fresh=True)
    other = [0.0] * 63 + [1.0] if field == "vector" else row["release"] + 1
    server._client.upsert(name, [row | {field: other}])
    opened(long_stored)
    (finding,) = check_index(long_stored)
    assert f"rows {milvus.CHUNK} to {2 * milvus.CHUNK}" in finding.what
    assert finding.mend == "python -m vssqa index --full"


def test_vectors_that_are_not_as_written_are_embedded_again(long_stored: Settings) -> None:
    server, name = Server(long_stored.milvus_uri), held(long_stored)["name"]
    (row,) = server.rows(name, f"row == {milvus.CHUNK + 9}", fresh=True)
    server._client.upsert(name, [row | {"vector": [0.0] * 63 + [1.0]}])
    change(long_stored, "94.29")
    report = build(long_stored)
    assert 1 < report.embedded < report.releases
    assert check_index(long_stored) == []


# --- a server that is down -------------------------------------------------------------


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    with local_server(tmp_path_factory.mktemp("server")) as running:
        yield running


def test_a_server_that_is_down_is_one_line_and_nothing_is_rebuilt(
    settings: Settings, server: LocalServer
) -> None:
    stored = replace(settings, store="milvus", milvus_uri=server.uri, milvus_token=TOKEN)
    build(stored)
    reader = opened(stored)
    before = (stored.index / "current").read_text()
    vector = reader.encode(QUESTION)
    found = reader.search(vector, terms(QUESTION), 5)
    server.stop()
    try:
        for act in (
            lambda: reader.search(vector, terms(QUESTION), 5),
            lambda: opened(stored),
            lambda: ensure_index(stored, encoder=HashingEncoder()),
            lambda: build(stored, full=True),
        ):
            with pytest.raises(StoreError, match="does not answer") as caught:
                act()
            assert "\n" not in str(caught.value)
            assert "hush" not in str(caught.value)
        (finding,) = check_index(stored)
        assert "does not answer" in finding.what
        assert "start it" in finding.mend
    finally:
        server.start()
    assert (stored.index / "current").read_text() == before
    assert _in_time(lambda: reader.search(vector, terms(QUESTION), 5)) == found


def _in_time(act: Any, tries: int = 40) -> Any:
    """Try until a server that has just been started is found again."""
    import time

    for _ in range(tries - 1):
        try:
            return act()
        except StoreError:
            time.sleep(0.25)
    return act()


def test_an_address_with_a_password_is_shown_without_it(settings: Settings) -> None:
    uri = "http://root:hush@127.0.0.1:1"
    with pytest.raises(StoreError) as caught:
        build(replace(settings, store="milvus", milvus_uri=uri))
    assert "'http://127.0.0.1:1'" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_a_file_that_another_process_holds_is_one_line(
    settings: Settings, server: LocalServer
) -> None:
    taken = server._folder.with_suffix(".db")
    taken.symlink_to(server._folder)
    with pytest.raises(StoreError, match="end the other process") as caught:
        build(replace(settings, store="milvus", milvus_uri=str(taken)))
    assert "\n" not in str(caught.value)


def test_a_missing_library_names_its_install(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pymilvus", None)
    with pytest.raises(StoreError, match=r"pip install -e '\.\[milvus\]'"):
        build(replace(settings, store="milvus", milvus_uri="http://127.0.0.1:1"))


def test_opening_makes_no_file(stored: Settings, tmp_path: Path) -> None:
    build(stored)
    elsewhere = tmp_path / "elsewhere.db"
    with pytest.raises(IndexDamaged, match="no Milvus Lite file"):
        opened(replace(stored, milvus_uri=str(elsewhere)))
    assert not elsewhere.exists()


def test_passages_are_numbered_by_release(stored: Settings) -> None:
    build(stored)
    index = opened(stored)
    rows = Server(stored.milvus_uri).rows(held(stored)["name"], "row >= 0", fresh=True)
    assert [row["release"] for row in rows] == index.passages.rows[:, 0].tolist()
    assert np.array_equal(
        np.array([row["vector"] for row in rows], np.float32),
        index.passage_store.read(0, len(index.passages)),
    )
