"""Answers as a whole: two parts, people named in part, places within places."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import HashingEncoder
from vssqa.answering.quoting import LONGEST_ANSWER
from vssqa.assistant import Assistant
from vssqa.index import open_index
from vssqa.index.build import build_index
from vssqa.settings import Settings

TEXT = """Hue reviews its work
January 9, 2023

The conference in Hue City was chaired by Deputy Director of the office Tran Hoai Nam.

At the end of 2022 the health insurance coverage rate of Hue reached 95.4 per cent.
A year earlier the rate was 93.1 per cent.

Mr Nam asked the communes to hand over the lists of poor households before March 15.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("parts")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "hue.txt").write_text(TEXT)
    settings = Settings(corpus=folder / "corpus", index=folder / "index", model="hashing")
    encoder = HashingEncoder()
    build_index(settings, encoder=encoder)
    return Assistant(open_index(settings, encoder))


def test_both_parts_of_a_question_are_answered_and_cited(assistant: Assistant) -> None:
    answer = assistant.ask(
        "What was the health insurance coverage rate in Hue in 2022, and what was it a year"
        " earlier?"
    )
    assert answer.status == "answered"
    assert "95.4 per cent" in answer.answer
    assert "93.1 per cent" in answer.answer
    assert len(answer.answer) <= LONGEST_ANSWER
    assert [citation.number for citation in answer.citations] == [1, 2]
    assert answer.short is None
    for citation in answer.citations:
        assert citation.quote == citation.span.of(TEXT)


def test_a_part_that_is_not_held_leaves_one_question(assistant: Assistant) -> None:
    answer = assistant.ask(
        "What was the health insurance coverage rate in Hue in 2022, and who was it in Atlantis?"
    )
    assert "93.1" not in answer.answer


def test_a_person_named_in_part_is_given_by_the_whole_name(assistant: Assistant) -> None:
    answer = assistant.ask("Who asked the communes to hand over the lists of poor households?")
    assert answer.short == "Tran Hoai Nam"
    assert [citation.quote for citation in answer.citations][:2] == [
        "Mr Nam asked the communes to hand over the lists of poor households before March 15.",
        "The conference in Hue City was chaired by Deputy Director of the office Tran Hoai Nam.",
    ]


def test_a_person_named_in_full_needs_no_introduction(assistant: Assistant) -> None:
    answer = assistant.ask("Who chaired the conference in Hue City?")
    assert answer.short == "Tran Hoai Nam"
    assert "Mr Nam asked" not in answer.answer


def test_a_towns_sentence_answers_for_its_province_and_another_provinces_does_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "quang-nam.txt").write_text(
        "Quang Nam lists its debtors\nJanuary 9, 2023\n\nThe office of Quang Nam made a list.\n\n"
        "The biggest debtor is Truong Giang Shoes Company in Tam Ky City, which owes VND9 billion."
        "\n\nThe smallest debtor of Dong Nai is Hoa An Garment Company.\n"
    )
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", model="hashing")
    encoder = HashingEncoder()
    build_index(settings, encoder=encoder)
    assistant = Assistant(open_index(settings, encoder))
    biggest = assistant.ask("Which company is the biggest debtor in Quang Nam?")
    assert biggest.short == "Truong Giang Shoes Company"
    smallest = assistant.ask("Which company is the smallest debtor in Quang Nam?")
    assert smallest.short != "Hoa An Garment Company"


def test_cards_are_of_health_insurance_where_a_sentence_names_no_scheme(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "flood.txt").write_text(
        "After the flood\nOctober 30, 2020\n\nOfficers visited the province by boat every day.\n\n"
        "In Quang Tri, where 9,870 cards were lost, 6,415 were printed again by October 26.\n"
    )
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", model="hashing")
    encoder = HashingEncoder()
    build_index(settings, encoder=encoder)
    assistant = Assistant(open_index(settings, encoder))
    assert assistant.ask("How many health insurance cards were lost in Quang Tri?").short == "9,870"
    other = assistant.ask("How many unemployment insurance books were lost in Quang Tri?")
    assert other.status == "refused"


def test_a_missing_ranker_refuses_no_more_than_one_that_is_there(assistant: Assistant) -> None:
    answer = assistant.ask("What was the health insurance coverage rate in Hue in 2022?")
    assert (answer.status, answer.short) == ("answered", "95.4 per cent")
