"""All facts of a corpus, read once: figures, instruments, agencies, duties, conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vssqa.corpus import evidence_sentences
from vssqa.facts.conflicts import find_conflicts
from vssqa.facts.directory import read_agencies, read_named
from vssqa.facts.duties import read_duties
from vssqa.facts.figures import read_figures
from vssqa.facts.namings import read_namings
from vssqa.facts.papers import read_instruments
from vssqa.types import Registers, Release


def read_registers(releases: Sequence[Release]) -> Registers:
    """Read every register off the releases; grows linearly with their text."""
    figures = tuple(
        figure
        for release in releases
        for figure in read_figures(release, evidence_sentences(release))
    )
    papers = read_papers(releases)
    return replace(papers, figures=figures, conflicts=find_conflicts(figures))


def read_papers(releases: Sequence[Release]) -> Registers:
    """Read instruments, agencies and duties; the registers of figures stay empty."""
    sentences = {release.id: evidence_sentences(release) for release in releases}
    named = [read_named(release, sentences[release.id]) for release in releases]
    namings = {release.id: read_namings(release, sentences[release.id]) for release in releases}
    instruments = read_instruments(naming for one in namings.values() for naming in one)
    duties = tuple(
        duty
        for one in named
        for duty in read_duties(
            one, sentences[one.release.id], namings[one.release.id], instruments
        )
    )
    return Registers(instruments=instruments, agencies=read_agencies(named), duties=duties)
