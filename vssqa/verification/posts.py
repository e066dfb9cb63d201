"""People a statement names with a role: what role do the releases print for them?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from vssqa.answering.roles import holds_post, role_terms
from vssqa.facts.people import PersonMention, PrintedRole
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Agency, Role, Span
from vssqa.verification.headships import (
    Headship,
    headships_in,
    is_below_head,
    is_head,
    is_of_body,
)
from vssqa.verification.held import Held
from vssqa.verification.persons import Persons
from vssqa.verification.statements import Said
from vssqa.verification.verdicts import Evidence, Finding

# Posts that several hold at a time: another holder proves nothing.
_SHARED_POST = regex(
    r"\b(?:deputy|vice|member|expert|specialist|representative|officer|commissioner|leader|official"
    r"|inspector|economist)s?\b",
    re.I,
)


class Posts:
    """Judges the roles a statement gives to people."""

    def __init__(self, held: Held, persons: Persons) -> None:
        self._held = held
        self._persons = persons
        self._people = persons.known

    def judge(self, said: Said) -> list[Finding]:
        """Return a finding for each role that a statement gives to somebody."""
        found = [
            self._judge(person, role)
            for person in said.people
            for role in person.roles
            if role.role
        ]
        return found + [self._headed(one) for one in self._headships(said)]

    def explained(self, said: Said) -> list[Span]:
        """List the spans of a statement in which somebody is given a role."""
        roles = [role.span for person in said.people for role in person.roles]
        return roles + [one.span for one in self._headships(said)]

    def _headships(self, said: Said) -> list[Headship]:
        return list(headships_in(said, self._persons.named(said)))

    def _headed(self, said: Headship) -> Finding:
        """Judge who is said to head a body: its deputy head does not."""
        known, body = self._people.get(said.person), said.body.name
        roles = [role for role in known.roles if is_of_body(role, said.body)] if known else []
        heading = [role for role in roles if is_head(role)]
        if known and heading:
            note = f"the release names {known.name}: {_printed(heading[0])}"
            return Finding("supported", note, self._evidence(heading[:1], known))
        below = [role for role in roles if is_below_head(role)]
        if known and below:
            note = f"the release names {known.name}: {_printed(below[0])}, not the head"
            return Finding("contradicted", note, self._evidence(below[:1], known))
        for agency in self._people.values():
            for role in agency.roles:
                if agency is not known and is_of_body(role, said.body) and is_head(role):
                    note = f"the release names {agency.name}: {_printed(role)}"
                    return Finding("contradicted", note, self._evidence([role], agency))
        return Finding("not_found", f"the releases do not say who heads {body}")

    def _judge(self, person: PersonMention, role: PrintedRole) -> Finding:
        asked = role_terms(f"{role.role}, {role.organisation or ''}")
        known = self._people.get(fold(person.surface))
        told = ", ".join(part for part in (role.role, role.organisation) if part)
        if known is None:
            holder = next(self._holders(asked, told), None)
            if holder is None:
                return Finding("not_found", f"the releases do not name {person.surface}")
            return self._other_holder(told, *holder)
        fitting = [held for held in known.roles if holds_post(asked, held)]
        if fitting:
            note = f"the release names {known.name}: {_printed(fitting[0])}"
            return Finding("supported", note, self._evidence(fitting[:1], known))
        if any(held.organisation is None and _same_title(role, held) for held in known.roles):
            note = f"the release names {known.name} {role.role}, and does not say of what"
            return Finding("not_found", note)
        if known.roles:
            note = f"the release names {known.name}: {_printed(known.roles[0])}, not {told}"
            return Finding("contradicted", note, self._evidence(known.roles[:2], known))
        holder = next(self._holders(asked, told), None)
        if holder is None:
            return Finding("not_found", f"the releases give no role of {known.name}")
        return self._other_holder(told, *holder)

    def _holders(self, asked: frozenset[str], told: str) -> Iterator[tuple[Agency, Role]]:
        """Yield who holds a post, where only one can."""
        if _SHARED_POST.search(told) or len(asked) < 2:
            return
        for agency in self._people.values():
            for role in agency.roles:
                if role_terms_of(role.role) <= asked and holds_post(asked, role):
                    yield agency, role

    def _other_holder(self, told: str, holder: Agency, role: Role) -> Finding:
        note = f"the releases name {holder.name} as {told}"
        return Finding("contradicted", note, self._evidence([role], holder))

    def _evidence(self, roles: Sequence[Role], person: Agency) -> tuple[Evidence, ...]:
        found = []
        for role in roles:
            number = self._held.number_at(role.release, role.span.start)
            sentence = self._held.corpus.sentences[number].span
            names = [
                mention.span
                for mention in person.mentions
                if mention.release == role.release and sentence.holds(mention.span)
            ]
            release = self._held.corpus.releases[role.release]
            found.append(Evidence(release, sentence, (role.span, *names)))
        return tuple(found)


@lru_cache(maxsize=4096)
def role_terms_of(role: str) -> frozenset[str]:
    """Return the terms of a printed role, without its organisation."""
    return role_terms(role)


def _same_title(said: PrintedRole, held: Role) -> bool:
    return role_terms_of(said.role) == role_terms_of(held.role)


def _printed(role: Role) -> str:
    if not role.organisation or fold(role.organisation) in fold(role.role):
        return role.role
    return f"{role.role}, {role.organisation}"
