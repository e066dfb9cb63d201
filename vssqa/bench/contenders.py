"""Who is measured at asking from nothing: vssqa, the usual chain, cairn-assistant, the floor."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path

from vssqa.bench.processes import Command, run
from vssqa.errors import FaultError

VSSQA, CHAIN, CAIRN, FLOOR = "vssqa", "usual chain", "cairn-assistant 0.3.0", "imports alone"
QUESTION = "What was the health insurance coverage rate at the end of 2023?"

# What any answer from this index must import; the floor under a start from nothing.
_FLOOR_IMPORTS = "import onnxruntime, faiss, tokenizers"
CHAIN_SCRIPT = Path(__file__).with_name("usual_chain.py")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Commands that ask one question from nothing, and what is left out and why."""

    commands: dict[str, Command]
    left_out: tuple[str, ...]


def prepare(corpus: Path, index: Path, scratch: Path) -> Prepared:
    """Build every contender's index over `corpus` and return the commands that ask.

    :raises FaultError: if a build fails.
    """
    places = ("--corpus", str(corpus), "--index", str(index))
    run([sys.executable, "-m", "vssqa", "index", *places])
    chain = scratch / "chain"
    run([sys.executable, str(CHAIN_SCRIPT), "build", str(corpus), str(chain)])
    commands: dict[str, Command] = {
        VSSQA: [sys.executable, "-m", "vssqa", "ask", QUESTION, "--json", *places],
        CHAIN: [sys.executable, str(CHAIN_SCRIPT), "ask", str(chain), QUESTION],
    }
    left_out: list[str] = []
    if importlib.util.find_spec("cairn") is None:
        left_out.append(f"{CAIRN} is not installed: pip install 'vssqa[bench]'")
    else:
        try:
            commands[CAIRN] = _prepare_cairn(corpus, scratch / "cairn")
        except FaultError as error:
            left_out.append(f"{CAIRN} could not index the corpus: {error}")
    commands[FLOOR] = [sys.executable, "-c", _FLOOR_IMPORTS]
    return Prepared(commands, tuple(left_out))


def _prepare_cairn(corpus: Path, folder: Path) -> Command:
    """Write the corpus in cairn's form (Markdown with a head, a block a line) and index it."""
    documents = folder / "corpus"
    documents.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted(corpus.glob("*.txt"))):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        body = "\n\n".join(line for line in lines if line)
        head = f"---\nid: release-{number}\ntitle: {path.stem}\nlang: en\nsynthetic: false\n---\n"
        (documents / f"release-{number}.md").write_text(head + body + "\n", encoding="utf-8")
    config = folder / "cairn.toml"
    config.write_text(
        f'[corpus]\npath = "{documents.as_posix()}"\n'
        f'[index]\npath = "{(folder / "index.json").as_posix()}"\n',
        encoding="utf-8",
    )
    cairn = [sys.executable, "-m", "cairn", "--config", str(config)]
    run([*cairn, "index"])
    return [*cairn, "ask", QUESTION, "--json"]
