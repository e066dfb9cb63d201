"""Orders told as a list: its opening words and its items, told from other lists."""

from __future__ import annotations

import pytest

from vssqa.facts.order_lists import list_header, listed_order


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("speaking there, bui dinh long ordered:", ("speaking there, bui dinh long ", None)),
        ("vss asks the directors of the offices:", ("vss ", "directors of the offices")),
        ("he asked the police to:", ("he ", "police")),
        ("the five largest debtors on the list are:", None),
        ("targets were announced:", None),
        ("he asked the police to go on.", None),
    ],
)
def test_reads_the_words_that_open_a_list(
    piece: str, expected: tuple[str, str | None] | None
) -> None:
    header = list_header(piece)
    read = header and (header.by.of(piece), header.who.of(piece) if header.who else None)
    assert read == expected


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("- the police to pass on the files;", ("police", "pass on the files")),
        ("* to report by may 5, 2024.", (None, "report by may 5, 2024")),
        (
            "\u2022 chairpersons of all communes to set up boards",
            ("chairpersons of all communes", "set up boards"),
        ),
        ("- ha long city: 96 inspections;", None),
        ("- the police went to the place.", None),
    ],
)
def test_reads_an_item_with_who_must(piece: str, expected: tuple[str | None, str] | None) -> None:
    order = listed_order(piece)
    read = order and (order.who.of(piece) if order.who else None, order.action.of(piece))
    assert read == expected
