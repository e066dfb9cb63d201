"""All facts of a corpus: what each release tells by itself, and what it takes all of them to tell.

A release is read once. Only what joins releases (which naming means which paper, who
is one person, what disagrees) is done anew when another release comes in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from vssqa.corpus import evidence_sentences
from vssqa.facts.conflicts import find_conflicts
from vssqa.facts.directory import Named, read_agencies, read_named
from vssqa.facts.duties import NamedPaper, read_duties
from vssqa.facts.figures import read_figures
from vssqa.facts.namings import Naming, read_namings
from vssqa.facts.papers import read_instruments
from vssqa.facts.places import places
from vssqa.text import fold, tokens
from vssqa.types import Duty, Figure, Instrument, Registers, Release


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What one release tells by itself.

    `places` are those its sentences name; `words` its folded words with their counts.
    """

    release: Release
    figures: tuple[Figure, ...]
    named: Named
    namings: tuple[Naming, ...]
    places: tuple[str, ...]
    words: Mapping[str, int]


def read_registers(releases: Sequence[Release]) -> Registers:
    """Read every register off the releases; grows linearly with their text."""
    return join_facts([read_release_facts(release) for release in releases])


def read_release_facts(release: Release) -> ReleaseFacts:
    """Read what one release tells by itself."""
    sentences = evidence_sentences(release)
    text = release.text
    words = (fold(token.span.of(text)) for s in sentences for token in tokens(text, s.span))
    return ReleaseFacts(
        release,
        tuple(read_figures(release, sentences)),
        read_named(release, sentences),
        tuple(read_namings(release, sentences)),
        tuple(sorted({place.name for s in sentences for place in places(text, s.span)})),
        dict(sorted(Counter(word for word in words if word.isalpha()).items())),
    )


DutiesOf = Callable[[ReleaseFacts, Sequence[NamedPaper]], Sequence[Duty]]
"""Gives the duties of a release that names those papers, in order."""


def read_duties_of(facts: ReleaseFacts, papers: Sequence[NamedPaper]) -> Sequence[Duty]:
    """Read the duties of a release off its text."""
    return read_duties(facts.named, evidence_sentences(facts.release), papers)


def join_facts(facts: Sequence[ReleaseFacts], duties_of: DutiesOf = read_duties_of) -> Registers:
    """Join what the releases tell into the registers.

    :param duties_of: asked for each release; an update knows most duties already.
    """
    instruments = read_instruments(naming for one in facts for naming in one.namings)
    papers = papers_named(instruments)
    figures = tuple(figure for one in facts for figure in one.figures)
    return Registers(
        figures,
        instruments,
        read_agencies([one.named for one in facts]),
        tuple(duty for one in facts for duty in duties_of(one, papers.get(one.release.id, ()))),
        find_conflicts(figures),
    )


def papers_named(instruments: Iterable[Instrument]) -> dict[str, list[NamedPaper]]:
    """List for each release the papers it names, in order."""
    papers: dict[str, list[NamedPaper]] = defaultdict(list)
    for instrument in instruments:
        number = instrument.number or instrument.title or instrument.key
        for mention in instrument.mentions:
            papers[mention.release].append(NamedPaper(mention.span, number, instrument.title or ""))
    return {release: sorted(named, key=lambda p: p.span) for release, named in papers.items()}
