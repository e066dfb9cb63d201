"""Bodies are found by table and by grammar, and each has one name."""

from __future__ import annotations

import pytest

from vssqa.facts.agencies import agencies_in
from vssqa.facts.bodies import body_key, body_name

VSS = "Viet Nam Social Security"
LABOUR = "Ministry of Labour, Invalids and Social Affairs"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the VSS and the Ministry of Health", [VSS, "Ministry of Health"]),
        ("Vietnam Social Insurance (BHXH) signed", [VSS, VSS]),
        (
            "Ministry of Labor - Invalids and Social Affairs, Ministry of Health",
            [LABOUR, "Ministry of Health"],
        ),
        ("the labour ministry", [LABOUR]),
        ("the Party’s Central Executive Committee", ["Party Central Committee"]),
        (
            "the Ho Chi Minh Communist Youth Union Central Committee signed",
            ["Ho Chi Minh Communist Youth Union Central Committee"],
        ),
        ("Secretary of the Party Committee, General Director", ["Party Committee"]),
        (
            "the Vinh Long Province Social Security Office on December 18",
            ["Vinh Long Province Social Security Office"],
        ),
        ("the Planning and Investment Department", ["Planning and Investment Department"]),
        ("South Korea's National Pension Service", ["National Pension Service"]),
        ("Hanoi Social Insurance Director Phan Van Men", ["Hanoi Social Insurance"]),
        ("People's Committees of provinces", ["People's Committees"]),
        ("the 15th National Assembly and the Government", ["National Assembly", "Government"]),
    ],
)
def test_bodies_are_found_under_their_one_name(text: str, names: list[str]) -> None:
    assert [mention.name for mention in agencies_in(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Deputy Prime Minister Le Minh Khai",
        "digital government and local governments",
        "Social Insurance and Health Insurance policies",
        "Decision No. 24/QD-BHXH",
        "the VssID application",
        "in Vinh Long province on December 18",
    ],
)
def test_what_is_no_body_is_left_alone(text: str) -> None:
    assert agencies_in(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VSS", "Vietnam Social Insurance"),
        ("VSS Board of Commissioners", "Vietnam Social Security Board of Commissioners"),
        ("Vinh Long province Social Security Office", "Vinh Long Province Social Security Office"),
        ("labour ministry", "MOLISA"),
        ("People’s Committee", "People's Committees"),
        ("International Labor Organization", "ILO"),
    ],
)
def test_two_names_of_one_body_have_one_key(one: str, other: str) -> None:
    assert body_key(one) == body_key(other)


def test_bodies_that_differ_have_keys_that_differ() -> None:
    names = (
        "VSS",
        "VSS Management Board",
        "Ministry of Health",
        "Department of Health",
        "Government",
    )
    assert len({body_key(name) for name in names}) == len(names)


def test_an_unknown_body_keeps_its_name() -> None:
    assert body_name("Hai Phong Labor Federation") == "Hai Phong Labor Federation"
