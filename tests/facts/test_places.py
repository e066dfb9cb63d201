"""Places written in a text, told from people and bodies that bear their names."""

from __future__ import annotations

import pytest

from vssqa.facts.places import place_name, places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Vinh Long Province", ["Vinh Long"]),
        ("in Hanoi and Ha Noi", ["Ha Noi", "Ha Noi"]),
        ("tỉnh Vĩnh Long", ["Vinh Long"]),
        ("HCM City, TP.HCM and Saigon", ["Ho Chi Minh City"] * 3),
        ("vinh long hi coverage", ["Vinh Long"]),
        ("the whole country had", ["Viet Nam"]),
        ("facilities nationwide", ["Viet Nam"]),
        ("lower than the national average rate", ["Viet Nam"]),
        ("in Viet Nam", ["Viet Nam"]),
        ("the Republic of Korea", ["South Korea"]),
        ("Le Chan District", ["Le Chan"]),
        ("Hop Thanh commune", ["Hop Thanh"]),
        ("Ea Kar district", ["Ea Kar"]),
        ("Have commune officials met?", []),
        ("Poor communes have none", []),
        ("Vietnam Social Security said", []),
        ("Viet Nam News Agency", []),
        ("the National Assembly and the national database on population", []),
        ("Ho Chi Minh Communist Youth Union", []),
        ("Nguyen Hoa Binh said", []),
        ("as long an effort in every hue", []),
        ("the People's Committee of the district", []),
    ],
)
def test_reads_the_places_that_are_named(text: str, expected: list[str]) -> None:
    assert [place.name for place in places(text)] == expected


def test_marks_a_place_that_only_serves_comparison() -> None:
    found = places("The rate in Vinh Long is lower than the national average.")
    assert [(place.name, place.compared) for place in found] == [
        ("Vinh Long", False),
        ("Viet Nam", True),
    ]


def test_gives_one_name_for_every_spelling() -> None:
    assert {place_name(name) for name in ("Hà Nội", "Hanoi", "ha noi")} == {"Ha Noi"}
    assert place_name("Atlantis") is None
