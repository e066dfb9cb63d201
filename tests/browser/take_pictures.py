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
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import (
    BUILD_SECONDS,
    CHROMIUM,
    FLAGS,
    ROOT,
    Server,
    ask,
    serve,
    settle,
)
from tests.browser.new_user import (
    COVERAGE,
    Visitor,
    both_sides,
    check_paragraph,
    on_a_phone,
    papers_of_issuer,
    who_reports,
)

PICTURES = Path(__file__).parent / "pictures"
SIZE = (1280, 860)
COLOURS = 128  # a page of text and a few marks need no more
REST = 2_500  # milliseconds until everything that comes late is drawn


def cite(user: Visitor) -> None:
    """Ask one question and open its first citation."""
    ask(user.page, COVERAGE)
    user.page.get_by_role("button", name="[1]").first.click()
    user.page.locator(".boxed mark").first.wait_for()


def over_time(user: Visitor) -> None:
    """Draw the figures over time."""
    user.go("Figures")
    user.page.get_by_text("Over time").click()
    user.page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first.wait_for()


def list_releases(user: Visitor) -> None:
    """Go to the releases."""
    user.go("Releases")


VIEWS: dict[str, Callable[[Visitor], None]] = {
    "ask": cite,
    "ask-dark": cite,
    "ask-phone": on_a_phone,
    "draft": check_paragraph,
    "figures": over_time,
    "directives": papers_of_issuer,
    "duties": who_reports,
    "disagreements": both_sides,
    "releases": list_releases,
}


def take(browser: Browser, server: Server, name: str) -> None:
    """Use a page and keep what is seen."""
    page = browser.new_page(
        viewport={"width": SIZE[0], "height": SIZE[1]},
        color_scheme="dark" if name.endswith("dark") else "light",
    )
    page.goto(server.address)
    page.get_by_role("heading").first.wait_for(timeout=BUILD_SECONDS * 1000)
    settle(page)
    VIEWS[name](Visitor(page, server))
    settle(page)
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
                take(browser, server, name)
        browser.close()


if __name__ == "__main__":
    main()
