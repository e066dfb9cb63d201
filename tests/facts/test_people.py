"""Roles printed before, behind and in front of lists of names are read with their bodies."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssqa.facts.agencies import agencies_in
from vssqa.facts.people import people_in

Found = list[tuple[str, list[tuple[str, str | None]]]]


def read(text: str) -> Found:
    return [(p.surface, [(r.role, r.organisation) for r in p.roles]) for p in people_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "led by Deputy Minister of Health, Commissioner Tran Van Thuan, supervised",
            [
                (
                    "Tran Van Thuan",
                    [("Deputy Minister of Health", "Ministry of Health"), ("Commissioner", None)],
                )
            ],
        ),
        (
            "Deputy Director General of Vietnam Social Security (VSS) Chu Manh Sinh joined",
            [("Chu Manh Sinh", [("Deputy Director General", "Vietnam Social Security")])],
        ),
        (
            "VSS Deputy Director General Chu Manh Sinh",
            [("Chu Manh Sinh", [("Deputy Director General", "VSS")])],
        ),
        ("Director of the office Pham Minh Duong", [("Pham Minh Duong", [("Director", "office")])]),
        (
            "Nguyen Anh Tuan, the Provincial Party Secretary of Bac Ninh province, emphasized",
            [("Nguyen Anh Tuan", [("Provincial Party Secretary", "Bac Ninh province")])],
        ),
        (
            "Deputy General Directors of Vietnam Social Insurance: Tran Dinh Lieu, Dao Viet Anh",
            [
                ("Tran Dinh Lieu", [("Deputy General Directors", "Vietnam Social Insurance")]),
                ("Dao Viet Anh", [("Deputy General Directors", "Vietnam Social Insurance")]),
            ],
        ),
        (
            "Deputy Home Affairs Minister Nguyen Duy Thang, a member of the VSS Management Board,",
            [
                (
                    "Nguyen Duy Thang",
                    [
                        ("Deputy Home Affairs Minister", "Ministry of Home Affairs"),
                        ("member", "VSS Management Board"),
                    ],
                )
            ],
        ),
        (
            "Tran Hai Nam, deputy director of the labour ministry's Social Security Department,",
            [
                (
                    "Tran Hai Nam",
                    [("deputy director", "labour ministry's Social Security Department")],
                )
            ],
        ),
        ("Do Ngoc Tho of VSS said", [("Do Ngoc Tho", [("", "VSS")])]),
        (
            "VWU Vice President Tran Thi Huong tied",
            [("Tran Thi Huong", [("Vice President", "VWU")])],
        ),
        (
            "Minister of Labour, Invalids and Social Affairs Dao Ngoc Dung",
            [
                (
                    "Dao Ngoc Dung",
                    [
                        (
                            "Minister of Labour, Invalids and Social Affairs",
                            "Ministry of Labour, Invalids and Social Affairs",
                        )
                    ],
                )
            ],
        ),
        ("NPS Chairman Kim Tae-hyun led", [("Kim Tae-hyun", [("Chairman", "NPS")])]),
        ("Mr. Andre Gama, an expert at the ILO, said", [("Andre Gama", [("expert", "ILO")])]),
        ("Comrade Vu Thanh Mai emphasized", [("Vu Thanh Mai", [])]),
        (
            "General Director of the VSS Nguyen The Manh and Deputy General Director Le Hung Son",
            [
                ("Nguyen The Manh", [("General Director", "VSS")]),
                ("Le Hung Son", [("Deputy General Director", None)]),
            ],
        ),
        (
            "The Minister of Health, Nguyen Thi Kim Tien, asked hospital directors to stop",
            [("Nguyen Thi Kim Tien", [("Minister of Health", "Ministry of Health")])],
        ),
        (
            "Dr. Azman Mohd, chief executive of SOCSO (Malaysia), spoke",
            [("Azman Mohd", [("chief executive", "SOCSO")])],
        ),
        ("Ba Ria-Vung Tau gives 30 per cent to pupils", []),
    ],
)
def test_roles_stand_with_their_persons(text: str, found: Found) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Director General of Viet Nam Social Security",
        "the Director of Vinh Long",
        "the head office",
    ],
)
def test_a_role_without_a_name_is_no_person(text: str) -> None:
    assert read(text) == []


def test_a_role_covers_its_own_words() -> None:
    text = "Director General of Viet Nam Social Security Nguyen The Manh delivered"
    (person,) = people_in(text)
    assert person.roles[0].span.of(text) == "Director General of Viet Nam Social Security"


_WORDS = st.sampled_from(
    "Deputy Director General of VSS , Nguyen The Manh Ministry Health and the ( ) Mr. Kim Social"
    " Security Office Vinh Long province chairman head : ; said Đào Việt Anh Trần's - 15th".split()
)


@given(st.lists(_WORDS, max_size=30))
def test_spans_hold_whatever_the_words(words: list[str]) -> None:
    text = " ".join(words)
    people = people_in(text)
    assert all(person.surface == person.span.of(text) for person in people)
    assert all(role.role in text for person in people for role in person.roles)
    bodies = agencies_in(text)
    assert all(body.surface == body.span.of(text) for body in bodies)
    assert not any(a.span.overlaps(b.span) for a, b in pairwise(bodies))
