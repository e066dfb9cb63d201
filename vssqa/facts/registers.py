"""All facts of a corpus, read once: figures, instruments, agencies, duties, conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from vssqa.corpus import evidence_sentences
from vssqa.facts.conflicts import find_conflicts
from vssqa.facts.directory import read_agencies, read_named
from vssqa.facts.duties import NamedPaper, read_duties
from vssqa.facts.figures import read_figures
from vssqa.facts.namings import read_namings
from vssqa.facts.papers import read_instruments
from vssqa.types import Figure, Instrument, Registers, Release


def read_registers(
    releases: Sequence[Release], known: Mapping[str, Sequence[Figure]] | None = None
) -> Registers:
    """Read every register off the releases; grows linearly with their text.

    :param known: the figures of releases that were read before, by identifier.
    """
    known = known or {}
    figures = tuple(
        figure
        for release in releases
        for figure in (
            known[release.id]
            if release.id in known
            else read_figures(release, evidence_sentences(release))
        )
    )
    papers = read_papers(releases)
    return replace(papers, figures=figures, conflicts=find_conflicts(figures))


def read_papers(releases: Sequence[Release]) -> Registers:
    """Read instruments, agencies and duties; the registers of figures stay empty."""
    sentences = {release.id: evidence_sentences(release) for release in releases}
    named = [read_named(release, sentences[release.id]) for release in releases]
    namings = {release.id: read_namings(release, sentences[release.id]) for release in releases}
    instruments = read_instruments(naming for one in namings.values() for naming in one)
    papers = _named_papers(instruments)
    duties = tuple(
        duty
        for one in named
        for duty in read_duties(one, sentences[one.release.id], papers.get(one.release.id, ()))
    )
    return Registers(instruments=instruments, agencies=read_agencies(named), duties=duties)


def _named_papers(instruments: Sequence[Instrument]) -> dict[str, list[NamedPaper]]:
    """List for each release the papers it names, in order."""
    papers: dict[str, list[NamedPaper]] = defaultdict(list)
    for instrument in instruments:
        number = instrument.number or instrument.title or instrument.key
        for mention in instrument.mentions:
            papers[mention.release].append(NamedPaper(mention.span, number, instrument.title or ""))
    return {release: sorted(named, key=lambda p: p.span) for release, named in papers.items()}
