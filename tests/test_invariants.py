"""The invariants of the contract over the whole corpus and the project's own questions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sound import Json, answer_faults, index_faults, register_faults, verdict_faults
from vssqa.assistant import Assistant
from vssqa.contract import answer_json, verification_json
from vssqa.index import open_index
from vssqa.settings import Settings
from vssqa.types import Answer, Verification

ROOT = Path(__file__).parent.parent
EVERY = 8  # of the questions and claims that further processes answer again: a minute's work


def lines(name: str) -> list[Json]:
    with (ROOT / "tests/eval" / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


QUESTIONS, CLAIMS = lines("questions.jsonl"), lines("claims.jsonl")


@pytest.fixture(scope="module")
def answers(ask_once: Callable[..., Answer]) -> dict[str, Json]:
    """The JSON form of the answer to each question."""
    return {
        case["id"]: answer_json(ask_once(case["question"], case.get("history", ())))
        for case in QUESTIONS
    }


@pytest.fixture(scope="module")
def verdicts(verify_once: Callable[[str], Verification]) -> dict[str, Json]:
    """The JSON form of the verdict on each claim."""
    return {case["id"]: verification_json(verify_once(case["claim"])) for case in CLAIMS}


# --- verbatim ----------------------------------------------------------------


def test_every_passage_and_sentence_is_a_place_of_evidence(five_settings: Settings) -> None:
    index = open_index(five_settings)
    assert (len(index.releases), bool(index.passages), bool(index.sentences)) == (5, True, True)
    assert index_faults(index) == []


def test_every_fact_is_the_text_at_its_offsets(five_releases: Assistant) -> None:
    registers = five_releases.registers
    assert all((registers.figures, registers.instruments, registers.agencies, registers.duties))
    files = {release.id: release.file for release in five_releases.releases}
    assert register_faults(registers, files) == []


def test_every_answer_is_made_of_its_citations(answers: dict[str, Json]) -> None:
    faults = {name: found for name, answer in answers.items() if (found := answer_faults(answer))}
    assert faults == {}


def test_every_verdict_is_made_of_its_citations(verdicts: dict[str, Json]) -> None:
    faults = {name: found for name, one in verdicts.items() if (found := verdict_faults(one))}
    assert faults == {}


def test_answers_of_every_status_were_judged(answers: dict[str, Json]) -> None:
    assert {answer["status"] for answer in answers.values()} == {
        "answered",
        "conflicting",
        "refused",
    }


# --- the judge can find fault ---------------------------------------------------


def spoilt(answer: Json, /, **changed: Any) -> Json:
    return json.loads(json.dumps(answer)) | changed


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "It reached 12.34 per cent."},
        {"answer": "It was said by Tran Thi Khong Co."},
        {"answer": "Decision 99/QD-XYZ says so."},
        {"answer": "x" * 401},
        {"answer": ""},
        {"short": "12.34 per cent"},
        {"status": "conflicting"},
        {"status": "refused"},
        {"citations": []},
        {"agreeing": [9]},
    ],
)
def test_the_judge_finds_words_of_its_own(answers: dict[str, Json], change: Json) -> None:
    sound = next(a for a in answers.values() if a["status"] == "answered" and a["short"])
    assert answer_faults(spoilt(sound)) == []
    assert answer_faults(spoilt(sound, **change))


@pytest.mark.parametrize("moved", ["start", "end", "quote", "number", "highlights"])
def test_the_judge_finds_a_citation_that_is_not_the_text(
    answers: dict[str, Json], moved: str
) -> None:
    answer = spoilt(next(a for a in answers.values() if a["status"] == "answered"))
    citation = answer["citations"][0]
    citation[moved] = {
        "quote": citation["quote"] + " ",
        "highlights": [[citation["end"], citation["end"] + 1]],
    }.get(moved, citation["end"] + 1 if moved == "end" else citation.get("start", 0) + 1)
    assert answer_faults(answer)


def test_the_judge_finds_a_quoted_caption(
    answers: dict[str, Json], five_releases: Assistant
) -> None:
    release, block = next(
        (release, block)
        for release in five_releases.releases
        for block in release.blocks
        if block.kind == "caption"
    )
    answer = spoilt(next(a for a in answers.values() if a["status"] == "answered"))
    words = block.span.of(release.text)
    answer["citations"][0] |= {
        "release": release.id,
        "file": release.file,
        "start": block.span.start,
        "end": block.span.end,
        "quote": words,
        "highlights": [],
    }
    answer |= {"answer": words[:400], "short": None}
    assert any("caption" in fault for fault in answer_faults(answer))


# --- the same bytes -------------------------------------------------------------


def without_seconds(answer: Json) -> str:
    return json.dumps({key: value for key, value in answer.items() if key != "seconds"})


def batch(command: str, cases: list[Json], settings: Settings, seed: str) -> Iterator[Json]:
    """Answer cases in a new process with a hash seed of its own."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "vssqa", command, "--batch", "-"),
            *("--corpus", str(settings.corpus), "--index", str(settings.index)),
        ],
        input="".join(json.dumps(case) + "\n" for case in cases),
        env=os.environ | {"PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return map(json.loads, done.stdout.splitlines())


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_answers(
    seed: str, answers: dict[str, Json], five_settings: Settings
) -> None:
    cases = QUESTIONS[int(seed) :: EVERY]
    assert_same_answers(cases, answers, five_settings, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["3", "4"])
def test_another_process_gives_all_the_same_answers(
    seed: str, answers: dict[str, Json], five_settings: Settings
) -> None:
    assert_same_answers(QUESTIONS[::-1], answers, five_settings, seed)


def assert_same_answers(
    cases: list[Json], answers: dict[str, Json], settings: Settings, seed: str
) -> None:
    again = list(batch("ask", cases, settings, seed))
    assert [answer["id"] for answer in again] == [case["id"] for case in cases]
    for answer in again:
        assert without_seconds(answer | {"id": None}) == without_seconds(answers[answer["id"]])


def test_another_process_gives_the_same_verdicts(
    verdicts: dict[str, Json], five_settings: Settings
) -> None:
    for case, again in zip(CLAIMS, batch("verify", CLAIMS, five_settings, "5"), strict=True):
        assert again.pop("id") == case["id"]
        assert without_seconds({"id": None} | again) == without_seconds(verdicts[case["id"]])


REBUILD = """
import hashlib, sys
from pathlib import Path
from tests.fakes import HashingEncoder
from vssqa.index.build import build_index
from vssqa.settings import Settings
settings = Settings(corpus=Path("corpus"), index=Path(sys.argv[1]), model="hashing")
generation = settings.index / build_index(settings, encoder=HashingEncoder()).generation
for path in sorted(generation.iterdir()):
    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_another_process_builds_the_same_bytes(tmp_path: Path) -> None:
    built = [
        subprocess.run(
            [sys.executable, "-c", REBUILD, str(tmp_path / seed)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert "registers.sqlite" in built[0]
    assert built[0] == built[1]
