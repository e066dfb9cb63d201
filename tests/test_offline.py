"""With sockets refused and nothing cached, the index is built and questions are answered."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CORPUS
from tests.sound import answer_faults, verdict_faults

ROOT = Path(__file__).parent.parent
RATE = "What was the health insurance coverage rate at the end of 2023?"
CLAIM = "In 2023 the health insurance coverage rate reached 91 per cent."

# Refused as a machine without a network refuses, and noted: a library may swallow the error.
WITHOUT_NETWORK = """
import json, socket, sys
tried = []

def refuse(*arguments, **named):
    tried.append(repr(arguments))
    raise OSError(101, "Network is unreachable")

for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse)
for name in ("create_connection", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, refuse)

from vssqa.cli import main
status = main(sys.argv[1:])
print(json.dumps(tried), file=sys.stderr)
sys.exit(status)
"""


class Machine:
    """A machine without a network, a home or a cache; its folders lie in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.places = ["--corpus", str(folder / "corpus"), "--index", str(folder / "index")]
        self.home.mkdir()
        shutil.copytree(CORPUS, folder / "corpus")
        own = ("HF_", "TRANSFORMERS_", "SENTENCE_", "TORCH_", "XDG_", "VSSQA_")
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(own)
        } | {"HOME": str(self.home), "PYTHONPATH": str(ROOT)}

    def run(self, *arguments: str) -> tuple[str, list[str]]:
        """Run a command; return its standard output and the connections it tried to open."""
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT_NETWORK, *arguments, *self.places],
            cwd=self.home.parent,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout, json.loads(done.stderr.splitlines()[-1])

    def json(self, *arguments: str) -> Any:
        """Run a command that tries no connection; return its document."""
        out, tried = self.run(*arguments, "--json")
        assert tried == []
        return json.loads(out)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine on which the index was built without a network."""
    machine = Machine(tmp_path_factory.mktemp("offline"))
    out, tried = machine.run("index")
    assert (out, tried) == ("", [])
    return machine


def test_a_question_is_answered(machine: Machine) -> None:
    answer = machine.json("ask", RATE)
    assert "93.35" in answer["short"]
    assert answer_faults(answer) == []


def test_a_claim_is_checked(machine: Machine) -> None:
    checked = machine.json("verify", CLAIM)
    assert checked["verdict"] == "contradicted"
    assert verdict_faults(checked) == []


def test_the_index_is_proven_sound(machine: Machine) -> None:
    assert machine.json("check") == {"sound": True, "findings": []}


@pytest.mark.slow
def test_a_release_is_added(machine: Machine, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>A new release of the office</title></head><body>"
        "<h1>A new release of the office</h1><p>25/06/2024 10:00 AM</p>"
        + "<p>The office counted 12,345 new participants in the province in June 2024, and thanked"
        " all who had helped to find them in its villages.</p>"
        * 3
        + '<img src="http://example.org/picture.jpg"></body></html>'
    )
    rows = machine.json("add", str(page))
    assert [row["status"] for row in rows] == ["new"]
    assert len(machine.json("releases")) == 6


def test_nothing_is_left_in_the_home(machine: Machine) -> None:
    left = [str(path.relative_to(machine.home)) for path in machine.home.rglob("*")]
    assert [name for name in left if "hugging" in name or "torch" in name] == []
