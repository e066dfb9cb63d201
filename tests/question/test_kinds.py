"""The form of a question says what kind of answer it asks for."""

import pytest

from vssqa.question.kinds import read_asking


@pytest.mark.parametrize(
    ("question", "kind", "unit"),
    [
        ("How many people had a card in 2015?", "figure", "people"),
        ("What percentage of workers was insured?", "figure", "percent"),
        ("How much was paid out in May?", "figure", "money"),
        ("What did the reform cost in US dollars?", "figure", "USD"),
        ("By what factor did membership grow?", "figure", "times"),
        ("How old is the director?", "figure", "age"),
        ("How often does the board meet?", "figure", "duration"),
        ("pension coverage 2020", "figure", "percent"),
        ("number of inspections in March", "figure", "count"),
        ("Which decree raised the base salary?", "directive", "any"),
        ("What must employers do before June?", "directive", "any"),
        ("What is Circular 12 about?", "directive", "any"),
        ("Who chaired the meeting?", "person", "any"),
        ("Deputy Director of the Hue office", "person", "any"),
        ("Who must report to the ministry?", "agency", "any"),
        ("Which ministry drafted the law?", "agency", "any"),
        ("With which country was it signed?", "agency", "any"),
        ("When was the decree issued?", "date", "any"),
        ("By when must firms register?", "date", "any"),
        ("In which year did the scheme start?", "date", "any"),
        ("Was the target met?", "yes_no", "any"),
        ("Name the members of the board", "list", "any"),
        ("Which topics were discussed?", "list", "any"),
        ("Why did debts rise?", "passage", "any"),
        ("How many voluntary social insurance members were there?", "figure", "people"),
        ("How many clinics in Dong Nai have doctors?", "figure", "count"),
        ("How much was it in dong?", "figure", "VND"),
        ("How large is the grant?", "figure", "any"),
        ("What should the share of farmers be in 2030?", "figure", "percent"),
        ("What did late payments amount to in May?", "figure", "money"),
    ],
)
def test_the_words_of_a_question_say_its_kind_and_unit(question: str, kind: str, unit: str) -> None:
    asking = read_asking(question)
    assert (asking.kind, asking.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("by who was the app made", "person"),
        ("Do you know who heads the office?", "person"),
        ("The person who chaired the meeting", "person"),
        ("Fines of May? who advises until when", "person"),
        ("What happened to the agent who kept the money?", "passage"),
        ("Do labourers who left have to come back?", "yes_no"),
        ("Why were women who left refused?", "passage"),
        ("dong nai uninsured persons found", "passage"),
    ],
)
def test_who_asks_for_somebody_only_where_it_asks(question: str, kind: str) -> None:
    assert read_asking(question).kind == kind


@pytest.mark.parametrize(
    ("question", "compares"),
    [
        ("How does coverage in 2023 compare with 2008?", True),
        ("Coverage in 2008 and 2023", True),
        ("How much did visits grow compared to 2022?", False),
        ("How many more visits were there in 2023 compared with 2022?", False),
    ],
)
def test_growth_against_a_year_is_no_comparison(question: str, compares: bool) -> None:
    assert read_asking(question).compares is compares


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many joint inspections were made?", "inspections"),
        ("What is the number of hospitals in Hue?", "hospitals"),
        ("How many people joined clubs?", None),
        ("How much was paid?", None),
        ("How many times did they meet?", None),
    ],
)
def test_the_things_that_are_counted_are_read(question: str, counted: str | None) -> None:
    assert read_asking(question).counted == counted


@pytest.mark.parametrize(
    ("question", "compares"),
    [
        ("Compare coverage in 2010 and 2020", True),
        ("debts 2016 versus 2023", True),
        ("How does Hue compare with the country?", True),
        ("coverage in Hue", False),
        ("How many people in 2010?", False),
    ],
)
def test_a_comparison_is_seen(question: str, compares: bool) -> None:
    assert read_asking(question).compares is compares


@pytest.mark.parametrize(
    ("question", "kind", "places", "body"),
    [
        ("Which province has the highest coverage rate?", "agency", "one", None),
        ("Which provinces have no station?", "agency", "several", None),
        ("In which city did they meet, and how much was spent?", "agency", "one", None),
        ("Which firms owe the most?", "agency", None, "company"),
        ("Which ministry worked on it?", "agency", None, "ministry"),
        ("Which provincial office was praised?", "agency", None, None),
        ("What coverage should provinces aim at?", "figure", None, None),
        ("What percentage of city pensions was paid?", "figure", None, None),
        ("What did the Deputy Minister say?", "passage", None, None),
        ("How many provinces took part?", "figure", None, None),
    ],
)
def test_a_question_may_ask_for_a_place_or_a_kind_of_body(
    question: str, kind: str, places: str | None, body: str | None
) -> None:
    asking = read_asking(question)
    assert (asking.kind, asking.places, asking.body) == (kind, places, body)
