"""Asking in a real browser: the answer, its citation opened at the marked words, the way back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE, Server, Visit, ask, settle

Open = Callable[..., Visit]
COVERAGE = "What was the health insurance coverage rate at the end of 2023?"


def expect_in_sight(page: Page, selector: str) -> None:
    """Wait until the first element stands inside the window and the box it scrolls in.

    Streamlit scrolls on its own after an answer, so it may take a moment.
    """
    element = page.locator(selector).first
    element.wait_for()
    page.wait_for_function(
        """element => {
          const frame = element.getBoundingClientRect()
          const box = element.closest(".boxed")?.getBoundingClientRect()
          const top = Math.max(0, box ? box.top - 1 : 0)
          return frame.top >= top && frame.top < Math.min(innerHeight, box?.bottom ?? innerHeight)
        }""",
        arg=element.element_handle(),
    )


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_citation_opens_the_release_at_the_marked_words(
    server: Server, visit: Open, size: tuple[int, int]
) -> None:
    page = visit(server.address, size=size).page
    ask(page, COVERAGE)
    expect(page.locator(".short").last).to_contain_text("93.35")
    expect(page.locator("blockquote mark").first).to_contain_text("93.35")
    expect_in_sight(page, ".short")
    page.get_by_role("button", name="[1]").first.click()
    expect_in_sight(page, ".boxed mark.answer")
    quote = page.locator("blockquote").first.inner_text().strip("\u201c\u201d")
    cited = page.locator(".boxed mark.cited, .boxed mark.answer").all_inner_texts()
    assert "".join(cited).startswith(quote)
    page.get_by_role("button", name="Close").click()
    settle(page)
    expect(page.locator(".boxed")).to_have_count(0)
    expect_in_sight(page, ".short")


WATCH = """() => {
  window.tops = []
  const look = () => {
    for (const host of document.querySelectorAll("*")) {
      const short = host.shadowRoot?.querySelector(".short")
      if (short) window.tops.push(Math.round(short.getBoundingClientRect().top))
    }
    requestAnimationFrame(look)
  }
  look()
}"""


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_number_stays_in_sight_while_the_page_grows_under_it(
    server: Server, visit: Open, size: tuple[int, int]
) -> None:
    page = visit(server.address, size=size).page
    page.evaluate(WATCH)
    ask(page, COVERAGE)
    page.get_by_text("You could go on with").wait_for()
    page.wait_for_timeout(1_000)
    tops = page.evaluate("window.tops")
    seen = next(at for at, top in enumerate(tops) if 0 <= top < size[1])
    assert all(0 <= top < size[1] for top in tops[seen:])


def test_copied_citation_is_what_a_newsroom_prints(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, COVERAGE)
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    quote = page.locator("blockquote").first.inner_text()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(quote)
    assert ", seen 20" in copied


def test_text_to_copy_is_shown_where_the_clipboard_is_shut(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    ask(page, COVERAGE)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject('shut') }")
    page.get_by_role("button", name="Copy text").click()
    expect(page.get_by_label("Text to copy")).to_have_value(re.compile("^" + re.escape(COVERAGE)))


def test_narrowing_by_date_is_said_and_obeyed(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    page.get_by_role("button", name="Narrow by date or release").click()
    page.get_by_role("spinbutton", name="year, Released from").click()
    page.keyboard.type("20240401", delay=50)
    page.get_by_text("Released from").first.click()  # leaves the field, which takes the date
    expect(page.get_by_text("Answering from 1 of 5 releases.")).to_be_visible()
    page.keyboard.press("Escape")
    ask(page, COVERAGE)
    expect(
        page.get_by_role("button", name=re.compile(r"^\[\d\] 17 Apr 2024")).first
    ).to_be_visible()
    dates = page.get_by_role("button", name=re.compile(r"^\[\d\] ")).all_inner_texts()
    assert {told.split("] ")[1] for told in dates} == {"17 Apr 2024"}


def test_quote_and_its_mark_are_the_release_to_the_character(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    ask(page, COVERAGE)
    quote = page.locator("blockquote").first.inner_text().strip("\u201c\u201d")
    texts = [path.read_text(encoding="utf-8") for path in server.corpus.glob("*.txt")]
    assert any(quote in text for text in texts)


def test_reload_keeps_the_conversation(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    ask(page, COVERAGE)
    ask(page, "And in Vinh Long?")
    before = page.locator(".short").all_inner_texts()
    page.reload()
    expect(page.locator(".short")).to_have_count(len(before))
    assert page.locator(".short").all_inner_texts() == before


def test_two_browsers_do_not_see_each_other(server: Server, visit: Open) -> None:
    first, second = visit(server.address).page, visit(server.address).page
    ask(first, COVERAGE)
    ask(second, "Who is the Director General of Viet Nam Social Security?")
    assert "93.35" not in second.inner_text("body")
    assert "Director General" not in first.get_by_test_id("stChatMessage").first.inner_text()


def test_refusal_is_calm_and_keeps_no_old_sources(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    ask(page, COVERAGE)
    ask(page, "What is the price of rice in Da Nang?")
    refusal = page.get_by_test_id("stChatMessage").last
    expect(refusal).to_contain_text("do not say")
    expect(refusal.locator(".short")).to_have_count(0)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_suggested_question_is_answered_by_one_click(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    offered = page.locator("[class*='st-key-suggested'] button")
    expect(offered.first).to_be_visible()
    offered.first.click()
    settle(page)
    expect(page.get_by_test_id("stChatMessage")).to_have_count(2)
    expect(page.get_by_test_id("stChatMessage").last).not_to_contain_text("do not say")


def test_reading_is_shown_and_changed_in_place(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    ask(page, COVERAGE)
    ask(page, "And in Vinh Long?")
    page.get_by_role("button", name="read as").last.click()
    box = page.get_by_label("Ask it differently")
    box.fill("What was the unemployment insurance coverage rate at the end of 2023?")
    page.get_by_role("button", name="Ask", exact=True).click()
    settle(page)
    expect(page.locator(".short").last).to_contain_text("31.")
    expect(page.get_by_test_id("stChatMessage")).to_have_count(4)


def test_keyboard_alone_asks_and_opens_a_citation(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    page.get_by_test_id("stChatInputTextArea").focus()
    page.keyboard.type(COVERAGE)
    page.keyboard.press("Enter")
    expect(page.locator(".short")).to_be_visible()
    settle(page)
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        focused = page.evaluate("document.activeElement.innerText || ''")
        if str(focused).startswith("[1]"):
            break
    outline = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement);"
        " return s.outlineStyle !== 'none' || s.boxShadow !== 'none' }"
    )
    assert outline, "the focused citation must be seen to be focused"
    page.keyboard.press("Enter")
    expect(page.locator(".boxed mark").first).to_be_visible()


def test_thumb_is_kept_on_this_machine(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    ask(page, COVERAGE)
    page.get_by_role("radio", name="Thumbs up").click()
    settle(page)
    kept = [json.loads(line) for line in server.feedback.read_text().splitlines()]
    assert kept[-1]["answer"]["question"] == COVERAGE


def test_conversation_is_downloaded_with_its_citations(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    ask(page, COVERAGE)
    page.get_by_role("button", name="Download the conversation").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Conversation (JSON)").click()
    answers = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert [answer["question"] for answer in answers] == [COVERAGE]
    assert answers[0]["citations"]
