"""Answer questions from one index generation: read, find, measure, choose, compose."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from vssqa.answering.agreement import AskedPaper
from vssqa.answering.choosing import Choice, choose
from vssqa.answering.composing import Corpus, compose
from vssqa.answering.features import Asked, Evidence, measure, with_ranks, word_weight
from vssqa.answering.refusing import NOTHING_ASKED, REQUEST_REASON, is_request, refuse
from vssqa.answering.support import Support
from vssqa.answering.surroundings import Views
from vssqa.answering.weights import ANSWERABLE_FROM, Weights, learned_weights
from vssqa.facts.instruments import InstrumentMention, matches
from vssqa.facts.places import COUNTRY, places
from vssqa.index import Index
from vssqa.question.followups import complete, points_back
from vssqa.question.query import Query
from vssqa.question.reading import Lexicon, read_alone
from vssqa.retrieval.ranker import Ranker, context, reading
from vssqa.text import fold, terms, tokens
from vssqa.types import Answer, Candidate, Figure, Reading, Refusal, Scheme, Span

RERANKED = 16  # sentences the ranker reads: what a warm question has time for
POINTED_TO = 24  # sentences added because the registers point to them
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
        self._views = Views(index.sentences, index.releases, index.registers)
        self._corpus = Corpus(
            index.releases, index.registers.conflicts, Support(index.registers.figures)
        )

    # --- reading -------------------------------------------------------------------

    @cached_property
    def lexicon(self) -> Lexicon:
        """What the corpus holds, as far as reading a question needs it."""
        people = {
            fold(alias): fold(agency.name)
            for agency in self._index.registers.agencies
            if agency.kind == "person"
            for alias in (*agency.aliases, agency.name)
        }
        dates = [r.date for r in self._index.releases.values() if r.date]
        return Lexicon(
            holds=lambda stem: self._index.lexical.frequency(stem) > 0,
            words=lambda: self._words,
            people=people,
            knows=lambda mention: any(
                matches(mention, paper) for paper in self._index.registers.instruments
            ),
            newest=max(dates, default=None),
        )

    @cached_property
    def _words(self) -> Counter[str]:
        """The folded words of the corpus with their counts; only misspelled questions need it."""
        counted: Counter[str] = Counter()
        for sentence in self._index.sentences:
            text = self._index.releases[sentence.release].text
            words = (fold(t.span.of(text)) for t in tokens(text, sentence.span))
            counted.update(word for word in words if word.isalpha())
        return counted

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
        if self._ranker is not None and "ranker" not in without:
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
        keys = frozenset(p.key for p in self._index.registers.instruments if matches(mention, p))
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
        for paper in self._index.registers.instruments:
            if paper.key in asked.keys:
                yield from (self._sentence_at(m.release, m.span) for m in paper.mentions)
        for figure in self._figures_by_place(asked.query):
            yield self._sentence_at(figure.release, figure.span)
        for agency in self._index.registers.agencies:
            if fold(agency.name) in asked.query.people:
                yield from (self._sentence_at(m.release, m.span) for m in agency.mentions)

    def _figures_by_place(self, query: Query) -> Iterable[Figure]:
        """Yield the figures of a place and scheme asked about: sentences may print neither."""
        if query.kind == "figure":
            for place in set(query.places) - {COUNTRY}:
                for scheme in query.schemes or (None,):
                    yield from self._places_figures.get((place, scheme), ())

    @cached_property
    def _places_figures(self) -> dict[tuple[str, Scheme | None], list[Figure]]:
        found: dict[tuple[str, Scheme | None], list[Figure]] = defaultdict(list)
        for figure in self._index.registers.figures:
            if figure.place and figure.place != COUNTRY:
                found[figure.place, figure.scheme].append(figure)
        return found

    @cached_property
    def _starts(self) -> list[tuple[str, int]]:
        return [(s.release, s.span.start) for s in self._index.sentences]

    def _sentence_at(self, release: str, span: Span) -> int:
        return max(0, bisect_right(self._starts, (release, span.start)) - 1)

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
        return reading(view.text, context(view.release.title, view.release.date))

    # --- answering -----------------------------------------------------------------

    def answer(
        self,
        question: str,
        history: Sequence[str],
        admitted: Set[str],
        without: frozenset[str] = frozenset(),
        refusing: bool = True,
    ) -> Answer:
        """Answer a question, or refuse; with `refusing` off the best evidence always answers."""
        query = self.read(question, history)
        shown = Reading(", ".join(query.read_as)) if query.read_as else None
        if refusing and is_request(question):
            return _refused(question, query, Refusal(REQUEST_REASON), shown)
        if refusing and not query.items:
            return _refused(question, query, Refusal(NOTHING_ASKED), shown)
        # To rule out what disagrees is to refuse: it serves telling what the releases do not say.
        found = self.find(query, admitted, without, excluding=refusing)
        missing = self._missing(found.asked)
        best, probability = found.choice.best, found.choice.probability
        if best is None or (refusing and (missing or probability < ANSWERABLE_FROM)):
            return _refused(question, query, self._refusal(found, missing), shown)
        sides = self._sides(query, admitted, without) if query.compares else []
        answer = compose(found.asked, found.choice.evidence, sides, self._corpus, admitted)
        return replace(answer, question=question, reading=shown)

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
        missing += [p for p in query.places if p != COUNTRY and p not in self._places_held]
        for name in query.names:
            words = tokens(name)
            held = any(self._index.lexical.frequency(word.term) for word in words)
            if words and not held and not self._names_source(fold(name)):
                missing.append(name)
        return list(dict.fromkeys(missing))

    def _names_source(self, name: str) -> bool:
        """Tell whether a name is that of a release's source ("the VOV report")."""
        return any(
            name in fold(f"{release.source.url or ''} {release.source.publisher or ''}")
            for release in self._index.releases.values()
        )

    @cached_property
    def _places_held(self) -> frozenset[str]:
        """Every place a release names in its body."""
        held: set[str] = set()
        for sentence in self._index.sentences:
            text = self._index.releases[sentence.release].text
            held.update(place.name for place in places(text, sentence.span))
        return frozenset(held)


def _refused(question: str, query: Query, refusal: Refusal, shown: Reading | None) -> Answer:
    return Answer(
        question=question,
        status="refused",
        answer="",
        short=None,
        kind=query.kind,
        refusal=refusal,
        reading=shown,
    )
