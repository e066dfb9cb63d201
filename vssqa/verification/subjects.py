"""What a figure is a figure of, in words, and how far the words of two figures meet.

Schemes, places, periods and numbers are compared as what they are, elsewhere;
here only the words that are left count, and rare ones count more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from vssqa.answering.features import CONCEPT_MATCH
from vssqa.dates import MONTHS
from vssqa.facts.agencies import agencies_in
from vssqa.facts.bodies import VSS
from vssqa.facts.clauses import Clauses, Context
from vssqa.facts.instruments import instruments_in
from vssqa.facts.places import places
from vssqa.facts.schemes import scheme_mentions
from vssqa.patterns import regex
from vssqa.question.vocabulary import concepts
from vssqa.text import STOP_WORDS, fold, stem, tokens
from vssqa.types import Scheme, Span
from vssqa.verification.clause_words import group_of
from vssqa.verification.direction import direction_of

Weigh = Callable[[str], float]
"""Term -> how much it tells."""

SHARED_MATCH = 0.95  # a word of the sentence that no other figure has for its own
OTHERS_MATCH = 0.55  # a word that belongs to another figure of the sentence
AROUND_MATCH = 0.6  # a word of the sentence before, the heading or the title
_SHARED_WEIGHT = 0.5  # in a statement of several figures, a word that is no figure's own

# Words that say how a number is given, of when or how it stands, never of what it is.
IDLE = frozenset(
    stem(word)
    for word in (
        "reach account stand stood equal equivalent number amount figure total come came hit"
        " percent percentage rate ratio share proportion level nearly approximately almost around"
        " roughly some estimated estimate least only exactly time end beginning year month quarter"
        " period late early mid now currently present date far already actually insurance national"
        " country people person average vnd usd dong million billion trillion thousand hundred per"
        " get got go went gone make made put set give gave include including represent correspond"
        " amounting range within group say said according report reported release since between"
        " last before after next previous same other age each every voluntary voluntarily"
        " compulsory want hope wish intend target goal aim objective strive implement until draw"
        " drew implementation drawn attract write wrote written hold held bring brought keep kept"
        " remain become became see saw seen show shown record recorded note noted post count"
        " numbered among scheme slightly somewhat considerably significantly markedly sharply"
        " marginally clearly whole patient first second third fourth one two three four five six"
        " seven eight nine ten eleven twelve"
    ).split()
) | {"vietnam", "percent", *map(stem, MONTHS)}
_LATE_PAYMENT = frozenset({"~late_payment"})  # "late" in "late payment" says of what it is


@dataclass(frozen=True, slots=True)
class Word:
    """A word that tells of what a figure is: its term and the concepts it takes part in."""

    term: str
    concepts: frozenset[str] = frozenset()


class Words:
    """Some words, met by their terms or by their concepts."""

    __slots__ = ("concepts", "terms", "words")

    def __init__(self, words: Iterable[Word] = ()) -> None:
        self.words = frozenset(words)
        self.terms = frozenset(word.term for word in self.words)
        self.concepts = frozenset(c for word in self.words for c in word.concepts)

    def __or__(self, other: Words) -> Words:
        """Return the words of both."""
        return Words(self.words | other.words)

    def grade(self, word: Word) -> float:
        """Grade how well a word is met: 1 by itself, a little less by one for the same thing."""
        if word.term in self.terms:
            return 1.0
        return CONCEPT_MATCH if word.concepts & self.concepts else 0.0


NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of one figure by how near they stand.

    `own` are those of its measure and its clause, `shared` those of its sentence
    that are no figure's own, `others` those of the sentence's other figures,
    `around` those of the surroundings; `base` says of what a share is a share.
    """

    own: Words
    shared: Words = NO_WORDS
    others: Words = NO_WORDS
    around: Words = NO_WORDS
    base: Words = NO_WORDS


def words_of(
    text: str, masked: Iterable[Span] = (), within: Span | None = None
) -> list[tuple[Span, Word]]:
    """Read the telling words of a text, those in `masked` spans left out."""
    hidden = [*masked, *_hidden(text)]
    read = tokens(text, within)
    found: list[tuple[Span, Word]] = []
    seen: set[Span] = set()
    for token, held in zip(read, concepts(read), strict=True):
        whole = token.span not in seen
        seen.add(token.span)
        shown = whole and not any(token.span.overlaps(span) for span in hidden)
        if shown and _tells(text, token.span, token.term, held):
            found.append((token.span, Word(token.term, held)))
    return found


@lru_cache(maxsize=64)
def _words_of_sentence(text: str, hidden: tuple[Span, ...]) -> list[tuple[Span, Word]]:
    """Read a sentence's words once for all its figures: a table in one line holds hundreds."""
    return words_of(text, hidden)


@lru_cache(maxsize=65536)
def phrase_words(phrase: str) -> Words:
    """Return the telling words of a phrase, places and papers left out."""
    return Words(word for _, word in words_of(phrase, named_spans(phrase)))


_OF_ISSUER = regex(r" of the |'s | of ")
_KIND_OF_PLACE = regex(r" (?:province|city)\b", re.I)


@lru_cache(maxsize=1024)
def named_spans(text: str) -> tuple[Span, ...]:
    """List the spans of numbered papers with their issuers, and of places with their kind."""
    papers = [paper.span for paper in instruments_in(text) if paper.number]
    bodies = [body.span for body in agencies_in(text)] if papers else []
    spans = list(papers)
    for paper in papers:
        of = _OF_ISSUER.match(text, paper.end)
        spans += [body for body in bodies if of and body.start == of.end()]
    for place in places(text):
        kind = _KIND_OF_PLACE.match(text, place.span.end)
        spans.append(Span(place.span.start, kind.end() if kind else place.span.end))
    return tuple(spans)


_TAKES_PART = "~participation"
_WORKING = frozenset(
    map(stem, "working work workforce worker labour labor force employee working-age".split())
)
_PEOPLE = frozenset(
    map(stem, "population people person resident citizen inhabitant age whole vietnamese".split())
)


def is_participation(words: Words) -> bool:
    """Tell whether words say how many take part and nothing else."""
    return _TAKES_PART in words.concepts and all(
        _TAKES_PART in word.concepts or word.term in _WORKING | _PEOPLE for word in words.words
    )


def says_who(words: Words) -> bool:
    """Tell whether words only name who takes part or gets something ("participants")."""
    return all(
        _TAKES_PART in word.concepts
        or "~beneficiary" in word.concepts
        or word.term in _WORKING | _PEOPLE
        for word in words.words
    )


# That something took place says nothing of what it is; nor does "the agency".
_MEDICAL = regex(
    r"\bmedical(?= (?:examinations?|check-?ups?|treatments?|facilit\w+|visits?|services?|care)\b)"
)
HAPPENS = regex(
    r"\b(?:(?:took|takes?|taken|taking) place|(?:occurr?|happen)\w*|the agency"
    r"|(?:did|do|does|done|doing) away with"
    r"|(?:paid|pays?|paying) for)\b"
)


# "Da Nang Social Insurance": the place is compared as such.
_OF_VSS = regex(r"\bSocial (?:Security|Insurance)\b(?! Association)")


def _hidden(text: str) -> list[Span]:
    """List the spans of schemes, compared as such, and of the agency that publishes."""
    spans = [mention.group for mention in scheme_mentions(text) if not mention.weak]
    folded = fold(text)
    spans += [Span(*m.span()) for cue in (HAPPENS, _MEDICAL) for m in cue.finditer(folded)]
    return spans + [
        body.span for body in agencies_in(text) if body.name == VSS or _OF_VSS.search(body.name)
    ]


def _tells(text: str, span: Span, term: str, held: frozenset[str]) -> bool:
    surface = fold(span.of(text))
    if surface in STOP_WORDS or any(character.isdigit() for character in surface):
        return False
    if held & _LATE_PAYMENT:
        return True
    return term not in IDLE and direction_of(surface) is None


# --- one figure's words ---------------------------------------------------------------


def subject_of(
    clauses: Clauses, context: Context, measure: str, around: Words = NO_WORDS
) -> Subject:
    """Return the words of one figure."""
    base_span = base_of(clauses, context)
    own = set(phrase_words(measure).words)
    shared: set[Word] = set()
    others: set[Word] = set()
    base: set[Word] = set()
    group = {other.quantity.span for other in group_of(clauses, context)}
    taken = [
        c for c in clauses.contexts if c.quantity.span not in group and not _is_known(clauses, c)
    ]
    for span, word in sentence_words(clauses):
        if base_span and base_span.holds(span):
            base.add(word)
        elif context.left.holds(span) or context.right.holds(span):
            own.add(word)
        elif any(c.left.holds(span) or c.right.holds(span) for c in taken):
            others.add(word)
        else:
            shared.add(word)
    return Subject(Words(own - base), Words(shared), Words(others), around, Words(base))


# "the three funds", "its 41 facilities": a name, no figure with words of its own.
_KNOWN = regex(r"\b(?:the|its|their|these|both|our) $")
_FEW = 10
_IN = regex(r"\b(?:in|of|across|from)(?: all)?(?: the)? $")
_PLACES = regex(r" (?:provinces|cities|localities|districts|communes)\b")


def _is_known(clauses: Clauses, context: Context) -> bool:
    span = context.quantity.span
    if context.quantity.unit != "count":
        return False
    if _IN.search(clauses.folded, 0, span.start) and _PLACES.match(clauses.folded, span.end):
        return True
    named = _KNOWN.search(clauses.folded, 0, span.start)
    return bool(named) and context.quantity.low < _FEW


def hidden_spans(clauses: Clauses) -> list[Span]:
    """List the spans of a sentence that are compared as what they are: numbers, periods, names."""
    spans = [c.quantity.span for c in clauses.contexts] + [p.span for p in clauses.periods]
    return [*spans, *named_spans(clauses.words)]


def sentence_words(clauses: Clauses) -> list[tuple[Span, Word]]:
    """Return the telling words of a sentence with their places."""
    return _words_of_sentence(clauses.words, tuple(hidden_spans(clauses)))


def own_words(clauses: Clauses, cues: Iterable[Span] = ()) -> Words:
    """Return the telling words of a whole sentence, those in `cues` left out."""
    return Words(word for _, word in words_of(clauses.words, [*hidden_spans(clauses), *cues]))


_BASE_ENDS = frozenset(
    "joined join joining took take taking have has had having is are was were participated"
    " participate participating covered enrolled paid that which who in at by and with equal while"
    " but during nationwide after before since reaching exceeding surpassing as on this last"
    " benefit benefited not will would held hold holds holding own owned used use received receive"
    " get got".split()
)
_BASE_WORDS = 8  # "the total amount to be collected": longer phrases are no base


def base_of(clauses: Clauses, context: Context) -> Span | None:
    """Return the span of what a share is a share of ("of the working age population")."""
    right = context.right
    if context.quantity.unit != "percent" or not clauses.folded.startswith(" of ", right.start):
        return None
    start = end = right.start + len(" of ")
    for token in tokens(clauses.words, Span(start, len(clauses.words)))[: 2 * _BASE_WORDS]:
        gap = clauses.folded[end : token.span.start]
        if fold(token.span.of(clauses.words)) in _BASE_ENDS or any(c in gap for c in ",;:.()"):
            break
        end = max(end, token.span.end)
    return Span(start, end) if end > start else None


# --- two figures' words -----------------------------------------------------------------


def said_share(said: Subject, held: Subject, weigh: Weigh) -> float:
    """Return the share of a said figure's words that the held figure's words meet."""
    layers = (
        (held.own, 1.0),
        (held.base, 1.0),
        (held.shared, SHARED_MATCH),
        (held.others, OTHERS_MATCH),
        (held.around, AROUND_MATCH),
    )
    met = total = 0.0
    # What the statement shares among its figures, the sentence may share among its own.
    level = (*layers, (held.others, SHARED_MATCH))
    for words, factor, near in ((said.own, 1.0, layers), (said.shared, _SHARED_WEIGHT, level)):
        for word in words.words:
            weight = weigh(word.term) * factor
            total += weight
            met += weight * max(part * layer.grade(word) for layer, part in near)
    return met / total if total else 1.0


def held_share(said: Subject, held: Words, weigh: Weigh) -> float:
    """Return the share of a held figure's own words that the statement meets."""
    met = total = 0.0
    for word in held.words:
        weight = weigh(word.term)
        total += weight
        met += weight * max(words.grade(word) for words in (said.own, said.shared, said.base))
    return met / total if total else 1.0


def same_base(said: Subject, held: Subject, scheme: Scheme | None) -> bool:
    """Tell whether two shares are shares of the same.

    A statement that names no base is agreed with. Where the release names none, health
    insurance is measured against the population and the other schemes against workers.
    """
    if not said.base.words:
        return True
    usual = "people" if scheme in {"health", "voluntary_health"} else "workers" if scheme else None
    if not held.base.words and all(held.own.grade(word) for word in said.base.words):
        return True
    one, other = _base_kind(said.base, usual), _base_kind(held.base, usual)
    if one is None or other is None:
        return True
    goes_on = not held.base.words and not held.own.words  # "the figure was 71.3%"
    if goes_on and any(held.around.grade(word) for word in said.base.words):
        return True
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return any(other.grade(word) for word in one.words)


def _base_kind(base: Words, usual: str | None) -> str | Words | None:
    """Return workers or people, else the words; the usual kind where none are printed."""
    if not base.words:
        return usual
    if base.terms & _WORKING:
        return "workers"
    return "people" if base.terms <= _PEOPLE else base
