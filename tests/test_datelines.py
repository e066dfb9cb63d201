"""A page's own date is read in the forms that newspapers and agencies print; no other date is."""

from __future__ import annotations

import pytest

from vssqa.layout import lay_out

TITLE = "Hai Duong widens its net in six months"
SENTENCE = (
    "The office said that the number of participants had risen in every district of the province,"
    " and thanked all who had helped."
)


@pytest.mark.parametrize(
    "line",
    [
        "Posted on 2019-07-13 in Social policy - Insurance",
        "Posted on: 13/07/2019 by Admin",
        "Published: 13 July 2019",
        "Published on Saturday, 13 July 2019 at 10:40 a.m.",
        "Last updated: 13/07/2019 16:05 (GMT+7)",
        "Date: July 13th, 2019",
        "Sat, 13 Jul 2019, 10:40 GMT+7",
        "VSS Portal | Saturday, 13 July 2019, 2:10 p.m.",
        "13/07/2019 05:03 PM - Posted by: Communication Centre",
        "13/07/2019 - 10:40 | Social insurance",
        "Thứ Bảy, 13/07/2019, 10:40 (GMT+7)",
        "(Ngày 13/7/2019)",
        "Hà Nội, ngày 13 tháng 7 năm 2019",
        "Hai Duong, July 13, 2019.",
        "Hai Duong Newspaper Online, 13.7.2019 | 08:15",
        "By Thu Ha - July 13, 2019",
        "2019-07-13T10:40:00+07:00",
        "2019/07/13 10:40",
        "13-Jul-2019 10:40 AM",
        "16h30, 13/07/2019",
        "FOR IMMEDIATE RELEASE - July 13, 2019",
        "Social Insurance Magazine - Issue 7 (July 13, 2019)",
        "No. 412/TB-BHXH     Hai Duong, 13 July 2019",
    ],
)
def test_a_line_of_its_own_gives_the_date(line: str) -> None:
    page = lay_out(f"{TITLE}\n{line}\n{SENTENCE}\n{SENTENCE}\n")
    assert (page.title, page.date) == (TITLE, "2019-07-13")
    assert {block.kind for block in page.blocks if block.span.of(f"{TITLE}\n{line}") == line} == {
        "date"
    }


@pytest.mark.parametrize(
    "dateline",
    [
        "Hai Duong, 13 July 2019. ",
        "HAI DUONG, 2019-07-13 (VNA) -- ",
        "HAI DUONG, July 13, 2019 \u2014 ",
        "Hai Duong (VNA) \u2013 July 13, 2019 \u2013 ",
        "HAI DUONG, Saturday, 13 July 2019 (VNS) \u2014 ",
        "(Hai Duong, 13/07/2019) - ",
        "(13/07/2019) ",
        "13/07/2019 - ",
        "VOV.VN - 13/07/2019 - ",
        "HẢI DƯƠNG, ngày 13/7/2019: ",
        "HAI DUONG, Viet Nam, July 13, 2019 /Newswire/ -- ",
        "Hai Duong | 13 July 2019 | ",
        "13 July 2019, Hai Duong \u2013 ",
        "HAI DUONG, 13/7/2019./. ",
        "Nhan Dan Online \u2013 Hai Duong, July 13, 2019, 10:40 \u2013 ",
    ],
)
def test_a_dateline_opens_the_text_and_stays_in_it(dateline: str) -> None:
    paragraph = f"{dateline}{SENTENCE}"
    text = f"{TITLE}\n{paragraph}\n{SENTENCE}\n"
    page = lay_out(text)
    assert (page.title, page.date) == (TITLE, "2019-07-13")
    assert [b.kind for b in page.blocks if b.span.of(text) == paragraph] == ["paragraph"]


def test_a_dateline_may_stand_below_a_standfirst() -> None:
    page = lay_out(f"{TITLE}\n{SENTENCE}\nHAI DUONG, 13 July 2019 \u2013 {SENTENCE}\n{SENTENCE}\n")
    assert page.date == "2019-07-13"


@pytest.mark.parametrize(
    "ending",
    [
        "\n13/07/2019",
        "\nHai Duong, 13 July 2019",
        "\nThu Ha (VNA, 13 July 2019)\n",
        "\nSource: VNA, 13/07/2019",
        " (VNS, 13 July 2019)\n",
        " (13/07/2019)",
        "\nUpdated 13/07/2019\nRelated news\nRiver festival put off 2/1/2020\n",
    ],
)
def test_a_date_behind_the_text_is_the_releases(ending: str) -> None:
    assert lay_out(f"{TITLE}\n{SENTENCE}\n{SENTENCE}{ending}").date == "2019-07-13"


@pytest.mark.parametrize(
    "line",
    [
        "On 13 July 2019, the office opened a new branch in the town, and many people came to it.",
        "13 July 2019 was the last day on which people could hand in their papers to the office.",
        "By 13 July 2019 - a Saturday - the office had paid all of what it owed to its members.",
        "Decision No. 546/QD-TTg of 13 July 2019. It is the second that was made on the matter.",
        "HAI DUONG, July 13 (VNA) \u2014 The office has opened a branch in the town for all.",
        "From 13 July 2019",
        "By 13 July 2019",
        "11 - 13 July 2019",
        "From 11 to 13 July 2019",
        "Conference of 13 July 2019",
        "Effective 13 July 2019",
        "Registration closes 13 July 2019",
        "Venue: Hai Duong, 13 July 2019",
        "Table 1: Members on 13 July 2019",
        "13/07/2019 - 15/07/2019",
        "Photo taken 13 July 2019",
        "The branch opened (on 13 July 2019) in the middle of the town and has served all of it.",
        "The branch was opened at last in the middle of the town (in use since 13 July 2019).",
        "Related news\nRiver festival put off 13/07/2019",
        "Results in July 2019",
    ],
)
def test_a_date_of_something_else_is_not_the_releases(line: str) -> None:
    assert lay_out(f"{TITLE}\n{SENTENCE}\n{line}\n").date is None
    assert lay_out(f"{TITLE}\n{line}\n{SENTENCE}\n").date is None


def test_the_header_wins_over_a_dateline() -> None:
    page = lay_out(f"{TITLE}\n14/07/2019\nHAI DUONG, 13 July 2019 \u2013 {SENTENCE}\n{SENTENCE}\n")
    assert page.date == "2019-07-14"
