"""What a release's "it", "the agency", "he" and "them" stand for.

Names are looked up around a place in the text by bisection, so reading a
release stays linear in its length.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from vssqa.facts.agencies import AgencyMention
from vssqa.facts.answerable import names_answerable
from vssqa.facts.directory import Named
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Span

_BEGINS_SENTENCE = regex(r"[.\n\"]\s*(?:the )?$")
_RECEIVING = regex(r".*\bto (?:the )?(?P<who>[^.;]+?),? \w+ing $")
_ACTS = regex(
    r",? (?:has |have |had |also |just |recently )*(?:sent|wrote|written|held|[a-z]+ed|issues?)\b"
)
_HE = regex(r"\b(?:he|she)\b")
_TITLE = regex(r"\b(?:deputy |vice )*(?:head|director|minister|chair\w*|secretary)\b")
_NOUNS_OF_TOPIC = frozenset({"agency", "sector", "industry", "organisation", "organization"})
_LOOK_BACK = 200  # names looked through for what "the office" means


class Antecedents:
    """The names of one release, asked by place."""

    def __init__(self, named: Named) -> None:
        self.named = named
        self.text = named.release.text
        self.folded = fold(self.text)
        self._body_starts = [body.span.start for body in named.bodies]
        self._people_starts = [span.start for span, _ in named.people]
        self._surfaces = {body.surface for body in named.bodies}
        self.topic = self._topic()

    def _topic(self) -> str | None:
        """Return the body the release names most, as it is printed first."""
        counted = Counter(body.name for body in self.named.bodies)
        if not counted:
            return None
        name = counted.most_common(1)[0][0]
        return next(body.surface for body in self.named.bodies if body.name == name)

    def people(self, place: Span) -> list[tuple[Span, str]]:
        """List the persons named within `place`, by their full names."""
        first = bisect_left(self._people_starts, place.start)
        last = bisect_left(self._people_starts, place.end)
        return list(self.named.people[first:last])

    def bodies(self, place: Span) -> list[AgencyMention]:
        """List the bodies named within `place`."""
        first = bisect_left(self._body_starts, place.start)
        last = bisect_left(self._body_starts, place.end)
        return list(self.named.bodies[first:last])

    def _bodies_before(self, at: int) -> Iterator[AgencyMention]:
        """Yield the bodies named before `at`, the nearest first."""
        last = bisect_left(self._body_starts, at)
        yield from reversed(self.named.bodies[max(0, last - _LOOK_BACK) : last])

    def is_body(self, name: str | None) -> bool:
        """Tell whether `name` is a body's as this release prints it."""
        return name in self._surfaces

    def of_noun(self, noun: str, at: int, running: str | None) -> str | None:
        """Resolve "the agency", "the office" at `at` to a body the release names.

        :param running: who the run of orders speaks to.
        """
        if running and noun.rstrip("s") in fold(running):
            return running
        for body in self._bodies_before(at):
            words = fold(body.surface).split()
            if noun in words and len(words) > 2:
                return body.surface
        if noun in _NOUNS_OF_TOPIC:
            return running if self.is_body(running) else self.topic
        return None

    def of_it(self, at: int) -> str | None:
        """Resolve "it" to the body that began a sentence last, else to the release's topic."""
        for body in self._bodies_before(at):
            start = body.span.start
            if _BEGINS_SENTENCE.search(self.folded[max(0, start - 8) : start]):
                return body.surface
        return self.topic

    def of_them(self, start: int, at: int) -> str | None:
        """Resolve "them" to a sentence's receivers ("sent ... to A, urging them")."""
        receiving = _RECEIVING.search(self.folded[start:at])
        if receiving and names_answerable(receiving.group("who")):
            return self.text[start + receiving.start("who") : start + receiving.end("who")]
        return None

    def acting(self, place: Span) -> str | None:
        """Return the body or person within `place` whose verb follows ("A sent ..., urging")."""
        named = [(body.span, body.surface) for body in self.bodies(place)] + self.people(place)
        for span, name in sorted(named, reverse=True):
            if _ACTS.match(self.folded, span.end):
                return name
        return None

    def speaker(self, place: Span, last_person: str | None) -> str | None:
        """Return the person or body that the words of `place` name as ordering."""
        words = self.folded[place.start : place.end]
        if _HE.search(words):
            return last_person
        people = self.people(place)
        if people:
            return people[-1][1]
        title = _TITLE.search(words)
        if title:
            return self._holder(Span(place.start + title.start(), place.end))
        bodies = self.bodies(place)
        return bodies[-1].surface if bodies else None

    def _holder(self, phrase: Span) -> str:
        """Return the person whose role a phrase prints, else the phrase."""
        words = self.folded[phrase.start : phrase.end]
        for name, role in self.named.roles:
            if fold(role.role) in words and role.organisation and fold(role.organisation) in words:
                return name
        return phrase.of(self.text)
