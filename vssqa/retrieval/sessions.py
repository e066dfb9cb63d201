"""A model file -> a session of onnxruntime, as encoder and ranker run it."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def open_session(path: Path, threads: int = 0) -> Any:
    """Open an onnx model on the processor.

    :param threads: that one run uses; 0 for as many as there are cores.
    :raises Exception: of a class of onnxruntime's own, if the file is no model it can run.
    """
    import onnxruntime  # a tenth of a second: not before it is needed

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors only: a machine without a GPU is no news
    options.intra_op_num_threads = threads
    # Idle threads sleep: spinning costs half the processor where others work, too (40 questions
    # beside them: 22 s in place of 46 s).
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def save_optimized(path: Path, weights: str) -> None:
    """Put the graph that onnxruntime makes of a model in the model's place.

    What does not depend on the machine is then done once and not at every load, which halves it.

    :param weights: the name of the file, beside the model, that its weights go to: mapped when
        loaded, not copied.
    :raises Exception: of a class of onnxruntime's own, if the file is no model it can run.
    """
    import onnxruntime

    raw = path.with_suffix(".raw")
    path.rename(raw)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(path)
    into = "session.optimized_model_external_initializers_"
    options.add_session_config_entry(into + "file_name", weights)
    options.add_session_config_entry(into + "min_size_in_bytes", "1024")
    onnxruntime.InferenceSession(str(raw), options, providers=["CPUExecutionProvider"])
    raw.unlink()
