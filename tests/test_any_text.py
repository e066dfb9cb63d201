"""Any text as a release, a question or a draft: sound answers, or one line; never a fault."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import HashingEncoder
from tests.made_up import QUESTIONS, TEXTS
from tests.sound import answer_faults, index_faults, register_faults, verdict_faults
from vssqa.assistant import Assistant
from vssqa.contract import answer_json, dumps, release_json, verification_json
from vssqa.errors import VssqaError
from vssqa.index import open_index
from vssqa.index.build import build_index
from vssqa.settings import Settings

IN_MODERATION = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

MANY = settings(IN_MODERATION, max_examples=600)
CORPORA = st.lists(TEXTS, min_size=1, max_size=3)


def assistant_of(folder: Path, releases: list[str]) -> Assistant:
    """Write releases into a corpus, index them and hold the index to the invariants."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, text in enumerate(releases):
        (corpus / f"release-{number}.txt").write_bytes(text.encode("utf-8"))
    chosen = Settings(corpus=corpus, index=folder / "index", model="hashing")
    encoder = HashingEncoder()
    build_index(chosen, encoder=encoder)
    index = open_index(chosen, encoder)
    assert index_faults(index) == []
    files = {release.id: release.file for release in index.releases.values()}
    assert register_faults(index.registers, files) == []
    return Assistant(index)


def one_line(error: VssqaError) -> None:
    assert str(error).strip()
    assert "\n" not in str(error)


def ask_soundly(assistant: Assistant, question: str, history: list[str]) -> None:
    """Ask, and hold what comes to the invariants; another question of the kind gives the same."""
    try:
        answer = answer_json(assistant.ask(question, history))
    except VssqaError as error:
        return one_line(error)
    assert answer["question"] == question
    assert answer_faults(answer) == []
    assistant._remembered.cache_clear()
    again = answer_json(assistant.ask(question, history))
    assert dumps(again | {"seconds": 0}) == dumps(answer | {"seconds": 0})
    json.loads(dumps(answer).encode("utf-8", "backslashreplace"))
    return None


def verify_soundly(assistant: Assistant, text: str) -> None:
    """Verify, and hold what comes to the invariants."""
    try:
        checked = verification_json(assistant.verify(text))
    except VssqaError as error:
        return one_line(error)
    assert checked["text"] == text
    assert verdict_faults(checked) == []
    return None


def index_ask_and_verify(
    releases: list[str], question: str, history: list[str], draft: str
) -> None:
    """Go the whole way with made-up releases, in a folder of their own."""
    folder = Path(mkdtemp(prefix="vssqa-"))
    try:
        assistant = assistant_of(folder, releases)
        for release in assistant.releases:
            assert release_json(release, text=True)["text"] == release.text
        ask_soundly(assistant, question, history)
        verify_soundly(assistant, draft)
        for text in releases:  # a release's own words are a question and a draft, too
            ask_soundly(assistant, text[:500], [])
            verify_soundly(assistant, text)
    finally:
        shutil.rmtree(folder)


@IN_MODERATION
@given(CORPORA, QUESTIONS, st.lists(QUESTIONS, max_size=2), QUESTIONS)
def test_any_releases_are_indexed_asked_and_verified(
    releases: list[str], question: str, history: list[str], draft: str
) -> None:
    index_ask_and_verify(releases, question, history, draft)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@MANY
@given(CORPORA, QUESTIONS, st.lists(QUESTIONS, max_size=2), QUESTIONS)
def test_very_many_releases_are_indexed_asked_and_verified(
    releases: list[str], question: str, history: list[str], draft: str
) -> None:
    index_ask_and_verify(releases, question, history, draft)


@pytest.fixture(scope="module")
def five_quickly(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The five releases, indexed with a hashing encoder and asked without a ranker."""
    corpus = Path(__file__).parent.parent / "corpus"
    chosen = Settings(
        corpus=corpus, index=tmp_path_factory.mktemp("five") / "index", model="hashing"
    )
    encoder = HashingEncoder()
    build_index(chosen, encoder=encoder)
    return Assistant(open_index(chosen, encoder))


@IN_MODERATION
@given(question=QUESTIONS, history=st.lists(QUESTIONS, max_size=3))
def test_any_question_is_answered_soundly_or_refused(
    five_quickly: Assistant, question: str, history: list[str]
) -> None:
    ask_soundly(five_quickly, question, history)


@IN_MODERATION
@given(draft=st.one_of(QUESTIONS, TEXTS))
def test_any_draft_is_judged_soundly(five_quickly: Assistant, draft: str) -> None:
    verify_soundly(five_quickly, draft)


# --- long and repetitive ones: no form may cost more than its length -------------------


LONG = {
    "one word": "a" * 1_900,
    "digits": "1" * 1_900,
    "marks": "\u0301" * 1_900,
    "numbers": "93.35% " * 250,
    "document numbers": "38-CT/TW " * 200,
    "brackets": "(" * 1_900,
    "names": "Nguyen Van " * 170,
    "commas": "a, " * 600,
    "spaces": "a" + " " * 1_800 + "b",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_monotonous_text_is_read_all_the_same(five_quickly: Assistant, text: str) -> None:
    ask_soundly(five_quickly, text, [text])
    verify_soundly(five_quickly, text * 10)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_monotonous_release_is_indexed_all_the_same(tmp_path: Path, text: str) -> None:
    assistant = assistant_of(tmp_path, [text * 10])
    ask_soundly(assistant, text, [])


def test_a_conversation_without_end_is_followed(five_quickly: Assistant) -> None:
    ask_soundly(five_quickly, "And in 2023?", ["And it?"] * 5_000)


Spoil = Callable[[str], str]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: "\ufeff" + text, id="BOM"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="CR"),
        pytest.param(lambda text: text.replace(" ", "\u00a0"), id="no-break spaces"),
        pytest.param(lambda text: text.replace(" ", "\x00 ", 200), id="NUL"),
        pytest.param(lambda text: text.replace("e", "e\u0301"), id="combining marks"),
        pytest.param(lambda text: "\u202e" + text.replace(". ", ". \u202e"), id="right to left"),
        pytest.param(lambda text: text.replace(". ", ". \U0001f600 "), id="emoji"),
        pytest.param(lambda text: text.upper(), id="capitals"),
        pytest.param(lambda text: text.replace("\n", " "), id="one line"),
        pytest.param(lambda text: text.replace(" ", "\n"), id="a word a line"),
        pytest.param(lambda text: f"<p>{text}</p>".replace("\n", "</p>\n<p>"), id="html"),
        pytest.param(lambda text: "# " + text.replace("\n", "\n- "), id="Markdown"),
        pytest.param(lambda text: text * 3, id="three times"),
        pytest.param(lambda text: text[::-1], id="backwards"),
    ],
)
def test_the_projects_releases_are_sound_however_spoilt(tmp_path: Path, spoil: Spoil) -> None:
    originals = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))
    texts = [path.read_bytes().decode() for path in originals]
    assistant = assistant_of(tmp_path, [spoil(text) for text in texts])
    for question in (
        "What was the health insurance coverage rate at the end of 2023?",
        "Who chaired the conference on Directive 38-CT/TW?",
        "Did the debts of Vinh Long fall?",
    ):
        ask_soundly(assistant, question, [])
    verify_soundly(assistant, texts[0])
