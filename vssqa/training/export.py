"""From torch's weights to the one file a question needs: fused, eight-bit, described.

Eight-bit weights with the range reduced to seven bits: processors without VNNI
add pairs of products in 16 bits and would saturate.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer

from vssqa.retrieval.ranker import SIDECAR_SUFFIX, Calibration
from vssqa.training.network import CrossEncoder

OPSET = 17
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_TRACED_SHAPE = (2, 9)  # any shape; both axes stay free


def export_full(model: CrossEncoder, path: Path, *, fused: bool = True) -> None:
    """Write the model in full precision, attention and normalisation fused."""
    model.cpu().eval()
    ones = torch.ones(_TRACED_SHAPE, dtype=torch.int64)
    free = {name: {0: "pairs", 1: "tokens"} for name in _INPUTS} | {"output": {0: "pairs"}}
    torch.onnx.export(
        model,
        (ones, ones, torch.zeros_like(ones)),
        str(path),
        input_names=list(_INPUTS),
        output_names=["output"],
        dynamic_axes=free,
        opset_version=OPSET,
        dynamo=False,
    )
    if fused:
        config = model.base.config
        optimizer.optimize_model(
            str(path),
            model_type="bert",
            num_heads=config.num_attention_heads,
            hidden_size=config.hidden_size,
            opt_level=0,
        ).save_model_to_file(str(path))


def quantise(full: Path, path: Path, *, reduce_range: bool = True) -> None:
    """Write the model of `full` with eight-bit weights, activations scaled as they come."""
    quantize_dynamic(
        str(full),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=reduce_range,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def export(model: CrossEncoder, path: Path) -> None:
    """Write the file `Ranker.load` reads, its description not yet calibrated."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        export_full(model, full)
        quantise(full, path)
    describe(path, Calibration(), {})


def describe(path: Path, calibration: Calibration, notes: Mapping[str, object]) -> None:
    """Write `ranker.json` beside the model: its SHA-256, its calibration, what it was made of."""
    description = {
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "slope": round(calibration.slope, 6),
        "offset": round(calibration.offset, 6),
        **notes,
    }
    path.with_suffix(SIDECAR_SUFFIX).write_text(
        json.dumps(description, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
