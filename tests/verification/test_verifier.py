"""Statements about invented releases: every verdict, each slip with its wording, the limits."""

from __future__ import annotations

import pytest

from tests.verification.held_corpora import hold_texts
from vssqa.errors import DraftError
from vssqa.types import Verification
from vssqa.verification import Verifier
from vssqa.verification.verifier import MAX_DRAFT_CHARACTERS, NOTHING_TO_CHECK


def notes(checked: Verification) -> str:
    return " | ".join(statement.note for statement in checked.statements)


@pytest.mark.parametrize(
    "said",
    [
        "At the end of 2030, 21.47 million people took part in social insurance.",
        "Some 21.5 million people took part in social insurance.",
        "At the end of 2030, 21,470,000 people were covered by social insurance.",
        "Health insurance covered 95 per cent of the population at the end of 2030.",
        "More than 21 million people took part in social insurance in 2030.",
        "Examination and treatment cost about 151,600 billion dong in 2030.",
        "Late payments were 1.84 per cent, the lowest since 2021.",
        "Administrative procedures were cut from 96 to 31.",
        "The number of administrative procedures has been cut by 65 since 2020.",
        "There were about 175.8 million medical examinations in 2029.",
        "Fewer than half of the working age population took part in social insurance in 2030.",
        "The health insurance coverage rate in An Giang is lower than the national average.",
        "The target for health insurance coverage in 2031 is 95.6 per cent of the population.",
        "An Giang held 843 communication conferences in 2029-2030.",
        "Directive No. 52-CT/TW was issued by the Secretariat on 19 May 2027.",
        "Tran Van Binh is the Director General of Viet Nam Social Security.",
        "Deputy Minister of Health Le Thi Hoa led a delegation in An Giang on May 18, 2031.",
        "Health insurance covers a larger share of people than social insurance.",
        "Tran Van Binh heads Viet Nam Social Security.",
        "Viet Nam Social Security is headed by Tran Van Binh.",
        "Administrative procedures were cut to 31 from 96.",
        "Since 2020 the agency has done away with 65 administrative procedures.",
        "About 175.8 million medical examinations took place in 2029.",
        "VSS wants 95.6 per cent of the population to have health insurance in 2031.",
    ],
)
def test_what_the_releases_say_is_supported(invented: Verifier, said: str) -> None:
    checked = invented.verify(said)
    assert checked.verdict == "supported", notes(checked)
    assert checked.statements[0].citations


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("At the end of 2030, 23.9 million people took part in social insurance.", "21.47 million"),
        ("At the end of 2030, 24.17 million people took part in social insurance.", "swapped"),
        ("Examination and treatment cost VND151.6 billion.", "trillion, not billion"),
        ("At the end of 2030, 17.4 million people took part in social insurance.", "unemployment"),
        ("The health insurance coverage rate in An Giang reached 95.15 per cent.", "national"),
        ("Health insurance coverage reached 95.6 per cent in 2031.", "not yet reached"),
        ("In 2031, health insurance paid for 188.3 million medical examinations.", "for 2030"),
        ("Late payments fell by 1.84 percentage points in 2030.", "the level, not a change"),
        ("The number of administrative procedures has been cut by 75 since 2020.", "96 - 31 = 65"),
        ("Medical examinations fell by 12.5 million in 2030.", "other way round"),
        ("The late payment ratio was the highest since 2021.", "lowest"),
        ("Over 97 per cent of the population was covered by health insurance in 2030.", "95.15"),
        ("Health insurance did not cover 95.15 per cent of the population in 2030.", "other way"),
        ("Examination and treatment cost US$151.6 trillion in 2030.", "US$6.1 billion"),
        ("The health insurance rate of An Giang is above the national average.", "lower"),
        ("Directive No. 52-CT/TW was issued on May 9, 2027.", "May 19, 2027"),
        ("Directive No. 52-CT/TW was issued by the Government.", "Secretariat"),
        ("Tran Van Binh is the Minister of Health.", "Director General"),
        ("Le Thi Hoa is the Minister of Health.", "Deputy Minister of Health"),
        ("Pham Van Nam is the Director General of Viet Nam Social Security.", "Tran Van Binh"),
        ("A delegation supervised health insurance in An Giang on May 28, 2031.", "May 18, 2031"),
        ("The action plan of VSS for Resolution 01/NQ-CP was issued by Decision No. 78/QD-BHXH.",
         "77/QD-BHXH"),
        ("There were 188.3 thousand examinations in 2030.", "million, not thousand"),
        ("About 157.8 million medical examinations took place in 2029.", "175.8 million, not"),
        ("Examination and treatment cost VND15.16 trillion in 2030.", "point looks moved"),
        ("Since 2020 the agency has done away with 75 administrative procedures.", "= 65"),
        ("Le Thi Hoa heads the Ministry of Health.", "Deputy Minister of Health"),
        ("Hoa runs the Ministry of Health.", "Deputy Minister of Health"),
        ("Le Thi Hoa is in charge of the Ministry of Health.", "not the head"),
        ("The Ministry of Health, led by Le Thi Hoa, has a plan.", "not the head"),
        ("Pham Van Nam leads Viet Nam Social Security.", "Tran Van Binh"),
        ("Administrative procedures rose from 96 to 31.", "less than"),
        ("Administrative procedures rose to 31 from 96.", "less than"),
        ("Administrative procedures rose from 96 in 2020.", "other way round"),
        ("Administrative procedures grew from 31 to 96.", "31"),
    ],
)  # fmt: skip
def test_a_slip_is_contradicted_in_words_of_its_own(
    invented: Verifier, said: str, told: str
) -> None:
    checked = invented.verify(said)
    assert checked.verdict == "contradicted", notes(checked)
    assert told in notes(checked)
    assert checked.statements[0].citations


@pytest.mark.parametrize(
    "said",
    [
        "In Ben Tre, 95.15 per cent of the population had health insurance in 2030.",
        "In 2024, health insurance covered 91.9 per cent of the population.",
        "Some 21.47 million farmers took part in social insurance in 2030.",
        "Social insurance covered 44.6 per cent of the population at the end of 2030.",
        "Compulsory social insurance covered 21.47 million people at the end of 2030.",
        "The VSS has 13,406 staff members.",
        "An Giang has 843 schools.",
        "The average monthly pension was 6.1 million dong in 2030.",
        "The unemployment rate was 36.2 per cent in 2030.",
        "More than 31.9 million people have installed the application.",
        "Social insurance covered 21,471,344 people at the end of 2030.",
        "The health insurance rate rose to 95.15 per cent.",
        "Decree 146/2028/ND-CP was issued on October 17, 2028.",
        "Viet Nam signed an agreement on social insurance with Japan in 2030.",
        "Vo Thi Mai is the Minister of Finance.",
        "Le Thi Hoa ordered Tran Van Binh to raise contributions.",
        "Le Thi Hoa heads a delegation of the Ministry of Health.",
        "Le Thi Hoa heads the Ministry of Finance.",
    ],
)
def test_what_the_releases_do_not_hold_is_not_found(invented: Verifier, said: str) -> None:
    checked = invented.verify(said)
    assert checked.verdict == "not_found", notes(checked)
    assert checked.statements[0].citations == ()


def test_releases_that_disagree_make_a_conflict() -> None:
    said = "The health insurance coverage rate was {} per cent in 2030."
    other = {
        "a": "Results of the first half\n10/03/2031\n" + said.format("95.15"),
        "b": "Results of the second half\n11/03/2031\n" + said.format("91.72"),
    }
    checked = Verifier(hold_texts(other)).verify(
        "The health insurance coverage rate reached 91.72 per cent in 2030."
    )
    assert checked.verdict == "conflicting", notes(checked)
    assert {c.release for c in checked.statements[0].citations} == {"a", "b"}
    assert "“Results of the first half”" in notes(checked)
    assert "“Results of the second half”" in notes(checked)


def test_the_worst_statement_is_the_verdict_of_the_whole(invented: Verifier) -> None:
    checked = invented.verify(
        "At the end of 2030, 21.47 million people took part in social insurance.\n"
        "The future looks bright. Hanoi reached 98 per cent health insurance coverage."
    )
    assert [s.verdict for s in checked.statements] == ["supported", None, "not_found"]
    assert checked.verdict == "not_found"
    assert checked.statements[1].note == NOTHING_TO_CHECK


def test_every_offset_counts_in_the_draft(invented: Verifier) -> None:
    text = "  \n\nOne. Some 21.47 million people took part in social insurance.\r\nĐúng 95,15%?"
    for statement in invented.verify(text).statements:
        assert statement.span.of(text) == statement.text
        for figure in statement.figures:
            assert figure.span.of(text) == figure.surface


def test_a_quote_is_the_releases_text_with_the_figure_marked(invented: Verifier) -> None:
    (statement,) = invented.verify("Late payments were 1.84 per cent.").statements
    cited = statement.citations[0]
    assert cited.number == 1
    marked = [cited.quote[h.start - cited.span.start : h.end - cited.span.start]
              for h in cited.highlights]  # fmt: skip
    assert marked == ["1.84 per cent"]
    assert statement.figures[0].found == "1.84 per cent"


def test_a_sentence_of_a_release_is_supported_in_its_own_context(invented: Verifier) -> None:
    quoted = "In the 2029-2030 period, the provincial office held 843 communication conferences."
    assert invented.verify(quoted).verdict == "supported"
    assert invented.verify(quoted.replace("843", "1,843")).verdict != "supported"


def test_a_count_of_times_is_no_multiple() -> None:
    held = Verifier(
        hold_texts(
            {
                "a": "Title\n10/12/2030\nFrom January to November 2030, health insurance paid for"
                " check-ups and treatment more than 263 million times."
            }
        )
    )
    said = (
        "Health insurance paid for check-ups and treatment more than {} million times from"
        " January to November 2030."
    )
    assert held.verify(said.format(263)).verdict == "supported"
    assert held.verify(said.format(236)).verdict == "contradicted"


def test_an_old_figure_is_not_said_of_today() -> None:
    held = Verifier(
        hold_texts(
            {
                "a": "Title\n10/03/2031\nIn 2015, 28.9 million people took part in health"
                " insurance. In 2030, 71.2 million people took part in health insurance."
            }
        )
    )
    said = "Some 28.9 million people {} part in health insurance{}."
    assert held.verify(said.format("take", "")).verdict == "contradicted"
    assert held.verify(said.format("took", " in 2015")).verdict == "supported"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("has grown 2.3 times since 2012", "supported"),
        ("more than doubled between 2012 and 2030", "supported"),
        ("has grown 2.3 times since 2019", "contradicted"),
        ("more than doubled between 2019 and 2030", "not_found"),
        ("doubled between 2019 and 2030", "not_found"),
        ("doubled between 2012 and 2030", "not_found"),
        ("doubled", "not_found"),
    ],
)
def test_a_multiple_holds_from_its_own_year_only(said: str, verdict: str) -> None:
    held = Verifier(
        hold_texts(
            {
                "a": "Title\n10/03/2031\nBy 2030, more than 71.2 million people took part in health"
                " insurance, 2.3 times higher than in 2012."
            }
        )
    )
    checked = held.verify(f"The number of health insurance participants {said}.")
    assert checked.verdict == verdict, notes(checked)


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_text_is_refused(invented: Verifier, text: str) -> None:
    with pytest.raises(DraftError, match="empty"):
        invented.verify(text)


def test_a_text_too_long_is_refused(invented: Verifier) -> None:
    with pytest.raises(DraftError, match=f"at most {MAX_DRAFT_CHARACTERS}"):
        invented.verify("x" * (MAX_DRAFT_CHARACTERS + 1))


def test_a_text_without_anything_to_check_says_so(invented: Verifier) -> None:
    checked = invented.verify("The future looks bright. Nobody enjoys filling in forms.")
    assert checked.verdict == "not_found"
    assert {statement.note for statement in checked.statements} == {NOTHING_TO_CHECK}


def test_progress_begins_with_none_and_counts_the_statements(invented: Verifier) -> None:
    seen: list[tuple[int, int]] = []
    invented.verify("One thing. Two things. Three.", lambda done, total: seen.append((done, total)))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
