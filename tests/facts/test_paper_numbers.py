"""Numbers of legal papers are read into one form, with type and issuer."""

from __future__ import annotations

import pytest

from vssqa.facts.paper_numbers import FULL_NUMBER, PaperNumber, read_number, same_serial
from vssqa.text import plain


def read(printed: str, typed: bool = False) -> PaperNumber | None:
    match = FULL_NUMBER.search(plain(printed))
    return read_number(match, typed) if match else None


@pytest.mark.parametrize(
    ("printed", "normal", "kind", "issuer"),
    [
        ("38-CT/TW", "38-CT/TW", "directive", "Party Central Committee"),
        ("28-NQ/TW", "28-NQ/TW", "resolution", "Party Central Committee"),
        ("28/NQ-TW", "28-NQ/TW", "resolution", "Party Central Committee"),
        ("28 -NQ/TW", "28-NQ/TW", "resolution", "Party Central Committee"),
        ("01/NQ-CP", "01/NQ-CP", "resolution", "Government"),
        ("1/NQ-CP", "01/NQ-CP", "resolution", "Government"),
        ("01/nq-cp", "01/NQ-CP", "resolution", "Government"),
        ("75/2023/NĐ-CP", "75/2023/ND-CP", "decree", "Government"),
        ("546/QĐ-TTg", "546/QD-TTg", "decision", "Prime Minister"),
        ("24/QD-BHXH", "24/QD-BHXH", "decision", "Viet Nam Social Security"),
        ("1354/BHXH-VP", "1354/BHXH-VP", "official_letter", "Viet Nam Social Security"),
        ("103/2023/QH15", "103/2023/QH15", None, "National Assembly"),
        (
            "42/2024/UBTVQH15",
            "42/2024/UBTVQH15",
            None,
            "National Assembly Standing Committee",
        ),
        ("219/BC-BNV", "219/BC-BNV", "report", "Ministry of Home Affairs"),
        (
            "13038-CV/VPTW",
            "13038-CV/VPTW",
            "official_letter",
            "Office of the Party Central Committee",
        ),
        ("41/2014/TTLT-BYT-BTC", "41/2014/TTLT-BYT-BTC", "joint_circular", "Ministry of Health"),
    ],
)
def test_a_number_has_one_form_a_type_and_an_issuer(
    printed: str, normal: str, kind: str | None, issuer: str
) -> None:
    number = read(printed)
    assert number is not None
    assert (number.normal, number.type, number.issuer) == (normal, kind, issuer)


@pytest.mark.parametrize(
    "printed",
    ["24/7", "5-10", "2021-2023", "12/03/2024", "3-month", "63/63 provinces", "50-year-old"],
)
def test_what_is_no_paper_has_no_number(printed: str) -> None:
    assert read(printed) is None


def test_an_old_decree_is_believed_behind_its_type_only() -> None:
    assert read("19-CP") is None
    typed = read("19-CP", typed=True)
    assert typed is not None
    assert typed.normal == "19-CP"


def test_only_administrative_numbers_restart_each_year() -> None:
    restarting = {
        printed: number.restarts_yearly
        for printed in ("01/NQ-CP", "38-CT/TW", "75/2023/ND-CP")
        if (number := read(printed))
    }
    assert restarting == {"01/NQ-CP": True, "38-CT/TW": False, "75/2023/ND-CP": False}


def test_a_leading_zero_makes_no_other_serial() -> None:
    assert same_serial("01", "1")
    assert not same_serial("01", "10")
