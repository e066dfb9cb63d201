"""Sentences, terms and normal forms keep every offset."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssqa.text import fold, plain, sentences, terms, tokens

ODD = st.text(
    alphabet=st.one_of(
        st.characters(blacklist_categories=("Cs",)),
        st.sampled_from("\x00\ufeff\r\n.!? \u0301\u05d0\u202eNo\u0110\U0001f600%93"),
    ),
    max_size=200,
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The rate reached 33.33% last year. It was 31.6 per cent before.", 2),
        ("Resolution No. 01/NQ-CP was issued. Mr. Manh thanked Mrs. Mai.", 2),
        ("He said: \u201cWe will go on.\u201d Then he left.", 2),
        ("The coverage has reached 93.35%, exceeding the target./.", 1),
        ("VND124.3 trillion (US$5.02 billion) was paid. Why? Because.", 3),
        ("An Phu Wood Co. Ltd. owes most. It paid nothing.", 2),
        ("at 5 p.m. on Monday the office closed", 1),
        ("no end mark at all", 1),
        ("", 0),
        (" \n ", 0),
    ],
)
def test_a_point_inside_a_number_or_name_ends_no_sentence(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(ODD)
def test_sentences_lie_in_order_and_leave_out_only_white_space(text: str) -> None:
    found = sentences(text)
    left = text
    for span in reversed(found):
        assert span.of(text).strip()
        left = left[: span.start] + left[span.end :]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert not left.replace("\ufeff", "").strip()


@given(ODD)
def test_folded_copies_have_the_length_of_the_text(text: str) -> None:
    assert len(plain(text)) == len(fold(text)) == len(text)


@given(ODD)
def test_every_token_stands_at_its_span(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.span.start < token.span.end <= len(text)
        assert token.term


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("93.35 per cent", "93.35%"),
        ("Viet Nam", "Vi\u1ec7t Nam"),
        ("Vietnam", "Viet Nam"),
        ("Ha Noi", "Hanoi"),
        ("N\u0110-CP", "ND-CP"),
        ("participants", "participant's"),
    ],
)
def test_two_prints_of_one_thing_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_a_document_number_counts_as_itself_and_as_its_parts() -> None:
    assert {"38-ct/tw", "38", "ct", "tw"} <= set(terms("Directive No. 38-CT/TW"))


def test_latin_short_forms_end_no_sentence() -> None:
    first = "A student pays 4.5% of VND1,490,000, i.e. VND67,050 a month."
    second = "Others (e.g. The Kinh) pay it."
    text = f"{first} {second}"
    assert [span.of(text) for span in sentences(text)] == [first, second]
