"""A release's text is data: shown to the character, never run, followed or fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Visit, ask, serve, settle

Open = Callable[..., Visit]
ATTACKS = [
    "<script>window.owned = 1</script>",
    "<img src=x onerror='window.owned = 1'>",
    "[press here](javascript:window.owned=1)",
    "![picture](http://198.51.100.7/picture.png)",
    "http://198.51.100.7/page and www.evil.example and someone@evil.example",
    ":material/delete: :smile: :red[loud] $x^2$ `code` **bold**",
    "a -> b -- c >= d",
    "\u202eabc\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "w" * 400,
]
TITLE = "Quang Tri <b>reports</b> [on](javascript:window.owned=1) ![it](http://198.51.100.7/i.png)"
SENTENCE = (
    "By the end of 2023, the health insurance coverage rate in Quang Tri reached 97.31 per cent"
    " of the population, "
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server over one release that tries everything."""
    work = tmp_path_factory.mktemp("hostile")
    corpus = work / "corpus"
    corpus.mkdir()
    body = "\n\n".join(f"{SENTENCE}the office said {attack} at a meeting." for attack in ATTACKS)
    text = f"{TITLE}\n\nMarch 4, 2024 - 09:30\n\n{body}\n"
    (corpus / "2024-03-04-quang-tri.txt").write_text(text, encoding="utf-8")
    yield from serve(corpus, work)


def assert_inert(page: Page) -> None:
    """Assert that nothing of a release was taken for code, a link or a picture."""
    assert page.evaluate("window.owned") is None
    inside = """() => {
      const found = []
      const walk = (root) => root.querySelectorAll("*").forEach((element) => {
        if (element.shadowRoot) walk(element.shadowRoot)
        const target = element.getAttribute("href") || element.getAttribute("src") || ""
        const at = new URL(target || "#", location).host
        if (/^javascript:/i.test(target) || at !== location.host) found.push(element.outerHTML)
      })
      walk(document)
      return found
    }"""
    assert page.evaluate(inside) == []


def test_answer_and_reader_show_attacks_as_words(hostile: Server, visit: Open) -> None:
    page = visit(hostile.address).page
    ask(page, "What was the health insurance coverage rate in Quang Tri at the end of 2023?")
    expect(page.locator(".short")).to_contain_text("97.31")
    assert_inert(page)
    page.get_by_role("button", name="[1]").first.click()
    settle(page)
    shown = page.locator(".boxed").inner_text()
    for attack in ATTACKS[:-2]:
        assert attack in shown
    assert_inert(page)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject('shut') }")
    page.get_by_role("button", name="Copy text").click()  # shows what it cannot copy
    expect(page.get_by_label("Text to copy")).to_be_visible()
    assert_inert(page)


@pytest.mark.parametrize(
    "path", ["releases", "releases?release=2024-03-04-quang-tri", "figures", "disagreements"]
)
def test_pages_show_attacks_as_words(hostile: Server, visit: Open, path: str) -> None:
    page = visit(f"{hostile.address}/{path}").page
    assert_inert(page)
    if "release=" in path:
        shown = page.locator(".words").inner_text()
        assert all(attack in shown for attack in ATTACKS[:-2])
        expect(page.get_by_role("heading", level=1)).to_contain_text(
            "<b>reports</b> [on](javascript"
        )


def test_very_long_word_does_not_widen_the_page(hostile: Server, visit: Open) -> None:
    page = visit(f"{hostile.address}/releases?release=2024-03-04-quang-tri", size=(390, 844)).page
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_draft_is_shown_as_words(hostile: Server, visit: Open) -> None:
    page = visit(f"{hostile.address}/draft").page
    draft = " ".join(f"{SENTENCE}they said {attack}." for attack in ATTACKS)
    page.get_by_label("Your draft").fill(draft)
    page.get_by_role("button", name="Check", exact=True).click()
    settle(page)
    expect(page.locator(".draft").first).to_be_visible()
    assert_inert(page)


def test_file_of_a_release_is_not_served(hostile: Server, visit: Open) -> None:
    page = visit(hostile.address).page
    name = Path("2024-03-04-quang-tri.txt")
    for path in (f"corpus/{name}", f"app/static/{name}"):
        answer = page.request.get(f"{hostile.address}/{path}")
        assert "97.31" not in answer.text()
