"""The JSON forms other people's scripts rely on: keys, their order, their types."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from vssqa import contract
from vssqa.assistant import Assistant
from vssqa.types import (
    Answer,
    Citation,
    Disagreement,
    Figure,
    FigureVerdict,
    Inference,
    Reading,
    Refusal,
    Span,
    Statement,
    Verification,
)

# Keys as the contract lists them; what it does not name may only stand behind them.
CITATION = "number release title date url file start end quote highlights"
ANSWER = "id question status answer short kind citations conflicts refusal seconds"
VERDICT = "id text verdict statements"
STATEMENT = "text start end verdict note figures citations"
FIGURE = "release start end surface value unit scheme measure place period status sentence"
INSTRUMENT = "number type issuer title date key mentions"
AGENCY = "name kind aliases roles mentions"
DUTY = "responsible action ordered_by deadline instrument release start end"
ROLE = "role organisation release start end"
MENTION = "release start end surface"
CONFLICT = "kind note figures"
DECIMAL = re.compile(r"-?\d+(\.\d+)?(/-?\d+(\.\d+)?)?")  # a range is "low/high"

CITED = Citation(
    1, "r", "A title", "2024-01-22", None, "corpus/r.txt", Span(5, 9), "9.5%", (Span(5, 8),)
)
FIGURE_OF_IT = Figure(
    "r",
    Span(5, 9),
    "9.5%",
    "9.5",
    "percent",
    "health",
    "coverage rate",
    None,
    "2023",
    "actual",
    Span(0, 20),
    "nearly",
    (Inference("period", "last year"),),
)
ANSWERED = Answer(
    "What?",
    "conflicting",
    "It is 9.5%.",
    "9.5%",
    "figure",
    (CITED, replace(CITED, number=2)),
    (Disagreement("label", "One says so.", (1, 2)),),
    seconds=0.0123456,
    id="q1",
    agreeing=(1, 2),
    reading=Reading("what, 2023"),
    figure=FIGURE_OF_IT,
    as_of="2023",
)


def keys(form: dict[str, Any], named: str) -> bool:
    """Tell whether a form begins with the contract's keys, in its order."""
    return list(form)[: len(named.split())] == named.split()


def test_an_answer_has_the_contracts_form() -> None:
    form = contract.answer_json(ANSWERED)
    assert keys(form, ANSWER)
    assert keys(form["citations"][0], CITATION)
    assert form["seconds"] == 0.012
    assert form["refusal"] is None
    assert form["conflicts"] == [{"kind": "label", "note": "One says so.", "citations": [1, 2]}]
    assert form["citations"][0]["highlights"] == [[5, 8]]
    assert form["read_as"] == "what, 2023"


def test_a_refusal_has_the_contracts_form() -> None:
    refusal = Refusal("Not held.", ("Dong Nai",), (CITED,))
    form = contract.answer_json(Answer("What?", "refused", "", None, "list", refusal=refusal))
    assert keys(form, ANSWER)
    assert list(form["refusal"]) == ["reason", "missing", "nearest"]
    assert form["refusal"]["missing"] == ["Dong Nai"]
    assert form["refusal"]["nearest"] == [contract.citation_json(CITED)]
    assert (form["id"], form["short"], form["citations"], form["conflicts"]) == (None, None, [], [])


def test_a_verdict_has_the_contracts_form() -> None:
    figure = FigureVerdict("9%", Span(3, 5), "contradicted", "9.5%")
    statement = Statement("It is 9%.", Span(0, 9), "contradicted", "Not so.", (figure,), (CITED,))
    passed = Statement("Hello.", Span(10, 16), None, "nothing to check")
    form = contract.verification_json(
        Verification("It is 9%. Hello.", "contradicted", (statement, passed), "c1")
    )
    assert keys(form, VERDICT)
    assert all(keys(one, STATEMENT) for one in form["statements"])
    assert form["statements"][0]["figures"] == [
        {"surface": "9%", "verdict": "contradicted", "found": "9.5%"}
    ]
    assert form["statements"][1]["verdict"] is None


def test_a_figure_has_the_contracts_form() -> None:
    form = contract.figure_json(FIGURE_OF_IT)
    assert keys(form, FIGURE)
    assert (form["value"], form["sentence"], form["place"]) == ("9.5", [0, 20], None)
    assert form["inferred"] == {"period": "last year"}


def test_the_registers_of_the_project_have_the_contracts_form(five_releases: Assistant) -> None:
    held = five_releases.registers
    for figure in map(contract.figure_json, held.figures):
        assert keys(figure, FIGURE)
        assert figure["status"] in {"actual", "target", "change", "limit"}
        assert all(isinstance(figure[key], str) for key in ("value", "unit", "measure"))
    for instrument in map(contract.instrument_json, held.instruments):
        assert keys(instrument, INSTRUMENT)
        assert all(list(mention) == MENTION.split() for mention in instrument["mentions"])
    for agency in map(contract.agency_json, held.agencies):
        assert keys(agency, AGENCY)
        assert agency["kind"] in {"person", "organisation"}
        assert all(list(role) == ROLE.split() for role in agency["roles"])
    for duty in map(contract.duty_json, held.duties):
        assert keys(duty, DUTY)
    for conflict in map(contract.conflict_json, held.conflicts):
        assert keys(conflict, CONFLICT)
        assert len(conflict["figures"]) >= 2
    instruments = [instrument.key for instrument in held.instruments]
    assert len(instruments) == len(set(instruments)), "a key tells two papers apart"


def test_the_values_of_the_registers_are_plain_decimals(five_releases: Assistant) -> None:
    values = [figure.value for figure in five_releases.registers.figures]
    assert {"93.35", "18260000", "124300000000000"} <= set(values)
    assert [value for value in values if not DECIMAL.fullmatch(value)] == []


def test_a_release_has_its_text_where_asked(five_releases: Assistant) -> None:
    release = five_releases.releases[0]
    assert "text" not in contract.release_json(release)
    whole = contract.release_json(release, text=True)
    assert whole["text"] == release.text
    assert whole["length"] == len(release.text)
    assert next(list(block) for block in whole["blocks"]) == ["kind", "start", "end"]


def test_an_error_of_a_batch_has_two_keys() -> None:
    assert contract.error_json("q1", "line 2 is not JSON") == {
        "id": "q1",
        "error": "line 2 is not JSON",
    }


# What an argument that was no UTF-8 holds is half of a pair of surrogates, never a whole pair.
ANY_CHARACTER = st.text(st.characters(exclude_categories=["Cs"]) | st.just("\udc80"))


@given(st.recursive(st.none() | ANY_CHARACTER | st.integers(), st.lists, max_leaves=5))
def test_one_document_is_one_line_of_utf8_and_reads_back(value: object) -> None:
    written = contract.dumps(value)
    assert len(written.splitlines()) == 1
    assert json.loads(written.encode("utf-8")) == value


def test_letters_are_written_as_they_are() -> None:
    assert contract.dumps({"title": "Bảo hiểm"}) == '{"title": "Bảo hiểm"}'


def test_no_document_moves_a_terminal() -> None:
    assert contract.dumps("\x1b\x9b\x7f\u2028\udc80") == '"\\u001b\\u009b\\u007f\\u2028\\udc80"'
