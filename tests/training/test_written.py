"""Groups from questions that people wrote."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.fakes import HashingEncoder
from vssqa.training import written
from vssqa.training.groups import Group
from vssqa.training.pool import Vectors

TEXT = (
    "Coverage in Vinh Long\n19/12/2023\n"
    "By the end of 2023 the coverage rate reached 93.4 per cent in the whole province."
    " The leaders thanked all delegates for their efforts and wished them well in the new year."
    " Arrears were put at 1.36 per cent of the amount to be collected, or 93.4 billion dong.\n"
)
RIGHT = "How many in a hundred were covered?"
MISS = "How many in a hundred were covered in Da Nang?"
ROWS = (
    {"id": "1", "type": "words", "question": RIGHT, "doc": "r1", "answer": "93.4",
     "evidence": ["reached 93.4 per cent"]},
    {"id": "2", "type": "none", "question": MISS, "doc": "r1", "answer": [], "evidence": [],
     "near": "reached 93.4 per cent"},
)  # fmt: skip


def hashed(texts: Sequence[str], cache: Path) -> Vectors:
    """Stand in for the bundled encoder."""
    return HashingEncoder().encode(texts)


@pytest.fixture
def groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Group]:
    monkeypatch.setattr(written, "embed", hashed)
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "r1.txt").write_text(TEXT, encoding="utf-8")
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n", encoding="utf-8")
    made = written.written_groups(questions, tmp_path / "releases", tmp_path / "cache")
    return {group.question: group for group in made}


def test_the_right_sentence_is_the_one_that_holds_the_evidence(groups: dict[str, Group]) -> None:
    (right,) = groups[RIGHT].right
    assert "reached 93.4 per cent" in right.sentence
    assert right.context == "2023-12 Coverage in Vinh Long"


def test_a_sentence_that_prints_the_answer_too_is_no_wrong_one(groups: dict[str, Group]) -> None:
    near = [reading.sentence for reading in groups[RIGHT].near]
    assert any("thanked" in sentence for sentence in near)
    assert not any("93.4" in sentence for sentence in near)


def test_a_near_miss_has_no_right_sentence_and_the_one_that_tempts(
    groups: dict[str, Group],
) -> None:
    miss = groups[MISS]
    assert miss.right == ()
    assert ["reached 93.4" in reading.sentence for reading in miss.swapped] == [True]
    assert all(reading not in miss.swapped for reading in miss.near)


def test_sentences_are_read_with_the_one_before(groups: dict[str, Group]) -> None:
    (thanks,) = [r for r in groups[RIGHT].near if "thanked" in r.sentence]
    assert thanks.before.startswith("By the end of 2023")
