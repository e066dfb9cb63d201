"""Answer questions from one index generation: read, find, measure, choose, compose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from vssqa.answering.agreement import AskedPaper
from vssqa.answering.choosing import Choice, choose
from vssqa.answering.composing import Corpus, compose
from vssqa.answering.features import (
    Asked,
    Evidence,
    measure,
    with_ranks,
    without_ranks,
    word_weight,
)
from vssqa.answering.parts import ROOM, joined
from vssqa.answering.quoting import LONGEST_ANSWER
from vssqa.answering.refusing import NOTHING_ASKED, REQUEST_REASON, is_request, refuse
from vssqa.answering.support import Support
from vssqa.answering.surroundings import Views
from vssqa.answering.weights import ANSWERABLE_FROM, Weights, learned_weights
from vssqa.facts.instruments import InstrumentMention
from vssqa.facts.places import COUNTRY
from vssqa.index import Index
from vssqa.index.register_file import AGENCY, PAPER
from vssqa.patterns import regex
from vssqa.question.followups import complete, points_back
from vssqa.question.parts import two_parts
from vssqa.question.query import Query
from vssqa.question.reading import Lexicon, read_alone
from vssqa.question.vocabulary import concepts
from vssqa.retrieval.ranker import Ranker, context, reading
from vssqa.text import fold, terms, tokens
from vssqa.types import Answer, Candidate, Reading, Refusal

RERANKED = 16  # sentences the ranker reads: what a warm question has time for
POINTED_TO = 24  # sentences added because the registers point to them
_WORD_EDGE = regex(r"\b")
NEAR_ENOUGH = 0.35  # share of the question's words by which evidence counts as near


@dataclass(frozen=True, slots=True)
class Found:
    """All that one question brought to light; training and evaluation look inside."""

    asked: Asked
    choice: Choice
    measured: tuple[Evidence, ...]


class Answerer:
    """Answers from one generation; everything it keeps is derived from that."""

    def __init__(
        self, index: Index, ranker: Ranker | None = None, weights: Weights | None = None
    ) -> None:
        self._index = index
        self._ranker = ranker
        self._weights = weights or learned_weights()
        self._held = index.held
        self._views = Views(index.sentences, index.releases, index.held)
        self._corpus = Corpus(index.releases, Support(index.held))

    # --- reading -------------------------------------------------------------------

    @cached_property
    def lexicon(self) -> Lexicon:
        """What the corpus holds, as far as reading a question needs it."""
        dates = [record.date for record in self._index.releases.records if record.date]
        return Lexicon(
            holds=lambda stem: self._index.lexical.frequency(stem) > 0,
            words=lambda: self._held.words,
            people=self._people,
            knows=lambda mention: bool(self._held.papers_meant(mention)),
            newest=max(dates, default=None),
        )

    def _people(self, folded: str) -> dict[str, str]:
        """Return the people whose name stands in a folded text, by the name that does."""
        return self._held.people_called(_phrases(folded, self._held.longest_alias))

    def read(self, question: str, history: Sequence[str] = ()) -> Query:
        """Read a question; what it leaves out comes from the earlier ones."""
        query = read_alone(question, self.lexicon)
        if history and points_back(query):
            return complete(query, self.read(history[-1], history[:-1]))
        return query

    # --- finding -------------------------------------------------------------------

    def find(
        self,
        query: Query,
        admitted: Set[str],
        without: frozenset[str] = frozenset(),
        excluding: bool = True,
    ) -> Found:
        """Find evidence for a query among the admitted releases and rank it."""
        asked = self._asked(query)
        candidates = self._candidates(asked, admitted)
        views = [self._views[candidate.index] for candidate in candidates]
        measured = measure(asked, candidates, views)
        if self._ranker is None:
            measured = without_ranks(measured)
        elif "ranker" not in without:
            measured = with_ranks(measured, self._ranks(asked, measured, without, excluding))
        choice = choose(asked, measured, self._weights, without, excluding)
        return Found(asked, choice, tuple(measured))

    def _asked(self, query: Query) -> Asked:
        count = len(self._index.sentences)
        weights = {
            item.term: word_weight(self._index.lexical.frequency(item.term), count)
            for item in query.items
        }
        papers = tuple(self._asked_paper(mention) for mention in query.instruments)
        return Asked(query, weights, papers, self.lexicon.newest, self._corpus.support)

    def _asked_paper(self, mention: InstrumentMention) -> AskedPaper:
        keys = frozenset(paper.key for paper in self._held.papers_meant(mention))
        if mention.number:
            return AskedPaper(keys, mention.number)
        return AskedPaper(keys, None, frozenset(terms(mention.title or mention.surface)))

    def _candidates(self, asked: Asked, admitted: Set[str]) -> list[Candidate]:
        query = asked.query
        carried = [item.term for item in query.items if item.carried]
        found = self._index.search(
            self._index.encode(query.text),
            [*terms(query.text), *carried],
            self._index.settings.candidates,
            also=sorted(set(self._pointed_to(asked)))[:POINTED_TO],
            releases=admitted if len(admitted) < len(self._index.releases) else None,
        )
        return [hit for hit in found if hit.sentence.release in admitted]

    def _pointed_to(self, asked: Asked) -> Iterable[int]:
        """Yield the sentences the registers point to: papers by number, people by name."""
        yield from self._held.sentences_naming(asked.keys, PAPER, POINTED_TO)
        yield from self._held.sentences_naming(asked.query.people, AGENCY, POINTED_TO)
        yield from self._places_figures(asked.query)

    def _places_figures(self, query: Query) -> Iterable[int]:
        """Yield the figures of a place and scheme asked about: sentences may print neither."""
        if query.kind == "figure":
            for place in set(query.places) - {COUNTRY}:
                for scheme in query.schemes or (None,):
                    yield from self._held.sentences_of_figures(place, scheme, POINTED_TO)

    def _ranks(
        self,
        asked: Asked,
        measured: Sequence[Evidence],
        without: frozenset[str],
        excluding: bool,
    ) -> dict[int, float]:
        """Return the ranker's probability, by sentence, for those that are best by all else."""
        if self._ranker is None:
            return {}
        likely = choose(asked, measured, self._weights, without | {"ranker"}, excluding).evidence
        numbers = [evidence.number for evidence in likely[:RERANKED]]
        texts = [self._as_ranker_reads(number) for number in numbers]
        return dict(zip(numbers, self._ranker.score(asked.query.text, texts), strict=True))

    def _as_ranker_reads(self, number: int) -> str:
        view = self._views[number]
        before = view.before.span.of(view.release.text) if view.before else ""
        return reading(view.text, context(view.release.title, view.release.date), before)

    # --- answering -----------------------------------------------------------------

    def answer(
        self,
        question: str,
        history: Sequence[str],
        admitted: Set[str],
        without: frozenset[str] = frozenset(),
        refusing: bool = True,
    ) -> Answer:
        """Answer a question, or refuse; with `refusing` off the best evidence always answers.

        Of a question that asks two things both are answered; where one of them has no
        answer, it is one question again.
        """
        query = self.read(question, history)
        if refusing and is_request(question):
            return _refused(question, query, Refusal(REQUEST_REASON))
        parts = two_parts(question)
        if refusing and parts and not query.compares:
            both = self._answer_both(parts, history, admitted)
            if both is not None:
                return joined(question, *both)
        return replace(self._answer(query, admitted, without, refusing), question=question)

    def _answer_both(
        self, parts: tuple[str, str], history: Sequence[str], admitted: Set[str]
    ) -> tuple[Answer, Answer] | None:
        """Answer both parts of a question, None where one has no answer."""
        query = self.read(parts[0], history)
        first = self._answer(query, admitted, longest=ROOM)
        if first.refusal:
            return None
        second = self._answer(complete(self.read(parts[1]), query), admitted, longest=ROOM)
        return None if second.refusal else (first, second)

    def _answer(
        self,
        query: Query,
        admitted: Set[str],
        without: frozenset[str] = frozenset(),
        refusing: bool = True,
        longest: int = LONGEST_ANSWER,
    ) -> Answer:
        """Answer one query."""
        shown = Reading(", ".join(query.read_as)) if query.read_as else None
        if refusing and not query.items:
            return _refused(query.text, query, Refusal(NOTHING_ASKED), shown)
        # To rule out what disagrees is to refuse: it serves telling what the releases do not say.
        found = self.find(query, admitted, without, excluding=refusing)
        missing = self._missing(found.asked)
        best, probability = found.choice.best, found.choice.probability
        if best is None or (refusing and (missing or probability < ANSWERABLE_FROM)):
            return _refused(query.text, query, self._refusal(found, missing), shown)
        sides = self._sides(query, admitted, without) if query.compares else []
        composed = compose(
            found.asked, found.choice.evidence, sides, self._corpus, admitted, longest
        )
        return replace(composed, reading=shown)

    def _sides(self, query: Query, admitted: Set[str], without: frozenset[str]) -> list[Evidence]:
        """Find the best evidence of each side that a comparison names."""
        sides: list[Query] = []
        if len(query.places) > 1:
            sides = [replace(query, places=(place,)) for place in query.places]
        else:
            ends = [end for period in query.periods for end in period.split("/")]
            sides = [replace(query, periods=(end,)) for end in ends] if len(ends) > 1 else []
        found = [self.find(side, admitted, without).choice.best for side in sides]
        return [best for best in found if best is not None]

    def _refusal(self, found: Found, missing: Sequence[str]) -> Refusal:
        """Say what is missing, and the nearest things held."""
        ordered = sorted(found.measured, key=lambda e: -self._weights.score(e.features))
        near = [e for e in ordered if e.features["around"] >= NEAR_ENOUGH]
        return refuse(found.asked, missing, near)

    def _missing(self, asked: Asked) -> list[str]:
        """List the papers, places and names of the question that no release holds."""
        query = asked.query
        papers = zip(query.instruments, asked.papers, strict=True)
        missing = [mention.surface for mention, paper in papers if not paper.keys]
        missing += [p for p in query.places if p != COUNTRY and not self._held.names_place(p)]
        for name in query.names:
            words = tokens(name)
            held = any(self._index.lexical.frequency(word.term) for word in words)
            held = held or (name.isupper() and any(concepts(words)))  # "ILO", held in full
            if words and not held and not self._held.names_source(fold(name)):
                missing.append(name)
        return list(dict.fromkeys(missing))


def _phrases(text: str, longest: int) -> set[str]:
    """Return every run of whole words of at most `longest` characters."""
    edges = [match.start() for match in _WORD_EDGE.finditer(text)]
    found = set()
    for place, start in enumerate(edges):
        for end in edges[place + 1 :]:
            if end - start > longest:
                break
            found.add(text[start:end])
    return found


def _refused(question: str, query: Query, refusal: Refusal, shown: Reading | None = None) -> Answer:
    return Answer(
        question=question,
        status="refused",
        answer="",
        short=None,
        kind=query.kind,
        refusal=refusal,
        reading=shown,
    )
