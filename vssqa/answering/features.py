"""The named features by which a sentence is chosen as evidence.

Each is between 0 and 1, higher is better. What they weigh is learned
(`vssqa.answering.weights`); what they mean is said here and nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from vssqa.answering import agreement
from vssqa.answering.agreement import AskedPaper
from vssqa.answering.figure_fit import measured
from vssqa.answering.slots import Slot, best_slot
from vssqa.answering.support import Support
from vssqa.answering.surroundings import View, Words, words_of
from vssqa.question.contrasts import Contrast, named_contrasts
from vssqa.question.contrasts import agreement as agreement_of_sides
from vssqa.question.query import Item, Query
from vssqa.text import stem, tokens
from vssqa.types import Candidate

FEATURES = (
    "lexical",  # BM25 of the sentence, as a share of the best candidate's
    "dense",  # cosine of question and sentence
    "ranker",  # the ranker's probability that the sentence answers, as odds (`ranker_feature`)
    "words",  # share of the question's words that the sentence itself holds
    "around",  # the same with the sentence before, the heading and the title
    "place",
    "scheme",
    "period",
    "status",
    "paper",
    "people",
    "names",  # share of the words of capitalised names that stand in the sentence or around it
    "contrast",  # the sentence is not about another side of what the question names
    "counted",  # what is counted is what the question counts
    "number",  # numbers, joblessness, "average", a strange insurance: they stand in the evidence
    "slot",  # an answer of the kind asked for stands in the sentence, and how well it fits
    "measure",  # the figure measures what the question asks for
    "support",  # other releases give the same figure
    "contested",  # more releases give another figure for the same thing
    "heading",  # a heading or a title, without the words that answer
    "newest",  # how new the release is
)
CONSTRAINTS = ("place", "scheme", "period", "status", "paper", "number", "slot")
"""Grades of which none may be 0: such evidence is about something else."""

LOWEST_ODDS, HIGHEST_ODDS = -7.0, 2.0  # logarithms: about 1 in 1,000 and 7 in 8
UNRANKED = 0.55  # cautious: of sentences that answer our own questions most have more (half 0.72)
CONCEPT_MATCH = 0.85  # a synonym is a little less sure than the word itself
AROUND_MATCH = 0.7  # a word that stands beside the sentence
_MUST_STAND = frozenset({stem("unemployment"), stem("unemployed"), stem("average"), stem("mean")})
CARRIED_WEIGHT = 0.4  # words of an earlier question say what it is about, not what is asked


@dataclass(frozen=True, slots=True)
class Evidence:
    """A candidate measured against a question."""

    number: int
    view: View
    features: dict[str, float]
    slot: Slot | None
    unmatched: tuple[Item, ...] = ()
    score: float = 0.0
    fused: float = 0.0

    @property
    def disagrees(self) -> tuple[str, ...]:
        """The constraints this evidence disagrees with."""
        return tuple(name for name in CONSTRAINTS if self.features[name] == 0.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with what the corpus adds to it: weights of words, papers meant, dates."""

    query: Query
    weights: dict[str, float]
    papers: tuple[AskedPaper, ...]
    newest: str | None
    support: Support

    @property
    def keys(self) -> frozenset[str]:
        """The register's entries that the papers asked about may mean."""
        return frozenset().union(*(paper.keys for paper in self.papers))


def measure(asked: Asked, candidates: Sequence[Candidate], views: Sequence[View]) -> list[Evidence]:
    """Measure candidates against a question by all but the ranker (`with_ranks`)."""
    best = max((candidate.lexical for candidate in candidates), default=0.0) or 1.0
    sides = named_contrasts(_terms(asked.query.items))
    named = frozenset(token.term for name in asked.query.names for token in tokens(name))
    return [
        _evidence(asked, candidate, view, candidate.lexical / best, sides, named)
        for candidate, view in zip(candidates, views, strict=True)
    ]


def with_ranks(measured: Sequence[Evidence], ranks: Mapping[int, float]) -> list[Evidence]:
    """Return measured evidence with the ranker's probabilities, given by sentence."""
    return [
        replace(e, features={**e.features, "ranker": ranker_feature(ranks.get(e.number, 0.0))})
        for e in measured
    ]


def without_ranks(measured: Sequence[Evidence]) -> list[Evidence]:
    """Return measured evidence as where no ranker is at hand: all alike, and no worse for it."""
    return [replace(e, features={**e.features, "ranker": UNRANKED}) for e in measured]


def _evidence(
    asked: Asked,
    candidate: Candidate,
    view: View,
    lexical: float,
    sides: Sequence[Contrast],
    named: Set[str],
) -> Evidence:
    query = asked.query
    slot = best_slot(query, view, asked.keys)
    matched_own = {i: _match(i, [view.words]) for i in query.words}
    matched = {i: max(own, AROUND_MATCH * _match(i, view.around)) for i, own in matched_own.items()}
    features = {
        "lexical": lexical,
        "dense": max(0.0, candidate.dense),
        "ranker": 0.0,  # read later, of the best alone
        "words": _share(matched_own, asked.weights),
        "around": _share(matched, asked.weights),
        "place": slot.place if slot else agreement.sentence_place(query, view),
        "scheme": slot.scheme if slot else agreement.sentence_scheme(query, view),
        "period": slot.period if slot else agreement.sentence_period(query, view),
        "status": slot.status if slot else 0.5,
        "paper": agreement.paper_grade(asked.papers, view),
        "people": agreement.people_grade(query, view),
        "names": _names(named, matched),
        "contrast": agreement_of_sides(sides, _terms_beside(view, slot)),
        "counted": _counted(query, view, slot),
        "number": _numbers(query, matched),
        "slot": slot.fit if slot else 0.0,
        "measure": measured(query, slot.figure) if slot and slot.figure else 1.0,
        "support": asked.support.of(slot) if slot else 0.0,
        "contested": asked.support.contested(slot) if slot else 0.0,
        "heading": float(view.sentence.is_heading and not (slot and slot.spans)),
        "newest": _newness(view.release.date, asked.newest),
    }
    unmatched = tuple(item for item, grade in matched.items() if grade == 0.0)
    return Evidence(candidate.index, view, features, slot, unmatched, fused=candidate.fused)


def ranker_feature(probability: float) -> float:
    """Return a probability's logarithm of odds, brought to 0..1.

    Most candidates answer nothing, so a good one may have a probability of a tenth, and
    that is far from a thousandth: odds tell them apart, probabilities hardly do.
    """
    if probability <= 0:
        return 0.0
    odds = math.log(probability / (1 - probability)) if probability < 1 else HIGHEST_ODDS
    return min(1.0, max(0.0, (odds - LOWEST_ODDS) / (HIGHEST_ODDS - LOWEST_ODDS)))


def _terms(items: Sequence[Item]) -> frozenset[str]:
    return frozenset(item.term for item in items).union(*(item.parts for item in items))


def _terms_beside(view: View, slot: Slot | None) -> frozenset[str]:
    """Return a sentence's terms; of one with several figures those between the slot's neighbours.

    "33% of the labour force and 94% of the population": each share is of its own.
    """
    if slot is None or slot.figure is None:
        return frozenset(token.term for token, _ in view.read)
    own = slot.figure.span
    start = max((f.span.end for f in view.figures if f.span.end <= own.start), default=0)
    ends = [f.span.start for f in view.figures if f.span.start >= own.end]
    end = min(ends, default=view.sentence.span.end)
    return frozenset(t.term for t, _ in view.read if start <= t.span.start and t.span.end <= end)


def _names(named: Set[str], matched: Mapping[Item, float]) -> float:
    """Return the share of the terms of the question's names that are met."""
    met = [grade > 0 for item, grade in matched.items() if item.term in named]
    return sum(met) / len(met) if met else 1.0


IN_SENTENCE, IN_SURROUNDINGS = 0.6, 0.3  # what is counted stands there, if not with the figure


def _counted(query: Query, view: View, slot: Slot | None) -> float:
    """Grade whether the figure counts the things that the question counts."""
    if query.counted is None or slot is None or slot.figure is None:
        return 1.0
    if _match(query.counted, [words_of(slot.figure.measure)]):
        return 1.0
    if _match(query.counted, [view.words]):
        return IN_SENTENCE
    return IN_SURROUNDINGS if _match(query.counted, view.around) else 0.0


def _numbers(query: Query, matched: dict[Item, float]) -> float:
    """Return 0 where a number of the question stands nowhere in the evidence, else 1.

    "ASSA 40" is not "ASSA 37", and the unemployment rate is not that of unemployment
    insurance, whose name is no word here. A yes/no question may give a number to be denied.
    """
    if query.kind == "yes_no":
        return 1.0
    must = (i for i in matched if i.must or i.term.isdigit() or i.term in _MUST_STAND)
    return float(all(matched[item] > 0 for item in must))


def _match(item: Item, places: Sequence[Words]) -> float:
    """Grade how well one word of the question is met in any of the places."""
    if any(item.term in words.terms for words in places):
        return 1.0
    if any(f"un{item.term}" in words.terms for words in places):
        return CONCEPT_MATCH  # its opposite: the sentence speaks of just that
    if any(item.parts and item.parts <= words.terms for words in places):
        return CONCEPT_MATCH
    if any(item.concepts & words.concepts for words in places):
        return CONCEPT_MATCH
    return 0.0


def _share(matched: dict[Item, float], weights: dict[str, float]) -> float:
    """Return the share of the question's words that is met, rare words weighing more."""
    if not matched:
        return 1.0
    weight = {
        item: weights[item.term] * (CARRIED_WEIGHT if item.carried else 1.0) for item in matched
    }
    total = sum(weight.values())
    return sum(weight[item] * grade for item, grade in matched.items()) / total if total else 1.0


def word_weight(sentences_with: int, sentences: int) -> float:
    """Return how much a word tells: BM25's idf, higher for words fewer sentences hold."""
    return math.log(1 + (sentences - sentences_with + 0.5) / (sentences_with + 0.5))


def _newness(date: str | None, newest: str | None) -> float:
    """Return 1 for the newest release, half as much for each year before."""
    if not date or not newest:
        return 0.0
    years = int(newest[:4]) - int(date[:4]) + _month_part(newest) - _month_part(date)
    return float(0.5 ** max(0.0, years))


def _month_part(date: str) -> float:
    return (int(date[5:7]) - 1) / 12 if len(date) >= 7 else 0.0
