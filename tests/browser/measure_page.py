"""Measure the page in a real browser: `python -m tests.browser.measure_page [--json]`.

Prints the seconds from `streamlit run` to the chat box on a built index, from the
Enter key to the rendered answer over 30 questions (median, quartiles, slowest), and
for each of ten tasks of a new user the clicks (typing a text counts as one) and seconds.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, ROOT, WIDE, Server, serve, settle
from tests.browser.test_browser_pages import NEW_RELEASE, choose_row

QUESTIONS = ROOT / "tests" / "eval" / "questions.jsonl"
ASKED = 30
BUILD_MILLISECONDS = 300_000


class Counted:
    """A page whose clicks are counted."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server, self.clicks = page, server, 0

    def press(self, name: str) -> None:
        """Click the first button of a name."""
        self.clicks += 1
        self.page.get_by_role("button", name=name).first.click()
        settle(self.page)

    def go(self, name: str) -> None:
        """Click a page's name."""
        self.clicks += 1
        self.page.get_by_test_id("stTopNavLink").filter(has_text=name).first.click()
        settle(self.page)

    def ask(self, question: str) -> None:
        """Type a question and wait for its answer."""
        self.clicks += 1
        rendered(self.page, question)

    def see(self, words: str) -> None:
        """Wait until words are on the page."""
        self.page.get_by_text(words).first.wait_for()


def rendered(page: Page, question: str) -> float:
    """Ask; return the seconds until the answer's first words are drawn."""
    before = page.get_by_test_id("stChatMessage").count()
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    began = time.perf_counter()
    box.press("Enter")
    answer = page.get_by_test_id("stChatMessage").nth(before + 1)
    answer.locator(".short, .lead, [data-testid=stAlert]").first.wait_for()
    return time.perf_counter() - began


def find_target(page: Counted) -> None:
    """Find the number of the 2025 target."""
    page.ask("What is the target for health insurance coverage by 2025?")
    page.see("95%")


def quote_it(page: Counted) -> None:
    """Quote a number with its source."""
    page.ask("What was the health insurance coverage rate at the end of 2023?")
    page.press("Copy")
    page.see("seen 20")


def check_paragraph(page: Counted) -> None:
    """Check a paragraph."""
    page.go("Check a draft")
    page.clicks += 1
    page.page.get_by_label("Your draft").fill(
        "Health insurance covered 93.35 per cent of the population in 2023. Unemployment insurance"
        " covered 77.7 per cent of the labour force in 2023."
    )
    page.press("Check")
    page.page.locator(".verdict").first.wait_for()


def see_evidence(page: Counted) -> None:
    """See why a statement of the checked paragraph differs."""
    check_paragraph(page)
    page.clicks += 1
    page.page.locator(".verdict").last.click()
    page.see("What the releases say")


def who_reports(page: Counted) -> None:
    """Find who must report by 20 February."""
    page.go("Agencies and duties")
    page.clicks += 1
    choose_row(page.page, "20 Feb 2024")
    page.page.locator("blockquote").first.wait_for()


def both_sides(page: Counted) -> None:
    """See both sides of a disagreement."""
    page.go("Disagreements")
    page.page.locator("blockquote").nth(1).wait_for()


def follow_up(page: Counted) -> None:
    """Ask about another year after a first question."""
    page.ask("What was the health insurance coverage rate at the end of 2023?")
    page.ask("And in 2008?")
    page.see("46.1")


def open_source(page: Counted) -> None:
    """Read a number in its release."""
    page.ask("What was the health insurance coverage rate at the end of 2023?")
    page.press("[1]")
    page.page.locator(".boxed mark").first.wait_for()


def download_figures(page: Counted) -> None:
    """Take every figure along as CSV."""
    page.go("Figures")
    with page.page.expect_download():
        page.press("Download CSV")


def add_and_ask(page: Counted) -> None:
    """Add a release and ask about it."""
    original = page.server.feedback.with_name("can-tho.txt")
    original.write_text(NEW_RELEASE, encoding="utf-8")
    page.go("Releases")
    page.clicks += 2  # open the part of the page, choose the file
    page.page.get_by_text("Add releases").click()
    page.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(original)
    page.press("Add one release")
    page.page.get_by_text("One release added").wait_for(timeout=BUILD_MILLISECONDS)
    page.go("Ask")
    page.ask("What was the health insurance coverage rate in Can Tho in February 2024?")
    page.see("91.27")


TASKS: tuple[Callable[[Counted], None], ...] = (
    find_target,
    quote_it,
    open_source,
    follow_up,
    check_paragraph,
    see_evidence,
    who_reports,
    both_sides,
    download_figures,
    add_and_ask,
)


@contextmanager
def fresh_page(browser: Browser, server: Server) -> Iterator[Page]:
    """Open the first page in a browser of its own."""
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(server.address)
    page.get_by_test_id("stChatInput").wait_for(timeout=BUILD_MILLISECONDS)
    settle(page)
    yield page
    context.close()


def measure(browser: Browser, work: Path) -> dict[str, object]:
    """Return all measurements."""
    corpus = work / "corpus"
    shutil.copytree(ROOT / "corpus", corpus)
    serving = contextmanager(serve)
    with serving(corpus, work) as server, fresh_page(browser, server):
        pass  # the first start builds the index
    began = time.perf_counter()
    with serving(corpus, work) as server:
        context = browser.new_context()
        page = context.new_page()
        page.goto(server.address)
        page.get_by_test_id("stChatInput").wait_for(timeout=BUILD_MILLISECONDS)
        first_page = time.perf_counter() - began
        context.close()
        return {
            "first_page_seconds": round(first_page, 2),
            "answers": answer_times(browser, server),
            "tasks": [task_times(browser, server, task) for task in TASKS],
        }


def answer_times(browser: Browser, server: Server) -> dict[str, float]:
    """Return the spread of the seconds to an answer, conversations of five questions each."""
    entries = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    chosen = entries[:: max(1, len(entries) // ASKED)][:ASKED]
    times: list[float] = []
    for start in range(0, len(chosen), 5):
        with fresh_page(browser, server) as page:
            if not times:
                rendered(page, "How many people take part?")  # what is loaded on first use
                settle(page)
            for entry in chosen[start : start + 5]:
                times.append(rendered(page, entry["question"]))
                settle(page)
    quartiles = statistics.quantiles(times, n=4)
    return {
        "questions": len(times),
        "median": round(statistics.median(times), 2),
        "quartile_1": round(quartiles[0], 2),
        "quartile_3": round(quartiles[2], 2),
        "slowest": round(max(times), 2),
    }


def task_times(
    browser: Browser, server: Server, task: Callable[[Counted], None]
) -> dict[str, object]:
    """Return clicks and seconds of one task; a task that fails has no seconds."""
    told = (task.__doc__ or task.__name__).strip(". \n")
    with fresh_page(browser, server) as page:
        counted = Counted(page, server)
        began = time.perf_counter()
        try:
            task(counted)
        except Exception as error:
            return {
                "task": told,
                "clicks": counted.clicks,
                "seconds": None,
                "fault": str(error)[:300],
            }
        return {
            "task": told,
            "clicks": counted.clicks,
            "seconds": round(time.perf_counter() - began, 1),
        }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    options = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        measured = measure(browser, Path(folder))
        browser.close()
    if options.json:
        print(json.dumps(measured, indent=2, ensure_ascii=False))
        return
    print(f"first page: {measured['first_page_seconds']} s")
    print(f"Enter to answer: {measured['answers']}")
    for row in measured["tasks"]:  # type: ignore[attr-defined]
        print(f"{row['clicks']} clicks, {row['seconds']} s: {row['task']} {row.get('fault', '')}")


if __name__ == "__main__":
    main()
