"""Invented statements: the question's constraints decide what is right."""

from __future__ import annotations

import random
import re

from vssqa.training.invented import figure_groups
from vssqa.training.invented_facts import exchange, invent, within_a_year
from vssqa.training.invented_papers import paper_groups

GROUPS = [*figure_groups(150, 1), *paper_groups(150, 1)]


def test_same_seed_invents_the_same() -> None:
    assert figure_groups(20, 5) == figure_groups(20, 5)
    assert figure_groups(20, 5) != figure_groups(20, 6)
    assert paper_groups(20, 5) == paper_groups(20, 5)


def test_right_sentence_is_none_of_the_wrong_ones() -> None:
    for group in GROUPS:
        assert not set(group.right) & {*group.swapped, *group.near}


def test_every_group_has_wrong_sentences() -> None:
    assert all(group.swapped and group.near for group in GROUPS)


def test_some_groups_have_no_answer() -> None:
    share = sum(not group.right for group in GROUPS) / len(GROUPS)
    assert 0.1 < share < 0.3


def test_every_slot_is_filled() -> None:
    for group in GROUPS:
        for text in [
            group.question,
            *(r.context + r.sentence for r in (*group.right, *group.swapped, *group.near)),
        ]:
            assert not re.search(r"[{}]|  ", text), text


def test_kinds_of_the_field_are_all_there() -> None:
    assert {g.kind for g in GROUPS} == {"figure", "instrument", "agency", "event", "duty"}


def test_wrong_sentences_differ_from_the_right_one_in_single_words() -> None:
    """Some of them: the others say another fact in other words."""
    near = 0
    for group in (g for g in GROUPS if g.kind == "figure" and g.right):
        own = set(group.right[0].sentence.lower().split())
        near += any(len(own - set(r.sentence.lower().split())) <= 2 for r in group.swapped)
    assert near > 0.9 * sum(g.kind == "figure" and bool(g.right) for g in GROUPS)


def test_exchanged_period_is_another_at_times_within_the_same_year() -> None:
    draw = random.Random(3)
    facts = [fact for fact in (invent(draw) for _ in range(300)) if within_a_year(fact.period)]
    others = [exchange(fact, "period", draw) for fact in facts]
    assert all(old.period.key != new.period.key for old, new in zip(facts, others, strict=True))
    same_year = [
        old.period.key[:4] == new.period.key[:4] for old, new in zip(facts, others, strict=True)
    ]
    assert 0.1 < sum(same_year) / len(same_year) < 0.5
