"""A model file -> a session of onnxruntime, as encoder and ranker run it."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def open_session(path: Path) -> Any:
    """Open an onnx model on the processor.

    :raises Exception: of a class of onnxruntime's own, if the file is no model it can run.
    """
    import onnxruntime  # a tenth of a second: not before it is needed

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors only: a machine without a GPU is no news
    # Idle threads sleep: spinning costs half the processor where others work, too (40 questions
    # beside them: 22 s in place of 46 s).
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
