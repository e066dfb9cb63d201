"""Everything a person can set, in one frozen object.

A value comes from a flag, else from the environment (`VSSQA_` and the field's
name in capitals: `VSSQA_CORPUS`), else from the default below. A variable that
starts with `VSSQA_` and names no field is a mistake and fails.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, get_args, get_type_hints

from vssqa.errors import SettingsError
from vssqa.patterns import regex

PREFIX = "VSSQA_"
BUNDLED = "bundled"

Store = Literal["faiss", "milvus"]
Additions = Literal["local", "always", "never"]


@dataclass(frozen=True, slots=True)
class Settings:
    """One frozen set of settings; two runs with equal settings give equal answers."""

    corpus: Path = Path("corpus")
    index: Path = Path("index")

    model: str = BUNDLED
    """`bundled` (all-MiniLM-L6-v2 out of its package), or any name or folder
    that sentence-transformers takes."""

    device: str = "cpu"
    """Where the corpus is embedded; a question always runs on the processor."""

    store: Store = "faiss"
    """Where the passages' vectors are searched: `faiss` files in the index, or `milvus`."""

    milvus_uri: str = ""
    """A file of Milvus Lite (`passages.db`), or the address of a server (`http://host:19530`)."""

    milvus_token: str = field(default="", repr=False)
    """What a server asks of its clients: `user:password` or a key. Never printed."""

    passage_characters: int = 500
    """Longest passage. Chosen by `python -m tests.retrieval.measure_passages`."""

    flat_up_to: int = 100_000
    """Passages searched one by one (100,000: about 16 ms); beyond, in lists."""

    candidates: int = 50
    """Sentences handed on to the choice of evidence."""

    additions: Additions = "local"
    """Who may add releases in the page: `local` where it is served to this
    machine only, `always` or `never`."""

    feedback: Path = Path(".vssqa/feedback.jsonl")
    """The local file in which the page keeps thumbs up and down."""

    lock_seconds: float = 600.0
    """How long a builder waits for another before it gives up."""

    def __post_init__(self) -> None:
        """Refuse values that no run could use.

        :raises SettingsError: naming the field, its value and its bounds.
        """
        for name, (low, high) in _BOUNDS.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise SettingsError(
                    f"{PREFIX}{name.upper()} is {value}: set it between {low} and {high}"
                )
        if self.store == "milvus" and not _MILVUS_PLACE.fullmatch(self.milvus_uri):
            raise SettingsError(
                f"{PREFIX}STORE is milvus: set {PREFIX}MILVUS_URI to a file that ends with .db, or"
                " to an address like http://host:19530"
            )

    @classmethod
    def load(
        cls,
        environment: Mapping[str, str] | None = None,
        **flags: str | Path | float | None,
    ) -> Settings:
        """Read the settings from flags and environment; a flag that is None is not given.

        :raises SettingsError: if a variable or flag names no setting, or a value does not fit.
        """
        return _load(os.environ if environment is None else environment, flags)


_MILVUS_PLACE = regex(r"(?:https?|tcp)://\S+|(?!\w+://).+\.db")

_BOUNDS: Mapping[str, tuple[float, float]] = {
    "passage_characters": (100, 4_000),  # shorter holds no sentence, longer is cut by the model
    "flat_up_to": (0, 100_000_000),
    "candidates": (1, 10_000),
    "lock_seconds": (0, 86_400),
}


def _load(
    environment: Mapping[str, str], flags: Mapping[str, str | Path | float | None]
) -> Settings:
    """Read the settings, as `Settings.load` describes it."""
    hints = get_type_hints(Settings)
    given: dict[str, object] = {}
    for variable, text in environment.items():
        if variable.startswith(PREFIX):
            name = variable.removeprefix(PREFIX).lower()
            if name not in hints or not variable.isupper():
                raise SettingsError(_unknown(variable, (f"{PREFIX}{n.upper()}" for n in hints)))
            given[name] = _read(variable, text, hints[name])
    for name, value in flags.items():
        if name not in hints:
            raise SettingsError(_unknown(name, hints))
        if value is not None:
            given[name] = _read(name, str(value), hints[name])
    return Settings(**given)  # type: ignore[arg-type]


def environment_names() -> tuple[str, ...]:
    """List the variables that are read, as the README documents them."""
    return tuple(f"{PREFIX}{field.name.upper()}" for field in fields(Settings))


def _unknown(name: str, known: Iterable[str]) -> str:
    """Say that `name` is no setting, and which one may have been meant."""
    spelling = name.upper() if name.upper().startswith(PREFIX) else name
    near = difflib.get_close_matches(spelling, list(known), n=1, cutoff=0.5)
    meant = f": did you mean {near[0]}?" if near else ": remove it"
    return f"{name} is no setting of vssqa{meant}"


def _read(name: str, text: str, kind: object) -> object:
    """Turn a setting's text into its type.

    :raises SettingsError: if it does not fit; the message says what would.
    """
    choices = get_args(kind)
    if choices:
        if text not in choices:
            raise SettingsError(f"{name} is {text!r}: set it to one of {', '.join(choices)}")
        return text
    if not text.strip():
        raise SettingsError(f"{name} is empty: set a value or remove it")
    if kind is int or kind is float:
        try:
            return kind(text)
        except ValueError:
            wanted = "a whole number" if kind is int else "a number"
            raise SettingsError(f"{name} is {text!r}: set it to {wanted}") from None
    return Path(text) if kind is Path else text
