"""Tasks of a new user, from the first page to the end, with their clicks counted.

A click is a click, a key that sends something, or a text typed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Server, settle
from tests.browser.test_browser_pages import DUTY_ROW, NEW_RELEASE, PAPER_ROW, choose_row

COVERAGE = "What was the health insurance coverage rate at the end of 2023?"
ISSUER = "Viet Nam Social Security"
DRAFT = (
    "Health insurance covered 93.35 per cent of the population in 2023. Unemployment insurance"
    " covered 77.7 per cent of the labour force in 2023."
)
ADDING_MILLISECONDS = 300_000


class Visitor:
    """A page whose clicks are counted."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server, self.clicks = page, server, 0

    def press(self, name: str) -> None:
        """Click the last button of a name: the latest answer's."""
        self.clicks += 1
        self.page.get_by_role("button", name=name).last.click()
        settle(self.page)

    def go(self, name: str) -> None:
        """Click a page's name."""
        self.clicks += 1
        self.page.get_by_test_id("stTopNavLink").filter(has_text=name).first.click()
        settle(self.page)

    def type(self, label: str, text: str) -> None:
        """Type into a field."""
        self.clicks += 1
        self.page.get_by_label(label).last.fill(text)

    def ask(self, question: str) -> None:
        """Type a question and wait for its answer."""
        self.clicks += 1
        before = self.page.get_by_test_id("stChatMessage").count()
        box = self.page.get_by_test_id("stChatInputTextArea")
        box.fill(question)
        box.press("Enter")
        answer = self.page.get_by_test_id("stChatMessage").nth(before + 1)
        answer.locator(".short, .lead").first.wait_for()

    def narrow(self, name: str, choice: str) -> None:
        """Choose one entry of a filter."""
        self.clicks += 2
        self.page.get_by_test_id("stMultiSelect").filter(has_text=name).locator("input").click()
        self.page.get_by_role("option", name=choice, exact=True).click()
        self.page.keyboard.press("Escape")
        settle(self.page)

    def choose(self, holding: str, row_pixels: int) -> None:
        """Choose the row of the table that holds words."""
        self.clicks += 1
        choose_row(self.page, holding, row_pixels)

    def see(self, words: str) -> None:
        """Wait until words are on the page."""
        self.page.get_by_text(words).last.wait_for()


def find_target(user: Visitor) -> None:
    """Find the number of the 2024 target."""
    user.ask("What is the target for health insurance coverage in 2024?")
    user.see("94.1%")


def quote_it(user: Visitor) -> None:
    """Quote a number as a newsroom citation."""
    user.ask(COVERAGE)
    user.press("Copy citation")
    user.see("Copied")
    assert ", seen 20" in user.page.evaluate("navigator.clipboard.readText()")


def check_paragraph(user: Visitor) -> None:
    """Check a paragraph with one wrong figure."""
    user.go("Check a draft")
    user.type("Your draft", DRAFT)
    user.press("Check")
    user.page.locator("mark.fault").get_by_text("77.7 per cent").wait_for()
    user.see("the release says 31.58%")


def who_reports(user: Visitor) -> None:
    """Find who must report by 20 February."""
    user.go("Agencies and duties")
    user.choose("20 Feb 2024", DUTY_ROW)
    user.page.locator(".lead").get_by_text("heads of its subordinate units").wait_for()


def both_sides(user: Visitor) -> None:
    """See both sides of a disagreement."""
    user.go("Disagreements")
    user.page.locator("blockquote").nth(1).wait_for()


def add_ask_undo(user: Visitor) -> None:
    """Add a release, ask about it, and take it back."""
    original = user.server.feedback.with_name("can-tho.txt")
    original.write_text(NEW_RELEASE, encoding="utf-8")
    user.go("Releases")
    user.clicks += 2  # open the part of the page, choose the file
    user.page.get_by_text("Add releases").click()
    user.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(original)
    user.press("Add one release")
    user.page.get_by_text("One release added").wait_for(timeout=ADDING_MILLISECONDS)
    user.go("Ask")
    user.ask("What was the health insurance coverage rate in Can Tho in February 2024?")
    user.see("91.27 per cent")
    user.go("Releases")
    user.press("Undo")
    user.page.get_by_text("5 releases").wait_for(timeout=ADDING_MILLISECONDS)


def change_reading(user: Visitor) -> None:
    """Ask a follow-up about another place and change how it was read."""
    user.ask(COVERAGE)
    user.ask("And in Da Nang?")
    user.press("read as")
    user.type("Ask it differently", "health insurance coverage rate, Vinh Long, 2021 to 2023")
    user.press("Ask")
    user.page.locator(".short").get_by_text("93.4 per cent").wait_for()


def papers_of_issuer(user: Visitor) -> None:
    """Find the papers of one issuer and what they ask for."""
    user.go("Directives")
    user.narrow("Issued by", ISSUER)
    user.choose(ISSUER, PAPER_ROW)
    user.see("What it asks for")


def open_link(user: Visitor) -> None:
    """Make a permanent link to a passage, open it elsewhere and see the marked words."""
    user.ask("When was Directive No. 38-CT/TW issued?")
    user.press("[1]")
    user.press("Link to this passage")
    link = user.page.get_by_test_id("stPopoverBody").locator("code").inner_text()
    user.clicks += 1
    other = user.page.context.new_page()
    other.goto(link)
    other.locator("mark.cited").first.wait_for()


def figures_of_scheme(user: Visitor) -> None:
    """Download the figures of one scheme as CSV."""
    user.go("Figures")
    user.narrow("Scheme", "health insurance")
    with user.page.expect_download() as waiting:
        user.press("Download CSV")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert {row["scheme"] for row in csv.DictReader(io.StringIO(text))} == {"health"}


def on_a_phone(user: Visitor) -> None:
    """On a phone, ask and open a citation."""
    user.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    user.ask(COVERAGE)
    user.press("[1]")
    user.page.locator(".boxed mark").first.wait_for()


TASKS: tuple[Callable[[Visitor], None], ...] = (
    find_target,
    quote_it,
    check_paragraph,
    who_reports,
    both_sides,
    change_reading,
    papers_of_issuer,
    open_link,
    figures_of_scheme,
    on_a_phone,
    add_ask_undo,
)
