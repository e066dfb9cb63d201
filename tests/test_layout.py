"""Lines of a published page are told by their form: title, date, list, menu."""

from __future__ import annotations

import pytest

from vssqa.layout import lay_out

PARAGRAPH = (
    "The office said on Monday that the number of participants had risen in every district of the"
    " province, and thanked all who had helped.\n"
)


def kinds(text: str) -> dict[str, str]:
    return {block.span.of(text): block.kind for block in lay_out(text).blocks}


@pytest.mark.parametrize(
    "header",
    [
        "Home  |  Politics  |  Society\nHai Duong widens its net in six months\n13/07/2019 08:15",
        "News & Events \u00bb Insurance\nHai Duong widens its net in six months\n13/07/2019",
        "HAI DUONG OFFICE\nPRESS RELEASE\nHai Duong widens its net in six months\nJuly 13, 2019",
        "Skip to content\nHai Duong widens its net in six months\n13 July 2019 \u00b7 6 min read",
        "Hai Duong widens its net in six months\nBy: Admin | 16:42 | 13.07.2019 | Views: 1,804",
        "Hai Duong widens its net in six months\nSociety | Health | World     Sunday 13-07-2019",
        "Hai Duong widens its net in six months\nVSS Newsletter No. 7 - Saturday 13 July 2019",
        "Hai Duong widens its net in six months\nViet Nam Economic Times, July 13, 2019",
        "Hai Duong widens its net in six months\n13/07/2019 10:40 AM  Font size: +  -  Print",
    ],
)
def test_title_and_date_are_found_among_a_pages_menus_and_tools(header: str) -> None:
    read = lay_out(f"{header}\n{PARAGRAPH}{PARAGRAPH}")
    assert read.title == "Hai Duong widens its net in six months"
    assert read.date == "2019-07-13"


def test_a_short_title_above_the_text_stays_the_title() -> None:
    assert lay_out(f"Good news\n2020-01-02\n{PARAGRAPH}").title == "Good news"


def test_items_of_a_list_are_text_and_no_headings() -> None:
    found = kinds(f"A title\n2020-01-02\n{PARAGRAPH}\u2022 5,000 in health, up 2%,\n{PARAGRAPH}")
    assert found["\u2022 5,000 in health, up 2%,"] == "paragraph"


@pytest.mark.parametrize(
    "above",
    [
        "Ministries' gateway \u2013 Public service news page",
        "Electronic newspaper of the Party Committee of Hai Duong",
        "Labour \u2013 Employment \u2013 Social Security News",
        "MINISTRY OF LABOUR, INVALIDS AND SOCIAL AFFAIRS",
        "SOCIALIST REPUBLIC OF VIET NAM\nIndependence - Freedom - Happiness",
        "HAI DUONG PROVINCE SOCIAL SECURITY OFFICE PRESS RELEASE\nNews from the provinces online",
    ],
)
def test_a_sites_or_issuers_name_is_no_title_and_no_text(above: str) -> None:
    text = f"{above}\nHai Duong widens its net in six months\n13/07/2019\n{PARAGRAPH}{PARAGRAPH}"
    assert lay_out(text).title == "Hai Duong widens its net in six months"
    found = kinds(text)
    assert {found[line] for line in above.split("\n")} == {"furniture"}


@pytest.mark.parametrize(
    "headline",
    [
        "VSS launches new information portal",
        "Hai Duong Social Security opens its web page",
        "Ministry of Health to publish prices online",
        "New rules on cards in the electronic newspaper",
    ],
)
def test_a_headline_that_speaks_of_a_site_stays_the_title(headline: str) -> None:
    text = f"{headline}\nAn easier way for people to hand in papers\n13/07/2019\n{PARAGRAPH}"
    assert lay_out(text).title == headline


def test_menus_above_the_title_are_furniture() -> None:
    text = f"Home\nSociety\nHai Duong widens its net in six months\n13/07/2019\n{PARAGRAPH}"
    assert {kinds(text)[line] for line in ("Home", "Society")} == {"furniture"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A clerk at Phu Ninh Hospital scans a card. VNA/VNS Photo Thu Trang", "caption"),
        ("A clerk in Phu Ninh scans a card for a patient. (Photo: VNA)", "caption"),
        ("Workers wait at the centre in Bac Ha \u2014 Photo by Le Nam", "caption"),
        ("People wait for their cards. Photo courtesy of Phu Ninh Hospital", "caption"),
        ("Ng\u01b0\u1eddi d\u00e2n. \u1ea2nh: TTXVN", "caption"),
        ("Everybody brought along a photo.", "heading"),
        ("Clerk Le Nam (first from left) at the desk", "caption"),
        ("Thu Trang/VNA", "caption"),
        ("Infographic: VNA", "caption"),
        ("An overview of the meeting", "caption"),
        ("An overview of what changes", "heading"),
        ("By Thu Trang", "furniture"),
        ("Written by: Thu Trang and Le Nam", "furniture"),
        ("By Region", "heading"),
        ("By age group", "heading"),
    ],
)
def test_credits_make_captions_and_authors_make_bylines(line: str, kind: str) -> None:
    assert kinds(f"A title of some words\n2020-01-02\n{PARAGRAPH}{line}\n{PARAGRAPH}")[line] == kind


@pytest.mark.parametrize(
    "tail",
    [
        "More from Society\nThe river festival is put off until next May.",
        "Editor-in-chief: Le Nam. Licence No. 12/GP-BTTTT dated 13/07/2018.",
        "Reproduction without written permission of the newspaper is prohibited.",
        "Please log in to post a comment.",
        "Your comment will be checked before it is shown on this page.",
    ],
)
def test_a_sites_own_sentences_below_the_text_are_furniture(tail: str) -> None:
    found = kinds(f"A title of some words\n2020-01-02\n{PARAGRAPH}{PARAGRAPH}{tail}\n")
    assert {found[line] for line in tail.split("\n")} == {"furniture"}


def test_a_line_of_another_language_above_the_headline_is_no_title() -> None:
    above = "H\u1ec6 TH\u1ed0NG B\u1ea2O HI\u1ec2M X\u00c3 H\u1ed8I VI\u1ec6T NAM"
    text = f"{above}\nHai Duong widens its net in six months\n13/07/2019\n{PARAGRAPH}"
    assert lay_out(text).title == "Hai Duong widens its net in six months"
