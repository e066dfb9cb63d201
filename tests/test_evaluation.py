"""What counts as right, refused, sound and supported."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from vssqa.answering.features import FEATURES
from vssqa.errors import InputError
from vssqa.evaluation import (
    ClaimCase,
    QuestionCase,
    evaluate,
    evaluate_claims,
    read_cases,
)
from vssqa.evaluation.ablation import FUSION, STEPS, ablate, settings_of
from vssqa.evaluation.integrity import faults_of_answer
from vssqa.evaluation.mutations import (
    AS_IT_STANDS,
    SAID_OTHERWISE,
    TRUE_KINDS,
    Mutation,
    evaluate_mutations,
    mutations,
    with_digits_swapped,
    with_other_number,
    with_other_period,
    with_other_place,
    with_other_scale,
    with_other_scheme,
    with_same_number,
)
from vssqa.evaluation.questions import Ask, says, score
from vssqa.evaluation.rates import Rate, quantile, rate
from vssqa.evaluation.sentence_choice import Held, compare_choices, write_paragraphs
from vssqa.types import (
    Answer,
    Citation,
    Figure,
    FigureVerdict,
    Refusal,
    Registers,
    Release,
    Span,
    Statement,
    VerdictKind,
    Verification,
)

TEXT = (
    "In 2023, the health insurance coverage rate in Vinh Long reached 93.4 per cent of the"
    " population. Director Pham Minh Duong reported 1,071 conferences under Plan 24/QD-BHXH,"
    " at its 8th sitting."
)
FILE = "corpus/release.txt"


def texts(file: str) -> str:
    return {FILE: TEXT}[file]


def cited(number: int, start: int, end: int, *marks: tuple[int, int]) -> Citation:
    return Citation(
        number=number,
        release="release",
        title="A title",
        date=None,
        url=None,
        file=FILE,
        span=Span(start, end),
        quote=TEXT[start:end],
        highlights=tuple(Span(*mark) for mark in marks),
    )


FIRST_END = TEXT.index(" Director")
FIRST = cited(1, 0, FIRST_END, (TEXT.index("93.4"), TEXT.index("93.4") + 4))
SECOND = cited(2, FIRST_END + 1, len(TEXT))


def answered(words: str, short: str | None = None, *citations: Citation) -> Answer:
    return Answer(
        question="?",
        status="answered",
        answer=words,
        short=short,
        kind="figure",
        citations=citations or (FIRST,),
        seconds=0.25,
    )


REFUSED = Answer("?", "refused", "", None, "figure", refusal=Refusal("The releases do not say."))


def case(**fields: object) -> QuestionCase:
    plain: dict[str, object] = {"id": "q1", "kind": "figure", "question": "What is it?"}
    return QuestionCase(**(plain | fields))  # type: ignore[arg-type]


# --- reading files -----------------------------------------------------------


def write(folder: Path, *entries: object) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(json.dumps(entry) for entry in entries), encoding="utf-8")
    return path


def test_a_question_with_patterns_keeps_its_history_and_short_answer(tmp_path: Path) -> None:
    entry = {"id": "a", "type": "date", "question": "And then?", "answer": ["2023"]}
    more = {"evidence": ["in 2023"], "history": ["When?"], "short": "20\\d\\d"}
    (read,) = read_cases(write(tmp_path, entry | more))
    assert isinstance(read, QuestionCase)
    assert (read.kind, read.patterns, read.evidence) == ("date", ("2023",), ("in 2023",))
    assert (read.history, read.short, read.answerable) == (("When?",), "20\\d\\d", True)


def test_a_question_of_type_none_is_unanswerable(tmp_path: Path) -> None:
    entry = {"id": "a", "type": "none", "question": "?", "answer": [], "evidence": []}
    (read,) = read_cases(write(tmp_path, entry))
    assert isinstance(read, QuestionCase)
    assert not read.answerable


def test_a_question_with_a_text_answer_keeps_its_release(tmp_path: Path) -> None:
    (read,) = read_cases(write(tmp_path, {"id": 1, "doc": "002", "question": "?", "answer": "six"}))
    assert isinstance(read, QuestionCase)
    assert (read.id, read.expected, read.release, read.evidence) == ("1", "six", "002", ())


def test_a_list_of_paragraphs_is_read_as_questions(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_text(json.dumps([{"context": "It is six.", "question": "?", "answer": "six"}]))
    (read,) = read_cases(path)
    assert isinstance(read, QuestionCase)
    assert (read.expected, read.evidence, read.kind) == ("six", ("six",), "paragraph")


def test_a_claim_is_read_with_its_verdict_and_slip(tmp_path: Path) -> None:
    entry = {"id": "c", "claim": "It is 5.", "verdict": "contradicted", "evidence": "6"}
    assert read_cases(write(tmp_path, entry)) == (
        ClaimCase("c", "It is 5.", "contradicted", "6", "none"),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "holds no case"),
        ("[{", "is no JSON"),
        ('{"id": 1}\n{', "line 2 is no JSON|line 1 has no field"),
        ("17", "line 1 is no JSON object"),
        ('{"id": "a", "type": "figure", "question": "?"}', "no field 'answer'"),
        ('{"id": "a", "type": "figure", "question": "?", "answer": ["("]}', "cannot be read"),
        ('{"id": "a", "question": "  ", "answer": "six"}', "cannot be read"),
        ('{"id": "a", "claim": "x", "verdict": "true"}', "none of supported"),
        (
            '{"id": "a", "claim": "x", "verdict": "supported"}\n'
            '{"id": "b", "question": "?", "answer": "x"}',
            "mixes questions and claims",
        ),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_cases(path)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_cases(tmp_path / "none.jsonl")


# --- rates -------------------------------------------------------------------


def test_a_case_without_a_score_counts_nowhere() -> None:
    assert rate([True, None, False, None]) == Rate(1, 2)
    assert rate([None]).share is None


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([], 0.5, None), ([3.0], 0.95, 3.0), ([4, 1, 3, 2], 0.5, 2), (list(range(1, 101)), 0.95, 95)],
)
def test_a_quantile_is_a_value_that_was_measured(
    values: list[float], share: float, expected: float | None
) -> None:
    assert quantile(values, share) == expected


# --- questions ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "answer", "right"),
    [
        ("82.33 million (87.62 percent)", "82.33 million, or 87.62 per cent", True),
        ("82.33 million (87.62 percent)", "82.33 million", False),
        ("1,071", "some 1071 conferences", True),
        ("6,000", "16,000 people", False),
        ("93.3", "93.35 per cent", False),
        ("Decision 28/2021/QD-TTg", "Decision No. 28/2021/QD-TTg guides it", True),
        ("Decision 28/2021/QD-TTg", "28 decisions in 2021", False),
        ("six", "Six data sets", True),
        ("six", "sixty data sets", False),
        ("Vu Duc Dam", "Deputy Prime Minister Vu Duc Dam", True),
        ("every six months", "six of the nine", False),
    ],
)
def test_an_expected_answer_is_matched_by_its_numbers_or_else_its_words(
    expected: str, answer: str, right: bool
) -> None:
    assert says(expected, answer) is right


def test_all_patterns_must_be_found_in_the_answer_or_the_short_answer() -> None:
    both = case(patterns=(r"\b93\.4\b", "(?i)vinh long"))
    assert score(both, answered("reached 93.4 in Vinh Long"), texts).right
    assert score(both, answered("in Vinh Long", "93.4"), texts).right
    assert score(both, answered("reached 93.4"), texts).right is False


def test_evidence_counts_first_and_in_the_top_three() -> None:
    wanted = case(patterns=("1,071",), evidence=("1,071 conferences",))
    below = score(wanted, answered("1,071 conferences", None, FIRST, SECOND), texts)
    assert (below.evidence_first, below.evidence_top) == (False, True)
    assert (below.right, below.right_with_evidence) == (True, False)
    first = answered("1,071 conferences", None, replace(SECOND, number=1))
    assert score(wanted, first, texts).right_with_evidence is True


def test_what_a_file_gives_no_measure_for_gets_no_score() -> None:
    scored = score(case(expected="93.4"), answered("93.4"), texts)
    assert scored.right is True
    assert scored.evidence_first is scored.short is scored.release_first is None
    assert scored.right_with_evidence is scored.refused_rightly is None


def test_the_first_citation_must_come_from_the_named_release() -> None:
    assert score(case(expected="x", release="release"), answered("x"), texts).release_first
    assert score(case(expected="x", release="002"), answered("x"), texts).release_first is False


def test_a_refused_answerable_question_is_wrong_throughout() -> None:
    wanted = case(patterns=("93.4",), evidence=("93.4",), short="93", release="release")
    scored = score(wanted, REFUSED, texts)
    assert set(scored.missed) == {
        "right",
        "right_with_evidence",
        "evidence_first",
        "evidence_top",
        "release_first",
        "short",
        "not_refused_wrongly",
    }


def test_an_unanswerable_question_is_scored_by_its_refusal_alone() -> None:
    none = case(kind="none", answerable=False)
    assert score(none, REFUSED, texts).refused_rightly is True
    assert score(none, answered("93.4"), texts).refused_rightly is False
    assert score(none, REFUSED, texts).right is None


def test_a_report_counts_by_kind_and_lists_misses() -> None:
    cases = [
        case(id="a", patterns=("93",)),
        case(id="b", patterns=("94",)),
        case(id="c", kind="none", answerable=False),
    ]
    report = evaluate(cases, lambda question, history: answered("93.4"), texts)
    assert report.rate("right") == Rate(1, 2)
    assert report.rate("right", "none").share is None
    assert report.rate("refused_rightly", "none") == Rate(0, 1)
    assert [miss.case.id for miss in report.misses] == ["b", "c"]
    form = json.loads(json.dumps(report.as_json()))
    assert form["seconds"] == {"p50": 0.25, "p95": 0.25}
    assert form["kinds"]["figure"]["right"] == {"hits": 1, "of": 2, "share": 0.5}


def test_the_conversation_is_handed_to_ask() -> None:
    seen = []

    def ask(question: str, history: object) -> Answer:
        seen.append((question, history))
        return REFUSED

    evaluate([case(question="And there?", history=("Where?",))], ask, texts)
    assert seen == [("And there?", ("Where?",))]


# --- integrity ---------------------------------------------------------------


@pytest.mark.parametrize(
    "sound",
    [
        answered("the health insurance coverage rate reached 93.4 per cent", "93.4 per cent"),
        answered("Yes: 93.4 per cent in Vinh Long", "Yes"),
        answered("1,071 conferences; Pham Minh Duong; 24/QD-BHXH", None, FIRST, SECOND),
        answered("at its 8th sitting", None, FIRST, SECOND),
        REFUSED,
    ],
)
def test_an_answer_of_its_citations_words_is_sound(sound: Answer) -> None:
    assert faults_of_answer(sound, texts) == ()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (answered("94.4 per cent"), "'94.4' stands in no citation"),
        (answered("3.4 per cent"), "'3.4' stands in no citation"),
        (answered("some 071", None, SECOND), "'071' stands in no citation"),
        (answered("in Bac Ninh it is 93.4"), "'Bac' stands in no citation"),
        (answered("it is", "39"), "'39' stands in no citation"),
        (answered("24/QD-TTg", None, FIRST, SECOND), "'24/QD-TTg' stands in no citation"),
        (answered("93.4", None, replace(FIRST, quote="another")), "does not quote"),
        (answered("93.4", None, replace(FIRST, number=2)), "should be number 1"),
        (answered("93.4", None, replace(FIRST, highlights=(Span(0, 500),))), "marks"),
        (answered("93.4", None, replace(FIRST, highlights=(Span(5, 5),))), "marks"),
        (answered("93.4 " * 90), "characters"),
        (answered(""), "without words"),
        (replace(REFUSED, citations=(FIRST,)), "a refusal that answers"),
        (replace(REFUSED, refusal=None), "without a reason"),
        (
            replace(REFUSED, refusal=Refusal("no", nearest=(replace(FIRST, quote="x"),))),
            "does not quote",
        ),
    ],
)
def test_an_answer_that_breaks_an_invariant_is_named(broken: Answer, said: str) -> None:
    assert any(said in fault for fault in faults_of_answer(broken, texts))


# --- ablation ----------------------------------------------------------------


def test_every_feature_that_a_step_names_exists() -> None:
    assert {feature for _, features in STEPS for feature in features} <= set(FEATURES)


def test_rows_grow_from_nothing_to_everything_and_then_leave_out_one_step() -> None:
    rows = settings_of(frozenset(FEATURES))
    left_out = [without for _, without in rows]
    assert rows[0] == (FUSION, frozenset(FEATURES))
    assert left_out[len(STEPS)] == frozenset()
    assert all(more > less for more, less in pairwise(left_out[: len(STEPS) + 1]))
    assert frozenset().union(*left_out[len(STEPS) + 1 :]) == frozenset(FEATURES)
    assert rows[-1] == ("all but ranker", frozenset({"ranker"}))


def test_an_ablation_asks_the_answerable_questions_with_each_setting() -> None:
    asked: list[frozenset[str]] = []

    def ask_without(left_out: frozenset[str]) -> Ask:
        asked.append(left_out)
        return lambda question, history: answered("94" if "ranker" in left_out else "93.4")

    cases = [case(patterns=("93",)), case(kind="none", answerable=False)]
    report = ablate(cases, ask_without, FEATURES, texts)
    rates = {name: row.rate("right") for name, row in report.rows}
    assert asked == [left_out for _, left_out in settings_of(frozenset(FEATURES))]
    assert rates["+ answer type"] == Rate(0, 1)
    assert rates["+ ranker"] == Rate(1, 1)
    assert rates["all but ranker"] == Rate(0, 1)


# --- choosing sentences ------------------------------------------------------


def test_ways_of_choosing_are_compared_on_the_same_questions() -> None:
    held = [Held("a?", "Đà Nẵng"), Held("b?", "six")]
    ways = {"one": lambda question: "In da nang, six.", "none": lambda question: None}
    report = compare_choices(held, ways)
    assert report.rates == {"one": Rate(2, 2), "none": Rate(0, 2)}


def test_each_paragraph_becomes_one_release_of_its_own_words(tmp_path: Path) -> None:
    rows = [{"context": c, "question": "?", "answer": "x"} for c in ("One.", "Two.", "One.")]
    path = tmp_path / "set.json"
    path.write_text(json.dumps(rows))
    assert write_paragraphs(path, tmp_path / "corpus") == 2
    written = sorted((tmp_path / "corpus").iterdir())
    assert [p.read_text().split()[-1] for p in written] == ["One.", "Two."]


# --- claims ------------------------------------------------------------------


def checked(text: str, verdict: VerdictKind, *citations: Citation) -> Verification:
    figures = (FigureVerdict("93.4", Span(0, 4), verdict, None),)
    statement = Statement(text, Span(0, len(text)), verdict, "", figures, citations)
    return Verification(text, verdict, (statement,))


def test_a_verdict_counts_only_with_its_evidence() -> None:
    cases = [
        ClaimCase("a", "93.4", "supported", "93.4 per cent", "none"),
        ClaimCase("b", "93.5", "contradicted", "no such words", "number"),
        ClaimCase("c", "95", "not_found", "", "place"),
    ]
    given: dict[str, VerdictKind] = {"93.4": "supported", "93.5": "contradicted", "95": "supported"}
    report = evaluate_claims(cases, lambda text: checked(text, given[text], FIRST), texts)
    assert report.rate("right") == Rate(2, 3)
    assert report.rate("right_with_evidence") == Rate(1, 3)
    assert report.rate("evidence") == Rate(1, 2)
    assert report.rate("not_supported_wrongly") == Rate(1, 2)
    assert report.rate("not_supported_wrongly", "not_found: place") == Rate(0, 1)
    assert report.confusion["not_found"] == {"supported": 1}
    assert json.loads(json.dumps(report.as_json()))["cases"] == 3


def test_a_verdict_without_a_citation_is_unsound() -> None:
    (scored,) = evaluate_claims(
        [ClaimCase("a", "x", "supported", "", "none")],
        lambda text: checked(text, "supported"),
        texts,
    ).scores
    assert scored.faults == ("supported without a citation",)


# --- mutations ---------------------------------------------------------------


def figure(surface: str, value: str, **fields: object) -> Figure:
    start = TEXT.index(surface)
    known: dict[str, object] = {
        "release": "release",
        "span": Span(start, start + len(surface)),
        "surface": surface,
        "value": value,
        "unit": "percent",
        "scheme": "health",
        "measure": "coverage",
        "place": "Vinh Long",
        "period": "2023",
        "status": "actual",
        "sentence": Span(0, FIRST_END),
    }
    return Figure(**(known | fields))  # type: ignore[arg-type]


RATE = figure("93.4 per cent", "93.4")
RELEASE = Release("release", FILE, TEXT, "A title", None, (), "")


@pytest.mark.parametrize(
    ("sentence", "surface", "value", "expected"),
    [
        ("It reached 83.4 per cent.", "83.4 per cent", "83.4", "It reached 93.4 per cent."),
        ("It reached 93.35%.", "93.35%", "93.35", "It reached 103.35%."),
        ("over 150 million people", "150 million", "150000000", "over 250 million people"),
        ("fewer than 250 people", "250", "250", "fewer than 150 people"),
        ("at most 1.5 per cent", "1.5 per cent", "1.5", "at most 0.5 per cent"),
        ("Forty-six provinces", "Forty-six", "46", "56 provinces"),
        ("a rate of 42%-43%", "42%-43%", "42/43", "a rate of 52%-53%"),
        ("thousands of billions of dong", "thousands of billions", "1", None),
    ],
)
def test_a_number_is_changed_so_that_its_hedge_does_not_save_it(
    sentence: str, surface: str, value: str, expected: str | None
) -> None:
    start = sentence.index(surface)
    if expected is None:
        value = "1000000000000"
    at = Span(start, start + len(surface))
    assert with_other_number(sentence, at, value, set()) == expected


@pytest.mark.parametrize(
    ("surface", "value", "expected"),
    [
        ("18.26 million", "18260000", "18,260,000"),
        ("VND124.3 trillion", "124300000000000", "VND124,300,000,000,000"),
        ("93.35 per cent", "93.35", "93.35%"),
        ("93.35%", "93.35", "93.35 per cent"),
        ("42%-43%", "42/43", None),
        ("1,071", "1071", None),
    ],
)
def test_a_number_is_said_otherwise(surface: str, value: str, expected: str | None) -> None:
    assert with_same_number(surface, Span(0, len(surface)), value) == expected


def test_a_changed_number_is_never_one_the_corpus_prints() -> None:
    assert with_other_number("it is 31.5", Span(6, 10), "31.5", {"41.5"}) == "it is 51.5"


@pytest.mark.parametrize(
    ("surface", "expected"), [("18.26", "81.26"), ("1.36", "1.63"), ("22", None), ("60", None)]
)
def test_two_neighbouring_digits_are_swapped(surface: str, expected: str | None) -> None:
    assert with_digits_swapped(surface, Span(0, len(surface)), set()) == expected


@pytest.mark.parametrize(
    ("surface", "expected"), [("18 million", "18 billion"), ("VND9 trillion", "VND9 billion")]
)
def test_the_scale_is_changed(surface: str, expected: str) -> None:
    assert with_other_scale(surface, Span(0, len(surface))) == expected
    assert with_other_scale("18", Span(0, 2)) is None


@pytest.mark.parametrize(
    ("sentence", "place", "expected"),
    [
        ("In Vinh Long, it is 5.", "Vinh Long", "In Da Nang, it is 5."),
        ("The rate is 5.", "Vinh Long", "In Da Nang, the rate is 5."),
        ("VSS reached 5.", "Viet Nam", "In Da Nang, VSS reached 5."),
        ("The national rate is 5.", "Viet Nam", "The Da Nang rate is 5."),
        ("All 5 units nationwide do.", "Viet Nam", "All 5 units in Da Nang do."),
        ("The rate is 5.", None, None),
    ],
)
def test_the_place_is_swapped(sentence: str, place: str | None, expected: str | None) -> None:
    assert with_other_place(sentence, replace(RATE, place=place), "Da Nang") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Health insurance reached 5.", "Unemployment insurance reached 5."),
        ("The rate reached 5.", None),
        ("The health sector reached 5.", None),
    ],
)
def test_the_scheme_is_swapped_where_it_is_named(sentence: str, expected: str | None) -> None:
    assert with_other_scheme(sentence, RATE) == expected


def test_an_agency_named_after_its_scheme_keeps_its_name() -> None:
    social = replace(RATE, scheme="social")
    said = "Viet Nam Social Insurance says social insurance reached 5."
    assert with_other_scheme(said, social) == said.replace("social", "unemployment")


def test_only_years_the_figure_is_of_are_moved() -> None:
    assert with_other_period("5 in 2023, not 2016.", RATE) == "5 in 2011, not 2016."
    assert with_other_period("5 under 75/2023/ND-CP.", RATE) is None


def test_a_corpus_is_mutated_figure_by_figure() -> None:
    made = {mutation.kind: mutation for mutation in mutations([RELEASE], [RATE])}
    assert made[AS_IT_STANDS] == Mutation(AS_IT_STANDS, RATE, TEXT[:FIRST_END])
    assert set(made) == {
        AS_IT_STANDS,
        SAID_OTHERWISE,
        "number",
        "digits swapped",
        "place not held",
        "scheme",
        "period",
    }
    assert all(m.text != TEXT[:FIRST_END] for kind, m in made.items() if kind != AS_IT_STANDS)


def test_a_verifier_that_supports_everything_fails_every_mutation() -> None:
    registers = Registers(figures=(RATE,))
    report = evaluate_mutations([RELEASE], registers, lambda text: checked(text, "supported"))
    assert report.rate("held", AS_IT_STANDS) == Rate(1, 1)
    assert report.rate("held", "number") == Rate(0, 1)
    assert len(list(report.misses)) == len(report.scores) - len(TRUE_KINDS)
    assert json.loads(json.dumps(report.as_json()))["kinds"]["scheme"]["verdicts"] == {
        "supported": 1
    }


def test_a_verifier_that_finds_nothing_fails_the_sentence_as_it_stands() -> None:
    registers = Registers(figures=(RATE,))
    report = evaluate_mutations([RELEASE], registers, lambda text: checked(text, "not_found"))
    assert report.rate("held", AS_IT_STANDS) == Rate(0, 1)
    assert report.rate("held", "number") == Rate(1, 1)
