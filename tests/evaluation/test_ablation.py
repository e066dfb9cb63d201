"""Parts are added one by one; ways of choosing meet the same questions."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from tests.evaluation.given import answered, case, texts
from vssqa.answering.features import FEATURES
from vssqa.evaluation.ablation import FUSION, STEPS, ablate, settings_of
from vssqa.evaluation.questions import Ask
from vssqa.evaluation.rates import Rate
from vssqa.evaluation.sentence_choice import Held, compare_choices, write_paragraphs


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
