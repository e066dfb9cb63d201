"""The date that a page prints for itself: on a line of its own, or where its text begins or ends.

A date within a sentence is none, nor one that a line gives for something else ("by
31 October 2018", "17 to 19 September 2018", "Effective from 1 July 2025").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vssqa.dates import Dated, dates, years
from vssqa.page_lines import is_paragraph, is_picture, words
from vssqa.patterns import regex
from vssqa.text import fold, plain
from vssqa.types import Span

_DATE_WORDS = 12  # "Update: November, 25/2020 - 08:16", a place, an author: no sentence
_LABELLED_WORDS = 20  # the same behind "Posted on", where a section and an author may follow
_DATE_LINE_CHARACTERS = 300  # a line that holds a date among menus is no longer
_BESIDE_WORDS = 3  # words that a date line may hold besides date and time
_BESIDE_PARTED_WORDS = 6  # the same where a comma or dash parts the date from a paper's name
_PROSE_WORDS = 12  # a column of so many words that end as a sentence does is text
_OPENING_CHARACTERS = 120  # a dateline before the text ("HA NOI, 13 July 2019 (VNA) --") is shorter
_OPENING_NAMES = 8  # words that stand before the date in it
_CLOSING_CHARACTERS = 100  # the same at the end of the text: "(VNS, 13 July 2019)"

_COLUMN = regex(r"\s*[|\u00b7\u2022\u00bb]\s*|\s{2,}")  # what parts the columns of one line
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|thu (?:hai|ba|tu|nam|sau|bay)\b|chu nhat\b)"
)
_TIME = (
    r"(?:\bt|\b)\d{1,2}[:h.]\d{2}(?::\d{2})?(?!\d)\s*(?:[ap]\.?m\b\.?)?"
    r"|\b\d{1,2}\s*[ap]\.?m\b\.?|\b(?:gmt|utc|ict)\b|[+]\s*0?7(?::?00)?\b"
)
# What a date line holds besides its date that is no word of it: time, weekday, brackets.
_IDLE = regex(rf"[(\[][^()\[\]]*[)\]]|{_TIME}|\b(?:{_WEEKDAY}|(?:at|on|ngay|luc)\b)")
_PARTED_BEFORE = regex(r"[,|:(\[-]\s*$")
_PARTED_BEHIND = regex(r"\s*[,|:-]")
_LABEL = regex(
    r"\W*(?:(?:last|date|time|first) )?(?:posted|published|publication|updated?|uploaded|modified"
    r"|released?|for immediate release|issued(?= on\b|:)|dated?|ngay dang|dang luc|cap nhat)\b"
)
_OTHER_THING = regex(  # what has a date of its own: a paper, an event, a deadline
    r"\b(?:conference|meeting|workshop|seminar|ceremony|event|deadline|effective|valid|due|born"
    r"|decisions?|decrees?|resolutions?|directives?|circulars?|laws?|plans?|held|period|term|venue"
    r"|(?:when|where)(?=:)|table|figures?|chart|annex|appendix|clos\w+|open(?:s|ed|ing)|ends?|ended"
    r"|starts?|started|begins?|began|expires?)\b"
)
_IN_PHRASE = regex(  # "by 31 October 2018"; the second day of "17 to 19 September 2018"
    r"\b(?:by|until|till|from|to|before|after|since|as of|in|during|for|of|between|and|end|early"
    r"|mid|late)[ -]$|(?<![:h./\d])\b\d{1,2}(?:/\d{1,2})?\s*(?:-|to|and|&)\s*$"
)
_TO_LATER = regex(r"\s*(?:-|to|until|and)\s*$")
_GOES_ON = regex(r"\s*(?!(?:at|in|by|from|of)\b)[a-z]{2,}\b(?![.:])")
_PREPOSITIONS = frozenset(
    "on in by from since as at until till before after during over for to through between of"
    " under with within".split()
)
# What parts a dateline from the text: "(VNA) --", a dash, a full stop, closed brackets.
_PARTS_TEXT = regex(
    r"(?P<closed>[)\]])?(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,4}?)?"
    r"(?:\s*(?:\([^()]{2,30}\)|\[[^\[\]]{2,30}\]|/[^/]{2,30}/))?"
    r"(?:\s*(?:-+|\./\.|[.:|])|(?(closed)|(?!)))\s*(?=[\"'(]?[A-Z\d])"
)
_DIGIT = regex(r"\d")
_BRACKETS_CLOSE = regex(r"[.!?\"']\s*(?:-+\s*)?[(\[](?P<within>[^()\[\]]{4,60})[)\]]\W*$")


def date_line(text: str, lines: Sequence[Span]) -> tuple[Span, str] | None:
    """Return the line that holds hardly more than a date, the barest and first of several."""
    dated = [(besides, line, iso) for line in lines for besides, iso in _date_of_line(text, line)]
    if not dated:
        return None
    _, line, iso = min(dated, key=lambda found: (found[0], found[1]))
    return line, iso


def opening_date(text: str, paragraph: Span) -> str | None:
    """Return the date of the dateline a paragraph begins with: "HA NOI, 13 July 2019 - The"."""
    dated = _opening(text, paragraph)
    return dated[1] if dated and not dated[1].startswith("-") else None


def dateline_end(text: str, paragraph: Span) -> int:
    """Return where the dated dateline of a paragraph ends, its start if it has none."""
    dated = _opening(text, paragraph)
    return dated[0] if dated else paragraph.start


def _opening(text: str, paragraph: Span) -> tuple[int, str] | None:
    """Return end and date of a paragraph's dateline.

    Before the date stand names alone, behind it a mark and the begin of a sentence.
    """
    end = min(paragraph.end, paragraph.start + _OPENING_CHARACTERS)
    digit = _DIGIT.search(text, paragraph.start, end)
    if digit is None or not _names_alone(text[paragraph.start : digit.start()]):
        return None  # most sentences: to look for dates in each of them costs a quarter more
    dated = next(iter(dates(text, Span(paragraph.start, end))), None)
    if dated is None or not _names_alone(text[paragraph.start : dated.span.start]):
        return None
    behind = plain(text[dated.span.end : min(paragraph.end, end + _OPENING_CHARACTERS)])
    clock = re.match(rf"(?:[\s,-]+(?:at )?(?:{_TIME}))*", behind, re.IGNORECASE)
    parts = _PARTS_TEXT.match(behind, clock.end() if clock else 0)
    return (dated.span.end + parts.end(), dated.iso) if parts else None


def closing_date(text: str, paragraph: Span) -> str | None:
    """Return the date that stands in brackets behind a paragraph's last sentence."""
    start = max(paragraph.start, paragraph.end - _CLOSING_CHARACTERS)
    closing = _BRACKETS_CLOSE.search(plain(text[start : paragraph.end]))
    if closing is None:
        return None
    within = Span(start + closing.start("within"), start + closing.end("within"))
    full = _full_dates(text, within)
    named = full and _names_alone(text[within.start : full[0].span.start])
    return full[0].iso if named and _date_of_column(text, within) else None


def _full_dates(text: str, within: Span) -> list[Dated]:
    """List the dates of a printed year."""
    return [dated for dated in dates(text, within) if not dated.iso.startswith("-")]


def _names_alone(head: str) -> bool:
    """Tell whether words are names of places, papers and agencies alone, no part of a sentence."""
    if any(word in _PREPOSITIONS for word in re.findall(r"[a-z]+", fold(head))[:1]):
        return False  # "On 13 July 2019 - a Saturday"
    named = re.findall(r"[^\W\d_]+", _without_idle(plain(head)))
    if len(named) > _OPENING_NAMES or re.search(r"\d", _without_idle(head)):
        return False
    return all(word[0].isupper() or word in {"vn", "the", "and"} for word in named)


def _without_idle(words_besides: str) -> str:
    """Return words without the times, weekdays and brackets among them."""
    folded = fold(words_besides)
    kept = list(words_besides)
    for match in _IDLE.finditer(folded):
        kept[match.start() : match.end()] = " " * (match.end() - match.start())
    return "".join(kept)


def _date_of_line(text: str, line: Span) -> list[tuple[int, str]]:
    """Return (words besides, date) of a line one of whose columns holds hardly more than a date.

    "Update: November, 25/2020 - 08:16" is such a line, so is "By Admin | 16:42 | 22.11.2023";
    a title that ends with "by 31 October 2018" is none.
    """
    if line.end - line.start > _DATE_LINE_CHARACTERS or is_picture(line.of(text)):
        return []
    columns = _columns(text, line)
    if any(is_paragraph(column.of(text), _PROSE_WORDS) for column in columns):
        return []
    return [dated for column in columns if (dated := _date_of_column(text, column))][:1]


def _columns(text: str, line: Span) -> list[Span]:
    """Return the columns of a line that "|" and the like part."""
    columns, start = [], line.start
    for match in _COLUMN.finditer(text, line.start, line.end):
        columns.append(Span(start, match.start()))
        start = match.end()
    return [column for column in (*columns, Span(start, line.end)) if column.start < column.end]


def _date_of_column(text: str, column: Span) -> tuple[int, str] | None:
    """Return (words besides, date) of a column that holds hardly more than a date."""
    folded = fold(column.of(text))
    labelled = _LABEL.match(folded)
    if words(folded) > (_LABELLED_WORDS if labelled else _DATE_WORDS):
        return None
    found = _full_dates(text, column)
    found = found or [year for year in years(text, column) if year.span.start == column.start]
    if not found or _OTHER_THING.search(_without_idle(folded)) or _is_span(text, column, found):
        return None
    head = _without_idle(plain(text[column.start : found[0].span.start]))
    tail = _without_idle(plain(text[found[0].span.end : column.end]))
    if labelled and words(head) <= _BESIDE_PARTED_WORDS and not tail.rstrip().endswith((".", "!")):
        return 0, found[0].iso
    parted = _PARTED_BEFORE.search(head) or _PARTED_BEHIND.match(tail)
    besides = f"{head} {tail}".strip(" ,|-:")
    closed = besides.endswith((".", "!", "?")) and not (parted and tail.strip() == ".")
    many = words(re.sub(r"[^\w\s]", "", besides))
    if closed or _GOES_ON.match(tail) or many > (_BESIDE_PARTED_WORDS if parted else _BESIDE_WORDS):
        return None
    return many, found[0].iso


def _is_span(text: str, column: Span, found: Sequence[Dated]) -> bool:
    """Tell whether a date is part of a phrase, or one end of some days: "17 - 19 July 2018"."""
    if _IN_PHRASE.search(fold(text[column.start : found[0].span.start])):
        return True
    between = fold(text[found[0].span.end : found[1].span.start]) if len(found) > 1 else ""
    return bool(_TO_LATER.fullmatch(between))
