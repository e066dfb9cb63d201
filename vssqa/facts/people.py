"""Persons with the roles printed beside their names.

A role stands before the name ("Deputy Minister of Health, Commissioner Tran
Van Thuan"), behind it ("Pham Luong Son, deputy director general of ..."), or
before a list of names ("Deputy General Directors of ...: A, B, C").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vssqa.facts.agencies import AgencyMention, agencies_in
from vssqa.facts.bodies import FIELD, field_name
from vssqa.facts.names import HONORIFIC, names_in
from vssqa.facts.places import place_name
from vssqa.patterns import regex
from vssqa.text import plain
from vssqa.types import Span

_MODIFIER = (
    r"(?:Deputy|Vice|Acting|Standing|Permanent|First|Former|Executive|Provincial|Municipal|National"
    r"|Regional|City|District|Assistant|Senior|Chief|Honorary|Party|General|Incumbent|Central"
    r"|Chief|Managing|Country|Programme|Program|Resident|Government)"
)
_OFFICE = (
    r"(?:Prime Minister|Minister|Director[- ]General|General[- ]Director|Secretary[- ]General"
    r"|General Secretary|Party Secretary|Chair(?:man|woman|person)|Chairm[ae]n|Chair"
    r"|Vice[- ]President|President|Director|Head|Chief Executive|Chief|Secretary"
    r"|Commissioner|Governor|Mayor|Manager|Ambassador|Representative|Spokes(?:man|woman|person)|Rector|Principal|Leader"
    r"|Member|CEO|Expert|Specialist|Inspector|Officer|Economist|Coordinator|Editor)"
)
_FIELD_INSIDE = r"(?:(?!The )[A-Z][a-z]+(?: and [A-Z][a-z]+| [A-Z][a-z]+){0,3} (?=Minister))"
ROLE = regex(
    rf"\b(?:(?i:{_MODIFIER})[ -])*{_FIELD_INSIDE}?(?P<office>(?i:{_OFFICE}))(?P<many>s|es)?\b"
    r"(?! (?:office|general|board)\b)"
)
"""The words of a role in plain text, from "Deputy" to "Minister"."""

# What may stand between a role and the name it belongs to.
_NOTHING = regex(rf"\s*[,:]?\s*(?:\(\w{{2,8}}\)\s*)?(?:{HONORIFIC}\s*)*")
_OF_BODY = regex(
    r"\s+(?:of|at|for|in charge of|to)\s+(?:the\s+|its\s+)?"
    r"(?P<body>(?:[^;:.()]|(?<=\bNo)\.){2,140}?)"
    rf"(?:\s*\(\w{{2,8}}\))?\s*[,:]?\s*(?:{HONORIFIC}\s*)*"
)
_LINK = regex(r"(?:\s*,?\s*(?:and|cum|concurrently|as well as|who is(?: also)?|-)?\s*(?:the\s+)?)$")
_BODY_WORDS = 16  # "Steering Committee summarizing 15 years of implementing Directive No. 38"
_VERB = regex(
    r"\b(?:said|says|told|has|have|had|was|were|is|are|will|would|stressed|emphasi[sz]ed|led"
    r"|headed|chaired|attended|reported|affirmed|noted|added|who|which|that|between|with)\b"
)
_LIST_LINK = regex(rf"\s*(?:,|;|and|, and|&)\s*(?:{HONORIFIC}\s*)*")

_BEHIND = regex(
    r"\s*(?:,|\(|-)\s*(?:(?:who is|currently|and|also|the|a|an|its|then|newly appointed)\s+)*"
)
_BEHIND_BODY_ENDS = regex(
    r"[,.;:()]|\s(?:and|said|says|told|has|have|had|was|were|is|are|will|would|who|on|at|in|led"
    r"|chaired|attended|noted|added|affirmed|stressed|reported|emphasi[sz]ed|during|explained"
    r"|thinks|thought|believes)\b"
)
_OF = regex(r" (?:of|at|for|in charge of) (?:the |its )?")
_AT = regex(r" (?:at|of|under|from) (?:the )?")
_ADJECTIVES = regex(r"(?:[a-z][\w-]* ){0,3}")  # "a social protection expert"
_DONE = regex(r"\b[a-z]{2,}ed ")  # "asked hospital directors": no words of a role
_LONGEST_LETTERS = 14
_LETTERS_BEFORE = regex(r"\b(?P<body>[A-Z][A-Za-z]{0,2}[A-Z]{1,6})(?:'s)? $")
# "Secretary of the Party Committee" says no more than "Party Secretary": the words are the role.
_NO_OWNER = regex(r"(?:[A-Z][a-z]+ )?(?:Party )?(?:Committee|Board|Council)")
_OF_ORGANISATION = regex(r" (?:of|from|at) (?:the )?")
# Names that are not Vietnamese: two or three capitalised words right behind a word of address.
_FOREIGN = regex(
    rf"\b{HONORIFIC} (?P<name>[A-Z][a-z]+(?:[ -][A-Z]\.?[a-z]*(?:-[a-z]+)?){{1,2}})(?! [A-Z])"
)
_FOREIGN_BEHIND_ROLE = regex(
    r"\s(?P<name>[A-Z][a-z]+ [A-Z][a-z]+(?:-[a-z]+| [A-Z][a-z]+)?)(?! [A-Z])"
)

_SHORT_WORD = 3  # "of", "the", "and" stay small in headlines
_HEADLINE_SHARE = 0.85


@dataclass(frozen=True, slots=True)
class PrintedRole:
    """A role as printed; `organisation` as printed too, None where none is."""

    role: str
    organisation: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One naming of a person in full, with the roles printed beside the name."""

    span: Span
    surface: str
    roles: tuple[PrintedRole, ...]


def people_in(text: str, within: Span | None = None) -> list[PersonMention]:
    """Find the persons named in full in a piece of `text`, with their roles, in order.

    The piece should be a sentence: a role is sought no further than that.
    """
    piece = within or Span(0, len(text))
    raw = text[piece.start : piece.end]
    names = _all_names(raw)
    if not names:
        return []
    reader = _Reader(raw, names)
    roles = [reader.before(index) for index in range(len(names))]
    for index in range(len(names)):
        roles[index] = roles[index] or reader.of_list(index, roles)
        roles[index] += reader.behind(index)
    return [
        PersonMention(
            name.moved(piece.start),
            name.of(raw),
            tuple(replace(role, span=role.span.moved(piece.start)) for role in found),
        )
        for name, found in zip(names, roles, strict=True)
    ]


def _all_names(raw: str) -> list[Span]:
    """List the Vietnamese names, and foreign ones behind a word of address or a role."""
    copy = plain(raw)
    names = names_in(raw)
    bodies = agencies_in(raw)
    found = [  # "Ba Ria-Vung Tau" is no Madam
        Span(*m.span("name")) for m in _FOREIGN.finditer(copy) if not _is_place(m.group())
    ]
    for role in () if _is_headline(copy) else ROLE.finditer(copy):
        match = _FOREIGN_BEHIND_ROLE.match(copy, role.end())
        if match and role.group()[0].isupper() and not ROLE.search(match.group("name")):
            found.append(Span(*match.span("name")))
    for span in found:
        taken = (*names, *(body.span for body in bodies))
        if not any(span.overlaps(other) for other in taken) and not _is_place(span.of(copy)):
            names.append(span)
    return sorted(names)


def _is_headline(copy: str) -> bool:
    """Tell whether a piece ends without a mark and nearly every long word has a capital."""
    if copy.rstrip("\"' ").endswith((".", "!", "?")):
        return False
    words = [word for word in re.findall(r"[A-Za-z]+", copy) if len(word) > _SHORT_WORD]
    return bool(sum(word[0].isupper() for word in words) > _HEADLINE_SHARE * len(words))


def _is_place(name: str) -> bool:
    words = name.split()
    return any(place_name(" ".join(words[:count])) for count in range(1, len(words) + 1)) or (
        words[0] in {"Viet", "Vietnam", "Vietnamese", "The", "National", "South", "North"}
    )


class _Reader:
    """Reads the roles around the names of one sentence."""

    def __init__(self, raw: str, names: list[Span]) -> None:
        self.raw = raw
        # A ministry's field may hold commas that end no phrase.
        self.copy = FIELD.sub(lambda match: match.group().replace(",", "_"), plain(raw))
        self.names = names
        self.bodies: list[AgencyMention] = agencies_in(raw)
        self.cores = list(ROLE.finditer(self.copy))
        self.used: set[int] = set()
        self.plural: dict[int, bool] = {}

    def before(self, index: int) -> tuple[PrintedRole, ...]:
        """Read the roles printed before a name, the nearest last."""
        limit = self.names[index - 1].end if index else 0
        pointer = self.names[index].start
        found: list[PrintedRole] = []
        for core in reversed(self.cores):
            if core.start() < limit or core.end() > pointer:
                continue
            role = self._between(core, pointer, bool(found))
            if role is None:
                break
            found.append(role)
            self.used.add(core.start())
            self.plural[index] = bool(core.group("many"))
            pointer = role.span.start
        return tuple(reversed(found))

    def _between(self, core: re.Match[str], pointer: int, chained: bool) -> PrintedRole | None:
        """Read the role `core` begins, if nothing else stands between it and `pointer`."""
        gap = self.copy[core.end() : pointer]
        if chained:
            link = _LINK.search(gap)
            gap = gap[: link.start()] if link else gap
        if _NOTHING.fullmatch(gap):
            return self._role(core, None)
        body = _OF_BODY.fullmatch(gap)
        if not body or _VERB.search(body.group("body")):
            return None
        words = body.group("body").split()
        if len(words) > _BODY_WORDS or ROLE.search(body.group("body")):
            return None
        start = core.end() + body.start("body")
        return self._role(core, Span(start, core.end() + body.end("body")))

    def of_list(self, index: int, roles: list[tuple[PrintedRole, ...]]) -> tuple[PrintedRole, ...]:
        """Return the roles of the name before, where a plural role names both."""
        if not index or not self.plural.get(index - 1):
            return ()
        gap = self.copy[self.names[index - 1].end : self.names[index].start]
        if not _LIST_LINK.fullmatch(gap):
            return ()
        self.plural[index] = True
        return roles[index - 1]

    def behind(self, index: int) -> tuple[PrintedRole, ...]:
        """Read the roles printed behind a name."""
        end = self.names[index].end
        limit = self.names[index + 1].start if index + 1 < len(self.names) else len(self.copy)
        found: list[PrintedRole] = []
        while True:
            link = _BEHIND.match(self.copy, end)
            role = self._apposed(link.end(), limit) if link else None
            if role is None:
                break
            found.append(role)
            end = role.span.end
        return tuple(found) or self._of_organisation(index)

    def _apposed(self, at: int, limit: int) -> PrintedRole | None:
        """Read a role that begins at `at`, a body's name before it allowed ("VSS Director")."""
        for body in self.bodies:
            if body.span.start == at:
                at = body.span.end + 1
        core = next((core for core in self.cores if core.start() >= at), None)
        if core is None or core.end() > limit or core.start() in self.used:
            return None
        adjectives = _ADJECTIVES.fullmatch(self.copy, at, core.start())
        if not adjectives or _DONE.search(adjectives.group()):
            return None
        self.used.add(core.start())
        of = _OF.match(self.copy, core.end())
        if not of:
            return self._role(core, None)
        ends = _BEHIND_BODY_ENDS.search(self.copy, of.end())
        end = self._body_end(of.end()) or (ends.start() if ends else limit)
        return self._role(core, Span(of.end(), min(end, limit)))

    def _body_end(self, at: int) -> int | None:
        """Return where the body's name at `at` ends ("the labour ministry's Department")."""
        end = None
        for body in self.bodies:
            if body.span.start == at:
                end = body.span.end
                at = end + len("'s ") if self.copy.startswith("'s ", end) else -1
        return end

    def _of_organisation(self, index: int) -> tuple[PrintedRole, ...]:
        """Read a bare "of VSS" behind a name."""
        of = _OF_ORGANISATION.match(self.copy, self.names[index].end)
        for body in self.bodies:
            if of and body.span.start == of.end():
                return (PrintedRole("", body.surface, body.span),)
        return ()

    def _role(self, core: re.Match[str], body: Span | None) -> PrintedRole:
        """Put a role together: its words, and the body printed behind or before it."""
        role = Span(core.start(), core.end())
        office = core.group("office").lower()
        if body and office == "minister":
            role = Span(role.start, body.end)
            printed = " ".join(body.of(self.raw).split())
            return PrintedRole(role.of(self.raw), f"Ministry of {field_name(printed)}", role)
        if body:
            named = body.of(self.raw).strip()
            if office == "secretary" and _NO_OWNER.fullmatch(named):
                role = Span(role.start, body.end)
                return PrintedRole(role.of(self.raw), named, role)
            wider = self._wider(body)
            if wider:
                role = Span(role.start, body.end)
                return PrintedRole(
                    role.of(self.raw), wider.surface, Span(role.start, wider.span.end)
                )
            if named[0].isupper() or "office" in named or _holds_body(self.bodies, body):
                return PrintedRole(role.of(self.raw), named, Span(role.start, body.end))
            role = Span(role.start, body.end)
            return PrintedRole(role.of(self.raw), self._prefixed(core)[1], role)
        inside = _field_inside(core)
        if inside:
            return PrintedRole(role.of(self.raw), f"Ministry of {inside}", role)
        begin, organisation = self._prefixed(core)
        return PrintedRole(role.of(self.raw), organisation, Span(begin, role.end))

    def _wider(self, body: Span) -> AgencyMention | None:
        """Return the body behind "Director of Social Security Policies at the ISSA"."""
        if _holds_body(self.bodies, body):
            return None
        behind = _AT.match(self.copy, body.end)
        at = behind.end() if behind else -1
        return next((named for named in self.bodies if named.span.start == at), None)

    def _prefixed(self, core: re.Match[str]) -> tuple[int, str | None]:
        """Return the body printed right before a role ("VSS Deputy Director General")."""
        for body in self.bodies:
            gap = self.copy[body.span.end : core.start()]
            if body.span.end <= core.start() and gap in {" ", "'s "}:
                return body.span.start, body.surface
        near = max(0, core.start() - _LONGEST_LETTERS)
        letters = _LETTERS_BEFORE.search(self.copy, near, core.start())
        if letters:
            return letters.start("body"), letters.group("body")
        return core.start(), None


def _holds_body(bodies: list[AgencyMention], span: Span) -> bool:
    """Tell whether a body's name lies in `span`."""
    return any(span.holds(body.span) for body in bodies)


def _field_inside(core: re.Match[str]) -> str | None:
    """Return the field inside a role ("Deputy Home Affairs Minister")."""
    words = re.sub(rf"\b(?:{_MODIFIER})[ -]", "", core.group(), flags=re.I)
    match = re.match(r"(?P<field>.+) Minister$", words)
    if not match or match.group("field") == "Prime":
        return None
    return field_name(match.group("field"))
