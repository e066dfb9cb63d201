"""The register pages, the reader and the draft page, through AppTest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.drawn import marked, paragraphs, text, words
from tests.ui.fake_assistant import FakeAssistant
from vssqa.types import (
    Duty,
    FigureVerdict,
    Registers,
    Span,
    Statement,
    VerdictKind,
    Verification,
)
from vssqa.ui import backend
from vssqa.ui.chart import moment
from vssqa.ui.directives import belongs
from vssqa.ui.draft import draft_paragraphs, telling
from vssqa.ui.duties import due, in_order
from vssqa.ui.reading import FURNITURE

Open = Callable[[str], AppTest]
REGISTER_PAGES = ["figures", "directives", "duties", "disagreements"]


@pytest.mark.parametrize("name", [*REGISTER_PAGES, "releases", "draft"])
def test_page_opens_without_fault(page: Open, name: str) -> None:
    at = page(name).run()
    assert not at.exception
    assert at.title


@pytest.mark.parametrize("name", REGISTER_PAGES)
def test_empty_register_says_what_would_be_here(
    page: Open, fake: FakeAssistant, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "registers", Registers())
    at = page(name).run()
    assert not at.exception
    assert "would stand here" in at.info[0].value


def test_figures_are_narrowed_by_filters(page: Open, fake: FakeAssistant) -> None:
    at = page("figures").run()
    at.multiselect(key="filter Place").set_value(["Vinh Long"]).run()
    wanted = [f for f in fake.registers.figures if f.place == "Vinh Long"]
    assert list(at.dataframe[0].value["Figure"]) == [f.surface for f in wanted]


def test_papers_are_narrowed_by_issuer_and_tell_how_many_duties_they_lay_down(
    page: Open, fake: FakeAssistant
) -> None:
    at = page("directives").run()
    at.multiselect(key="papers by Issued by").set_value(["Government"]).run()
    wanted = [p for p in fake.registers.instruments if p.issuer == "Government"]
    shown = at.dataframe[0].value
    assert sorted(shown["Issued by"]) == ["Government"] * len(wanted)
    duties = fake.registers.duties
    asking = [paper for paper in wanted if any(belongs(duty, paper) for duty in duties)]
    assert sum(bool(told) for told in shown["Asks for"]) == len(asking)


def test_no_figure_left_says_so(page: Open) -> None:
    at = page("figures").run()
    at.multiselect(key="filter Unit").set_value(["VND"])
    at.multiselect(key="filter Place").set_value(["Vinh Long"]).run()
    assert "take a filter away" in at.info[0].value


def test_address_of_a_figure_opens_its_sentence(page: Open, fake: FakeAssistant) -> None:
    figure = fake.registers.figures[0]
    at = page("figures")
    at.query_params["of"] = f"{figure.release}:{figure.span.start}"
    at.run()
    assert marked(at) == [figure.surface]
    assert words(at, "quote") == [figure.sentence.of(fake.release(figure.release).text)]


def test_address_of_a_paper_opens_its_mentions(page: Open, fake: FakeAssistant) -> None:
    paper = fake.registers.instruments[0]
    at = page("directives")
    at.query_params["of"] = paper.key
    at.run()
    assert marked(at) == [mention.surface for mention in paper.mentions]


def test_every_disagreement_shows_the_sentence_of_each_side(
    page: Open, fake: FakeAssistant
) -> None:
    at = page("disagreements").run()
    sides = [f.surface for c in fake.registers.conflicts for f in c.figures]
    assert sorted(marked(at)) == sorted(sides)


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("2024-02-20", "past"),
        ("2024-03-15", "coming"),
        ("2024-03-16", "coming"),
        ("2024-03", "coming"),
        ("2024-02", "past"),
        ("2024", "coming"),
        ("2023", "past"),
        (None, "no date"),
    ],
)
def test_deadline_is_coming_or_past(deadline: str | None, expected: str) -> None:
    assert due(deadline, "2024-03-15") == expected


def test_duties_stand_soonest_first_then_past_then_undated() -> None:
    days = ["2024-02", None, "2024-05-01", "2024-04-01", "2023-01-01"]
    span = Span(0, 1)
    duties = [Duty("r", span, "VSS", "report", None, day, None, span) for day in days]
    ordered = [duty.deadline for duty in in_order(duties, "2024-03-15")]
    assert ordered == ["2024-04-01", "2024-05-01", "2024-02", "2023-01-01", None]


@pytest.mark.parametrize(
    ("iso", "drawn"),
    [
        ("2023", "2023-07-01"),
        ("2023-12", "2023-12-15"),
        ("2023-12-18", "2023-12-18"),
        ("2021/2023", "2023-07-01"),
        ("../2025", "2025-07-01"),
        (None, None),
        ("soon", None),
    ],
)
def test_period_is_drawn_at_one_day(iso: str | None, drawn: str | None) -> None:
    assert moment(iso) == drawn


# --- the reader ------------------------------------------------------------------------


def opened(page: Open, fake: FakeAssistant, **query: str) -> AppTest:
    at = page("releases")
    at.query_params["release"] = fake.releases[1].id
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def test_release_is_shown_as_published_with_its_furniture_folded(
    page: Open, fake: FakeAssistant
) -> None:
    release = fake.releases[1]
    drawn = paragraphs(opened(page, fake))
    assert [text(p) for p in drawn] == [block.span.of(release.text) for block in release.blocks]
    furniture = [b.span.of(release.text) for b in release.blocks if b.kind == "furniture"]
    assert [text(p) for p in drawn if p["folded"] == FURNITURE] == furniture


def test_link_marks_its_passage(page: Open, fake: FakeAssistant) -> None:
    release = fake.releases[1]
    at = opened(page, fake, start="107", end="200", sha=release.sha256[:16])
    assert not at.info
    assert "".join(marked(at, "cited")) == release.text[107:200]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"start": "107", "end": "200", "sha": "0" * 16}, "has changed"),
        ({"start": "107", "end": "200"}, "does not say which text"),
        ({"start": "200", "end": "107", "sha": "right"}, "behind the end"),
        ({"start": "0", "end": "999999", "sha": "right"}, "behind the end"),
        ({"start": "-1", "end": "x", "sha": "right"}, "does not name a passage"),
        ({"start": "9" * 50, "end": "9" * 50, "sha": "right"}, "does not name a passage"),
    ],
)
def test_link_that_cannot_be_trusted_marks_nothing_and_says_why(
    page: Open, fake: FakeAssistant, query: dict[str, str], said: str
) -> None:
    if query.get("sha") == "right":
        query = query | {"sha": fake.releases[1].sha256[:16]}
    at = opened(page, fake, **query)
    assert said in at.info[0].value
    assert not marked(at, "cited")


def test_unknown_release_lists_those_held(page: Open, fake: FakeAssistant) -> None:
    at = page("releases")
    at.query_params["release"] = "../../etc/passwd"
    at.run()
    assert not at.exception
    listed = [piece["target"] for p in paragraphs(at) for piece in p["pieces"] if piece["target"]]
    assert listed == [release.id for release in reversed(fake.releases)]


def test_adding_is_hidden_where_the_operator_does_not_allow_it(
    page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "additions_allowed", lambda: False)
    at = page("releases").run()
    assert not at.expander
    assert any("operator only" in caption.value for caption in at.caption)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("", False),
        (None, False),
        ("192.168.1.4", False),
        ("example.org", False),
    ],
)
def test_server_beyond_this_machine_is_told_apart(address: str | None, local: bool) -> None:
    assert backend.is_local(address) is local


# --- the draft -------------------------------------------------------------------------

DRAFT = "Health insurance reached 93.35% in 2023.\nWe were glad. Rice covers 12% of Mars."


def checked(page: Open, draft: str) -> AppTest:
    at = page("draft").run()
    at.text_area[0].set_value(draft)
    at.button[0].click().run()
    assert not at.exception
    return at


def test_draft_is_marked_statement_by_statement(page: Open) -> None:
    at = checked(page, DRAFT)
    assert marked(at, "supported") == ["Health insurance reached 93.35% in 2023."]
    assert marked(at, "not_found") == ["Rice covers 12% of Mars."]
    assert (
        "3 statements: agrees 1, not in the releases 1, nothing to check 1" in at.markdown[0].value
    )


def judged(text: str, *statements: tuple[str, VerdictKind, str]) -> Verification:
    """Return a checked text; a statement is its words, its verdict and its only figure."""
    found = []
    for words_, verdict, surface in statements:
        start, at = text.index(words_), text.index(surface)
        figure = FigureVerdict(surface, Span(at, at + len(surface)), verdict, None)
        span = Span(start, start + len(words_))
        found.append(Statement(words_, span, verdict, "", (figure,)))
    return Verification(text, "contradicted", tuple(found))


@pytest.mark.parametrize("end", [" in 2023.", ""], ids=["inside", "at the end"])
def test_figure_that_makes_a_statement_differ_is_marked_and_only_one_mark_opens(end: str) -> None:
    true, false = "We reached 93% then.", f"Health insurance reached 61.5%{end}"
    checked_ = judged(
        f"{true} {false}", (true, "supported", "93%"), (false, "contradicted", "61.5%")
    )
    pieces = draft_paragraphs(checked_)[0].pieces
    assert "".join(piece.text for piece in pieces) == checked_.text
    assert [piece.text for piece in pieces if piece.kind == "fault"] == ["61.5%"]
    assert [piece.target for piece in pieces if piece.target] == ["0", "1"]
    assert telling(checked_) == 1


def test_every_line_of_the_draft_is_shown(page: Open) -> None:
    assert words(checked(page, DRAFT), "draft") == DRAFT.split("\n")
