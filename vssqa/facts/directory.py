"""The register of agencies: persons and bodies with every name they go by.

Mentions of one body are joined by `body_key`, persons by their full name; a
given name alone ("Khai") is joined within its release.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vssqa.facts.agencies import AgencyMention, agencies_in
from vssqa.facts.bodies import GOVERNMENT, VSS, body_key, body_name
from vssqa.facts.names import HONORIFIC
from vssqa.facts.people import PersonMention, PrintedRole, people_in
from vssqa.facts.places import place_name
from vssqa.patterns import regex
from vssqa.text import fold, plain
from vssqa.types import Agency, Mention, Release, Role, Sentence, Span

_LETTERS_INTRODUCED = regex(r" \((?P<letters>[A-Z][A-Za-z]{1,7})\)")
_ADDRESSED = regex(rf"(?:{HONORIFIC} )$")
_OF_VSS = regex(r"(?:deputy )?(?:director[- ]general|general[- ]director)s?$", re.I)
_OF_GOVERNMENT = regex(r"(?:first |deputy )*prime minister$", re.I)
_WITHOUT_NAME = regex(r"(?:office|agency|department|ministry|council|committee|board|centre)")
_LOCAL = regex(r"^(?:province|provincial|city|municipal)\b", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """The persons and bodies one release names: what duties are resolved against."""

    release: Release
    people: tuple[tuple[Span, str], ...]
    """(span, full name as printed) of every naming of a person, in order."""
    bodies: tuple[AgencyMention, ...]
    roles: tuple[tuple[str, PrintedRole], ...]
    """(full name, role) with organisations resolved within the release."""


def read_named(release: Release, sentences: Sequence[Sentence]) -> Named:
    """Read the persons and bodies of one release off its evidence sentences."""
    full = [m for s in sentences for m in people_in(release.text, s.span)]
    bodies = [m for s in sentences for m in agencies_in(release.text, s.span)]
    bodies += _letters(release, sentences, bodies)
    bodies.sort(key=lambda mention: mention.span)
    people = [(m.span, m.surface) for m in full]
    people += _short_names(release, sentences, full, bodies)
    roles = [(m.surface, role) for m in full for role in _resolved(m.roles, release, bodies)]
    return Named(release, tuple(sorted(people)), tuple(bodies), tuple(_settled(roles)))


def read_agencies(named: Sequence[Named]) -> tuple[Agency, ...]:
    """Join what the releases name into one register, persons first, each in reading order."""
    return (*_persons(named), *_bodies(named))


# --- within one release ---------------------------------------------------------


def _letters(
    release: Release, sentences: Sequence[Sentence], bodies: list[AgencyMention]
) -> Iterator[AgencyMention]:
    """Yield further mentions by letters a body is introduced with: "... Service (NPS)"."""
    introduced: dict[str, str] = {}
    for body in bodies:
        match = _LETTERS_INTRODUCED.match(release.text, body.span.end)
        if match and body_name(match.group("letters")) == match.group("letters"):
            introduced[match.group("letters")] = body.name
    if not introduced:
        return
    pattern = regex(rf"\b(?:{'|'.join(map(re.escape, introduced))})\b(?![-/]\w)")
    taken = {start for body in bodies for start in range(body.span.start, body.span.end)}
    for sentence in sentences:
        for match in pattern.finditer(release.text, sentence.span.start, sentence.span.end):
            if match.start() not in taken:
                span = Span(*match.span())
                yield AgencyMention(span, match.group(), introduced[match.group()])


def _short_names(
    release: Release,
    sentences: Sequence[Sentence],
    full: Sequence[PersonMention],
    bodies: Sequence[AgencyMention],
) -> list[tuple[Span, str]]:
    """Find the given names that stand alone ("Khai", "Mr. Anh") for one person of the release."""
    by_given: dict[str, set[str]] = defaultdict(set)
    printed: dict[str, str] = {}
    for mention in full:
        by_given[plain(mention.surface).split()[-1]].add(fold(mention.surface))
        printed.setdefault(fold(mention.surface), mention.surface)
    clear = {given: next(iter(names)) for given, names in by_given.items() if len(names) == 1}
    if not clear:
        return []
    copy = plain(release.text)
    alone = regex(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, clear))})(?![\w-])")
    spans = (*(person.span for person in full), *(body.span for body in bodies))
    taken = {at for span in spans for at in range(span.start, span.end)}
    found = []
    for sentence in sentences:
        for match in alone.finditer(copy, sentence.span.start, sentence.span.end):
            if match.start() not in taken and _stands_alone(copy, match):
                found.append((Span(*match.span()), printed[clear[match.group()]]))
    return found


def _stands_alone(copy: str, match: re.Match[str]) -> bool:
    """Tell whether a given name is no part of a longer name ("Thanh Hoa", "Vinh City")."""
    before = copy[max(0, match.start() - 24) : match.start()]
    if _ADDRESSED.search(before):
        return True
    joined = re.search(r"[A-Z][\w'.-]* $", before) or re.match(r" [A-Z]", copy[match.end() :][:2])
    return not joined


def _resolved(
    roles: Iterable[PrintedRole], release: Release, bodies: Sequence[AgencyMention]
) -> Iterator[PrintedRole]:
    """Yield roles with the organisation that the release, not their own words, names.

    Rules: "the office" is the body with that word named last; a Director
    General is of VSS, a (Deputy) Prime Minister of the Government, a
    Commissioner of the Board of Commissioners, where the release names it.
    """
    for role in roles:
        organisation = role.organisation
        if organisation and _WITHOUT_NAME.fullmatch(organisation):
            organisation = _last_with(organisation, role.span, bodies) or organisation
        elif organisation is None:
            organisation = _by_title(role.role, bodies)
        yield replace(role, organisation=organisation)


def _last_with(word: str, span: Span, bodies: Sequence[AgencyMention]) -> str | None:
    """Return the body named last before `span` whose name holds `word`."""
    for body in reversed(bodies):
        if body.span.end <= span.start and word in fold(body.surface).split():
            return body.surface
    return None


def _by_title(role: str, bodies: Sequence[AgencyMention]) -> str | None:
    """Return the body a title belongs to, as the release prints it."""
    if role.lower() == "commissioner":
        return next((b.surface for b in bodies if "commissioners" in b.surface.lower()), None)
    owner = VSS if _OF_VSS.match(role) else GOVERNMENT if _OF_GOVERNMENT.match(role) else None
    return next((b.surface for b in bodies if owner and b.name == owner), None)


def _settled(roles: list[tuple[str, PrintedRole]]) -> Iterator[tuple[str, PrintedRole]]:
    """Yield each role of a person once: with its organisation, and singular, where so printed."""
    told = {(fold(name), _title_key(role.role)) for name, role in roles if role.organisation}
    kept: dict[tuple[str, str, str], tuple[str, PrintedRole]] = {}
    for name, role in roles:
        title = (fold(name), _title_key(role.role))
        if role.organisation is None and title in told:
            continue
        key = (*title, body_key(role.organisation) if role.organisation else "")
        if key not in kept or len(role.role) < len(kept[key][1].role):
            kept[key] = (name, role)
    yield from kept.values()


def _title_key(role: str) -> str:
    """Return what the prints of one title have in common ("Director General(s)")."""
    words = re.sub(r"[^a-z ]", " ", fold(role)).replace("general director", "director general")
    return " ".join(word.rstrip("s") for word in words.split())


# --- over all releases ------------------------------------------------------------


def _persons(named: Sequence[Named]) -> Iterator[Agency]:
    """Yield one entry for each person."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    roles: dict[str, list[Role]] = defaultdict(list)
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    aliases: dict[str, list[str]] = defaultdict(list)
    for one in named:
        text = one.release.text
        for span, full in one.people:
            key = fold(full)
            mentions[key].append(Mention(one.release.id, span, span.of(text)))
            surfaces[key][full] += 1
            aliases[key].append(_with_address(text, span))
            if span.of(text) != full:
                aliases[key].append(span.of(text))
        for full, role in one.roles:
            found = Role(role.role, role.organisation, one.release.id, role.span)
            roles[fold(full)].append(found)
    for key, printed in surfaces.items():
        name = printed.most_common(1)[0][0]
        others = tuple(dict.fromkeys(a for a in aliases[key] if a and a != name))
        yield Agency(name, "person", others, tuple(roles[key]), tuple(mentions[key]))


def _with_address(text: str, span: Span) -> str:
    """Return a name with the word of address printed before it, "" where none is."""
    before = _ADDRESSED.search(plain(text[max(0, span.start - 24) : span.start]))
    return text[span.start - len(before.group()) : span.end] if before else ""


def _bodies(named: Sequence[Named]) -> Iterator[Agency]:
    """Yield one entry for each body."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for one in named:
        keys = _local_keys(one.bodies)
        for body in one.bodies:
            key = keys.get(body.span) or body_key(body.name)
            mentions[key].append(Mention(one.release.id, body.span, body.surface))
            names[key][body.name] += 1
    for key, printed in names.items():
        name = max(printed, key=lambda n: (_is_known(n), printed[n], len(n), n))
        surfaces = dict.fromkeys(m.surface for m in mentions[key])
        others = tuple(surface for surface in surfaces if surface != name)
        yield Agency(name, "organisation", others, (), tuple(mentions[key]))


def _is_known(name: str) -> bool:
    """Tell whether a name is one the table of bodies gives."""
    return name == body_name(name) and name.startswith(("Ministry of", VSS))


def _local_keys(bodies: Sequence[AgencyMention]) -> dict[Span, str]:
    """Map "province Social Security Office" to the one body of the release it can mean."""
    full = {body_key(body.name) for body in bodies if not _LOCAL.match(body.surface)}
    found: dict[Span, str] = {}
    for body in bodies:
        if not _LOCAL.match(body.surface):
            continue
        bare = body_key(_LOCAL.sub("", body.name))
        fitting = [
            key
            for key in full
            if key.endswith(f" {bare}") and place_name(key.removesuffix(f" {bare}"))
        ]
        if len(fitting) == 1:
            found[body.span] = fitting[0]
    return found


# --- a text and the register --------------------------------------------------------

_ADDRESS_ANY_CASE = regex(rf"(?i:{HONORIFIC}) $")


def find_agencies(
    text: str, agencies: Iterable[Agency], within: Span | None = None
) -> list[tuple[Span, Agency]]:
    """Find the register's persons and bodies in a text, also typed small and without diacritics.

    A given name alone counts where it is written as a name ("Manh", "mr manh");
    it may then mean several persons.
    """
    piece = within or Span(0, len(text))
    folded = fold(text)
    named = {body_key(m.name): m.span for m in agencies_in(text, piece)}
    found: list[tuple[Span, Agency]] = []
    for agency in agencies:
        if agency.kind == "person":
            found.extend((span, agency) for span in _person_spans(text, folded, piece, agency.name))
        elif body_key(agency.name) in named:
            found.append((named[body_key(agency.name)], agency))
        else:
            found.extend(
                (span, agency)
                for alias in (agency.name, *agency.aliases)
                for span in _word_spans(folded, piece, fold(alias))
                if len(alias.split()) > 1
            )
    longest = sorted(found, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start))
    kept: list[tuple[Span, Agency]] = []
    for span, agency in longest:
        if not any(span.overlaps(o) and (span != o or agency is a) for o, a in kept):
            kept.append((span, agency))
    return sorted(kept, key=lambda pair: pair[0])


def _word_spans(folded: str, piece: Span, words: str) -> list[Span]:
    """List where folded words stand whole in a folded text."""
    escaped = re.escape(words).replace(r"\ province\ ", r"\ (?:province\ )?")
    pattern = regex(rf"(?<!\w){escaped}(?!\w)")
    return [Span(*m.span()) for m in pattern.finditer(folded, piece.start, piece.end)]


def _person_spans(text: str, folded: str, piece: Span, name: str) -> list[Span]:
    """List where a person's full name stands, else the given name written as one."""
    full = _word_spans(folded, piece, fold(name))
    if full:
        return full
    return [
        span
        for span in _word_spans(folded, piece, fold(name).split()[-1])
        if (text[span.start].isupper() and not re.search(r"[A-Z]\w* $", text[: span.start][-24:]))
        or _ADDRESS_ANY_CASE.search(folded[max(0, span.start - 24) : span.start])
    ]
