"""Persons are told from places, streets and bodies."""

from __future__ import annotations

import pytest

from vssqa.facts.names import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Director General Nguyen The Manh said", ["Nguyen The Manh"]),
        ("Ông Nguyễn Thế Mạnh cho biết", ["Nguyễn Thế Mạnh"]),
        (
            "Tran Dinh Lieu, Dao Viet Anh and Le Hung Son",
            ["Tran Dinh Lieu", "Dao Viet Anh", "Le Hung Son"],
        ),
        ("Hoang Thi Thu Ha, a worker", ["Hoang Thi Thu Ha"]),
        ("Nguyen Van A from Hanoi", ["Nguyen Van A"]),
        ("Mr. Le Minh said", ["Le Minh"]),
        ("President Ho Chi Minh", ["Ho Chi Minh"]),
        ("Director VU THANH MAI SUMMARIZED THE RESULTS", ["VU THANH MAI"]),
    ],
)
def test_names_are_found(text: str, names: list[str]) -> None:
    assert [span.of(text) for span in names_in(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "in Vinh Long and Bac Ninh",
        "Ho Chi Minh City",
        "the Ho Chi Minh Communist Youth Union",
        "Thai Nguyen Province, Ha Tinh, Lam Dong on August",
        "Le Chan District",
        "Tran Hung Dao Street",
        "Nguyen Trai University",
        "Viet Ha Stone JSC",
        "Mai Chau, Cao Bang, Dong Nai",
        "To Do Better In The Long Run",
    ],
)
def test_places_streets_and_bodies_are_no_persons(text: str) -> None:
    assert names_in(text) == []
