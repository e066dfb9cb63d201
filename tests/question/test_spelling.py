"""Misspelled words are corrected, right ones and names never."""

import pytest

from vssqa.question.spelling import correct

HELD = {"insurance": 40, "coverage": 9, "directive": 5, "commissioners": 2, "rate": 12, "long": 3}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("insurence coverage", "insurance coverage"),
        ("Insurnace", "Insurance"),
        ("coveragee rate", "coverage rate"),
        ("Directve 38", "Directive 38"),
        ("comissioners", "commissioners"),
        ("Lnog", "Long"),
    ],
)
def test_a_word_some_slips_away_is_corrected(typed: str, meant: str) -> None:
    corrected, pairs = correct(typed, lambda word: word in HELD, lambda: HELD)
    assert corrected == meant
    assert pairs


def test_a_persons_name_stays_as_typed() -> None:
    held = {"than": 9, "tran": 5}
    typed = "Who is Tran Quoc Toan?"
    assert correct(typed, lambda word: word in held, lambda: held) == (typed, ())


@pytest.mark.parametrize("typed", ["pension", "rat", "Tokyo", "xyz", "38-CT/TW", ""])
def test_other_words_stay(typed: str) -> None:
    assert correct(typed, lambda word: word in HELD, lambda: HELD) == (typed, ())


def test_right_words_are_not_looked_up() -> None:
    def fail() -> dict[str, int]:
        raise AssertionError("the corpus' words were listed for a right word")

    assert correct("insurance rate", lambda word: True, fail) == ("insurance rate", ())
