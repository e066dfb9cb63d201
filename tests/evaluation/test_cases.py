"""The forms of question and claim files are told apart and read strictly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vssqa.errors import InputError
from vssqa.evaluation import (
    ClaimCase,
    QuestionCase,
    read_cases,
)


def write(folder: Path, *entries: object) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(json.dumps(entry) for entry in entries), encoding="utf-8")
    return path


def test_a_question_with_patterns_keeps_its_history_and_short_answer(tmp_path: Path) -> None:
    entry = {"id": "a", "type": "date", "question": "And then?", "answer": ["2023"]}
    more = {"evidence": ["in 2023"], "history": ["When?"], "short": "20\\d\\d"}
    (read,) = read_cases(write(tmp_path, entry | more))
    assert isinstance(read, QuestionCase)
    assert (read.kind, read.patterns, read.evidence) == ("date", ("2023",), ("in 2023",))
    assert (read.history, read.short, read.answerable) == (("When?",), "20\\d\\d", True)


def test_a_question_of_type_none_is_unanswerable(tmp_path: Path) -> None:
    entry = {"id": "a", "type": "none", "question": "?", "answer": [], "evidence": []}
    (read,) = read_cases(write(tmp_path, entry))
    assert isinstance(read, QuestionCase)
    assert not read.answerable


def test_a_question_with_a_text_answer_keeps_its_release(tmp_path: Path) -> None:
    (read,) = read_cases(write(tmp_path, {"id": 1, "doc": "002", "question": "?", "answer": "six"}))
    assert isinstance(read, QuestionCase)
    assert (read.id, read.expected, read.release, read.evidence) == ("1", "six", "002", ())


def test_a_list_of_paragraphs_is_read_as_questions(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_text(json.dumps([{"context": "It is six.", "question": "?", "answer": "six"}]))
    (read,) = read_cases(path)
    assert isinstance(read, QuestionCase)
    assert (read.expected, read.evidence, read.kind) == ("six", ("six",), "paragraph")


def test_a_claim_is_read_with_its_verdict_and_slip(tmp_path: Path) -> None:
    entry = {"id": "c", "claim": "It is 5.", "verdict": "contradicted", "evidence": "6"}
    assert read_cases(write(tmp_path, entry)) == (
        ClaimCase("c", "It is 5.", "contradicted", "6", "none"),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "holds no case"),
        ("[{", "is no JSON"),
        ('{"id": 1}\n{', "line 2 is no JSON|line 1 has no field"),
        ("17", "line 1 is no JSON object"),
        ('{"id": "a", "type": "figure", "question": "?"}', "no field 'answer'"),
        ('{"id": "a", "type": "figure", "question": "?", "answer": ["("]}', "cannot be read"),
        ('{"id": "a", "question": "  ", "answer": "six"}', "cannot be read"),
        ('{"id": "a", "claim": "x", "verdict": "true"}', "none of supported"),
        (
            '{"id": "a", "claim": "x", "verdict": "supported"}\n'
            '{"id": "b", "question": "?", "answer": "x"}',
            "mixes questions and claims",
        ),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_cases(path)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_cases(tmp_path / "none.jsonl")
