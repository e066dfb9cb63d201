"""Take the README's pictures of the pages: `python -m tests.browser.take_pictures [NAME...]`.

Each is a page in use, light, and one of them dark too; small, so that the repository stays so.
"""

from __future__ import annotations

import argparse
import io
import shutil
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE, ROOT, ask, serve, settle
from tests.browser.new_user import COVERAGE, DRAFT
from tests.browser.test_browser_pages import DUTY_ROW, PAPER_ROW, choose_row

PICTURES = Path(__file__).parent / "pictures"
SIZE = (1280, 860)
COLOURS = 64  # a page of text needs no more
REST = 2_500  # milliseconds until everything that comes late is drawn


def asked(page: Page) -> None:
    """Ask one question and open its first citation."""
    ask(page, COVERAGE)
    page.get_by_role("button", name="[1]").first.click()
    settle(page)
    page.locator(".boxed mark").first.wait_for()


def checked(page: Page) -> None:
    """Check a paragraph with one wrong figure."""
    page.get_by_label("Your draft").fill(DRAFT)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator("mark.fault").first.wait_for()


def over_time(page: Page) -> None:
    """Draw the figures over time."""
    page.get_by_text("Over time").click()
    page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first.wait_for()


def paper(page: Page) -> None:
    """Choose a paper."""
    choose_row(page, "Directive 38-CT/TW", PAPER_ROW)


def duty(page: Page) -> None:
    """Choose a duty with a deadline."""
    choose_row(page, "20 Feb 2024", DUTY_ROW)


def as_it_opens(page: Page) -> None:
    """Leave the page as it opens."""


VIEWS: dict[str, tuple[str, Callable[[Page], None], tuple[int, int], bool]] = {
    "ask": ("", asked, SIZE, False),
    "ask-dark": ("", asked, SIZE, True),
    "ask-phone": ("", asked, PHONE, False),
    "draft": ("draft", checked, SIZE, False),
    "figures": ("figures", over_time, SIZE, False),
    "directives": ("directives", paper, SIZE, False),
    "duties": ("duties", duty, SIZE, False),
    "disagreements": ("disagreements", as_it_opens, SIZE, False),
    "releases": ("releases", as_it_opens, SIZE, False),
}


def take(browser: Browser, address: str, name: str) -> None:
    """Open a page, use it, and keep what is seen."""
    path, use, (width, height), dark = VIEWS[name]
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
    )
    page.goto(f"{address}/{path}")
    page.get_by_role("heading").first.wait_for(timeout=300_000)
    settle(page)
    use(page)
    page.mouse.move(0, 0)
    page.wait_for_timeout(REST)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    picture.save(PICTURES / f"{name}.png", optimize=True)
    page.close()


def main() -> None:
    """Take the pictures that are named, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help=f"all without any: {', '.join(VIEWS)}")
    names = parser.parse_args().names or list(VIEWS)
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        shutil.copytree(ROOT / "corpus", work / "corpus")
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        with contextmanager(serve)(work / "corpus", work) as server:
            for name in names:
                take(browser, server.address, name)
        browser.close()


if __name__ == "__main__":
    main()
