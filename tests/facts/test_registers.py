"""The registers of papers, agencies and duties, read off whole releases."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from vssqa.corpus import parse_release, read_corpus
from vssqa.facts.directory import find_agencies
from vssqa.facts.registers import read_registers
from vssqa.types import Agency, Duty, Instrument, Mention, Registers, Release

CORPUS = Path(__file__).parents[2] / "corpus"


def release(body: str, identifier: str = "r", title: str = "VSS holds a meeting") -> Release:
    text = f"{title}\n12/03/2024 09:10 AM\n{body}\n"
    return parse_release(identifier, f"corpus/{identifier}.txt", text, "0")


def read(*bodies: str) -> Registers:
    return read_registers([release(body, f"r{at}") for at, body in enumerate(bodies)])


def papers(*bodies: str) -> list[tuple[str, str | None, bool]]:
    return [(i.key, i.date, i.ambiguous) for i in read(*bodies).instruments]


@pytest.fixture(scope="module")
def corpus() -> tuple[Release, ...]:
    return read_corpus(CORPUS)


@pytest.fixture(scope="module")
def registers(corpus: tuple[Release, ...]) -> Registers:
    return read_registers(corpus)


# --- instruments ------------------------------------------------------------------


def test_short_and_full_namings_are_one_paper() -> None:
    (found,) = read(
        "Directive No. 38-CT/TW dated September 7, 2009 of the Secretariat was summed up here.",
        "The sector has carried out Directive 38 for fifteen years with good results in all units.",
    ).instruments
    assert (found.number, found.date, found.issuer) == ("38-CT/TW", "2009-09-07", "Secretariat")
    assert len(found.mentions) == 2


def test_a_paper_cannot_have_set_the_target_an_earlier_year_met() -> None:
    assert papers(
        "On January 5, 2024, the Government issued Resolution 01/NQ-CP on the key tasks for 2024.",
        "At the end of 2023 the rate was 93 per cent, meeting the target of Resolution 01/NQ-CP.",
    ) == [("01/NQ-CP@2024", "2024-01-05", False), ("01/NQ-CP@2023", None, False)]


def test_an_annual_number_without_any_hint_is_ambiguous() -> None:
    assert papers("The units carried out Resolution 01/NQ-CP of the Government with effort.") == [
        ("01/NQ-CP", None, True)
    ]


def test_two_dates_make_two_papers_of_one_number() -> None:
    found = papers(
        "Resolution 01/NQ-CP dated January 6, 2023 and Resolution 01/NQ-CP dated January 5, 2024"
        " were both carried out by all units of the sector."
    )
    assert [key for key, _, _ in found] == ["01/NQ-CP@2023", "01/NQ-CP@2024"]


def test_a_short_naming_of_two_papers_is_ambiguous() -> None:
    found = papers(
        "Decision No. 391/QD-BHXH and Decision No. 391/QD-TTg were both signed on that day.",
        "Under Decision No. 391 the units work in their new form from the first of March.",
    )
    assert ("Decision 391", None, True) in found


def test_a_number_with_its_year_and_without_is_one_paper_of_one_day() -> None:
    assert papers(
        "It is guided by Decision 28/2021/QD-TTg of October 1, 2021, as the agency explained.",
        "Decision No. 28/QD-TTg of October 1, 2021 sets the allowances at 1.8 million VND each.",
    ) == [("28/2021/QD-TTg", "2021-10-01", False)]


def test_a_draft_is_not_the_law_in_force() -> None:
    found = papers(
        "The 2014 Social Insurance Law is in force, said the deputy head of the department there.",
        "The National Assembly discussed the draft Social Insurance Law for a whole day in May.",
    )
    assert [key for key, _, _ in found] == [
        "Law on Social Insurance@2014",
        "Law on Social Insurance@draft",
    ]


# --- agencies ---------------------------------------------------------------------


def agency(agencies: Sequence[Agency], name: str) -> Agency:
    return next(one for one in agencies if one.name == name)


def test_names_of_one_body_are_joined() -> None:
    (found,) = read(
        "Viet Nam Social Security (VSS) met on Monday, and Vietnam Social Insurance said so.",
        "BHXH has paid all benefits in time, the report on the first quarter of the year says.",
    ).agencies
    assert found.name == "Viet Nam Social Security"
    assert set(found.aliases) == {"VSS", "Vietnam Social Insurance", "BHXH"}


def test_a_given_name_alone_is_the_person_of_its_release() -> None:
    found = read(
        "Deputy Prime Minister Le Minh Khai chaired the meeting. Khai praised the work of all.",
        "In Khai Son commune the cards were given out by the staff of the province's office.",
    ).agencies
    khai = agency(found, "Le Minh Khai")
    assert khai.aliases == ("Khai",)
    assert {mention.release for mention in khai.mentions} == {"r0"}


def test_letters_introduced_beside_a_name_are_its_alias() -> None:
    found = read(
        "The National Pension Service (NPS) came to Ha Noi. The NPS praised the hosts warmly."
    ).agencies
    assert agency(found, "National Pension Service").aliases == ("NPS",)


def test_the_office_is_the_one_named_before() -> None:
    found = read(
        "The delegation met the Vinh Long Province Social Security Office on that very day."
        " Director of the office Pham Minh Duong reported on the implementation of policies."
    ).agencies
    (role,) = agency(found, "Pham Minh Duong").roles
    assert role.organisation == "Vinh Long Province Social Security Office"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who is nguyen the manh?", "Nguyen The Manh"),
        ("What did Mr Manh say?", "Nguyen The Manh"),
        ("what did mr manh say?", "Nguyen The Manh"),
        ("What did Khai order?", "Le Minh Khai"),
        ("what does vsi plan?", "Viet Nam Social Security"),
        ("the labor ministry", "Ministry of Labour, Invalids and Social Affairs"),
    ],
)
def test_names_typed_in_questions_are_found(registers: Registers, question: str, name: str) -> None:
    assert [found.name for _, found in find_agencies(question, registers.agencies)] == [name]


@pytest.mark.parametrize("question", ["how many people", "what did son say?", "in Vinh Long"])
def test_questions_without_a_name_name_nobody(registers: Registers, question: str) -> None:
    assert find_agencies(question, registers.agencies) == []


# --- duties -----------------------------------------------------------------------


def duties(body: str) -> list[tuple[str, str | None, str | None, str]]:
    return [(d.responsible, d.ordered_by, d.deadline, d.action) for d in read(body).duties]


def test_pronouns_and_the_agency_are_resolved() -> None:
    found = duties(
        "Deputy Prime Minister Le Minh Khai ordered Viet Nam Social Security to pay promptly.\n"
        "The agency had to follow the guidelines of the Government closely in the whole year.\n"
        "It needs to urge collection and reduce late payments in all provinces and cities."
    )
    assert [(who, by) for who, by, _, _ in found] == [
        ("Viet Nam Social Security", "Le Minh Khai")
    ] * 3


def test_an_imperative_goes_on_with_the_order_before_it() -> None:
    found = duties(
        "Comrade Vu Thanh Mai suggested that the provincial departments need to coordinate."
        " Continue to strengthen the inspection of the implementation at all the units there."
    )
    assert [who for who, _, _, _ in found] == ["provincial departments"] * 2
    assert {by for _, by, _, _ in found} == {"Vu Thanh Mai"}


def test_deadlines_are_dates_with_the_releases_year() -> None:
    found = duties(
        "The VSS requires the heads of its units to issue action plans in January 2024. These plans"
        " should define objectives and be reported to the VSS by no later than February 20, 2024.\n"
        "The General Director Nguyen The Manh asked all the units to report before June 30."
    )
    assert [deadline for _, _, deadline, _ in found] == ["2024-01", "2024-02-20", "2024-06-30"]


def test_an_order_under_a_paper_names_it() -> None:
    (found,) = read(
        "Under Circular No. 01/2024/TT-BYT the hospitals must send their data within seven days."
    ).duties
    assert (found.responsible, found.instrument) == ("hospitals", "01/2024/TT-BYT")


def test_each_item_of_a_list_of_orders_is_a_duty() -> None:
    found = duties(
        "Speaking at the conference, Comrade Vu Thanh Mai ordered:\n"
        "- the Department of Finance to put money in the budget, and to report by March 31, 2024;\n"
        "- the provincial police to pass on the files of the employers.\n"
        "The list of employers is long, and nobody went to see them in the whole of last year."
    )
    assert [(who, by, deadline) for who, by, deadline, _ in found] == [
        ("Department of Finance", "Vu Thanh Mai", "2024-03-31"),
        ("provincial police", "Vu Thanh Mai", None),
    ]


def test_a_list_for_one_addressee_has_its_name_once() -> None:
    found = duties(
        "VSS asks the directors of provincial offices:\n"
        "* to give each school a target before September 15, 2024;\n"
        "* to hand over lists of pupils whose cards are about to expire.\n"
    )
    assert [(who, deadline) for who, _, deadline, _ in found] == [
        ("directors of provincial offices", "2024-09-15"),
        ("directors of provincial offices", None),
    ]


def test_a_paper_orders_several_at_once() -> None:
    found = read(
        "The Standing Committee of the Party issued Directive No. 49-CT/TU on August 19, 2023. It"
        " requires each Party cell to persuade two households a year, and the Fatherland Front to"
        " report on the campaign every six months."
    ).duties
    assert [(duty.responsible, duty.instrument) for duty in found] == [
        ("each Party cell", "49-CT/TU"),
        ("Fatherland Front", "49-CT/TU"),
    ]
    assert found[0].action == "persuade two households a year"


def test_a_name_with_commas_stays_whole() -> None:
    (found,) = read(
        "The time will be given in a decree that the Ministry of Labour, Invalids and Social"
        " Affairs must submit before the end of the first quarter of 2025."
    ).duties
    assert found.responsible == "Ministry of Labour, Invalids and Social Affairs"
    assert found.deadline == "2025-03"


@pytest.mark.parametrize(
    "body",
    [
        "The agency had to face many difficulties last year, but all targets were reached then.",
        "The leaders hoped to continue to receive the support of all provinces in the country.",
        "Patients only need to show their cards when they go to the hospital for an exam.",
        "VSS will continue to carry out its tasks with determination in the whole next year.",
        "VSS officers had to work overtime so that pensions were paid before the holiday.",
        "Social insurance should respond better to the inequalities that women meet at work.",
    ],
)
def test_what_nobody_orders_is_no_duty(body: str) -> None:
    assert duties(body) == []


# --- the whole corpus ---------------------------------------------------------------


def _mentions(registers: Registers) -> list[Mention]:
    entries: list[Instrument | Agency] = [*registers.instruments, *registers.agencies]
    return [mention for entry in entries for mention in entry.mentions]


def test_every_mention_and_action_is_verbatim(
    corpus: tuple[Release, ...], registers: Registers
) -> None:
    text = {one.id: one.text for one in corpus}
    assert all(m.span.of(text[m.release]) == m.surface for m in _mentions(registers))
    for duty in registers.duties:
        assert duty.action in duty.span.of(text[duty.release])
        assert duty.responsible in text[duty.release] or duty.responsible in {
            agency.name for agency in registers.agencies
        }
        assert duty.sentence.holds(duty.span)


def test_keys_tell_every_instrument_apart(registers: Registers) -> None:
    keys = [instrument.key for instrument in registers.instruments]
    assert len(keys) == len(set(keys))


def test_reading_twice_gives_the_same(corpus: tuple[Release, ...], registers: Registers) -> None:
    assert read_registers(corpus) == registers


def _seconds(releases: Sequence[Release]) -> float:
    begin = time.process_time()
    read_registers(releases)
    return time.process_time() - begin


def test_reading_grows_with_the_text_and_no_faster(corpus: tuple[Release, ...]) -> None:
    many = [replace(one, id=f"{one.id}-{copy}") for copy in range(8) for one in corpus]
    few = min(_seconds(corpus) for _ in range(3))
    assert _seconds(many) < 8 * few * 2  # twice the straight line leaves room for a busy machine


def test_a_long_release_is_read_in_linear_time(corpus: tuple[Release, ...]) -> None:
    body = corpus[1].text.split("\n", 2)[2]
    short, long = release(body), release("\n".join([body] * 8))
    few = min(_seconds([short]) for _ in range(3))
    assert _seconds([long]) < 8 * few * 2.5


def test_a_release_without_facts_gives_empty_registers() -> None:
    found: tuple[Duty, ...] = read(
        "Nothing was said there, and nobody came to the place at all."
    ).duties
    assert found == ()
    assert read("").instruments == ()
