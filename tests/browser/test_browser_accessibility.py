"""axe-core finds no serious or critical fault: every page, light and dark, empty and in use."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, WIDE, Server, Visit, ask, settle
from tests.browser.test_browser_pages import choose_first_row

Open = Callable[..., Visit]
PAGES = ["", "draft", "figures", "directives", "duties", "disagreements", "releases"]
GRAVE = {"serious", "critical"}
THEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def grave_faults(page: Page) -> list[str]:
    """Return axe's serious and critical faults, with the first element of each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:200]} {fault['nodes'][0]['failureSummary']}"
        for fault in found
        if fault["impact"] in GRAVE
    ]


@THEMES
@pytest.mark.parametrize("name", PAGES, ids=[name or "ask" for name in PAGES])
def test_page_has_no_grave_fault(server: Server, visit: Open, name: str, dark: bool) -> None:
    assert grave_faults(visit(f"{server.address}/{name}", dark=dark).page) == []


@THEMES
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_answer_with_an_open_release_has_no_grave_fault(
    server: Server, visit: Open, dark: bool, size: tuple[int, int]
) -> None:
    page = visit(server.address, dark=dark, size=size).page
    ask(page, "What was the social insurance coverage rate at the end of 2023?")
    page.get_by_role("button", name="[1]").first.click()
    settle(page)
    assert grave_faults(page) == []


@THEMES
def test_filtered_table_and_chosen_figure_have_no_grave_fault(
    server: Server, visit: Open, dark: bool
) -> None:
    page = visit(f"{server.address}/figures", dark=dark).page
    page.get_by_test_id("stMultiSelect").first.locator("input").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)
    choose_first_row(page)
    assert grave_faults(page) == []


@THEMES
def test_checked_draft_has_no_grave_fault(server: Server, visit: Open, dark: bool) -> None:
    page = visit(f"{server.address}/draft", dark=dark).page
    page.get_by_label("Your draft").fill(
        "Health insurance covered 93.35 per cent of the population in 2023. It covered 12 per cent"
        " of Mars in 2023. In 2008 health insurance covered 64 per cent of the population."
    )
    page.get_by_role("button", name="Check", exact=True).click()
    settle(page)
    page.locator(".verdict").first.click()
    settle(page)
    assert grave_faults(page) == []


@pytest.mark.parametrize("name", PAGES, ids=[name or "ask" for name in PAGES])
def test_phone_shows_every_page_without_sideways_scrolling(
    server: Server, visit: Open, name: str
) -> None:
    page = visit(f"{server.address}/{name}", size=PHONE).page
    width = page.evaluate("document.scrollingElement.scrollWidth")
    assert width <= PHONE[0]
