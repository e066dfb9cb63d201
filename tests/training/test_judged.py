"""Question files made into questions with their right sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vssqa.corpus import parse_release
from vssqa.errors import CorpusError
from vssqa.training.judged import Judged, of_releases

TEXT = (
    "Coverage in Vinh Long\n19/12/2023\n"
    "The coverage rate reached 93.4 per cent of the population in the whole province last year.\n"
    "Director Pham Minh Duong said that 1,071 conferences were held for 60,680 participants.\n"
)
RELEASES = [parse_release("r1", "corpus/r1.txt", TEXT, "0" * 64)]


def judged(tmp_path: Path, *rows: dict[str, object]) -> Judged:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return of_releases("test", path, RELEASES)


def right(found: Judged) -> list[str]:
    return [found.readings[i].sentence for q in found.questions for i in sorted(q.evidence)]


def test_evidence_is_the_sentence_that_holds_the_piece(tmp_path: Path) -> None:
    row = {"question": "q", "type": "figure", "evidence": ["Reached  93.4 per cent"]}
    assert right(judged(tmp_path, row)) == [
        "The coverage rate reached 93.4 per cent of the population in the whole province last year."
    ]


def test_free_answer_is_looked_for_in_its_release(tmp_path: Path) -> None:
    row = {"question": "q", "doc": "r1", "answer": "1,071 conferences"}
    (sentence,) = right(judged(tmp_path, row))
    assert "1,071" in sentence


def test_answer_that_stands_nowhere_is_left_out(tmp_path: Path) -> None:
    found = judged(tmp_path, {"question": "q", "doc": "r1", "answer": "4,444 buses"})
    assert found.questions == ()


def test_question_without_answer_is_kept(tmp_path: Path) -> None:
    found = judged(tmp_path, {"question": "q", "type": "none", "evidence": []})
    assert len(found.questions) == 1
    assert found.answerable == []


def test_readings_carry_month_and_title_unless_read_alone(tmp_path: Path) -> None:
    found = judged(tmp_path)
    assert {r.context for r in found.readings} == {"2023-12 Coverage in Vinh Long"}
    assert {r.context for r in found.alone().readings} == {""}


def test_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"none\.jsonl"):
        of_releases("test", tmp_path / "none.jsonl", RELEASES)
