"""The page Ask, through Streamlit's AppTest, with the fake assistant behind it."""

from __future__ import annotations

import json
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.ui.drawn import copied, marked, words
from tests.ui.fake_assistant import FakeAssistant

Open = Callable[[str], AppTest]
RATE = "What was the health insurance coverage rate in Vinh Long in 2023?"


def asked(page: Open, *questions: str) -> AppTest:
    at = page("ask").run()
    for question in questions:
        at.chat_input[0].set_value(question).run()
    assert not at.exception
    return at


def markdown(at: AppTest) -> str:
    return "\n".join(str(element.value) for element in [*at.markdown, *at.caption])


def test_first_page_offers_questions_that_are_answered(page: Open, fake: FakeAssistant) -> None:
    at = asked(page)
    offered = [b.key.split(" ", 2)[2] for b in at.button if (b.key or "").startswith("suggested")]
    assert offered
    assert all(fake.ask(question).status != "refused" for question in offered)


def test_short_answer_comes_first_then_what_it_measures_then_the_quote(page: Open) -> None:
    at = asked(page, RATE)
    assert words(at, "short") == ["93.4 per cent"]
    assert words(at, "facts")[0].startswith("health insurance coverage rate, Vinh Long")
    assert "93.4 per cent" in words(at, "quote")[0]
    assert marked(at) == ["93.4 per cent"]


def test_inferred_field_is_told_apart(page: Open) -> None:
    assert marked(asked(page, RATE), "inferred") == ["2023"]


def test_citation_opens_the_release_and_close_takes_it_away(
    page: Open, fake: FakeAssistant
) -> None:
    at = asked(page, RATE)
    before = markdown(at)
    at.button(key="citation 0 1").click().run()
    answer = fake.ask(RATE)
    release = fake.release(answer.citations[0].release)
    assert "".join(marked(at, "cited") + marked(at)[1:]).count("93.4 per cent") == 1
    assert release.title in words(at, "heading")
    at.button(key="reader 0 1 close").click().run()
    assert markdown(at) == before


def test_only_one_release_is_open_at_a_time(page: Open) -> None:
    at = asked(page, RATE, "What was the social insurance coverage rate in Vinh Long?")
    at.button(key="citation 0 1").click().run()
    at.button(key="citation 1 1").click().run()
    assert [b.key for b in at.button if (b.key or "").endswith("close")] == ["reader 1 1 close"]


def test_disagreement_is_in_sight_without_a_click(page: Open, fake: FakeAssistant) -> None:
    question = "health insurance coverage rate of Viet Nam in 2023"
    assert fake.ask(question).conflicts
    at = asked(page, question)
    assert "Releases disagree" in markdown(at)
    assert len(words(at, "quote")) >= 2


def test_refusal_is_calm_and_shows_the_nearest_and_no_answer(page: Open) -> None:
    at = asked(page, RATE, "zebra quagga okapi")
    assert words(at, "lead") == ["Nothing is held of zebra quagga okapi"]
    assert len(words(at, "short")) == 1
    assert not at.error
    assert not at.warning
    assert "Nearest in the releases" in markdown(at)


def test_blank_question_is_no_turn_and_a_bad_one_says_what_to_do(page: Open) -> None:
    at = asked(page, "\x07\x07")
    assert at.info[0].value
    assert not words(at, "short")


def test_changed_reading_replaces_the_answer_in_its_place(page: Open) -> None:
    at = asked(page, RATE, "zebra quagga okapi")
    box = next(t for t in at.text_input if t.key.startswith("differently 1 "))
    box.set_value(RATE)
    [b for b in at.button if b.label == "Ask"][1].click().run()
    assert words(at, "short") == ["93.4 per cent", "93.4 per cent"]


def test_address_keeps_the_questions_and_a_new_session_restores_them(page: Open) -> None:
    at = asked(page, RATE, "zebra quagga okapi")
    assert at.query_params["q"] == [RATE, "zebra quagga okapi"]
    again = page("ask")
    again.query_params["q"] = [RATE, "zebra quagga okapi"]
    again.run()
    assert words(again, "short") == ["93.4 per cent"]
    assert [t.value for t in again.text] == [RATE, "zebra quagga okapi"]


def test_clear_forgets_everything(page: Open) -> None:
    at = asked(page, RATE)
    next(b for b in at.button if b.label.startswith("Clear")).click().run()
    assert not words(at, "short")
    assert "q" not in at.query_params


def test_narrowing_by_release_is_said_and_obeyed(page: Open, fake: FakeAssistant) -> None:
    at = page("ask").run()
    other = fake.releases[-1]
    at.multiselect(key="only").set_value([other.id]).run()
    assert "Answering from 1 of 5 releases" in markdown(at)
    at.chat_input[0].set_value(RATE).run()
    assert any(other.title in told for told in words(at, "source"))


def test_copies_hold_text_markdown_and_a_newsroom_citation(page: Open) -> None:
    forms = dict(copied(asked(page, RATE))[0])
    assert forms["text"].startswith(RATE)
    assert forms["Markdown"].startswith("**What was")
    assert "seen 20" in forms["citation"]


def test_refusal_offers_no_citation_to_copy(page: Open) -> None:
    assert "citation" not in dict(copied(asked(page, "zebra quagga okapi"))[0])


def test_thumb_is_kept_in_the_local_file(page: Open) -> None:
    from vssqa.ui import backend

    at = asked(page, RATE)
    at.feedback(key="thumbs 0").set_value(1).run()
    kept = [json.loads(line) for line in backend.feedback_file().read_text().splitlines()]
    assert [(line["verdict"], line["answer"]["question"]) for line in kept] == [("helpful", RATE)]


def test_two_sessions_do_not_see_each_other(page: Open) -> None:
    first, second = asked(page, RATE), asked(page)
    second.run()
    assert words(first, "short")
    assert not words(second, "short")
