"""What is looked up in the file is what the registers, read whole, hold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from tests.conftest import CORPUS
from tests.verification.held_corpora import HeldCorpus, hold_folder
from vssqa.answering.slots import Slot
from vssqa.answering.support import Support
from vssqa.errors import IndexDamaged
from vssqa.facts.backing import agrees, subject_of
from vssqa.facts.instruments import instruments_in, matches
from vssqa.index.register_file import AGENCY, PAPER
from vssqa.text import fold
from vssqa.types import SEEN_BY_READER, Figure, Mention, Span


@pytest.fixture(scope="module")
def corpus() -> HeldCorpus:
    return hold_folder(CORPUS)


def _sentence(corpus: HeldCorpus, release: str, start: int) -> int:
    """Return the number of the sentence that begins at or before a place, found one by one."""
    before = [
        number
        for number, sentence in enumerate(corpus.sentences)
        if (sentence.release, sentence.span.start) <= (release, start)
    ]
    return before[-1] if before else 0


def test_the_registers_come_back_as_they_were(corpus: HeldCorpus) -> None:
    assert corpus.held.registers() == corpus.registers


def test_facts_are_found_by_sentence(corpus: HeldCorpus) -> None:
    found: list[object] = []
    for sentence in corpus.sentences:
        place = (sentence.release, sentence.span)
        figures, duties = corpus.held.figures_in(*place), corpus.held.duties_in(*place)
        assert all(sentence.span.holds(fact.span) for fact in figures)
        assert all(sentence.span.start <= fact.span.start < sentence.span.end for fact in duties)
        found += [*figures, *duties]
    known = [*corpus.registers.figures, *corpus.registers.duties]
    assert sorted(map(repr, found)) == sorted(map(repr, known))
    assert corpus.held.figures_in("no-such-release", Span(0, 10**6)) == ()


def test_entries_are_found_by_place_with_the_roles_of_their_release(corpus: HeldCorpus) -> None:
    for release in corpus.releases.values():
        whole = Span(0, len(release.text))
        papers = corpus.held.papers_in(release.id, whole)
        mentions = [
            (mention.span, paper.key)
            for paper in corpus.registers.instruments
            for mention in paper.mentions
            if mention.release == release.id
        ]
        assert sorted((named.span, named.of.key) for named in papers) == sorted(mentions)
        assert all(a.span <= b.span for a, b in pairwise(papers))
        for named in corpus.held.agencies_in(release.id, whole):
            [entry] = [a for a in corpus.registers.agencies if a.name == named.of.name]
            assert named.of.aliases == entry.aliases
            here = tuple(role for role in entry.roles if role.release == release.id)
            assert named.of.roles == here


def test_papers_are_found_by_what_a_question_calls_them(corpus: HeldCorpus) -> None:
    for paper in corpus.registers.instruments:
        for name in (*paper.aliases, paper.number or "", paper.title or ""):
            for mention in instruments_in(name):
                found = [held.key for held in corpus.held.papers_meant(mention)]
                wanted = [p.key for p in corpus.registers.instruments if matches(mention, p)]
                assert found == wanted
    [unknown] = instruments_in("Directive No. 9999-CT/TW")
    assert corpus.held.papers_meant(unknown) == []


def _sentences(corpus: HeldCorpus, mentions: Sequence[Mention]) -> list[int]:
    return sorted({_sentence(corpus, m.release, m.span.start) for m in mentions})


@pytest.mark.parametrize("most", [1, 3, 1_000])
def test_the_first_sentences_that_name_an_entry_are_found(corpus: HeldCorpus, most: int) -> None:
    for paper in corpus.registers.instruments:
        found = corpus.held.sentences_naming([paper.key], PAPER, most)
        assert found == _sentences(corpus, paper.mentions)[:most]
        assert corpus.held.sentences_naming([paper.key], AGENCY, most) == []
    for agency in corpus.registers.agencies:
        found = corpus.held.sentences_naming([fold(agency.name)], AGENCY, most)
        assert found == _sentences(corpus, agency.mentions)[:most]
    assert corpus.held.sentences_naming([], PAPER, most) == []


def test_people_are_found_by_every_name(corpus: HeldCorpus) -> None:
    people = [a for a in corpus.registers.agencies if a.kind == "person"]
    assert people
    for person in people:
        for alias in (*person.aliases, person.name):
            assert fold(alias) in corpus.held.people_called([fold(alias), "nobody"])
            assert len(fold(alias)) <= corpus.held.longest_alias
    assert corpus.held.people_called(map(str, range(2_000))) == {}


def _rivals(corpus: HeldCorpus, figure: Figure) -> list[Figure]:
    same = [f for f in corpus.registers.figures if subject_of(f) == subject_of(figure)]
    return [f for f in same if f.period == figure.period]


def test_figures_that_agree_or_rival_are_found(corpus: HeldCorpus) -> None:
    figures = corpus.registers.figures
    support = Support(corpus.held)
    for figure in figures:
        others = [
            other
            for other in figures
            if subject_of(other) == subject_of(figure)
            and (other.release, other.sentence) != (figure.release, figure.sentence)
            and agrees(figure, other)
        ]
        assert list(support.agreeing(figure)) == others
        backing = len({figure.release, *(other.release for other in others)})
        assert corpus.held.backing(figure) == backing
        better = corpus.held.better_backed(figure, backing)
        assert {(f.value, f.surface, f.qualifier, f.measure) for f in better} == {
            (f.value, f.surface, f.qualifier, f.measure)
            for f in _rivals(corpus, figure)
            if corpus.held.backing(f) > backing
        }
        assert support.of(Slot((figure.span,), 1.0, figure=figure)) == min(1.0, (backing - 1) / 2)


def test_conflicts_are_found_by_their_sides(corpus: HeldCorpus) -> None:
    support = Support(corpus.held)
    seen = [c for c in corpus.registers.conflicts if c.kind in SEEN_BY_READER]
    assert seen
    for number, conflict in enumerate(corpus.registers.conflicts):
        for side in conflict.figures:
            found = support.conflicts(side)
            assert (found.get(number) == conflict) == (conflict.kind in SEEN_BY_READER)


def test_a_file_that_cannot_be_read_any_more_is_a_typed_error(corpus: HeldCorpus) -> None:
    held = hold_folder(CORPUS).held
    held._database.close()
    with pytest.raises(IndexDamaged, match="cannot be read"):
        held.names_place("Vinh Long")
