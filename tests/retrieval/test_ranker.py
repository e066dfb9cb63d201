"""The ranker at question time."""

from __future__ import annotations

import json
import logging
import math
import shutil
from pathlib import Path

import numpy as np
import pytest

from vssqa.errors import ModelError
from vssqa.retrieval.ranker import (
    BEFORE_WORDS,
    MAX_QUESTION_TOKENS,
    MAX_TOKENS,
    MODEL_FILE,
    Calibration,
    Ranker,
    bundled_tokenizer,
    context,
    reading,
    tokenized,
)

QUESTION = "What was the health insurance coverage rate at the end of 2023?"
ABOVE = context("VSS reports the results of the year", "2024-01-22")
ANSWER = reading(
    "By the end of 2023 the health insurance coverage rate reached 93.35 per cent.", ABOVE
)
IDLE = reading("Delegates thanked the hosts for their warm welcome.", ABOVE)

needs_model = pytest.mark.skipif(not MODEL_FILE.is_file(), reason="no ranker is shipped")


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    loaded = Ranker.load()
    assert loaded is not None
    return loaded


# --- what it reads -------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "date", "expected"),
    [
        ("Vinh Long report", "2023-12-19", "2023-12 Vinh Long report"),
        ("Vinh Long report", "2025", "2025 Vinh Long report"),
        ("Vinh Long report", None, "Vinh Long report"),
    ],
)
def test_context_is_month_and_title(title: str, date: str | None, expected: str) -> None:
    assert context(title, date) == expected


def test_long_title_leaves_room_for_the_sentence() -> None:
    assert len(context("word " * 40, None).split()) < 20


@pytest.mark.parametrize(
    ("above", "before", "expected"),
    [
        ("", "", "It rose."),
        ("2023-12 Report", "", "It rose. | 2023-12 Report"),
        ("", "Coverage is high.", "It rose. | Coverage is high."),
        ("2023-12 Report", "Coverage is high.", "It rose. | 2023-12 Report | Coverage is high."),
    ],
)
def test_sentence_is_read_before_what_stands_around_it(
    above: str, before: str, expected: str
) -> None:
    assert reading("It rose.", above, before) == expected


def test_of_a_long_sentence_before_the_opening_is_read() -> None:
    assert reading("It rose.", "", "word " * 40).count("word") == BEFORE_WORDS


def test_pairs_are_marked_typed_and_padded() -> None:
    batch = tokenized(bundled_tokenizer(), [("who", "he"), ("who", "he and she")])
    assert batch.input_ids.shape == (2, 7)
    assert batch.token_type_ids.tolist() == [[0, 0, 0, 1, 1, 0, 0], [0, 0, 0, 1, 1, 1, 1]]
    assert batch.attention_mask.sum(axis=1).tolist() == [5, 7]


def test_width_is_rounded_up_where_wanted() -> None:
    assert tokenized(bundled_tokenizer(), [("who", "he")], multiple=16).input_ids.shape == (1, 16)


def test_overlong_question_and_sentence_are_cut() -> None:
    batch = tokenized(bundled_tokenizer(), [("why " * 500, "so " * 500)])
    assert batch.input_ids.shape == (1, MAX_TOKENS)
    assert int((batch.token_type_ids == 0).sum()) == MAX_QUESTION_TOKENS + 2
    assert batch.input_ids[0, -1] == batch.input_ids[0, MAX_QUESTION_TOKENS + 1]  # both [SEP]


def test_no_pairs_give_an_empty_batch() -> None:
    assert tokenized(bundled_tokenizer(), []).input_ids.shape == (0, 0)


@pytest.mark.parametrize("output", [-1e9, -3.0, 0.0, 3.0, 1e9])
def test_probability_stays_between_0_and_1(output: float) -> None:
    assert 0.0 <= Calibration(2.0, -1.0).probability(output) <= 1.0


def test_probability_follows_its_constants() -> None:
    assert Calibration(2.0, -1.0).probability(0.5) == pytest.approx(0.5)
    assert Calibration(1.0, 0.0).probability(math.log(3)) == pytest.approx(0.75)


# --- loading -------------------------------------------------------------------


def test_missing_model_is_none_and_noted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="vssqa.retrieval.ranker"):
        assert Ranker.load(tmp_path / "ranker.onnx") is None
    assert "ranker.onnx" in caplog.text


def test_model_without_description_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ranker.onnx"
    path.write_bytes(b"x")
    with pytest.raises(ModelError, match=r"ranker\.json"):
        Ranker.load(path)


def test_other_file_than_described_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ranker.onnx"
    path.write_bytes(b"x")
    description = {"sha256": "0" * 64, "slope": 1.0, "offset": 0.0}
    path.with_suffix(".json").write_text(json.dumps(description), encoding="utf-8")
    with pytest.raises(ModelError, match="SHA-256"):
        Ranker.load(path)


@needs_model
def test_changed_byte_is_refused(tmp_path: Path) -> None:
    path = tmp_path / MODEL_FILE.name
    shutil.copy(MODEL_FILE.with_suffix(".json"), path.with_suffix(".json"))
    content = bytearray(MODEL_FILE.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match="SHA-256"):
        Ranker.load(path)


# --- scoring -------------------------------------------------------------------


@needs_model
def test_answer_scores_above_small_talk(ranker: Ranker) -> None:
    answer, idle = ranker.score(QUESTION, [ANSWER, IDLE])
    assert answer > 3 * idle


@needs_model
@pytest.mark.parametrize(
    ("printed", "exchanged"),
    [
        ("2023 the", "2019 the"),
        ("health", "unemployment"),
        ("rate reached", "rate in Ca Mau reached"),
        ("reached", "is to reach"),
    ],
    ids=["period", "scheme", "place", "status"],
)
def test_exchanged_constraint_scores_lower(ranker: Ranker, printed: str, exchanged: str) -> None:
    wrong = ANSWER.replace(printed, exchanged)
    right_score, wrong_score = ranker.score(QUESTION, [ANSWER, wrong])
    assert right_score > wrong_score


@needs_model
def test_score_does_not_depend_on_the_other_sentences(ranker: Ranker) -> None:
    alone = ranker.score(QUESTION, [ANSWER])
    beside = ranker.score(QUESTION, [IDLE, ANSWER, "word " * 300])
    assert alone == [beside[1]]


@needs_model
def test_nothing_to_score_gives_nothing(ranker: Ranker) -> None:
    assert ranker.score(QUESTION, []) == []


@needs_model
@pytest.mark.parametrize("text", ["", " ", "\u202e\x00", "Bảo hiểm y tế", "word " * 2000])
def test_any_text_can_be_scored(ranker: Ranker, text: str) -> None:
    (score,) = ranker.score(QUESTION, [text])
    assert 0.0 <= score <= 1.0
    assert np.isfinite(score)
