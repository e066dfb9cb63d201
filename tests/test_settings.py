"""Settings come from flags, environment and defaults, and a mistake fails."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from vssqa.errors import SettingsError
from vssqa.settings import Settings, environment_names


def test_defaults_need_no_environment() -> None:
    assert Settings.load({}) == Settings()
    assert Settings().corpus == Path("corpus")


def test_environment_sets_each_field_in_its_type() -> None:
    settings = Settings.load(
        {"VSSQA_CORPUS": "press", "VSSQA_CANDIDATES": "7", "VSSQA_LOCK_SECONDS": "1.5", "HOME": "/"}
    )
    assert settings == Settings(corpus=Path("press"), candidates=7, lock_seconds=1.5)


def test_a_flag_goes_before_the_environment_and_none_is_not_given() -> None:
    environment = {"VSSQA_INDEX": "there"}
    assert Settings.load(environment, index="here").index == Path("here")
    assert Settings.load(environment, index=None).index == Path("there")


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"VSSQA_CORPSE": "x"}, "VSSQA_CORPSE is no setting of vssqa: did you mean VSSQA_CORPUS?"),
        ({"VSSQA_": "x"}, "is no setting"),
        ({"VSSQA_corpus": "x"}, "did you mean VSSQA_CORPUS?"),
        ({"VSSQA_CANDIDATES": "many"}, "'many': set it to a whole number"),
        ({"VSSQA_CANDIDATES": "2.5"}, "'2.5': set it to a whole number"),
        ({"VSSQA_CANDIDATES": "0"}, "is 0: set it between 1 and"),
        ({"VSSQA_LOCK_SECONDS": "nan"}, "set it between"),
        ({"VSSQA_PASSAGE_CHARACTERS": "99999"}, "between 100 and 4000"),
        ({"VSSQA_STORE": "oracle"}, "set it to one of faiss, milvus"),
        ({"VSSQA_STORE": "milvus"}, "set VSSQA_MILVUS_URI to a file that ends with .db"),
        ({"VSSQA_STORE": "milvus", "VSSQA_MILVUS_URI": "passages"}, "VSSQA_MILVUS_URI"),
        ({"VSSQA_STORE": "milvus", "VSSQA_MILVUS_URI": "ftp://host/a.db"}, "VSSQA_MILVUS_URI"),
        ({"VSSQA_STORE": "milvus", "VSSQA_MILVUS_URI": "host:19530"}, "like http://host:19530"),
        ({"VSSQA_MILVUS_TOKEN": " "}, "VSSQA_MILVUS_TOKEN is empty"),
        ({"VSSQA_MODEL": " "}, "VSSQA_MODEL is empty"),
    ],
)
def test_a_mistake_is_named_in_one_line(environment: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load(environment)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_flag_fails() -> None:
    with pytest.raises(SettingsError, match="corpuss is no setting"):
        Settings.load({}, corpuss="x")


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().corpus = Path("other")  # type: ignore[misc]


@pytest.mark.parametrize("uri", ["a.db", "/tmp/a b/c.db", "http://h:19530", "https://x.y/db"])
def test_milvus_is_a_file_or_an_address(uri: str) -> None:
    settings = Settings.load({"VSSQA_STORE": "milvus", "VSSQA_MILVUS_URI": uri})
    assert (settings.store, settings.milvus_uri) == ("milvus", uri)


def test_a_token_is_not_shown_with_the_settings() -> None:
    settings = Settings.load({"VSSQA_MILVUS_TOKEN": "root:hush"})
    assert settings.milvus_token == "root:hush"
    assert "hush" not in f"{settings!r} {settings}"


def test_every_field_has_its_variable() -> None:
    assert "VSSQA_PASSAGE_CHARACTERS" in environment_names()
    assert len(environment_names()) == len(Settings.__dataclass_fields__)
