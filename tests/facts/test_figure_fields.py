"""Place, period, scheme and status of figures in wordings of agencies and newspapers."""

from __future__ import annotations

import pytest

from tests.facts.readings import TITLE, read

# --- places ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("HA NOI, 2024-01-20 (VOV) -- Hospitals billed the fund for VND61 billion.", ["Viet Nam"]),
        ("H\u00c0 N\u1ed8I \u2014 Hospitals billed the fund for VND61 billion.", ["Viet Nam"]),
        ("HA NOI, Jan. 20 (VNA) \u2013 Hospitals billed the fund for VND61 billion.", ["Viet Nam"]),
        ("Ha Noi, the capital, owes VND61 billion in premiums.", ["Ha Noi"]),
        ("Lang Son Cement JSC owes VND6 billion in premiums.", ["Viet Nam"]),
        ("In Lang Son 640 firms owe premiums.", ["Lang Son"]),
        (
            "Lang Son had the best score (88.2), and Ha Giang the poorest (59.7).",
            ["Lang Son", "Ha Giang"],
        ),
        ("Laos's voluntary scheme covers 240,000 people.", ["Laos"]),
        ("Laos's ministers met 240 people of the sector in the capital.", ["Viet Nam"]),
        ("In O Mon District 640 firms owe premiums.", ["O Mon"]),
        ("In A district of the north 640 firms owe premiums.", ["Viet Nam"]),
        ("Offices in the six worst-hit provinces had reissued 1,852 cards.", ["Viet Nam", None]),
        ("Offices in all 63 provinces had reissued 1,852 cards.", ["Viet Nam", "Viet Nam"]),
        (
            "In Lang Son 640 firms stopped work. Provincial director Le An said 126 of them had"
            " filed. Approval was given to 70. The scheme covers 5 million workers.",
            ["Lang Son", "Lang Son", "Lang Son", "Viet Nam"],
        ),
    ],
)
def test_a_figure_takes_its_place(body: str, expected: list[str | None]) -> None:
    assert [figure.place for figure in read(body)] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Under Decree No. 75/2024/ND-CP, pensions rise by 15 per cent.", ["Viet Nam"]),
        (
            "Under Decree No. 75/2024/ND-CP, pensions rise by 15 per cent. Those who get little are"
            " given VND300,000 more. Le Chan District pays 2,100 people.",
            ["Viet Nam", "Viet Nam", "Le Chan"],
        ),
        ("A worker receives 60% of the average wage.", ["Viet Nam"]),
        ("A card is dear. The State pays 30 per cent of the price of each.", ["Viet Nam"]),
        ("A card is dear. The city pays 30 per cent of the price of each.", ["Hai Phong"]),
        ("A worker of the port received 60% of the sum that she was owed by it.", ["Hai Phong"]),
        (
            "Under the resolution of the People's Council, poor households receive 20 per cent.",
            ["Hai Phong"],
        ),
    ],
)
def test_what_a_law_lays_down_is_of_the_country(body: str, expected: list[str]) -> None:
    assert [figure.place for figure in read(body, "Hai Phong pays early")] == expected


# --- periods -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("HA NOI, 2024-01-20 (VOV) -- Hospitals billed the fund for VND61 billion.", [None]),
        ("There were 300 accidents, which took place in 2022.", ["2022"]),
        ("We had 14 wrong payments in October last year.", ["2023-10"]),
        ("The office helped 20 people in January this year.", ["2024-01"]),
        ("Staff worked on January 6 and 7, all of them.", []),
        ("On January 6 and 7 workers left.", ["2024-01-06"]),
        (
            "In 2023 arrears made up 3.9 per cent of what is due to be collected in 2025. They"
            " stood at VND61 billion.",
            ["2023", "2023"],
        ),
        (
            "In Lang Son, where the storm struck on January 7, 640 firms stopped work.",
            [None],
        ),
        (
            "The bill is VND781 billion; in November it was VND672 billion. Some 240 of them live"
            " alone.",
            [None, "2023-11", None],
        ),
        (
            "The share was 78 per cent in mid-2022, so the city has already passed the 80 per cent"
            " set. The others come to 217 places.",
            ["2022", None, None],
        ),
        ("Trade unions have filed 22 lawsuits since 2017.", ["2017/2024"]),
        ("The office has rejected claims of VND3 billion since October.", ["2023-10/2024-01"]),
        ("The unions filed 22 lawsuits in 2017.", ["2017"]),
        (
            "The scheme had 1.02 million members at the end of November, 34,600 fewer than at"
            " the end of 2022.",
            ["2023-11", "2023-11"],
        ),
        (
            "In 2023 VND9 billion was collected. Revenue was 76 per cent of the annual plan. Every"
            " year 300 visits are paid.",
            ["2023", "2023", None],
        ),
        (
            "In Lang Son, where two officers were warned last October, a new head came. The office"
            " has 40 desks.",
            ["2023-10", None],
        ),
        (
            "The next meeting will be held in the third quarter of 2025. The country has 18 million"
            " workers without insurance.",
            [None],
        ),
        ("The group has until August 31 to plan loans of up to VND20 million.", [None]),
        (
            "In 2023 the centre helped 610 people. Only 412 people took up the allowance, which is"
            " VND1.5 million a month.",
            ["2023", "2023", None],
        ),
    ],
)
def test_a_figure_takes_its_period(body: str, expected: list[str | None]) -> None:
    assert [figure.period for figure in read(body, TITLE)] == expected


# --- status ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Only 312 people signed up against a plan of 1,150 in the district.", "actual target"),
        ("The plan covers 312 people of the district and its communes.", "actual"),
        ("About VND18 billion has been set aside for the 2024-2026 period.", "actual"),
        ("About VND18 billion will be needed for the 2024-2026 period.", "target"),
        ("This year Lang Son wants at least 31,000 members in the scheme.", "target"),
        ("A firm with at least 10 workers must send its papers by computer.", "limit"),
        ("Those who get less than VND3.2 million are given VND300,000.", "limit actual"),
        ("Lang Son has 200 workers, who get over VND3 million each on average.", "actual actual"),
        ("The office got less than VND3.2 million in fines from all firms.", "actual"),
        ("Pensions are topped up to VND3.5 million for those in need.", "actual"),
        ("Pensions of up to VND3.5 million are paid out in cash only.", "limit"),
        ("People over 80 years old are visited at home by the office.", "limit"),
        ("The office has been open for over 80 years in the same street.", "actual"),
        (
            "Revenue was VND9 billion, 27 per cent more than a year ago and 74 per cent of the sum"
            " that was allotted.",
            "actual change actual",
        ),
        ("Lang Son lost 5,200 members and Dong Nai 2,910 in half a year.", "change change"),
        (
            "The next meeting will be held in the third quarter of 2025. The country has 18 million"
            " workers without insurance.",
            "actual",
        ),
        ("1. Raise health insurance coverage to 95 per cent, and send lists.", "target"),
        (
            "He gave him three tasks: bring coverage from 90.6% to 92% within the year; lift the"
            " number of members, 11,870 at the end of 2022; settle the disputes.",
            "actual actual target actual",
        ),
        ("All 13 million workers should hold books; 3 million had received them.", "target actual"),
        ("Revenue is 71 per cent of the plan assigned by the Prime Minister.", "actual"),
        ("The rate fell short of the 71 per cent assigned by the Prime Minister.", "target"),
        ("The rate passed the 80 per cent set by the Government in a decision.", "target"),
        ("The office paid out two days earlier than planned in the town.", "change"),
        ("Water stood on the ground floor, and 16 desks of the office were lost.", "actual"),
    ],
)
def test_a_figure_takes_its_status(body: str, expected: str) -> None:
    assert " ".join(figure.status for figure in read(body)) == expected


# --- schemes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "title", "expected"),
    [
        (
            "The centre approved 5,916 of the applications. Seventy-two per cent of the claimants"
            " are women.",
            "More jobless claims as orders dry up",
            ["unemployment", "unemployment"],
        ),
        (
            "Offices reissued 1,852 health cards and paid unemployment benefit to 3,940 people;"
            " survivors' benefits were settled for 87 people.",
            TITLE,
            ["health", "unemployment", "social"],
        ),
        (
            "Pensions are paid to 128,914 people. Some 2,460 of them live alone. The share was"
            " 78 per cent in 2022. The others are paid in cash at 217 points.",
            TITLE,
            ["social", "social", "social", "social"],
        ),
        (
            "Pensions are paid to 128,914 people. Exports of the province came to US$3 billion.",
            TITLE,
            ["social", None],
        ),
    ],
)
def test_a_figure_takes_its_scheme(body: str, title: str, expected: list[str | None]) -> None:
    assert [figure.scheme for figure in read(body, title)] == expected
