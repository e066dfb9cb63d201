"""A real Chromium before a real server: what the browser tests share.

Where CI=true a missing Chromium fails; elsewhere the tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
]
START_SECONDS = 60  # for the server to say that it is well
BUILD_SECONDS = 300  # for the first page, which builds the index
TEST_SECONDS = 900  # the first test of a server waits for its index
STEP_MILLISECONDS = 45_000  # for one step of a test on a busy machine
WIDE, PHONE = (1280, 900), (390, 844)


@dataclass
class Server:
    """A running server and the folders it works in."""

    address: str
    corpus: Path
    feedback: Path


@dataclass
class Visit:
    """A page and every address it asked for."""

    page: Page
    requests: list[str] = field(default_factory=list)

    def outside(self) -> list[str]:
        """Return the requests that left the machine."""
        own = {"127.0.0.1", "localhost", None, ""}
        return [url for url in self.requests if urlsplit(url).hostname not in own]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(TEST_SECONDS))


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(corpus: Path, work: Path) -> Iterator[Server]:
    """Run the page over a corpus until the caller is done."""
    if (ROOT / "index").is_dir() and not (work / "index").exists():
        shutil.copytree(ROOT / "index", work / "index")  # brought up to date by the server: quicker
    port = free_port()
    feedback = work / "feedback.jsonl"
    own = {"CORPUS": corpus, "INDEX": work / "index", "FEEDBACK": feedback}
    environment = os.environ | {f"VSSQA_{name}": str(path) for name, path in own.items()}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    log = (work / "server.log").open("wb")
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_well(address, process, work / "server.log")
        yield Server(address, corpus, feedback)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        log.close()


def wait_until_well(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server says that it is well."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the browser."""
    if not CHROMIUM.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium")
        pytest.skip(f"{CHROMIUM} is missing")
    expect.set_options(timeout=STEP_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server over a copy of the five releases."""
    work = tmp_path_factory.mktemp("server")
    corpus = work / "corpus"
    shutil.copytree(ROOT / "corpus", corpus)
    yield from serve(corpus, work)


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Return a way to open an address in a browser of its own; no request may leave the machine."""
    opened: list[Visit] = []

    def open_(address: str, *, dark: bool = False, size: tuple[int, int] = WIDE) -> Visit:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
        )
        context.set_default_timeout(STEP_MILLISECONDS)
        seen = Visit(context.new_page())

        def note(request: Request) -> None:
            seen.requests.append(request.url)

        context.on("request", note)
        seen.page.on("websocket", lambda socket_: seen.requests.append(socket_.url))
        opened.append(seen)
        seen.page.goto(address)
        seen.page.get_by_role("heading").first.wait_for(timeout=BUILD_SECONDS * 1000)
        settle(seen.page)
        return seen

    yield open_
    outside = [url for seen in opened for url in seen.outside()]
    for seen in opened:
        seen.page.context.close()
    assert not outside


def settle(page: Page) -> None:
    """Wait until the page has no run under way."""
    page.wait_for_timeout(150)
    page.wait_for_function(
        "() => document.querySelector('[data-test-script-state]')"
        "?.getAttribute('data-test-script-state') !== 'running'"
    )
    page.wait_for_timeout(150)


def ask(page: Page, question: str) -> None:
    """Type a question and wait for its answer."""
    before = page.get_by_test_id("stChatMessage").count()
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    page.get_by_test_id("stChatMessage").nth(before + 1).wait_for()
    settle(page)
