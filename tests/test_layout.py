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
