"""What a person reads first is a piece of the sentence that holds the answering words."""

from hypothesis import given
from hypothesis import strategies as st

from vssqa.answering.quoting import excerpt
from vssqa.types import Span

LONG = (
    "The office reported on its work in the province, on the first of its tasks, which took years;"
    " it then counted 1,071 conferences, of which most were held in communes, some in schools, and"
    " a few in firms, with 60,680 people in all, and closed with thanks to those who had come."
)


def test_a_short_sentence_is_taken_whole() -> None:
    assert excerpt(LONG, Span(0, len(LONG)), [Span(0, 3)], 400) == Span(0, len(LONG))


def test_a_long_one_is_cut_at_clauses_around_the_answer() -> None:
    place = LONG.index("1,071")
    piece = excerpt(LONG, Span(0, len(LONG)), [Span(place, place + 5)], 120)
    assert "1,071 conferences" in piece.of(LONG)
    assert piece.end - piece.start <= 120
    assert LONG[piece.start - 1] == " "


def test_no_number_is_halved_where_the_answer_does_not_fit() -> None:
    text = "and 93.35% " * 60
    piece = excerpt(text, Span(0, len(text)), [Span(0, len(text))])
    assert set(piece.of(text).split()) == {"and", "93.35%"}


def test_a_word_longer_than_the_room_is_cut() -> None:
    text = "(" * 900
    assert excerpt(text, Span(0, 900), []) == Span(0, 400)


@given(
    text=st.text(alphabet="ab ,;.\u0301\u05d0\U0001f600\n", min_size=1, max_size=300),
    data=st.data(),
    longest=st.integers(10, 80),
)
def test_every_piece_lies_in_the_sentence_and_holds_what_fits(
    text: str, data: st.DataObject, longest: int
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + longest)))
    piece = excerpt(text, Span(0, len(text)), [Span(start, end)], longest)
    assert 0 <= piece.start <= piece.end <= len(text)
    assert piece.end - piece.start <= longest
    assert piece.start <= start
    assert end <= piece.end or not text[start : piece.end + 1].strip()
    assert piece.of(text) or not text.strip()
