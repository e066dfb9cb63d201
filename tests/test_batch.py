"""JSON lines: a result a line, in order, at once; a broken line spoils no other."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sound import answer_faults, verdict_faults
from vssqa.batch import MAX_LINE_BYTES, BatchLine, batch_lines, open_batch
from vssqa.cli import main
from vssqa.errors import InputError
from vssqa.settings import Settings

ROOT = Path(__file__).parent.parent
RATE = "What was the health insurance coverage rate at the end of 2023?"


def read(*lines: bytes, key: str = "question") -> list[BatchLine]:
    return list(batch_lines(io.BytesIO(b"\n".join(lines)), key))


# --- reading lines ----------------------------------------------------------------


def test_a_line_is_an_identifier_a_text_and_a_history() -> None:
    (line,) = read(b'{"id": "a", "question": "Who?", "history": ["What?", "When?"], "more": 1}')
    assert line == BatchLine("a", "Who?", ("What?", "When?"))


@pytest.mark.parametrize("identifier", ["a", "", 7, 1.5, None, True, "\ud800"])
def test_an_identifier_is_given_back_as_it_is(identifier: object) -> None:
    (line,) = read(json.dumps({"id": identifier, "claim": "x"}).encode(), key="claim")
    assert (line.id, line.text, line.error) == (identifier, "x", None)


def test_an_identifier_may_be_missing_and_a_history_null() -> None:
    (line,) = read(b'{"question": "Who?", "history": null}')
    assert line == BatchLine(None, "Who?")


def test_a_byte_order_mark_and_carriage_returns_are_no_fault() -> None:
    lines = read(b'\xef\xbb\xbf{"id":1,"question":"a"}\r', b'{"id":2,"question":"b"}\r')
    assert [(line.id, line.text, line.error) for line in lines] == [(1, "a", None), (2, "b", None)]


def test_blank_lines_are_passed_over_and_counted() -> None:
    (line,) = read(b"", b"  ", b"nonsense", b"")
    assert line.error is not None
    assert line.error.startswith("line 3 ")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"nonsense", "is not JSON"),
        (b'{"id": 1, "question": "a"', "is not JSON"),
        (b'{"id": 1, "question": "\xff"}', "is not JSON"),
        ('{"id": 1, "question": "a"}'.encode("utf-16"), "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"id": NaN, "question": "a"}', "is not JSON"),
        (b'{"id": -Infinity, "question": "a"}', "is not JSON"),
        (b'{"id": ' + b"9" * 5_000 + b', "question": "a"}', "is not JSON"),
        (b'{"id": 1e999, "question": "a"}', '"id"'),
        (b'{"id": [1], "question": "a"}', '"id"'),
        (b'{"id": {"a": 1}, "question": "a"}', '"id"'),
        (b'["id", "question"]', "is no JSON object"),
        (b'"Who?"', "is no JSON object"),
        (b"null", "is no JSON object"),
        (b'{"id": 1}', 'no text under "question"'),
        (b'{"id": 1, "question": null}', 'no text under "question"'),
        (b'{"id": 1, "question": 5}', 'no text under "question"'),
        (b'{"id": 1, "question": "a", "history": "b"}', '"history"'),
        (b'{"id": 1, "question": "a", "history": [1]}', '"history"'),
        (b'{"id": 1, "question": "a", "history": {"b": 1}}', '"history"'),
        (b'{"question": "' + b"a" * MAX_LINE_BYTES + b'"}', "bytes, at most"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_broken_line_says_what_is_wrong(raw: bytes, says: str) -> None:
    before, broken, behind = read(b'{"question": "x"}', raw, b'{"question": "y"}')
    assert (before.text, behind.text) == ("x", "y")
    assert broken.error is not None
    assert says in broken.error
    assert broken.error.startswith("line 2 ")
    assert "\n" not in broken.error


def test_a_broken_line_keeps_its_identifier_where_it_has_one() -> None:
    (line,) = read(b'{"id": "q7", "question": null}')
    assert line.id == "q7"


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["id", "question", "history"]), JSON_VALUES).map(
        lambda entry: json.dumps(entry).encode()
    )
    | st.binary(max_size=200)
)
def test_any_line_is_a_text_or_an_error(raw: bytes) -> None:
    for line in read(raw):
        assert isinstance(line.text, str)
        assert all(isinstance(question, str) for question in line.history)
        json.dumps(line.id, allow_nan=False)


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"--batch '.*none' cannot be read: "):
        open_batch(str(tmp_path / "none"))


# --- through the commands ---------------------------------------------------------


@pytest.fixture
def places(five_settings: Settings) -> list[str]:
    return ["--corpus", str(five_settings.corpus), "--index", str(five_settings.index)]


def lines_of(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def run_batch(
    command: str, lines: Sequence[str], places: list[str], tmp_path: Path
) -> tuple[int, str]:
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return main([command, "--batch", str(batch), *places]), str(batch)


def test_questions_are_answered_in_order_and_broken_lines_get_an_error(
    places: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps({"id": "a", "question": RATE}),
        "{broken",
        json.dumps({"id": "b", "question": ""}),
        json.dumps({"id": "c", "question": "Who won the match?"}),
        json.dumps({"id": "d", "question": "x" * 5_000}),
        json.dumps({"id": "\ud800", "question": "\ud800", "history": ["\ud800"]}),
        json.dumps({"id": "e", "question": "And in Vinh Long?", "history": [RATE]}),
    ]
    status, _ = run_batch("ask", lines, places, tmp_path)
    out, err = capsys.readouterr()
    answers = lines_of(out)
    assert (status, err) == (0, "")
    assert [a["id"] for a in answers] == ["a", None, "b", "c", "d", "\ud800", "e"]
    errors = [a["error"] for a in answers if set(a) == {"id", "error"}]
    assert len(errors) == 4
    assert errors[0].startswith("line 2 is not JSON")
    assert "empty" in errors[1]
    assert "5000 characters" in errors[2]
    answered, refused, follow_up = (answers[place] for place in (0, 3, 6))
    assert "93.35" in answered["short"]
    assert refused["status"] == "refused"
    assert follow_up["read_as"]
    for answer in (answered, refused, follow_up):
        assert answer_faults(answer) == []


def test_claims_are_judged_in_order_and_broken_lines_get_an_error(
    places: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps({"id": 1, "claim": "In 2023 the health insurance coverage rate was 93.35%."}),
        json.dumps({"id": 2, "claim": "  "}),
        json.dumps({"id": 3, "question": "Who?"}),
        json.dumps({"id": 4, "claim": "In 2023 the health insurance coverage rate was 91%."}),
    ]
    status, _ = run_batch("verify", lines, places, tmp_path)
    out, err = capsys.readouterr()
    checked = lines_of(out)
    assert (status, err) == (0, "")
    assert [one["id"] for one in checked] == [1, 2, 3, 4]
    assert [one.get("verdict") for one in checked] == ["supported", None, None, "contradicted"]
    assert all("error" in one for one in checked[1:3])
    assert verdict_faults(checked[0]) == verdict_faults(checked[3]) == []


def test_an_empty_batch_gives_nothing(
    places: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _ = run_batch("ask", ["", ""], places, tmp_path)
    assert (status, *capsys.readouterr()) == (0, "", "")


def test_each_line_is_answered_before_the_next_is_read(places: list[str]) -> None:
    arguments = [sys.executable, "-m", "vssqa", "ask", "--batch", "-", *places]
    with subprocess.Popen(
        arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for identifier in ("first", "second"):
            line = json.dumps({"id": identifier, "question": RATE}).encode() + b"\n"
            process.stdin.write(line)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == identifier
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.wait() == 0
