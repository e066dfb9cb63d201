"""The README is true: its commands, flags, paths and counts are the program's own."""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from vssqa.cli import parser
from vssqa.commands import REGISTERS
from vssqa.settings import PREFIX, environment_names

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

# What the contract promises; a command or flag that goes breaks other people's scripts.
CONTRACT = {
    "index": "--full",
    "ask": "--batch --json",
    "verify": "--file --batch --json",
    "facts": "--json --csv",
    "conflicts": "--json",
    "releases": "--json",
    "show": "--json",
    "add": "",
    "check": "--json",
    "eval": "--json",
    "bench": "--json",
    "train-ranker": "--out",
}
EVERYWHERE = {"--corpus", "--index", "--json", "--help"}  # told once, above or below the table
MADE_IN_USE = (".streamlit/secrets.toml", ".vssqa/", "../")  # by a person or by running it
_FLAG = re.compile(r"--[a-z][a-z-]*")
_CODE = re.compile(r"`([^`]+)`")
_BLOCK = re.compile(r"^```[a-z]*\n(.*?)^```", re.M | re.S)
PROSE = _BLOCK.sub("", README)


def section(title: str) -> str:
    """Return what stands under a heading."""
    return re.split(r"^## ", README.partition(f"\n## {title}\n")[2], maxsplit=1, flags=re.M)[0]


def first_cells(title: str) -> list[str]:
    """Return the first cell of each row of the first table under a heading."""
    rows = re.findall(r"^\| (.+?) (?<!\\)\|", section(title), flags=re.M)
    assert len(rows) > 2, f"{title} has a table"
    return [row for row in rows[1:] if not row.startswith("---")]


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command."""
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("there are no commands")


def flags(command: argparse.ArgumentParser) -> set[str]:
    return {flag for action in command._actions for flag in action.option_strings} - {"-h"}


def documented() -> Iterator[tuple[str, set[str]]]:
    """Yield each command the README's table shows, with the flags it shows."""
    for cell in first_cells("Commands"):
        for shown in _CODE.findall(cell.replace("\\|", "|")):
            yield shown.split()[0], set(_FLAG.findall(shown))


# --- commands ------------------------------------------------------------------------


def test_the_table_shows_every_command_and_no_other() -> None:
    assert {command for command, _ in documented()} == set(parsers()) == set(CONTRACT)


def test_the_commands_have_the_flags_they_are_shown_with() -> None:
    known = parsers()
    for command, shown in documented():
        assert shown <= flags(known[command]), command


def test_every_flag_is_shown() -> None:
    shown: dict[str, set[str]] = {}
    for command, given in documented():
        shown.setdefault(command, set()).update(given)
    for command, own in parsers().items():
        assert flags(own) - EVERYWHERE <= shown[command], command
    for flag in EVERYWHERE - {"--help"}:
        assert f"`{flag}" in section("Commands")


@pytest.mark.parametrize("command", CONTRACT)
def test_the_contracts_commands_and_flags_are_kept(command: str) -> None:
    assert set(CONTRACT[command].split()) | {"--corpus", "--index"} <= flags(parsers()[command])


def test_the_registers_shown_are_those_there_are() -> None:
    (shown,) = (code for code in _CODE.findall(section("Commands")) if code.startswith("facts "))
    assert shown.replace("\\", "").split()[1].split("|") == list(REGISTERS)


def test_commands_shown_elsewhere_can_be_read() -> None:
    blocks = "\n".join(_BLOCK.findall(README)).replace("\\\n", " ")
    code = [*_CODE.findall(PROSE), *blocks.splitlines()]
    shown = [line.split("python -m ")[1].split("|")[0] for line in code if "python -m " in line]
    assert len(shown) >= 3
    for line in shown:
        module, *arguments = shlex.split(line)
        assert importlib.util.find_spec(module), line
        if module == "vssqa" and arguments and arguments[0] != "COMMAND":
            assert set(_FLAG.findall(line)) <= flags(parsers()[arguments[0]]), line


# --- the two lines ---------------------------------------------------------------------


def marked_line(mark: str) -> str:
    """Return the line behind a mark, by the very words with which CI takes it out."""
    taken = re.search(r"^test_line=\$\((.+)\)$", (ROOT / ".ci/run").read_text(), flags=re.M)
    assert taken, "CI takes the test line out of the README"
    command = taken.group(1).replace("test line", mark)
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize(
    ("mark", "end"), [("run line", "streamlit run app.py"), ("test line", "-m pytest")]
)
def test_one_line_does_it_all(mark: str, end: str) -> None:
    assert README.count(f"<!-- {mark} -->") == 1
    line = marked_line(mark)
    assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert line.endswith(end)
    assert "\n" not in line


def test_what_the_lines_install_exists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "-r requirements.txt" in marked_line("run line")
    assert (ROOT / "requirements.txt").is_file()
    assert (ROOT / "app.py").is_file()
    assert "'.[dev]'" in marked_line("test line")
    assert "dev" in project["optional-dependencies"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11" in section("Two commands")


# --- paths ---------------------------------------------------------------------------------


def mapped() -> set[Path]:
    """Return the paths of the map; a bare name stands beside the one before it."""
    found: set[Path] = set()
    for cell in first_cells("The map of the code"):
        folder = ROOT
        for name in _CODE.findall(cell):
            path = ROOT / name if (ROOT / name).exists() else folder / name
            folder = path.parent
            found.add(path)
    return found


def test_the_map_names_only_what_exists() -> None:
    assert [path for path in mapped() if not path.exists()] == []


def test_the_map_misses_no_part() -> None:
    parts = {
        path
        for path in (ROOT / "vssqa").iterdir()
        if not path.name.startswith("__")
        and (path.suffix == ".py" or (path / "__init__.py").is_file())
    }
    top = {ROOT / name for name in ("app.py", "corpus", "index", "tests")}
    assert {path.name for path in parts | top} - {path.name for path in mapped()} == set()


def test_every_path_in_the_text_exists() -> None:
    named = [
        code
        for code in _CODE.findall(PROSE)
        if re.fullmatch(r"[\w./-]+/[\w.-]*|[\w/-]+\.py", code) and not code.startswith(MADE_IN_USE)
    ]
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert len(named) > 10
    beside = [path.parent for path in mapped()]
    lost = [
        name
        for name in (*named, *linked)
        if not any((folder / name).exists() for folder in (ROOT, *beside))
    ]
    assert lost == []


def test_the_picture_is_one() -> None:
    (picture,) = re.findall(r"^!\[.+\]\((.+\.png)\)", README, flags=re.M)
    assert (ROOT / picture).read_bytes().startswith(b"\x89PNG\r\n")


def test_settings_are_named_by_their_prefix() -> None:
    assert f"{PREFIX}*" in README
    named = set(re.findall(rf"{PREFIX}[A-Z_]+\b", README))
    assert named <= set(environment_names())


# --- counts -----------------------------------------------------------------------------------


def test_the_counts_beside_the_measurements_are_those_of_the_files() -> None:
    with (ROOT / "tests/eval/questions.jsonl").open(encoding="utf-8") as file:
        answerable = [bool(json.loads(line)["evidence"]) for line in file]
    with (ROOT / "tests/eval/claims.jsonl").open(encoding="utf-8") as file:
        claims = len(file.readlines())
    told = section("Measured")
    assert f"{sum(answerable)} answerable" in told
    assert f"{len(answerable) - sum(answerable)} unanswerable" in told
    assert f"{claims} claims" in told
