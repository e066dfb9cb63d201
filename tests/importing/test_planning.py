"""What an original is to the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing import made
from vssqa.errors import CorpusError, ReleaseImportError
from vssqa.importing.likeness import LikenessIndex, likeness
from vssqa.importing.originals import Original
from vssqa.importing.planning import Addition, Given, completed, plan_additions, release_name
from vssqa.importing.reading import read_upload
from vssqa.importing.recognising import address_key

OTHER = (
    "Fishing fleets of three provinces landed 41,000 tonnes of tuna in March, port authorities"
    " said, a tenth less than in the month before because of storms off the coast.",
    "Exporters asked the ministry for cold stores and cheaper loans for engines and nets, and"
    " were promised an answer before the end of May.",
)


def original(
    text: str, name: str = "a.txt", url: str | None = None, publisher: str | None = None
) -> Original:
    return completed(read_upload(name, text.encode()), url=url, publisher=publisher)


def plan_one(text: str, folder: Path, given: Given | None = None, **found: str) -> Addition:
    (addition,) = plan_additions([original(text, **found)], folder, given)
    return addition


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "2024-01-22-held.txt").write_bytes(made.release_text().encode())
    (tmp_path / "sources.toml").write_text(
        '["2024-01-22-held"]\nurl = "https://example.org/held?id=1"\noriginal_sha256 = "f00d"\n'
    )
    return tmp_path


def changed(old: str, new: str) -> tuple[str, ...]:
    return tuple(paragraph.replace(old, new) for paragraph in made.PARAGRAPHS)


# --- statuses -----------------------------------------------------------------------


def test_a_release_of_another_text_is_new(corpus: Path) -> None:
    text = made.release_text("Tuna landings fall in March", "05/04/2024", OTHER)
    addition = plan_one(text, corpus)
    assert (addition.status, addition.release) == ("new", "2024-04-05-tuna-landings-fall-in-march")


def test_a_corpus_that_does_not_exist_yet_holds_nothing(tmp_path: Path) -> None:
    assert plan_one(made.release_text(), tmp_path / "corpus").status == "new"


def test_the_same_bytes_are_the_same_original(corpus: Path) -> None:
    addition = plan_one(made.release_text(), corpus)
    assert (addition.status, addition.release) == ("same_original", "2024-01-22-held")
    assert "in the corpus already as 2024-01-22-held" in addition.line


def test_an_original_noted_in_the_sources_is_known_whatever_its_text(corpus: Path) -> None:
    page = read_upload("p.html", made.html_page().encode())
    (corpus / "sources.toml").write_text(f'["2024-01-22-held"]\noriginal_sha256="{page.sha256}"\n')
    (corpus / "2024-01-22-held.txt").write_text("Edited by hand\n\n2024-01-22\n\nwords\n")
    assert plan_additions([page], corpus)[0].status == "same_original"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("b.txt", ("URL: https://example.org/b\n" + made.release_text()).encode()),
        ("b.txt", made.release_text().replace("\n\n", "\r\n").encode()),
        ("b.pdf", made.pdf()),
        ("b.txt", made.release_text(date="22 January 2024").encode()),
    ],
)
def test_the_same_words_from_elsewhere_are_the_same_text(
    corpus: Path, name: str, data: bytes
) -> None:
    (addition,) = plan_additions([read_upload(name, data)], corpus)
    assert (addition.status, addition.release) == ("same_text", "2024-01-22-held")


def test_a_changed_figure_under_one_title_and_date_is_a_correction(corpus: Path) -> None:
    addition = plan_one(made.release_text(paragraphs=changed("2.69", "2.71")), corpus)
    assert (addition.status, addition.release) == ("corrected", "2024-01-22-held")
    assert "--replace" in addition.line


def test_a_changed_text_at_one_address_is_a_correction(corpus: Path) -> None:
    text = made.release_text("Corrected: insurance cover", "23/01/2024", changed("2.69", "2.71"))
    assert plan_one(text, corpus, url="http://www.example.org/held?id=1").status == "corrected"
    assert plan_one(text, corpus, url="http://example.org/held?id=2").status == "near_identical"


def test_the_front_page_is_nobodys_address(corpus: Path) -> None:
    (corpus / "sources.toml").write_text('["2024-01-22-held"]\nurl="https://example.org/"\n')
    text = made.release_text("Tuna landings fall in March", "05/04/2024", OTHER)
    assert plan_one(text, corpus, url="https://example.org").status == "new"


def test_another_text_at_one_address_is_new(corpus: Path) -> None:
    text = made.release_text("Tuna landings fall in March", "05/04/2024", OTHER)
    assert plan_one(text, corpus, url="https://example.org/held?id=1").status == "new"


def test_originals_of_one_call_are_compared_with_each_other(tmp_path: Path) -> None:
    texts = (
        made.release_text(),
        made.release_text(),
        made.release_text(paragraphs=changed("2.69", "2.71")),
        made.release_text("Tuna landings fall in March", "05/04/2024", OTHER),
    )
    plan = plan_additions([original(text) for text in texts], tmp_path)
    assert [one.status for one in plan] == ["new", "same_original", "near_identical", "new"]
    assert "given in this very call" in plan[1].line


def test_two_corrections_of_one_release_are_not_both_taken(corpus: Path) -> None:
    texts = [made.release_text(paragraphs=changed("2.69", figure)) for figure in ("2.7", "2.8")]
    plan = plan_additions([original(text) for text in texts], corpus)
    assert [one.status for one in plan] == ["corrected", "near_identical"]


def test_what_is_no_release_in_the_corpus_is_passed_over(corpus: Path) -> None:
    (corpus / "folder.txt").mkdir()
    (corpus / "link.txt").symlink_to("/dev/zero")
    (corpus / "bytes.txt").write_bytes(b"\xff\x00\xfe")
    with (corpus / "line.txt").open("wb") as file:
        file.truncate(4 << 30)
    assert plan_one(made.release_text(), corpus).release == "2024-01-22-held"


def test_broken_sources_are_named(corpus: Path) -> None:
    (corpus / "sources.toml").write_text("[[")
    with pytest.raises(CorpusError, match=r"sources\.toml"):
        plan_one(made.release_text(), corpus)


# --- what is given ---------------------------------------------------------------------


def test_a_date_is_asked_for_where_none_is_printed(tmp_path: Path) -> None:
    text = made.release_text(date=None)
    addition = plan_one(text, tmp_path)
    assert addition.status == "needs_date"
    assert "--date YYYY-MM-DD" in addition.line
    addition = plan_one(text, tmp_path, Given(date="22/01/2024"))
    assert (addition.status, addition.original.date) == ("new", "2024-01-22")
    assert addition.original.text == made.release_text(date="2024-01-22")


def test_a_printed_date_is_kept_and_said_so(tmp_path: Path) -> None:
    addition = plan_one(made.release_text(), tmp_path, Given(date="2030-01-01"))
    assert addition.original.date == "2024-01-22"
    assert addition.original.text == made.release_text()
    assert "its own date 2024-01-22 is kept" in addition.line


def test_a_title_is_asked_for_where_none_is_printed(tmp_path: Path) -> None:
    text = " ".join(made.PARAGRAPHS) + "\n"
    assert plan_one(text, tmp_path, Given(date="2024-01-22")).status == "needs_title"
    addition = plan_one(text, tmp_path, Given(date="2024-01-22", title=made.TITLE))
    assert addition.status == "new"
    assert addition.original.text == f"{made.TITLE}\n\n2024-01-22\n\n{text}"


def test_a_correction_by_a_person_wins_over_what_was_found() -> None:
    page = read_upload("p.html", made.html_page().encode())
    mended = completed(page, title="A better title", date="2024-01-23")
    assert mended.text.startswith("A better title\n\n2024-01-23\n\n")
    assert completed(mended) == mended


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (Given(date="soon"), "no date"),
        (Given(date="2024-13-01"), "no date"),
        (Given(date="2024-01-22 or later"), "no date"),
        (Given(date="18 December"), "no date"),
        (Given(url="javascript:x"), "no web address"),
        (Given(title="22/01/2024"), "cannot stand as a title"),
    ],
)
def test_what_is_given_wrong_is_refused(tmp_path: Path, given: Given, why: str) -> None:
    with pytest.raises(ReleaseImportError, match=why):
        plan_one(made.release_text(), tmp_path, given)


def test_a_title_for_several_originals_is_refused(tmp_path: Path) -> None:
    originals = [original(made.release_text()), original(made.release_text(date=None))]
    with pytest.raises(ReleaseImportError, match="belongs to one original, 2 were found"):
        plan_additions(originals, tmp_path, Given(title="A title"))


# --- names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("This Year\u2019s tasks", "2024-01-22-this-years-tasks"),
        ("B\u1ea3o hi\u1ec3m: \u0110\u1ea1i h\u1ed9i", "2024-01-22-bao-hiem-dai-hoi"),
        ("../../etc/passwd", "2024-01-22-etc-passwd"),
        ("a\x00b/c\\d", "2024-01-22-a-b-c-d"),
        ("\u65b0\u95fb", "2024-01-22-release"),
        ("x" * 300, "2024-01-22-" + "x" * 60),
        ("word " * 40, "2024-01-22" + "-word" * 12),
    ],
)  # fmt: skip
def test_a_name_is_plain_and_short(title: str, name: str) -> None:
    assert release_name(title, "2024-01-22") == name


def test_a_taken_name_is_numbered(tmp_path: Path) -> None:
    name = release_name(made.TITLE, made.DATE)
    (tmp_path / f"{name}.txt").write_text("Another text\n\n2024-01-22\n\nof other words\n")
    (tmp_path / f"{name}-2.txt").symlink_to("nowhere")
    assert plan_one(made.release_text(), tmp_path).release == f"{name}-3"


# --- likeness ---------------------------------------------------------------------------


def test_likeness_is_one_for_one_text_and_next_to_nothing_for_strangers() -> None:
    assert likeness(made.release_text(), made.release_text()) == 1.0
    assert likeness(made.release_text(), "\n\n".join(OTHER)) < 0.02


def test_page_furniture_does_not_make_texts_differ() -> None:
    menu = "\nSame category\n\nOther headline of the day\n\nSickness\n\nMaternity\n"
    assert likeness(made.release_text(), made.release_text() + menu) == 1.0


@pytest.mark.parametrize("queries", [1, 1000])
def test_the_nearest_texts_are_found_however_many_are_asked_for(queries: int) -> None:
    index = LikenessIndex(queries)
    index.add("tuna", "\n\n".join(OTHER))
    index.add("held", "another text that is replaced")
    index.add("held", made.release_text())
    asked = made.release_text(paragraphs=changed("2.69", "2.71"))
    (found,) = index.nearest(asked)
    assert found == (likeness(asked, made.release_text()), "held")
    assert 0.8 < found[0] < 1
    assert index.nearest("Nothing like what is held, not a word of it") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://vss.gov.vn:443/a?x=1", "http://www.VSS.gov.vn/a/?x=1", True),
        ("https://vss.gov.vn/a#top", "https://vss.gov.vn/a", True),
        ("https://vss.gov.vn/a?x=1", "https://vss.gov.vn/a?x=2", False),
        ("https://vss.gov.vn:8443/a", "https://vss.gov.vn/a", False),
        ("https://vss.gov.vn:99999/a", "https://vss.gov.vn/a", False),
    ],
)
def test_an_address_is_one_whatever_its_writing(one: str, other: str, same: bool) -> None:
    assert (address_key(one) == address_key(other)) == same
