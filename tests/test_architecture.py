"""Imports go one way, and each heavy library lives in its one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "vssqa"

# From what everybody may use to what nobody imports. Parts of one layer may use each other.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"types", "errors", "patterns"}),
    frozenset({"text", "settings"}),
    frozenset({"dates", "batch"}),
    frozenset({"page_lines"}),
    frozenset({"datelines"}),
    frozenset({"layout"}),
    frozenset({"corpus", "contract", "tables"}),
    frozenset({"citing"}),
    frozenset({"facts", "retrieval", "passages", "importing", "claim_export"}),
    frozenset({"index", "question"}),
    frozenset({"answering"}),
    frozenset({"verification"}),
    frozenset({"assistant"}),
    frozenset({"drafts", "evaluation", "training", "bench"}),
    frozenset({"progress"}),
    frozenset({"terminal"}),
    frozenset({"commands"}),
    frozenset({"cli", "ui"}),
    frozenset({"__main__", "__init__"}),
)
RANK = {part: rank for rank, layer in enumerate(LAYERS) for part in layer}

# Libraries and the only files (or folders) that may import them.
HOMES = {
    "faiss": ("retrieval/dense.py", "bench/"),
    "pymilvus": ("retrieval/milvus_server.py",),
    "milvus_lite": ("nowhere: pymilvus starts it",),
    "sentence_transformers": ("retrieval/encoder.py", "bench/"),
    "streamlit": ("ui/",),
    "trafilatura": ("importing/",),
    "pypdf": ("importing/",),
    "docx": ("importing/",),
}


def _files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every module a file imports, inside functions too, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "vssqa":
                yield from ((f"vssqa.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module, node.lineno


def _part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_part_has_a_layer() -> None:
    assert {_part(path) for path in _files()} <= set(RANK)


@pytest.mark.parametrize("path", _files(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    part = _part(path)
    backwards = [
        f"line {line}: {part} (layer {RANK[part]}) imports {module}"
        for module, line in _imports(path)
        if module.startswith("vssqa.")
        and module.split(".")[1] in RANK
        and RANK[module.split(".")[1]] > RANK[part]
    ]
    assert not backwards


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_is_imported_in_its_home_only(library: str) -> None:
    strangers = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in _files()
        for module, line in _imports(path)
        if module.split(".")[0] == library
        and not str(path.relative_to(PACKAGE)).startswith(HOMES[library])
    ]
    assert not strangers


def test_the_top_level_holds_nothing_else() -> None:
    allowed = {
        "app.py", "corpus", "index", "vssqa", "tests", "requirements.txt", "README.md",
        "pyproject.toml",
    }  # fmt: skip
    ignored = {"build", "dist"}
    found = {
        path.name
        for path in PACKAGE.parent.iterdir()
        if not path.name.startswith(".") and not path.name.endswith(".egg-info")
    }
    assert found - ignored <= allowed
