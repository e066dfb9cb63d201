"""Releases are read with their furniture found, never cut out."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssqa.corpus import evidence_sentences, parse_release, read_corpus, read_release, read_sources
from vssqa.errors import CorpusError
from vssqa.types import Release

PROJECT = Path(__file__).parent.parent
PARAGRAPH = (
    "The office said on Monday that the number of participants had risen in every district of the"
    " province, and thanked all who had helped.\n"
)


def release(text: str) -> Release:
    return parse_release("r", "corpus/r.txt", text, "0" * 64)


def kinds(text: str) -> dict[str, str]:
    read = release(text)
    return {block.span.of(text): block.kind for block in read.blocks}


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("25/02/2024 12:45 PM", "2024-02-25"),
        ("Vi\u1ec7t NamVi\u1ec7t Nam17/04/2024", "2024-04-17"),
        ("Update: November, 25/2020 - 08:16", "2020-11-25"),
        ("June 29, 2024 - 15:15", "2024-06-29"),
        ("2025-03", "2025-03"),
        ("2017-11 (conference of November 15)", "2017-11"),
        ("2016", "2016"),
    ],
)
def test_the_date_line_is_read_in_its_precision(line: str, date: str) -> None:
    assert release(f"A title of the release\n{line}\n{PARAGRAPH}").date == date


def test_a_title_with_a_date_is_no_date_line_beside_a_barer_one() -> None:
    read = release(f"Achievements by 31 October 2018\n13/11/2018 04:38 PM\n{PARAGRAPH}")
    assert (read.title, read.date) == ("Achievements by 31 October 2018", "2018-11-13")


def test_an_address_line_gives_the_source() -> None:
    read = release(f"URL: https://example.org/a?b=1\nA title\n2020-01-02\n{PARAGRAPH}")
    assert read.source.url == "https://example.org/a?b=1"
    assert read.title == "A title"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Positive results", "heading"),
        ("Participants at the conference", "caption"),
        ("Minister Tran Van A delivers his speech at the conference", "caption"),
        ("Illustrative image", "caption"),
        ("Photo: the director", "caption"),
        ("Patients register for health examination. - VNA Photo", "caption"),
        ("opening 11 2604.jpg", "caption"),
        ("\u2014 VNS Photo Le Lam", "caption"),
        ("A-  A  A+", "furniture"),
        ("Society | Health | World", "furniture"),
        ("T\u1ea5t c\u1ea3 v\u00ec ng\u01b0\u1eddi lao \u0111\u1ed9ng", "caption"),
        (
            "N\u0103m 2023, h\u01b0\u1edbng \u0111\u1ebfn 93,2% d\u00e2n s\u1ed1 | VTV.VN",
            "furniture",
        ),
    ],
)
def test_a_line_between_paragraphs_is_told_by_its_form(line: str, kind: str) -> None:
    assert kinds(f"A title\n2020-01-02\n{PARAGRAPH}{line}\n{PARAGRAPH}")[line] == kind


@pytest.mark.parametrize(
    "tail",
    [
        ["VSS"],
        ["Source", "Comment (0)", "No data", "Same tag", "Growing coffee in the hills", "Business"],
        ["Sickness", "Maternity", "Old-age"],
        ["Source: VNA"],
    ],
)
def test_what_stands_behind_the_body_is_furniture(tail: list[str]) -> None:
    found = kinds(f"A title\n2020-01-02\n{PARAGRAPH}" + "\n".join(tail))
    assert {found[line] for line in tail} == {"furniture"}


def test_captions_and_furniture_are_never_evidence() -> None:
    text = f"A title\n2020-01-02\n{PARAGRAPH}Participants at the conference\n{PARAGRAPH}VSS\n"
    quotes = [sentence.span.of(text) for sentence in evidence_sentences(release(text))]
    assert "Participants at the conference" not in quotes
    assert "VSS" not in quotes
    assert "2020-01-02" not in quotes


@given(st.text(alphabet="aB .\r\n\x00\ufeff\u0301\u05d0\U0001f600:%|5", max_size=300))
def test_any_text_is_read_into_blocks_in_order(text: str) -> None:
    read = release(text)
    spans = [block.span for block in read.blocks]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for sentence in evidence_sentences(read):
        assert read.blocks[sentence.block].span.holds(sentence.span)


def test_the_releases_of_the_project_have_titles_dates_and_bodies() -> None:
    for read in read_corpus(PROJECT / "corpus"):
        assert read.date
        assert read.id.startswith(read.date)
        assert read.title != read.id
        assert sum(block.kind == "paragraph" for block in read.blocks) >= 8


# --- files that cannot be read ---------------------------------------------------


def test_a_missing_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist"):
        read_corpus(tmp_path / "none")


def test_an_empty_folder_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="add"):
        read_corpus(tmp_path)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00a", b"caf\xe9"])
def test_a_file_that_is_not_utf8_is_named(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    with pytest.raises(CorpusError, match=r"a\.txt.*not UTF-8"):
        read_corpus(tmp_path)


def test_a_folder_where_a_file_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(CorpusError, match="not a regular file"):
        read_corpus(tmp_path)


def test_a_release_without_title_or_date_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "only-text.txt"
    path.write_text(PARAGRAPH * 3, encoding="utf-8")
    read = read_release(path)
    assert read.date is None
    assert read.text == PARAGRAPH * 3


def test_the_text_is_the_file_as_it_lies(tmp_path: Path) -> None:
    raw = "\ufeffA title\r\n2020-01-02\r\nOne.\r\rTwo e\u0301.\n".encode()
    (tmp_path / "a.txt").write_bytes(raw)
    read = read_release(tmp_path / "a.txt")
    assert read.text == (tmp_path / "a.txt").open(encoding="utf-8", newline="").read()


def test_a_source_entry_with_an_unknown_field_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text('[a]\naddress = "x"\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="may hold only"):
        read_sources(tmp_path)
