"""A question -> its vector by onnxruntime and tokenizers, without torch.

The graph is exported once from the very weights that embedded the corpus;
importing torch for one question would take longer than all the rest.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vssqa.errors import ModelError
from vssqa.retrieval.sessions import open_session, save_optimized

if TYPE_CHECKING:
    from vssqa.retrieval.encoder import SentenceTransformerEncoder, Vectors

MODEL_FILE = "model.onnx"
WEIGHTS_FILE = "weights.bin"  # apart from the graph: mapped, not copied, which halves the load
TOKENIZER_FILE = "tokenizer.json"
TOLERANCE = 1e-5  # of one coordinate; measured 2e-7 on the bundled model
_OPSET = 18
# The export is refused unless these give the same vectors both ways: short, long beyond the
# model's limit, another script, nothing at all.
_PROBES = ("What was the rate?", "insurance " * 600, "Bảo hiểm xã hội Việt Nam 😀", "")


class OnnxEncoder:
    """The exported model; `name` and `sha256` are those of the weights it came from."""

    def __init__(self, folder: Path, name: str, sha256: str) -> None:
        """Load model and tokenizer out of `folder`.

        :raises ModelError: if one of them cannot be read.
        """
        from tokenizers import Tokenizer

        self.name = name
        self.sha256 = sha256
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            self._session = open_session(folder / MODEL_FILE)
        except Exception as error:  # both libraries raise bare Exception on a bad file
            raise ModelError(
                f"the question encoder in {str(folder)!r} cannot be loaded: run"
                " `python -m vssqa index --full`"
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape (n_texts, dimension), each text by itself."""
        return np.stack([self._encode_one(text) for text in texts])

    def _encode_one(self, text: str) -> Any:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        (vectors,) = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        return vectors[0]


def import_libraries() -> None:
    """Import what the encoder needs; a tenth of a second, so not before it is needed."""
    import onnxruntime  # noqa: F401
    import tokenizers  # noqa: F401


def export(encoder: SentenceTransformerEncoder, folder: Path) -> None:
    """Write the encoder's model and tokenizer into `folder`, and prove them equal.

    :raises ModelError: if the model has no export, or one that gives other vectors.
    """
    try:
        _export_tokenizer(encoder.model, folder / TOKENIZER_FILE)
        _export_graph(encoder.model, folder)
    except Exception as error:  # torch's exporter raises whatever the model's code raises
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelError(f"model {encoder.name!r} cannot be exported ({reason[:200]})") from error
    exported = OnnxEncoder(folder, encoder.name, encoder.sha256)
    apart = float(np.abs(exported.encode(_PROBES) - encoder.encode(_PROBES)).max())
    if not apart <= TOLERANCE:
        raise ModelError(f"model {encoder.name!r} exports to other vectors (by {apart:.1e})")


def _export_tokenizer(model: Any, path: Path) -> None:
    """Write the model's own tokenizer, cutting where the model cuts."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
    tokenizer.no_padding()
    tokenizer.enable_truncation(model.max_seq_length)
    tokenizer.save(str(path))


def _export_graph(model: Any, folder: Path) -> None:
    """Write the whole model (transformer, pooling, normalising) as one graph and its weights."""
    import torch

    path = folder / MODEL_FILE

    class Graph(torch.nn.Module):  # type: ignore[misc]
        """The model with plain tensors in and out."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids: Any, mask: Any) -> Any:
            features = {"input_ids": ids, "attention_mask": mask}
            if "token_type_ids" in model.tokenizer.model_input_names:
                features["token_type_ids"] = torch.zeros_like(ids)
            for module in model:
                features = module(features)
            vector = features["sentence_embedding"]
            return torch.nn.functional.normalize(vector, p=2, dim=1)

    example = model.tokenizer(["one question", "two"], padding=True, return_tensors="pt")
    inputs = (example["input_ids"].to(model.device), example["attention_mask"].to(model.device))
    axes = {0: "texts", 1: "tokens"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of constants; the probes prove the graph
        torch.onnx.export(
            Graph().eval(),
            inputs,
            str(path),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": axes, "mask": axes, "vectors": {0: "texts"}},
            opset_version=_OPSET,
            dynamo=False,  # needs no further library and a third of the time
        )
    save_optimized(path, WEIGHTS_FILE)
