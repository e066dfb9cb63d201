"""Measure the page in a real browser: `python -m tests.browser.measure_page [--json] [PART...]`.

The parts: `start`, the seconds from `streamlit run` to the chat box on a built index;
`answers`, from the Enter key to the rendered answer over 30 questions (median, quartiles,
slowest); `tasks`, the clicks and seconds of each of a new user's tasks. All without any.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import CHROMIUM, FLAGS, ROOT, WIDE, Server, serve, settle
from tests.browser.new_user import TASKS, Visitor

QUESTIONS = ROOT / "tests" / "eval" / "questions.jsonl"
PARTS = ("start", "answers", "tasks")
ASKED = 30
BUILD_MILLISECONDS = 300_000


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


@contextmanager
def fresh_page(browser: Browser, server: Server, *, settled: bool = True) -> Iterator[Page]:
    """Open the first page in a browser of its own, by default until it has come to rest."""
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(server.address)
    page.get_by_test_id("stChatInput").wait_for(timeout=BUILD_MILLISECONDS)
    if settled:
        settle(page)
    yield page
    context.close()


def measure(browser: Browser, work: Path, parts: Sequence[str]) -> dict[str, object]:
    """Return the measurements of the parts."""
    corpus = work / "corpus"
    shutil.copytree(ROOT / "corpus", corpus)
    serving = contextmanager(serve)
    with serving(corpus, work) as server, fresh_page(browser, server):
        pass  # the first start builds the index
    measured: dict[str, object] = {"load": os.getloadavg()[0]}
    began = time.perf_counter()
    with serving(corpus, work) as server:
        with fresh_page(browser, server, settled=False):
            seconds = time.perf_counter() - began
        if "start" in parts:
            measured["start"] = round(seconds, 2)
        if "answers" in parts:
            measured["answers"] = answer_times(browser, server)
        if "tasks" in parts:
            measured["tasks"] = [task_times(browser, server, task) for task in TASKS]
    return measured


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
    browser: Browser, server: Server, task: Callable[[Visitor], None]
) -> dict[str, object]:
    """Return clicks and seconds of one task; a task that fails has no seconds."""
    told: dict[str, object] = {"task": (task.__doc__ or task.__name__).strip(". \n")}
    with fresh_page(browser, server) as page:
        user = Visitor(page, server)
        began = time.perf_counter()
        try:
            task(user)
        except (PlaywrightError, AssertionError, IndexError) as error:
            return told | {"clicks": user.clicks, "seconds": None, "fault": str(error)[:300]}
        return told | {"clicks": user.clicks, "seconds": round(time.perf_counter() - began, 1)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all without any")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    options = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        measured = measure(browser, Path(folder), options.parts or PARTS)
        browser.close()
    if options.json:
        print(json.dumps(measured, indent=2, ensure_ascii=False))
        return
    for name, value in measured.items():
        rows = value if isinstance(value, list) else [value]
        print(*(f"{name}: {row}" for row in rows), sep="\n")


if __name__ == "__main__":
    main()
