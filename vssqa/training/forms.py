"""Trained weights in several forms: what each gives in speed and loses is then measured.

Layers are left out without training anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import onnx
from onnxruntime.transformers.float16 import convert_float_to_float16
from torch import nn

from vssqa.retrieval.ranker import Calibration
from vssqa.training.export import describe, export, export_full, quantise
from vssqa.training.network import BUNDLED_LAYERS, CrossEncoder, bundled, load_weights

FEWER_LAYERS = {"layers-5": (0, 1, 2, 3, 5), "layers-4": (0, 1, 2, 5), "layers-3": (0, 1, 5)}


def write_forms(weights: Path, out: Path) -> list[Path]:
    """Write rankers of full, half and eight-bit precision and of fewer layers; return the files.

    Eight bits come in two ranges: the reduced one ships.
    """
    out.mkdir(parents=True, exist_ok=True)
    full = out / "full.onnx"
    export_full(_of_layers(weights, range(BUNDLED_LAYERS)), full)
    half = out / "half.onnx"
    onnx.save(convert_float_to_float16(onnx.load(full), keep_io_types=True), half)
    wide = out / "eight-bit-wide.onnx"
    quantise(full, wide, reduce_range=False)
    for path in (full, half, wide):
        describe(path, Calibration(), {})
    eight = out / "eight-bit.onnx"
    export(_of_layers(weights, range(BUNDLED_LAYERS)), eight)
    fewer = [out / f"{name}.onnx" for name in FEWER_LAYERS]
    for path, layers in zip(fewer, FEWER_LAYERS.values(), strict=True):
        export(_of_layers(weights, layers), path)
    return [full, half, wide, eight, *fewer]


def _of_layers(weights: Path, layers: Sequence[int]) -> CrossEncoder:
    model = load_weights(bundled(), weights)
    encoder = model.base.encoder
    encoder.layer = nn.ModuleList([encoder.layer[index] for index in layers])
    model.base.config.num_hidden_layers = len(layers)
    return model
