"""What title, opening and the whole of a release lay down for its figures."""

from __future__ import annotations

from collections.abc import Sequence

from vssqa.facts.clauses import Clauses
from vssqa.facts.period_rules import usable_periods
from vssqa.facts.place_rules import governing_places
from vssqa.facts.places import COUNTRY, PROVINCES, places
from vssqa.facts.reviews import reviewed_period
from vssqa.facts.scheme_rules import one_scheme
from vssqa.facts.schemes import scheme_mentions
from vssqa.facts.topics import UNKNOWN, Background, Governed
from vssqa.patterns import regex
from vssqa.types import Release, Scheme

_OPENING_OF_PROVINCE = regex(
    r"^,? (?:province|city|provincial|municipal)\b|^(?:'s)? (?:social (?:security|insurance))"
)
_OFFICE_OF = regex(
    r"\b(?:social (?:security|insurance)|province|city|provincial office) (?:office )?of $"
)
_AT_HEAD = 3  # a site's name and a rubric may stand before the headline
_OPENING_SENTENCES = 2
_ITS_OFFICE = regex(r"(?: province| city)?(?:'s)? social (?:security|insurance)\b")
_PROVINCE = regex(r"\b(?:the|whole|entire) province\b")


def background(release: Release, sentences: Sequence[Clauses]) -> Background:
    """Read what title, opening and the release as a whole say of all its figures."""
    title = release.title
    mentions = scheme_mentions(title)
    strong = [mention for mention in mentions if not mention.weak]
    suggested = {
        _family(mention.scheme)
        for clauses in sentences
        for mention in clauses.schemes
        if mention.scheme
    }
    said = {
        _family(mention.scheme)
        for clauses in sentences
        for mention in clauses.schemes
        if not mention.weak and mention.scheme
    }
    alone = len(said) == 1 and suggested == said
    only = Governed(said.pop(), "release-of-one-scheme") if alone else UNKNOWN
    return Background(
        date=release.date,
        title=_ruled(one_scheme(strong), "title"),
        title_suggests=_ruled(one_scheme(mentions), "title"),
        only=only,
        place=_release_place(title, sentences),
        title_periods=tuple(
            period
            for clauses in sentences[:1]
            if clauses.sentence.is_heading
            for period in usable_periods(clauses)
        ),
        review=reviewed_period(sentences, release.date),
    )


def _family(scheme: Scheme) -> str:
    return scheme.removeprefix("voluntary_")


def _ruled(found: Governed, rule: str) -> Governed:
    return Governed(found.value, rule) if found.known and found.value else UNKNOWN


def _release_place(title: str, sentences: Sequence[Clauses]) -> Governed:
    """Return the province a release is about, else the country."""
    named = governing_places(places(title), title)
    if len(named) == 1 and COUNTRY not in named:
        name = named.pop()
        provinces = _provinces(sentences) & set(PROVINCES)
        above = name not in PROVINCES and len(provinces) == 1 and _speaks_of_province(sentences)
        return Governed(provinces.pop() if above else name, "release-of-province")
    opening = [clauses for clauses in sentences if not clauses.sentence.is_heading]
    for clauses in opening[:_OPENING_SENTENCES]:
        for place in clauses.places:
            behind = clauses.folded[place.span.end :]
            office = _OFFICE_OF.search(clauses.folded[: place.span.start])
            local = place.kind == "province" and (_OPENING_OF_PROVINCE.match(behind) or office)
            alone = len(_provinces(sentences) & set(PROVINCES)) == 1
            if local and (alone or _heads(sentences, place.name)):
                return Governed(place.name, "release-of-province")
    sole = _sole_province(title, opening)
    if sole:
        return Governed(sole, "release-of-province")
    return Governed(COUNTRY, "national-release")


def _heads(sentences: Sequence[Clauses], name: str) -> bool:
    """Tell whether the headline names a province, and none other: it need not be the title."""
    heads = [clauses for clauses in sentences[:_AT_HEAD] if clauses.sentence.is_heading]
    named = {place for c in heads for place in governing_places(c.places, c.words)}
    return named == {name}


def _sole_province(title: str, body: Sequence[Clauses]) -> str | None:
    """Return the only province a release names, where its opening and its office are named."""
    provinces = _provinces(body) & set(PROVINCES)
    if len(provinces) != 1:
        return None
    first = {place.name for place in places(title)}
    first |= {place.name for clauses in body[:_OPENING_SENTENCES] for place in clauses.places}
    office = any(
        _ITS_OFFICE.match(clauses.folded, place.span.end)
        for clauses in body
        for place in clauses.places
        if place.name in provinces
    )
    return next(iter(provinces)) if office and provinces <= first else None


def _speaks_of_province(sentences: Sequence[Clauses]) -> bool:
    """Tell whether a release that names a town in its title speaks of the town's province."""
    return any(_PROVINCE.search(clauses.folded) for clauses in sentences)


def _provinces(sentences: Sequence[Clauses]) -> set[str]:
    return {p.name for clauses in sentences for p in clauses.places if p.kind == "province"}
