"""Of whom or what a part of a sentence speaks, where it speaks of several.

"Decree 1 details compulsory insurance, Decree 2 voluntary insurance": the words of a
statement on Decree 1 must stand in its own part, or in one that is nobody's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vssqa.facts.schemes import schemes
from vssqa.patterns import regex
from vssqa.text import STOP_WORDS, fold, tokens
from vssqa.types import Scheme, Span
from vssqa.verification.sentences import plain_words
from vssqa.verification.subjects import Word, Words

Kind = str
"""What a name is of ("paper", "place"); parts are told apart by names of one kind."""

_COMMA = regex(r"[,;] | while | but | whereas ")
_AND = regex(r"[,;] | while | but | whereas | and ")


def elsewhere(
    text: str,
    named: Mapping[Kind, Sequence[Span]],
    own: Sequence[Span],
    words: Sequence[Word],
    wanted: frozenset[Scheme],
) -> bool:
    """Tell whether something said stands only where a sentence speaks of others.

    :param named: the names in the sentence by kind, offsets in it.
    :param own: those that the statement names too.
    :param words: what the statement says of them.
    :param wanted: the schemes it names.
    """
    return any(
        _is_elsewhere(text, kind, spans, [s for s in spans if s in own], words, wanted)
        for kind, spans in named.items()
        if any(span in own for span in spans) and any(span not in own for span in spans)
    )


def _is_elsewhere(
    text: str,
    kind: Kind,
    spans: Sequence[Span],
    own: Sequence[Span],
    words: Sequence[Word],
    wanted: frozenset[Scheme],
) -> bool:
    mine, others = "", ""
    for piece in _pieces(text, kind, spans):
        if any(piece.overlaps(span) for span in own):
            mine += " " + piece.of(text)
        elif foreign := [span for span in spans if piece.overlaps(span)]:
            begins = foreign[0].start if piece.start == 0 else piece.start
            mine += " " + text[piece.start : begins]  # what the whole sentence is about
            others += " " + text[begins : piece.end]
        else:
            mine += " " + piece.of(text)
    here, there = Words(plain_words(mine)), Words(plain_words(others))
    if any(there.grade(word) and not here.grade(word) for word in words):
        return True
    return any(s in _schemes(others) and s not in _schemes(mine) for s in wanted)


def _pieces(text: str, kind: Kind, spans: Sequence[Span]) -> list[Span]:
    """Split a sentence into parts, each with a word of its own besides names.

    Days part at "and" as well; persons are listed with it ("A and B attended").
    """
    ends = [m.end() for m in (_AND if kind == "day" else _COMMA).finditer(fold(text))]
    found: list[Span] = []
    start = 0
    for end in [*(e for e in ends if not any(s.start < e < s.end for s in spans)), len(text)]:
        piece = Span(start, end)
        if end == len(text) or _tells(text, piece, spans):
            found.append(piece)
            start = end
    return found


def _tells(text: str, piece: Span, spans: Sequence[Span]) -> bool:
    return any(
        fold(token.span.of(text)) not in STOP_WORDS
        and not any(token.span.overlaps(span) for span in spans)
        for token in tokens(text, piece)
    )


def _schemes(text: str) -> set[Scheme]:
    return {mention.scheme for mention in schemes(text) if mention.scheme}
