"""Every page's main way, in a real browser."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Visit, ask, serve, settle

Open = Callable[..., Visit]
REACHED = (0x2F, 0x7F, 0xD6)  # the colour of a figure reached: vssqa/ui/chart.py
ROW, PAPER_ROW, DUTY_ROW = 35, 66, 84  # pixels: Streamlit's row, one of three lines, of four
HEAD, CHECKBOX_LEFT = 35, 18  # pixels of a table's head, and where its checkboxes stand


def table_rows(page: Page) -> list[dict[str, str]]:
    """Return the rows of the page's table as assistive techniques read it."""
    table = page.get_by_test_id("data-grid-canvas").locator("table")
    table.locator("td").first.wait_for(state="attached")  # it comes a moment after the canvas
    heads = table.locator("th").all_text_contents()
    rows = [row.locator("td").all_text_contents() for row in table.locator("tbody tr").all()]
    return [dict(zip(heads, row, strict=False)) for row in rows]


def choose_row(page: Page, holding: str, pixels: int = ROW) -> None:
    """Tick the row of the table that holds words, among those in sight."""
    cells = page.get_by_test_id("data-grid-canvas").locator("td")
    cells.get_by_text(holding, exact=True).first.wait_for(state="attached")
    found = [at for at, row in enumerate(table_rows(page)) if holding in row.values()]
    choose_first_row(page, found[0], pixels)


def choose_first_row(page: Page, further: int = 0, pixels: int = ROW) -> None:
    """Tick the first row of the page's table, or one further down; it is drawn on a canvas.

    :param pixels: of a row.
    """
    frame = page.get_by_test_id("stDataFrame").locator("canvas").first.bounding_box()
    assert frame is not None
    down = HEAD + (further + 0.5) * pixels
    page.mouse.click(frame["x"] + CHECKBOX_LEFT, frame["y"] + down)
    settle(page)


def downloaded(page: Page, name: str) -> str:
    """Return what a download button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def release_texts(server: Server) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in server.corpus.glob("*.txt")]


def test_every_page_is_reached_from_the_first(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    names = "Check a draft,Figures,Directives,Agencies and duties,Disagreements,Releases,Ask"
    for name in names.split(","):
        page.get_by_test_id("stTopNavLink").filter(has_text=name).first.click()
        settle(page)
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_row_of_a_figure_opens_its_sentence_and_then_its_release(
    server: Server, visit: Open
) -> None:
    page = visit(f"{server.address}/figures").page
    choose_first_row(page)
    figure = page.locator("blockquote mark").first.inner_text()
    quote = page.locator("blockquote").first.inner_text()
    assert any(quote in text for text in release_texts(server))
    page.get_by_role("button", name="Open the release").click()
    settle(page)
    expect(page.locator("mark.cited")).to_have_text(figure)
    assert "sha=" in page.url


def test_keyboard_alone_chooses_a_row(server: Server, visit: Open) -> None:
    page = visit(f"{server.address}/figures").page
    page.get_by_test_id("data-grid-canvas").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    settle(page)
    expect(page.locator("blockquote mark").first).to_be_visible()


def test_point_of_the_chart_opens_its_source(server: Server, visit: Open) -> None:
    page = visit(f"{server.address}/figures").page
    page.get_by_text("Over time").click()
    settle(page)
    chart = page.get_by_test_id("stVegaLiteChart")
    expect(chart.locator("canvas, svg").first).to_be_visible()
    across, down = a_point(chart.screenshot())
    frame = chart.bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + across, frame["y"] + down)
    settle(page)
    quote = page.locator("blockquote").first.inner_text()
    assert any(quote in text for text in release_texts(server))


def a_point(picture: bytes) -> tuple[int, int]:
    """Return where the lowest point of "reached" stands in a picture of the chart.

    The legend stands above the points, so the lowest is one of them.
    """
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    wide = image.width
    found = [at for at, colour in enumerate(image.getdata()) if colour == REACHED]
    assert found, "the chart shows no point"
    bottom = found[-1] // wide
    row = [at % wide for at in found if at // wide == bottom - 3]
    return row[len(row) // 2], bottom - 3


def test_figures_are_downloaded_as_shown(server: Server, visit: Open) -> None:
    page = visit(f"{server.address}/figures").page
    rows = list(csv.reader(io.StringIO(downloaded(page, "Download CSV"))))
    entries = json.loads(downloaded(page, "Download JSON"))
    assert len(rows) == len(entries) + 1
    texts = {path.stem: path.read_text(encoding="utf-8") for path in server.corpus.glob("*.txt")}
    for entry in entries:
        assert texts[entry["release"]][entry["start"] : entry["end"]] == entry["surface"]


def test_row_of_a_paper_opens_its_mentions(server: Server, visit: Open) -> None:
    page = visit(f"{server.address}/directives").page
    choose_first_row(page, pixels=PAPER_ROW)
    expect(page.get_by_text("Where it is mentioned")).to_be_visible()
    expect(page.locator("blockquote mark").first).to_be_visible()


def test_duties_tell_coming_from_past(server: Server, visit: Open) -> None:
    page = visit(f"{server.address}/duties").page
    choose_first_row(page, pixels=DUTY_ROW)
    expect(page.locator("blockquote").first).to_be_visible()
    states = {row["Coming or past"] for row in table_rows(page)}
    assert states
    assert states <= {"coming", "past", "no date"}


def test_disagreement_shows_both_sides_without_a_click(server: Server, visit: Open) -> None:
    page = visit(f"{server.address}/disagreements").page
    page.locator("blockquote").nth(1).wait_for()
    quotes = page.locator("blockquote").all_inner_texts()
    assert all(any(quote in text for text in release_texts(server)) for quote in quotes)


def test_draft_is_checked_and_a_mark_opens_its_evidence(server: Server, visit: Open) -> None:
    page = visit(f"{server.address}/draft").page
    page.get_by_label("Your draft").fill(
        "The health insurance coverage rate reached 93.35 per cent in 2023."
        " The unemployment insurance coverage rate reached 77.7 per cent in 2023."
    )
    page.get_by_role("button", name="Check", exact=True).click()
    settle(page)
    expect(page.locator("mark.supported")).to_contain_text("93.35")
    expect(page.locator("mark.supported")).to_have_count(1)
    page.locator(".verdict").first.click()
    settle(page)
    expect(page.get_by_text("What the releases say:")).to_be_visible()
    reviews = json.loads(downloaded(page, "Download ClaimReview"))
    assert reviews["@graph"][0]["@type"] == "ClaimReview"


def test_link_to_a_passage_survives_a_reload(server: Server, visit: Open) -> None:
    page = visit(server.address).page
    ask(page, "When was Directive No. 38-CT/TW issued?")
    page.get_by_role("button", name="[1]").first.click()
    settle(page)
    page.get_by_role("button", name="Link to this passage").click()
    link = page.get_by_test_id("stPopoverBody").locator("code").inner_text()
    other = visit(link).page
    marked = other.locator("mark.cited").first.inner_text()
    assert any(marked in text for text in release_texts(server))
    other.reload()
    expect(other.locator("mark.cited").first).to_have_text(marked)
    broken = visit(link[:-4] + "0000").page
    expect(broken.get_by_text("has changed since the link was made")).to_be_visible()
    expect(broken.locator("mark.cited")).to_have_count(0)


def test_figures_and_papers_of_a_release_lead_to_their_registers(
    server: Server, visit: Open
) -> None:
    name = "2024-01-22-vss-ordered-to-fulfil-this-years-tasks"
    for kind, register in (("figure", "figures"), ("paper", "directives")):
        page = visit(f"{server.address}/releases?release={name}").page
        linked = page.locator(f".{kind}.linked").first
        surface = linked.inner_text()
        linked.click()
        page.wait_for_url(f"**/{register}?of=*")
        expect(page.locator("blockquote mark").first).to_contain_text(surface)


NEW_RELEASE = """Can Tho reports on health insurance

March 4, 2024 - 09:30

By the end of February 2024, the health insurance coverage rate in Can Tho had reached 91.27 per \
cent of the population, the city's Social Security Office said at a conference on Monday.

The office will continue to work with schools and hospitals so that more people take part in \
health insurance this year.
"""


def add_release(page: Page, original: Path) -> None:
    """Drop a file, look at what was read of it, and accept it."""
    page.get_by_text("Add releases").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(original)
    expect(page.get_by_text("one figure found")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("4 Mar 2024")).to_be_visible()
    page.get_by_role("button", name="Add one release").click()


def test_release_is_added_asked_about_and_taken_back(
    server: Server, visit: Open, tmp_path: Path
) -> None:
    original = tmp_path / "can-tho.txt"
    original.write_text(NEW_RELEASE, encoding="utf-8")
    before = sorted(path.name for path in server.corpus.iterdir())
    page = visit(f"{server.address}/releases").page
    add_release(page, original)
    expect(page.get_by_text("One release added")).to_be_visible(timeout=120_000)
    page.get_by_test_id("stTopNavLink").filter(has_text="Ask").first.click()
    settle(page)
    ask(page, "What was the health insurance coverage rate in Can Tho in February 2024?")
    expect(page.locator(".short").last).to_contain_text("91.27")
    page.get_by_test_id("stTopNavLink").filter(has_text="Releases").first.click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("5 releases")).to_be_visible(timeout=120_000)
    assert sorted(path.name for path in server.corpus.iterdir()) == before


def test_page_without_a_release_says_so_and_takes_one(
    tmp_path: Path, visit: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    original = tmp_path / "can-tho.txt"
    original.write_text(NEW_RELEASE, encoding="utf-8")
    with contextmanager(serve)(corpus, tmp_path_factory.mktemp("empty")) as server:
        page = visit(server.address).page
        expect(page.get_by_role("heading", level=1)).to_have_text("No release to read")
        add_release(page, original)
        expect(page.get_by_test_id("stChatInput")).to_be_visible()
        ask(page, "What was the health insurance coverage rate in Can Tho in February 2024?")
        expect(page.locator(".short").last).to_contain_text("91.27")
