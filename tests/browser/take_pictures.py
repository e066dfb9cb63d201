"""Take the README's picture of the page: `python -m tests.browser.take_pictures`."""

from __future__ import annotations

import io
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, ROOT, ask, serve, settle

PICTURE = Path(__file__).parent / "pictures" / "ask.png"
SIZE = (1280, 860)
COLOURS = 128  # a page of text needs no more, and the file stays under 150 kB


def main() -> None:
    """Ask one question, open its first citation, and keep what is seen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        shutil.copytree(ROOT / "corpus", work / "corpus")
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        with contextmanager(serve)(work / "corpus", work) as server:
            page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
            page.goto(server.address)
            page.get_by_test_id("stChatInput").wait_for(timeout=300_000)
            ask(page, "What was the health insurance coverage rate at the end of 2023?")
            page.get_by_role("button", name="[1]").first.click()
            settle(page)
            page.locator(".boxed mark").first.wait_for()
            page.mouse.move(0, 0)
            page.wait_for_timeout(2_000)
            picture = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    PICTURE.parent.mkdir(exist_ok=True)
    picture.convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
