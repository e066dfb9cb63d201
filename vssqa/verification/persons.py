"""The people a statement names, by their full name or by a given name that only one has."""

from __future__ import annotations

import re
from functools import cached_property

from vssqa.facts.agencies import agencies_in
from vssqa.facts.names import names_in
from vssqa.text import fold
from vssqa.types import Agency, Span
from vssqa.verification.held import Held
from vssqa.verification.statements import Said


class Persons:
    """Finds people in statements."""

    def __init__(self, held: Held) -> None:
        self._held = held

    @cached_property
    def known(self) -> dict[str, Agency]:
        """The people of the register by their key."""
        agencies = self._held.corpus.registers.agencies
        return {fold(agency.name): agency for agency in agencies if agency.kind == "person"}

    @cached_property
    def _by_given_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self.known:
            found.setdefault(key.split()[-1], []).append(key)
        return found

    def named(self, said: Said) -> list[tuple[Span, str]]:
        """List the places of names with their keys, in order."""
        people = names_in(said.text)
        found = [(span, fold(span.of(said.text))) for span in people]
        others = (
            *people,
            *(body.span for body in agencies_in(said.text)),
            *(place.span for place in said.clauses.places),
        )
        for match in re.finditer(r"\b[A-Z][a-z]+\b", said.text):
            span = Span(*match.span())
            known = self._by_given_name.get(fold(match.group()), [])
            if len(known) == 1 and not any(span.overlaps(other) for other in others):
                found.append((span, known[0]))
        return sorted(found)
