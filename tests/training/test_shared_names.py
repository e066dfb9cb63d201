"""General sentences with one shared name or number exchanged."""

from __future__ import annotations

import random

from vssqa.training.shared_names import exchanged_names, names_of

OTHERS = ["Liszt", "Berlin", "Boston Garden"]


def versions(sentence: str, question: str) -> list[str]:
    return exchanged_names(sentence, question, OTHERS, random.Random(3), 3)


def test_shared_year_and_name_are_exchanged_one_at_a_time() -> None:
    sentence = "In 1830 Chopin left Warsaw."
    found = versions(sentence, "Where did Chopin go in 1830?")
    assert len(found) == 2
    for version in found:
        assert ("1830" in version) != ("Chopin" in version)
        assert "Warsaw" in version


def test_name_that_the_question_does_not_share_stays() -> None:
    assert versions("In spring he left Warsaw.", "Where did Chopin go in 1830?") == []


def test_number_is_exchanged_whole() -> None:
    assert versions("It had 11,500 seats.", "Which hall had 500 seats?") == []
    (version,) = versions("It had 11,500 seats.", "Which hall had 11,500 seats?")
    number = version.removeprefix("It had ").removesuffix(" seats.")
    assert len(number) == len("11,500")
    assert number[2] == ","


def test_year_before_a_comma_is_shared() -> None:
    (version,) = versions("By 1797, it had grown.", "How large was it in 1797?")
    assert version.startswith("By 1")
    assert "1797" not in version


def test_names_are_listed_once_without_the_sentence_opening() -> None:
    assert names_of(["The Boston Garden and Berlin.", "In Berlin."]) == ["Boston Garden", "Berlin"]
