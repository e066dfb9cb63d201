"""Bodies as a text names them, each with the one name it goes by.

`agencies_in` reads mentions off any text; `vssqa.facts.directory` joins them
into the register. A body is known either by the table of `vssqa.facts.bodies`
or by the grammar of such names: capitals around a word like Ministry or Union.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vssqa.dates import MONTHS
from vssqa.facts.bodies import FIELD, body_name, known_bodies
from vssqa.facts.names import names_in
from vssqa.facts.places import place_name
from vssqa.patterns import regex
from vssqa.text import plain
from vssqa.types import Span

_KEPT = 4096  # sentences whose bodies are kept: more than a release has


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """One naming of a body. `name` is the body's one name, as far as the text tells it."""

    span: Span
    surface: str
    name: str


def agencies_in(text: str, within: Span | None = None) -> list[AgencyMention]:
    """Find the bodies named in a piece of `text`, in order, none inside another."""
    offset = within.start if within else 0
    raw = text[within.start : within.end] if within else text
    return [AgencyMention(m.span.moved(offset), m.surface, m.name) for m in _read(raw)]


@lru_cache(maxsize=_KEPT)
def _read(raw: str) -> tuple[AgencyMention, ...]:
    """Read one piece; persons, papers and duties each ask for the same sentences."""
    piece = plain(raw)
    found: list[AgencyMention] = []
    for span in sorted(
        (*known_bodies(piece), *_phrases(piece, names_in(piece))),
        key=lambda span: (span.start - span.end, span.start),
    ):
        if not any(span.overlaps(other.span) for other in found):
            found.append(AgencyMention(span, span.of(raw), body_name(span.of(raw))))
    return tuple(sorted(found, key=lambda mention: mention.span))


# --- names by their grammar ---------------------------------------------------------

_HEAD = (
    r"(?:Ministry|Department|Committee|Council|Board|Union|Association|Federation|Confederation"
    r"|Office|Bureau|Institute|Secretariat|Bank|Agency|Inspectorate|Directorate|Authority|Division"
    r"|Service|Centre|Center|Commission|Academy|University|Hospital|Organi[sz]ation|Front|Society"
    r"|Court|Procuracy|Company|Corporation|JSC|Inspection|Chamber|Delegation)(?:s|es)?\b"
)
_HEADED = regex(rf"\b{_HEAD}")
_MONTH_NAME = r"(?:" + "|".join(month.title() for month in MONTHS) + r")\b"
_WORD = rf"(?!{_MONTH_NAME})[A-Z][A-Za-z']*(?:-[A-Za-z]+)*"
_OWNER = regex(r"^(?:[A-Z]\w* )*(?!People|Party|Women|Children|Farmer)[A-Z]\w*'s (?=[A-Z])")
_RUN = regex(
    rf"\b{_WORD}(?:(?: | of | of the | for | for the | on |'s | - |, | and | & )"
    rf"(?:(?:province|city) )?{_WORD})*"
)
_CUT = regex(r", | and | & | - ")
_WORDS_BEFORE_AND = 4  # "An Hai Container and Trading Agency"; more words are a list's
_OF = regex(r" (?:of|for|on)(?: the)? ")
_LEADING = regex(
    r"^(?:(?:The|A|In|At|On|By|To|From|For|And|Or|But|As|With|According|Attending|Also|Both"
    r"|All|Under|After|Before|When|While|Since|Besides|Comrade|Relevant|Meanwhile|Representatives?"
    r"|Leaders?|Regarding|Through|Recently|Each|Every|Some|Many|This|That|These|Its|Their|Former)\b"
    r"[, ]*)+"
)
_SCHEME_BODY = regex(
    r"^(?:City|Provincial|Municipal|Regional|District) Social (?:Security|Insurance)$"
    r"|^(?P<place>.+?)(?: (?:[Pp]rovince|[Cc]ity|Provincial|Municipal|District))?"
    r" Social (?:Security|Insurance)$"
)
_SCHEME_OF = regex(r"^Social (?:Security|Insurance)s? of (?:the )?[A-Z]")
_TITLES_BEHIND = regex(
    r"(?:'s)?(?: (?:Standing|Deputy|Vice|Acting|General|Director|Director-General|Chairm[ae]n"
    r"|Chairwoman|President|Head|Chief|Secretary|Minister|Members?|Leaders?))+$"
)
_ALONE = regex(rf"^{_HEAD}$")
_LAST_HEAD = regex(rf"^.*\b{_HEAD}(?:(?: of| for| on)(?: the)? .+)?")


def _phrases(piece: str, persons: list[Span]) -> Iterator[Span]:
    """Yield the spans of the capitalised phrases that name a body."""
    masked = list(piece)
    for person in persons:
        masked[person.start : person.end] = "\x00" * (person.end - person.start)
    hidden = FIELD.sub(lambda m: _joined(m.group()), "".join(masked))
    for run in _RUN.finditer(hidden):
        for start, end in _pieces(hidden, run.start(), run.end()):
            yield from _body(hidden, start, end)


def _joined(field: str) -> str:
    """Return a ministry's field as one capitalised word of the same length."""
    if not field[:1].isupper():
        return field
    return re.sub(r"[^A-Za-z]", "x", field)


def _pieces(hidden: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run at "and" and commas, but not within one body's name.

    "Planning and Investment Department" has no body before its "and".
    """
    begin = start
    for cut in _CUT.finditer(hidden, start, end):
        left, right = hidden[begin : cut.start()], hidden[cut.end() : end]
        right = _CUT.split(right)[0]
        one_name = (
            cut.group() in {" and ", " & "}
            and not _HEADED.search(left)
            and _HEADED.search(right)
            and not _HEADED.match(right)
            and body_name(left) == left
            and len(left.split()) <= _WORDS_BEFORE_AND
        )
        if not one_name:
            yield begin, cut.start()
            begin = cut.end()
    yield begin, end


def _body(hidden: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span of the body's name within a cut phrase, if it holds one."""
    phrase = hidden[start:end]
    lead = _LEADING.match(phrase)
    begin = lead.end() if lead else 0
    owner = _OWNER.match(phrase[begin:])
    begin += owner.end() if owner else 0
    for of in _OF.finditer(phrase):
        head = phrase[begin : of.start()]
        if not _HEADED.search(head) and not _SCHEME_OF.match(phrase[begin:]):
            begin = of.end()  # "Secretary of the Party Committee": the body comes behind
        else:
            break
    name = _TITLES_BEHIND.sub("", phrase[begin:].rstrip("' "))
    if _SCHEME_OF.match(name):
        yield Span(start + begin, start + begin + len(name))
        return
    held = _LAST_HEAD.match(name)
    if held and not _ALONE.match(name):
        name = held.group().rstrip()
        yield Span(start + begin, start + begin + len(name))
        return
    scheme = _SCHEME_BODY.search(name)
    if scheme and (not scheme.group("place") or place_name(scheme.group("place"))):
        yield Span(start + begin, start + begin + len(name))
