"""Figures with their scheme, measure, place, period and status, by table."""

from __future__ import annotations

import time

import pytest

from tests.facts.readings import read
from vssqa.corpus import evidence_sentences, parse_release
from vssqa.facts.figures import read_figures
from vssqa.types import Inference


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The health insurance coverage rate reached 93.35 per cent of the population.",
            ["health"],
        ),
        (
            "It strives for a rate of 42%-43% for social insurance, 33%-33.5% for unemployment"
            " insurance, and a health insurance coverage rate of 94.1%.",
            ["social", "unemployment", "health"],
        ),
        (
            "The amount of late payment of social, health and unemployment insurance was 2.69%.",
            [None],
        ),
        (
            "Voluntary health insurance participants accounted for 40 per cent of the total"
            " number of health insurance participants.",
            ["voluntary_health"],
        ),
        (
            "There were 14.19 million people in compulsory social insurance, 251,000 in the"
            " voluntary scheme and 12.13 million in unemployment insurance.",
            ["social", "voluntary_social", "unemployment"],
        ),
        (
            "The firm owed VND 16,580,700 in compulsory social and unemployment insurance and"
            " VND 2,763,450 in health insurance.",
            [None, "health"],
        ),
        (
            "Some 18.26 million people took part in social insurance. Of which, nearly 1.83"
            " million people took part in voluntary social insurance.",
            ["social", "voluntary_social"],
        ),
        (
            "Health insurance had 93.3 million participants. The rate reached 93.35%.",
            ["health", "health"],
        ),
        (
            "Health insurance had 93.3 million participants. Administrative procedures were cut"
            " from 114 to 25.",
            ["health", None, None],
        ),
        (
            "Some 288,420 people were in compulsory social insurance and 98,350 in voluntary social"
            " insurance. Together they make up 23.6 per cent of the workforce.",
            ["social", "voluntary_social", "social"],
        ),
        (
            "Social insurance had 5 million members. Health insurance had 93 million members. Late"
            " payment was VND412 billion. It was VND462 billion before.",
            ["social", "health", None, None],
        ),
        (
            "Some 2.29 million have unemployment insurance and 7.1 million (84 per cent of"
            " residents) have health insurance.",
            ["unemployment", "health", "health"],
        ),
        ("The jobless benefit was granted to 13,480 persons.", ["unemployment"]),
        (
            "It paid VND905 billion, of which VND742 billion went to 61 medical establishments.",
            [None, "health", "health"],
        ),
        (
            "Soc Trang, where Khmer people account for 30 per cent of the inhabitants, had few"
            " voluntary social insurance members: 1,215.",
            [None, "voluntary_social"],
        ),
        (
            "Health insurance had 93.3 million members. In all, 28 provinces have reached 100 per"
            " cent. It requires each cell to visit 20 homes.",
            ["health", "health", "health", None],
        ),
        (
            "An employee contributes 8 per cent of his wage for pensions, 1.5 per cent for health"
            " care and 1 per cent for unemployment.",
            ["social", "health", "unemployment"],
        ),
        (
            "Health insurance had 92,315 members and the compulsory scheme 4,500 members. The"
            " employers of the province owed VND68 billion.",
            ["health", "social", None],
        ),
        ("The health insurance premium is 4.5 per cent of the base salary.", ["health"]),
        ("With the campaign three days away, health insurance staff were ready.", [None]),
    ],
)
def test_a_figure_takes_its_own_scheme(body: str, expected: list[str | None]) -> None:
    assert [figure.scheme for figure in read(body)] == expected


@pytest.mark.parametrize(
    ("body", "title", "expected"),
    [
        ("The coverage rate reached 93.35%.", "News of the sector", "Viet Nam"),
        ("In Bac Ninh, the coverage rate reached 96%.", "News of the sector", "Bac Ninh"),
        ("The coverage rate reached 93.4%.", "Delegation works in Vinh Long", "Vinh Long"),
        ("Nationally 30 trillion VND will be used.", "Workers in Hanoi get help", "Viet Nam"),
        (
            "The rate in Vinh Long is 31 per cent, lower than the national average rate.",
            "News of the sector",
            "Vinh Long",
        ),
        ("A Hanoi conference heard of 2,328 inspections.", "News of the sector", "Viet Nam"),
        (
            "The rate is 98.7%, among the highest of the provinces, such as Ha Nam and Hai Phong.",
            "Delegation works in Bac Giang",
            "Bac Giang",
        ),
        ("In Vinh Linh District it is 98.7%.", "Delegation works in Quang Tri", "Vinh Linh"),
        ("In the whole province it is 97%. Kien Giang paid.", "Schools of Phu Quoc", "Kien Giang"),
        ("In the city it is 97%. The press of Kien Giang came.", "Schools of Phu Quoc", "Phu Quoc"),
        ("No commune has to go further than 25 miles.", "Delegation works in Can Tho", "Can Tho"),
        ("HA NOI - Some 378,000 people drew benefits.", "News of the sector", "Viet Nam"),
    ],
)
def test_a_figure_takes_its_place(body: str, title: str, expected: str) -> None:
    assert [figure.place for figure in read(body, title)] == [expected]


def test_each_place_of_a_sentence_has_its_own_figure() -> None:
    body = "In Hanoi, the rate hit 92.5%, while Ho Chi Minh City reported 90.8% and Da Nang 96%."
    assert [figure.place for figure in read(body)] == ["Ha Noi", "Ho Chi Minh City", "Da Nang"]


def test_the_province_that_opens_a_release_and_has_an_office_there_is_its_place() -> None:
    opening = "Lai Chau - In the highlands women look at a tablet. Their cards are on it. "
    office = "The Lai Chau Social Security Office has 62 officials."
    assert [figure.place for figure in read(opening + office)] == ["Lai Chau"]
    assert [figure.place for figure in read(opening + "It has 62 agents.")] == ["Viet Nam"]


def test_a_figure_in_brackets_is_of_the_place_before_them() -> None:
    body = "Da Lat City (91.2%) leads; Dam Rong District (79.8%) comes last."
    assert [figure.place for figure in read(body, "Work in Lam Dong")] == ["Da Lat", "Dam Rong"]
    body = "- Huong Hoa District: VND8.1 billion (197 employers)"
    assert [figure.place for figure in read(body, "Work in Quang Tri")] == ["Huong Hoa"] * 2


def test_a_place_behind_a_semicolon_is_none_of_the_figure_before_it() -> None:
    body = "The fund paid VND2.3 trillion; one pupil of Hai Duong received VND4.6 billion."
    assert [figure.place for figure in read(body)] == ["Viet Nam", "Hai Duong"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("By the end of last year, the rate reached 39.25 per cent.", ["2023"]),
        ("In the 2021-2023 period, there were 1,071 conferences held.", ["2021/2023"]),
        (
            "Last year it paid for 174.8 million examinations, up 23.4 million on 2022.",
            ["2023", "2023"],
        ),
        ("Procedures were reduced from 114 (in 2015) to 25 now.", ["2015", "2024-01"]),
        ("The ratio fell from 6% in 2016 to 2.69% in 2023.", ["2016", "2023"]),
        ("Participants reached 2.3 times those of 2008.", [None]),
        ("Every year over 150 million people receive treatment.", [None]),
        (
            "In 2023, the rate was 93.35%. The number of participants was 93.3 million.",
            ["2023", "2023"],
        ),
        (
            "In 2023, 1.83 million people joined, 1.42% above the target set for 2025.",
            ["2023", "2025"],
        ),
        ("In 2023 it had 92.1%. It fell short of the 92.75% assigned.", ["2023", "2023"]),
        ("Resolution 20-NQ/TW dated October 25, 2017 names 12 tasks.", [None]),
        ("By January 3, 2024, 500 people were paid. Of them, 300 work.", ["2024-01-03"] * 2),
        ("The list is due by March 3, 2024. Of them, 300 work.", [None]),
        (
            "By January 3, 2024, 500 people were paid; 240 of them had stopped working between"
            " January 1, 2021 and March 31, 2022. The office returned 38 files.",
            ["2024-01-03", "2021-01-01/2022-03-31", "2024-01-03"],
        ),
        ("In 2023 the State now pays 30 per cent of the lowest contribution.", ["2023"]),
        (
            "In 2023 VND5 billion was paid. The State pays 30 per cent of the premium.",
            ["2023", None],
        ),
        ("In 2023 VND5 billion was paid. A pension needs 20 years.", ["2023", None]),
        (
            "Soc Trang, where Khmer people account for 30 per cent of the inhabitants, had few"
            " members: 1,215 at the end of 2018.",
            [None, "2018"],
        ),
        (
            "In 2023 revenue reached VND472 trillion; in 2022 it was VND437 trillion. Arrears were"
            " 2.69 per cent.",
            ["2023", "2022", "2023"],
        ),
        (
            "In 2023 the share was 87 per cent. In 2020 only 46 per cent were sent online. About 78"
            " per cent are paid by card.",
            ["2023", "2020", "2023"],
        ),
        (
            "In the 2023-2024 school year 5,000 pupils hold a card. A card costs VND680,400. The"
            " State pays 30 per cent. The maximum is VND340,200.",
            ["2023/2024", None, None, None],
        ),
        (
            "It had 251,480 members at the end of 2023, up 12,310 in a year. Some 3.14 million"
            " people had cards.",
            ["2023"] * 3,
        ),
        (
            "The office summed up 2023 and gave out the tasks of 2024. The rate was 25.2 per cent.",
            ["2023"],
        ),
        (
            "Targets for 2024 were announced too: 94 per cent of the population, 27 per cent of the"
            " workforce.",
            ["2024", "2024"],
        ),
        ("About 430,000 people had been paid at home in the last two months.", [None]),
        ("Those who retired before 1995 and draw less than VND2.5 million rose.", [None]),
        (
            "The office had 803,900 members at the end of October, 2023. Others fell from 826,300"
            " to 793,100 over the same ten months.",
            ["2023-10", None, "2023-01/2023-10"],
        ),
        (
            "The office reported on 2023. Debts fell to VND201 billion from VND267 billion; they"
            " now equal 1.92 per cent. During the year VND10,480 billion was collected.",
            ["2023", None, "2024-01", "2023"],
        ),
        (
            "Voluntary insurance counts 5,280 people; it had just 612 at the end of 2017.",
            [None, "2017"],
        ),
        ("At the end of this year 62,000 may pay VND67,050 a month.", ["2024", None]),
        (
            "By December 31, 2023 it had 500 cards. In the first nine months inspectors visited 130"
            " firms. They handed down 40 fines.",
            ["2023-12-31", "2023-01/2023-09", "2023-01/2023-09"],
        ),
        (
            "The debt was 4.6 per cent on July 31, 2023, against 5.3 per cent on the same date last"
            " year.",
            ["2023-07-31", "2022-07-31"],
        ),
        ("It is worth VND128 billion over the whole period.", [None]),
        ("A round of 58 visits, begun on January 2, 2024, is over.", [None]),
        ("It let 215 employers put off payments for six months.", [None, None]),
        ("The goal for 2024 is that 86 per cent of the population join.", ["2024"]),
        ("He expects the rate to fall to 3 per cent by the year's end.", ["2024"]),
        ("In the province, between February and May 1,940 workers left.", ["2023-02/2023-05"]),
        (
            "By January 10, 2024 it had paid 18,260 of them, spending VND41.6 billion.",
            ["2024-01-10"] * 2,
        ),
        (
            "At a press briefing on January 20, 2024 it was said that 500 firms owed money.",
            [None],
        ),
    ],
)
def test_a_figure_takes_its_period(body: str, expected: list[str | None]) -> None:
    assert [figure.period for figure in read(body)] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The office reviewed its work in the first half of 2023. It had 5,000 members on June"
            " 30, 2023. The office carried out 96 inspections.",
            ["2023-06-30", "2023-01/2023-06"],
        ),
        (
            "The office met on October 10 to look back on the first nine months of 2023. It had"
            " 92,315 members by September 30, 2023. It took in VND927 billion, against VND702"
            " billion in the same period of 2022.",
            ["2023-09-30", "2023-01/2023-09", "2022-01/2022-09"],
        ),
        (
            "The office gave the results of the first half of 2023 on July 18. Revenue came to"
            " VND5,930 billion.",
            ["2023-01/2023-06"],
        ),
        (
            "June 30, 2023 saw:\n- 268,700 people in social insurance\n- 71,940 in its"
            " voluntary scheme\n",
            ["2023-06-30", "2023-06-30"],
        ),
    ],
)
def test_what_a_release_looks_back_on_governs_its_flows(
    body: str, expected: list[str | None]
) -> None:
    assert [figure.period for figure in read(body)] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The rate reached 93.35%, exceeding the target.", ["actual"]),
        ("He expects the rate to fall to 3 per cent.", ["target"]),
        ("For 2024 the office has been assigned 96 per cent.", ["target"]),
        ("Targets for 2024 were announced too: 94 per cent, then 27 per cent.", ["target"] * 2),
        ("By 2030\n- about 60 per cent takes part in the scheme\n", ["target"]),
        ("The goal in Decision No. 1167/QD-TTg dated June 28, 2016 is 79 per cent.", ["target"]),
        ("The union has set up 260 teams.", ["actual"]),
        ("Health insurance went up to 3.03 million people.", ["actual"]),
        ("In all 46 provinces spend more than they take in.", ["actual"]),
        ("The sector must bring social insurance to 42 per cent.", ["target"]),
        ("It turned down VND1,840 billion.", ["actual"]),
        ("The rate is 15 points above the plan.", ["change"]),
        ("In the 2023-2024 school year 5,000 pupils hold a card.", ["actual"]),
        ("The scheme has shrunk by 2.1 per cent.", ["change"]),
        ("It fell short of the 92.75 per cent assigned under Decision 546.", ["target"]),
        ("It built six data sets assigned by the Government.", ["actual"]),
        (
            "It had 10,870, or 108.7 per cent of the target of 10,000 given by VSS.",
            ["actual"] * 2 + ["target"],
        ),
        ("The Council wants the rate to be at least 93 per cent.", ["target"]),
        ("A firm must pay at least 30 per cent.", ["limit"]),
        ("She said that her office would open 12 points.", ["target"]),
        ("It told the office to draw up a map for each of the 21 districts by March.", ["actual"]),
        ("Ha Giang gives another 20 per cent to pupils.", ["actual"]),
        ("Last year another 20 per cent joined.", ["change"]),
        ("It is striving to reach 95% of the population by 2025.", ["target"]),
        ("The sector aims to raise the rate to 94.1% this year.", ["target"]),
        ("It surpassed the target of 1.42% set for 2023.", ["target"]),
        ("He thought the 1 per cent goal within reach.", ["target"]),
        ("Collection stood at 95.2% of target.", ["actual"]),
        ("The rate was 93.35%, 0.15% higher than the target.", ["actual", "change"]),
        ("There were 5 million visits, an increase of 1 million.", ["actual", "change"]),
        ("The number rose by 9.62% to 5 million.", ["change", "actual"]),
        ("Participants more than doubled.", ["change"]),
        ("Offices were cut from 63 to 35.", ["actual", "actual"]),
        ("Benefits are paid for 12 months at most.", ["limit"]),
        ("The maximum pension is 75% of the average wage.", ["limit"]),
        (
            "There are 35 offices (7 fewer), 14 departments and 350 units.",
            ["actual", "change"] + ["actual"] * 2,
        ),
    ],
)
def test_a_figure_takes_its_status(body: str, expected: list[str]) -> None:
    assert [figure.status for figure in read(body)] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The rate was 93.35%, 0.15 per cent higher than the target.", "percentage_point"),
        ("Some 5 million people joined, 9.11 per cent more than before.", "percent"),
        ("Unemployment insurance had 15.357 million, up 1.192 million.", "people"),
        ("In 2008, 6,000 people joined. By 2018 there were 320,000.", "people"),
        ("It paid for 174.8 million visits, an increase of over 23.4 million.", "count"),
        ("The province had 268,700 in compulsory social insurance.", "people"),
        ("It had 288,420 social insurance participants and 98,350 voluntary ones.", "people"),
        ("In May 79 per cent were paid by card, up 5 points since March.", "percentage_point"),
        ("The network was widened by 12 pay points.", "count"),
        ("The office made 96 inspections of its own and 34 joint ones.", "count"),
        ("The office paid VND389 billion to 34,200 and stopped.", "people"),
        ("Some two million household owners joined.", "people"),
        ("Of the members who joined in 2019, 640 stopped paying.", "people"),
        ("It spent VND5 billion on 4.9 million outpatient and inpatient visits.", "count"),
        ("They get 300,000 dong more if under 2,700,000.", "VND"),
    ],
)
def test_the_words_around_give_the_last_figure_its_unit(body: str, expected: str) -> None:
    assert read(body)[-1].unit == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "By the end of last year, the rate of people participating in social insurance"
            " accounted for about 39.25 per cent of the working age population.",
            ["rate of people participating in social insurance"],
        ),
        (
            "The country had more than 174.8 million medical examinations covered by health"
            " insurance last year.",
            ["medical examinations covered by health insurance"],
        ),
        (
            "It strives to reach a participation rate of 42%-43% for social insurance.",
            ["participation rate for social insurance"],
        ),
        (
            "It synchronised data of 98.6 per cent of health insurance participants.",
            ["data of health insurance participants"],
        ),
        (
            "The rate was 39.25%, equal to 18.26 million people.",
            ["rate", "rate"],
        ),
        (
            "Forty-six out of 63 provinces have included targets in their plans.",
            ["provinces have included targets in their plans", "provinces"],
        ),
    ],
)
def test_a_figure_keeps_the_words_of_what_it_measures(body: str, expected: list[str]) -> None:
    assert [figure.measure for figure in read(body)] == expected


def test_an_inferred_field_names_its_rule() -> None:
    first, second = read("In 2023, health insurance had 93 million members. The rate was 93.35%.")
    assert first.inferred == (Inference("place", "national-release"),)
    assert second.inferred == (
        Inference("scheme", "carried"),
        Inference("place", "national-release"),
        Inference("period", "carried"),
    )


def test_every_surface_is_the_text_at_its_span() -> None:
    text = (
        "News\n22/01/2024\nÂu Cơ: đạt 95,2% dân số, 1.234.567 người, “VND5 billion” — 12 units.\n"
    )
    release = parse_release("x", "x.txt", text, "0")
    figures = read_figures(release, evidence_sentences(release))
    assert [figure.surface for figure in figures] == ["95,2%", "1.234.567", "VND5 billion", "12"]
    assert all(figure.span.of(text) == figure.surface for figure in figures)


def test_reading_time_grows_with_the_text() -> None:
    sentence = "In 2023, health insurance had 93.3 million members, or 93.35% of the population. "
    few, many = _seconds(sentence * 40), _seconds(sentence * 400)
    assert many < 30 * few  # ten times the text; a square would take a hundred times as long


def test_a_line_that_is_no_prose_takes_no_longer_than_its_length() -> None:
    row = "health insurance had 5 million people in 2023 in Hanoi , "
    few, many = _seconds(row * 40), _seconds(row * 400)
    assert many < 30 * few


def _seconds(body: str) -> float:
    """Return the fastest of some readings."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        read(body)
        best = min(best, time.process_time() - start)
    return best
