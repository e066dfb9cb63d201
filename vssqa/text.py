"""Sentences, terms and normal forms: pure functions that keep offsets.

`plain` and `fold` give copies of exactly the text's length, so that an offset
found in the copy is an offset in the text. No function here changes a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from vssqa.patterns import regex
from vssqa.types import Span

_QUOTES_AND_DASHES = {
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u00ab": '"', "\u00bb": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-",
    "\u2014": "-", "\u2212": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ",
    "\u3000": " ", "\u0110": "D", "\u0111": "d", "\u00d0": "D", "\u00f0": "d",
}  # fmt: skip


@lru_cache(maxsize=8192)
def _plain_character(character: str) -> str:
    """Return the one ASCII-like character that stands for `character` (itself if none does)."""
    if character < "\x80":
        return character
    if character in _QUOTES_AND_DASHES:
        return _QUOTES_AND_DASHES[character]
    base = unicodedata.normalize("NFKD", character)[0]
    return base if base.isalnum() and not unicodedata.combining(base) else character


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    """Return `character` plain and in lower case, if that is one character."""
    lower = _plain_character(character).lower()
    return lower if len(lower) == 1 else _plain_character(character)


def plain(text: str) -> str:
    """Return a copy of the same length without diacritics, curly quotes and odd spaces.

    Vietnamese prints the same name with and without diacritics (NĐ-CP, ND-CP);
    grammars read the plain copy and cite the text.
    """
    return text if text.isascii() else "".join(map(_plain_character, text))


def fold(text: str) -> str:
    """Return a copy of the same length, plain and in lower case."""
    return text.lower() if text.isascii() else "".join(map(_fold_character, text))


# --- sentences ---------------------------------------------------------------

_ABBREVIATIONS = frozenset(
    "no nos mr mrs ms dr prof st art arts para vol fig approx vs etc dept gov gen sen rep col"
    " jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp jsc pp ed eds".split()
)
# "etc.", "Co." and the like may also end a sentence: only before a lower-case word or a digit are
# they read as going on; the titles and "No." always go on.
_ALWAYS_GO_ON = frozenset("no nos mr mrs ms dr prof st art arts fig para".split())
_INITIAL = regex(r"(?:^|[\s(.])[A-Z]$")
_SENTENCE_END = regex(
    r"(?:\./\.|(?<![.!?\u2026])[.!?\u2026]+)"  # the mark; "./." ends Vietnamese official texts
    r"[\"'\u201d\u2019)\]]*"  # what closes with it
    r"(?=\s+[\"'\u201c\u2018(\[*]*[\w*]|\s*$)"  # and something new begins, or nothing follows
)
_LATIN = regex(r"(?:^|[\s(,])(?:i\.e|e\.g|cf|viz)$", re.IGNORECASE)  # never end a sentence
_COMPANY = regex(r",? (?:Ltd|Inc|JSC|Corp)\b")
_LAST_WORD = regex(r"([\w'-]+)$")


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """Split a piece of `text` into sentences, without the white space around them.

    A point inside a number, a document number or an initial ends nothing
    ("93.35", "No. 38", "U.S."). Together with the white space between them the
    spans cover the piece; a piece without end marks is one sentence.
    """
    piece = within or Span(0, len(text))
    found: list[Span] = []
    begin = piece.start
    for match in _SENTENCE_END.finditer(text, piece.start, piece.end):
        if _goes_on(text, match, piece):
            continue
        found.extend(_trimmed(text, begin, match.end()))
        begin = match.end()
    found.extend(_trimmed(text, begin, piece.end))
    return found


def _goes_on(text: str, end_mark: re.Match[str], piece: Span) -> bool:
    """Tell whether the sentence goes on behind this end mark."""
    if end_mark.group().strip("\"'\u201d\u2019)]") not in {"."}:
        following = text[end_mark.end() : piece.end].lstrip()[:1]
        return following.islower()
    before = text[max(piece.start, end_mark.start() - 24) : end_mark.start()]
    following = text[end_mark.end() : piece.end].lstrip("\"'\u201c\u2018([ \t\u00a0")[:1]
    if not following:
        return False
    if _COMPANY.match(text, end_mark.end(), piece.end):
        return True  # "Song Hau Wood Co. Ltd."
    word = _LAST_WORD.search(before)
    last = word.group(1).lower() if word else ""
    if last in _ALWAYS_GO_ON:
        return following.isdigit() or last not in {"no", "nos", "art", "arts", "fig"}
    if following.islower():
        return True
    if _INITIAL.search(before):
        return True
    if _LATIN.search(before):
        return True
    return last in _ABBREVIATIONS and following.isdigit()


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without white space at its ends, nothing if nothing is left."""
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


# --- terms -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text, and the term it counts as."""

    span: Span
    term: str


# Two printed words that are one term, or one sign that is a word.
_JOINED = {
    "per cent": "percent",
    "%": "percent",
    "viet nam": "vietnam",
    "ha noi": "hanoi",
    "vietnamese": "vietnam",
}
_TOKEN = regex(
    r"per cent\b|viet nam\b|vietnamese\b|ha noi\b|%"
    r"|[^\W_]+(?:(?:(?<=\d)[.,](?=\d)|['/&-](?=[^\W_]))[^\W_]+)*"
)
_NUMBER_INSIDE = regex(r"\d+(?:[.,]\d+)+|\d+|[^\W\d_]+")
_POSSESSIVE = regex(r"'s?$")

STOP_WORDS = frozenset(
    "a an the of in on at to for from by with and or as is are was were be been being it its this"
    " that these those there their they them he his she her him we our us you your i my me do does"
    " did done have has had will would shall should can could may might must not no nor so than"
    " then when where which who whom whose what how why if but about into over under out up down"
    " all any each some such only own same too very also just much many more most other"
    " s t d between per vs via upon within during while among amongst across whether both"
    " either".split()
)

_LONGEST_STOP_WORD = max(map(len, STOP_WORDS))

_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a folded word (Snowball English); numbers stay as they are."""
    return word if any(c.isdigit() for c in word) else str(_stemmer.stemWord(word))


def tokens(text: str, within: Span | None = None) -> list[Token]:
    """Read the words and numbers of a piece of `text` with the terms they count as.

    "per cent" and "%" are one term, so are "Viet Nam" and "Vietnam". A compound
    ("38-CT/TW", "chip-based") counts as itself and as its parts.
    """
    piece = within or Span(0, len(text))
    folded = fold(text[piece.start : piece.end])
    found: list[Token] = []
    for match in _TOKEN.finditer(folded):
        surface = match.group()
        span = Span(piece.start + match.start(), piece.start + match.end())
        if surface in _JOINED:
            found.append(Token(span, _JOINED[surface]))
            continue
        word = _POSSESSIVE.sub("", surface) if "'" in surface else surface
        if not word:
            continue
        found.append(Token(span, stem(word)))
        parts = [] if word.isalpha() else _NUMBER_INSIDE.findall(word)
        if len(parts) > 1:
            found.extend(Token(span, stem(part)) for part in parts)
    return found


def terms(text: str, within: Span | None = None) -> list[str]:
    """List the terms of a piece of `text` in order, stop words left out."""
    return [token.term for token in tokens(text, within) if not _is_stop_word(text, token.span)]


def _is_stop_word(text: str, span: Span) -> bool:
    """Tell whether a token is a stop word; a long one, with all its parts, is not even folded."""
    return (
        span.end - span.start <= _LONGEST_STOP_WORD
        and fold(text[span.start : span.end]) in STOP_WORDS
    )
