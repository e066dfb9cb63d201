"""The one object the outside uses: what it admits, refuses, remembers and imports."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vssqa
from tests.fakes import HashingEncoder
from tests.index.conftest import fill, release_text
from vssqa.assistant import (
    EVERYTHING,
    MAX_EARLIER,
    MAX_QUESTION_CHARACTERS,
    REMEMBERED,
    Assistant,
    Narrowing,
    checked_question,
)
from vssqa.errors import DraftError, InputError, QuestionError
from vssqa.index import open_index
from vssqa.index.build import build_index
from vssqa.settings import Settings
from vssqa.types import Answer, Release

ROOT = Path(__file__).parent.parent
RATE = "What was the health insurance coverage rate at the end of 2023?"


def dated(date: str | None) -> Release:
    return Release("r", "r.txt", "", "", date, (), "")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Four invented releases and one without a date, indexed by hashing."""
    folder = tmp_path_factory.mktemp("assistant")
    corpus = fill(folder / "corpus")
    (corpus / "0-no-date.txt").write_text("Words of the office, said by nobody on no day.\n")
    settings = Settings(corpus=corpus, index=folder / "index", model="hashing")
    encoder = HashingEncoder()
    build_index(settings, encoder=encoder)
    return Assistant(open_index(settings, encoder))


# --- what is admitted --------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "date", "admitted"),
    [
        (None, None, None, True),
        (None, None, "2024-01-22", True),
        ("2024-01-22", None, "2024-01-22", True),
        ("2024-01-23", None, "2024-01-22", False),
        (None, "2024-01-22", "2024-01-22", True),
        (None, "2024-01-21", "2024-01-22", False),
        ("2024-01-01", "2024-12-31", "2024-06-30", True),
        ("2024-01-01", "2024-12-31", None, False),
        ("2024", None, "2023-12-31", False),
        ("2024", "2024", "2024-12-31", True),
        (None, "2024", "2025-01-01", False),
        (None, "2024-03", "2024-03-31", True),
        ("2025-03-10", None, "2025-03", True),
        ("2025-04-01", None, "2025-03", False),
        (None, "2025-02-28", "2025-03", False),
        ("2016-05-01", "2016-06-01", "2016", True),
    ],
)
def test_both_bounds_are_included_in_the_precision_they_share(
    since: str | None, until: str | None, date: str | None, admitted: bool
) -> None:
    assert Narrowing(since=since, until=until).admits(dated(date)) is admitted


def test_named_releases_are_admitted_and_no_others() -> None:
    assert Narrowing(["r", "s"]).admits(dated(None))
    assert not Narrowing(["s"]).admits(dated(None))
    assert not Narrowing([]).admits(dated(None))
    assert EVERYTHING.admits(dated(None))


def test_only_admitted_releases_are_cited(assistant: Assistant) -> None:
    chosen = "2024-01-03-rate"
    narrowed = assistant.ask(RATE, narrowing=Narrowing([chosen]))
    nearest = narrowed.refusal.nearest if narrowed.refusal else ()
    assert {citation.release for citation in (*narrowed.citations, *nearest)} == {chosen}
    everywhere = {citation.release for citation in assistant.ask(RATE).citations}
    assert len(everywhere) > 1


def test_a_release_is_found_among_many_that_are_as_near(tmp_path: Path) -> None:
    settings = Settings(
        corpus=fill(tmp_path / "corpus", range(1, 31)),
        index=tmp_path / "index",
        model="hashing",
        candidates=3,
    )
    encoder = HashingEncoder()
    build_index(settings, encoder=encoder)
    assistant = Assistant(open_index(settings, encoder))
    for day in ("01", "17", "30"):
        narrowing = Narrowing(since=f"2024-01-{day}", until=f"2024-01-{day}")
        answer = assistant.ask(RATE, narrowing=narrowing)
        assert {citation.release for citation in answer.citations} == {f"2024-01-{day}-rate"}


def test_where_nothing_is_admitted_all_is_refused(assistant: Assistant) -> None:
    answer = assistant.ask(RATE, narrowing=Narrowing(until="1999"))
    assert (answer.status, answer.citations) == ("refused", ())
    assert answer.refusal is not None
    assert answer.refusal.nearest == ()


# --- what is asked -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "read"),
    [
        (" What \t was\nit? ", "What was it?"),
        ("What\x00was\x1bit?", "What was it?"),
        ("rate\u00a0of\u3000it", "rate of it"),
        ("\ufeffrate \udcff", "rate"),
        ("Tỷ lệ \u0111?", "Tỷ lệ \u0111?"),
        ("x" * MAX_QUESTION_CHARACTERS, "x" * MAX_QUESTION_CHARACTERS),
    ],
)
def test_a_question_is_read_on_one_line(question: str, read: str) -> None:
    assert checked_question(question) == read


@pytest.mark.parametrize("question", ["", "  ", "\n\t\r", "\x00\x01\x7f", "\u200b\u202e\ufeff"])
def test_a_question_without_a_visible_character_is_none(question: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        checked_question(question)


@given(st.text(st.characters(exclude_categories=[]), max_size=3_000))
def test_a_checked_question_is_printable_and_short_enough(question: str) -> None:
    try:
        read = checked_question(question)
    except QuestionError:
        return
    assert read.isprintable()
    assert 0 < len(read) <= MAX_QUESTION_CHARACTERS
    assert checked_question(read) == read


def test_the_answer_holds_the_question_as_it_was_asked(assistant: Assistant) -> None:
    asked = f"  {RATE}\n"
    answer = assistant.ask(asked)
    assert answer.question == asked
    assert answer.seconds > 0
    assert answer.citations == assistant.ask(RATE).citations


def test_blank_earlier_questions_are_none(assistant: Assistant) -> None:
    follow_up = "And on day 3?"
    with_blank = assistant.ask(follow_up, [RATE, "", "\x00"])
    assert with_blank.citations == assistant.ask(follow_up, [RATE]).citations
    assert with_blank.reading == assistant.ask(follow_up, [RATE]).reading


def test_an_earlier_question_that_is_too_long_is_an_error(assistant: Assistant) -> None:
    with pytest.raises(QuestionError, match="at most"):
        assistant.ask(RATE, ["x" * (MAX_QUESTION_CHARACTERS + 1)])


def test_of_a_long_conversation_its_end_is_looked_at(assistant: Assistant) -> None:
    def read_as(follow_ups: int) -> str:
        reading = assistant.ask("And in 2024?", [RATE, *["And in 2024?"] * follow_ups]).reading
        return reading.text if reading else ""

    assert "coverage" in read_as(MAX_EARLIER - 1)
    assert "coverage" not in read_as(MAX_EARLIER)


@pytest.mark.parametrize("text", ["", " \n", "x" * 1_000_001])
def test_a_draft_that_cannot_be_checked_is_an_error(assistant: Assistant, text: str) -> None:
    with pytest.raises(DraftError):
        assistant.verify(text)


# --- what is remembered ------------------------------------------------------------


class Counted:
    """Counts how often an answer is really made."""

    def __init__(self, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[str] = []
        real = assistant._answerer.answer

        def counting(question: str, *rest: Any) -> Answer:
            self.made.append(question)
            return real(question, *rest)

        monkeypatch.setattr(assistant._answerer, "answer", counting)


@pytest.fixture
def made(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    assistant._remembered.cache_clear()
    yield Counted(assistant, monkeypatch).made
    assistant._remembered.cache_clear()


def test_a_repeated_question_is_answered_from_memory(assistant: Assistant, made: list[str]) -> None:
    first = assistant.ask(RATE)
    again = assistant.ask(f" {RATE}\n")
    assert len(made) == 1
    assert replace(again, question=RATE, seconds=0) == replace(first, seconds=0)
    assert again.question == f" {RATE}\n"


def test_seconds_are_those_of_this_answer_not_of_the_first(
    assistant: Assistant, made: list[str]
) -> None:
    first = assistant.ask(RATE)
    began = time.perf_counter()
    again = assistant.ask(RATE)
    assert 0 < again.seconds <= time.perf_counter() - began
    assert again.seconds < first.seconds


@pytest.mark.parametrize(
    ("history", "narrowing"),
    [
        (["And in Hue?"], EVERYTHING),
        ([], Narrowing(["2024-01-02-rate"])),
        ([], Narrowing([])),
        ([], Narrowing(since="2024-01-02")),
        ([], Narrowing(until="2024-01-02")),
    ],
)
def test_another_history_or_narrowing_is_another_question(
    assistant: Assistant, made: list[str], history: list[str], narrowing: Narrowing
) -> None:
    assistant.ask(RATE)
    assistant.ask(RATE, history, narrowing)
    assert len(made) == 2


def test_the_order_in_which_releases_are_named_is_no_other_narrowing(
    assistant: Assistant, made: list[str]
) -> None:
    for names in (["2024-01-01-rate", "2024-01-02-rate"], ("2024-01-02-rate", "2024-01-01-rate")):
        assistant.ask(RATE, narrowing=Narrowing(names))
    assert len(made) == 1


def test_memory_is_bounded_and_drops_what_was_asked_longest_ago(
    assistant: Assistant, made: list[str]
) -> None:
    for number in range(REMEMBERED):
        assistant._remembered(f"What is {number}?", (), EVERYTHING)
    assistant._remembered("What is 0?", (), EVERYTHING)
    assistant.ask("What is too much?")
    assert assistant._remembered.cache_info().currsize == REMEMBERED
    made.clear()
    assistant.ask("What is 0?")
    assert made == []
    assistant.ask("What is 1?")
    assert made == ["What is 1?"]


def test_an_error_is_not_remembered(
    assistant: Assistant, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(assistant._answerer, "answer", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            assistant.ask(RATE)
    assert assistant.ask(RATE).citations


def test_threads_that_ask_the_same_get_the_same(assistant: Assistant, made: list[str]) -> None:
    asked = [RATE, "And on day 3?", "Who is Nguyen Van 2?"] * 20
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(assistant.ask, asked))
    for question, answer in zip(asked, answers, strict=True):
        assert answer.question == question
        assert replace(answer, seconds=0) == replace(assistant.ask(question), seconds=0)


def test_a_new_generation_answers_anew(tmp_path: Path) -> None:
    settings = Settings(
        corpus=fill(tmp_path / "corpus", range(1, 2)), index=tmp_path / "index", model="hashing"
    )
    encoder = HashingEncoder()

    def opened() -> Assistant:
        build_index(settings, encoder=encoder)
        return Assistant(open_index(settings, encoder))

    assert "93.35" in opened().ask(RATE).answer
    (settings.corpus / "2024-01-01-rate.txt").write_text(release_text(1, "91.7"))
    assert "91.7" in opened().ask(RATE).answer


# --- what is held ------------------------------------------------------------------


def test_releases_come_oldest_first(assistant: Assistant) -> None:
    held = [(release.date, release.id) for release in assistant.releases]
    assert held[0] == (None, "0-no-date")
    assert held[1:] == [(f"2024-01-0{day}", f"2024-01-0{day}-rate") for day in range(1, 5)]


def test_a_release_that_is_not_held_is_named(assistant: Assistant) -> None:
    assert assistant.release("2024-01-02-rate").date == "2024-01-02"
    for name in ("2024-01-02-rate.txt", "", "../2024-01-02-rate"):
        with pytest.raises(InputError, match="no release"):
            assistant.release(name)


def test_the_generation_and_the_registers_are_the_index_own(assistant: Assistant) -> None:
    assert assistant.generation == "generation-000001"
    assert {figure.surface for figure in assistant.registers.figures} >= {"93.35 per cent"}


def test_the_package_gives_its_public_names(assistant: Assistant) -> None:
    assert vssqa.Assistant is Assistant
    assert vssqa.Settings is Settings
    assert issubclass(InputError, vssqa.VssqaError)
    with pytest.raises(AttributeError, match="no attribute 'ask'"):
        _ = vssqa.ask  # type: ignore[attr-defined]


# --- what a question costs ------------------------------------------------------------


# Seconds or hundreds of megabytes each; they belong to building, adding, training or the page.
NOT_FOR_A_QUESTION = (
    "torch transformers sentence_transformers streamlit pandas langchain langchain_text_splitters"
    " langchain_core trafilatura pypdf docx sklearn scipy onnx matplotlib altair"
    " pymilvus milvus_lite grpc"
).split()
ASK = """
import io, json, sys
from vssqa.cli import main
out, sys.stdout = sys.stdout, io.StringIO()
status = main(["ask", *sys.argv[1:]])
print(json.dumps({"status": status, "out": sys.stdout.getvalue()}), file=out)
print(json.dumps(sorted(sys.modules)), file=out)
"""


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["words", "json"])
def test_a_question_imports_nothing_heavy(five_settings: Settings, form: list[str]) -> None:
    places = ["--corpus", str(five_settings.corpus), "--index", str(five_settings.index)]
    done = subprocess.run(
        [sys.executable, "-c", ASK, RATE, *form, *places],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    ran, imported = map(json.loads, done.stdout.splitlines())
    assert ran["status"] == 0
    assert "93.35" in ran["out"]
    assert "onnxruntime" in imported, "the question was encoded"
    assert sorted(set(NOT_FOR_A_QUESTION) & set(imported)) == []
