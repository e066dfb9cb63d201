"""The nouns of vssqa: frozen data that every other module speaks in.

Offsets everywhere are half-open ranges of Unicode code points in the decoded
text of one release, exactly as its file lies on disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["title", "date", "heading", "paragraph", "caption", "furniture"]
Scheme = Literal["social", "voluntary_social", "health", "voluntary_health", "unemployment"]
Status = Literal["actual", "target", "change", "limit"]
ConflictKind = Literal["value", "label", "internal", "scope", "period", "rounding"]
AnswerKind = Literal["figure", "directive", "agency", "person", "date", "yes_no", "list", "passage"]
AnswerStatus = Literal["answered", "conflicting", "refused"]
VerdictKind = Literal["supported", "contradicted", "conflicting", "not_found"]
AgencyKind = Literal["person", "organisation"]

SEEN_BY_READER: frozenset[ConflictKind] = frozenset({"value", "label", "internal"})
"""Kinds of conflict a reader must see; the others explain and do not contradict."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in one release's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the piece of `text` this span covers."""
        return text[self.start : self.end]

    def moved(self, by: int) -> Span:
        """Return the span `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of a release and what it is there for."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """Where a release came from, as noted in `corpus/sources.toml`."""

    url: str | None = None
    publisher: str | None = None
    original_sha256: str | None = None
    added: str | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """One press release: its file's text and what was read off it.

    `date` is ISO 8601 of the precision printed ("2024-01-22", "2025-03",
    "2016") or None. `file` is the path that was opened, as a citation shows it.
    """

    id: str
    file: str
    text: str
    title: str
    date: str | None
    blocks: tuple[Block, ...]
    sha256: str
    source: Source = field(default_factory=Source)

    @property
    def year(self) -> int | None:
        """The year of publication, where a date is printed."""
        return int(self.date[:4]) if self.date else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a release that may serve as evidence.

    `block` is its block's index in the release; `heading` the index of the
    nearest heading above it (or of the title), None where there is none.
    """

    release: str
    span: Span
    block: int
    heading: int | None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a release of the size that is embedded."""

    release: str
    span: Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be evidence, and what each way of searching says of it.

    `index` is its place in `Index.sentences`. `lexical` is its BM25 score,
    `dense` its cosine, `passage` the cosine of the passage it stands in; a
    rank is 1 for the best, None where that search did not bring it. `fused` is
    the sum of reciprocal ranks. Higher is better.
    """

    index: int
    sentence: Sentence
    lexical: float
    dense: float
    passage: float
    lexical_rank: int | None
    dense_rank: int | None
    fused: float


@dataclass(frozen=True, slots=True)
class Inference:
    """A field of a figure that its own sentence does not print, and the rule that gave it."""

    field: str
    rule: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity with all that is needed to compare it with another.

    `value` is a decimal string in base units, a range "low/high". `qualifier`
    is the printed hedge ("nearly", "over", "about") or None. `span` covers the
    surface, `sentence` the sentence it stands in.
    """

    release: str
    span: Span
    surface: str
    value: str
    unit: str
    scheme: Scheme | None
    measure: str
    place: str | None
    period: str | None
    status: Status
    sentence: Span
    qualifier: str | None = None
    inferred: tuple[Inference, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name or an instrument stands."""

    release: str
    span: Span
    surface: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal paper or programme. `key` tells two papers of one number apart."""

    key: str
    number: str | None
    type: str
    issuer: str | None
    title: str | None
    date: str | None
    aliases: tuple[str, ...]
    ambiguous: bool
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role as printed beside a person's name, and where."""

    role: str
    organisation: str | None
    release: str
    span: Span


@dataclass(frozen=True, slots=True)
class Agency:
    """A person or an organisation, with every name it goes by."""

    name: str
    kind: AgencyKind
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is told to do what. `span` covers the words that say so."""

    release: str
    span: Span
    responsible: str
    action: str
    ordered_by: str | None
    deadline: str | None
    instrument: str | None
    sentence: Span


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures of one thing that differ, and the sentence that says how."""

    kind: ConflictKind
    note: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Registers:
    """All facts read from a corpus."""

    figures: tuple[Figure, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    agencies: tuple[Agency, ...] = ()
    duties: tuple[Duty, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and its address."""

    number: int
    release: str
    title: str
    date: str | None
    url: str | None
    file: str
    span: Span
    quote: str
    highlights: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A conflict as an answer shows it: numbers of the citations of both sides."""

    kind: ConflictKind
    note: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, what is missing, and the nearest things held."""

    reason: str
    missing: tuple[str, ...] = ()
    nearest: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was understood, in words a person can correct."""

    text: str
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What `ask` gives back: verbatim evidence, or a refusal with its reason.

    `agreeing` are the numbers of the citations whose releases give the same figure;
    `yes_no` is what a yes/no question's evidence decides; `as_of` the period of the
    figure, else the date of the release, that the answer holds for.
    """

    question: str
    status: AnswerStatus
    answer: str
    short: str | None
    kind: AnswerKind
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Disagreement, ...] = ()
    refusal: Refusal | None = None
    seconds: float = 0.0
    id: str | None = None
    agreeing: tuple[int, ...] = ()
    reading: Reading | None = None
    figure: Figure | None = None
    yes_no: Literal["yes", "no"] | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class FigureVerdict:
    """The verdict on one figure of a statement."""

    surface: str
    span: Span
    verdict: VerdictKind
    found: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One checked statement of a draft; `span` counts in the draft's text."""

    text: str
    span: Span
    verdict: VerdictKind | None
    note: str
    figures: tuple[FigureVerdict, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """A checked text: its statements and the worst verdict among them.

    A statement with nothing to check has the verdict None and does not count.
    """

    text: str
    verdict: VerdictKind
    statements: tuple[Statement, ...]
    id: str | None = None
