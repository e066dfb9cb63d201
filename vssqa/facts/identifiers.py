"""Numbers that name and do not count: dates, document numbers, labels, codes, telephones.

What is found here is kept out of the quantities.
"""

from __future__ import annotations

import re

from vssqa.dates import dates, years
from vssqa.patterns import regex
from vssqa.text import fold, plain
from vssqa.types import Span

_DIGIT = regex(r"\d")
_WEB = regex(r"https?://\S+|www\.\S+|\S+@\S+\.\w+")
_CLOCK = regex(
    r"\b\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b)?|\b\d{1,2}(?::\d{2})? ?(?:[ap]\.?m\b|o'clock)"
)
# National service numbers, or any long number behind a word that announces it.
_TELEPHONE = regex(
    r"\b1[89]00[ .-]?\d{4}\b|\+84[\d .-]{7,}|\(0\d+\)[\d .-]{6,}"
    r"|\b0\d{1,3}[ .-]\d{3,4}[ .-]\d{3,4}\b|\b0\d{9,10}\b"
    r"|\b(?:hotline|tel|telephone|phone|fax|call|calling|switchboard)\b"
    r"[^\d\n]{0,24}[\d+(][\d .()-]{5,}\d"
)
# "38-CT/TW", "75/2023/ND-CP", "103/2023/QH15", "1354/BHXH-VP"; in small letters only in full.
_DOCUMENT = regex(r"(?<![\w.,])\d+[A-Za-z]?(?:/\d{2,4})?[-/][A-Z]\w*(?:[-/]\w+)*")
_DOCUMENT_SMALL = regex(
    r"(?<![\w.,])\d+(?:/\d{4})?(?:/[a-z]{2,}\d*-[a-z]+|-[a-z]{2}/[a-z]{2,}|/[a-z]{2}\d{2})\b"
)
# Words a number stands behind as a name. The second kind are verbs or plain nouns too ("they
# report 12 cases"), so they count as labels with a capital only.
_LABELS = (
    "no nos so resolutions? directives? decisions? decrees? circulars? law ordinance letter"
    " dispatch project articles? clauses? chapter section appendix annex options? phase stage level"
    " version covid id"
)
_CAPITAL_LABELS = (
    "Number Numbers Projects Programme Program Report Document Notice Notification Conclusion Plan"
    " Guideline Point Form Table Figure Page Volume Step Tier Grade Type Group Class Category"
    " Zone Region Channel Item Part Unit Session Question Code Quarter Term Highway Road Street"
)
_LABELLED = regex(
    rf"(?:\b(?i:{'|'.join(_LABELS.split())})\b|\b(?:{'|'.join(_CAPITAL_LABELS.split())})\b)\.? ?#?"
    r"(?P<named>(?:\d+[a-z]?|(?i:one|two|three|four|five|six|seven|eight|nine|ten))\b"
    r"(?:(?:, and|,| and| or| to|-) ?\d+\b(?!\.\d|,\d| ?%))*)"
    r"(?! ?%| per ?cent| (?:million|billion|trillion|thousand|times|percentage)\b|[.,]\d)"
)
_CODE = regex(r"(?<![\w$])(?!VND|USD|EUR)[A-Za-z]+-?\d[\w.]*")  # "COVID-19", "I50", "level-4"
# "ASSA 35 opens": a number behind an acronym that counts nothing.
_ACRONYM = regex(
    r"\b(?!VND|USD|EUR|US\b)[A-Z]{3,6} (?P<named>\d{1,3})(?=[).,:]|$"
    r"| (?:opens?|opened|closes?|closed|will|was|is|in|at|held"
    r"|takes|took|begins?|began|ends?|ended)\b)"
)
_YEARS = regex(r"(?<![\w.,/-])(?:19|20)\d\d ?[-/] ?(?:(?:19|20)\d\d|\d\d)(?![\w/-])")
_CHAIN = regex(r"\b\d+(?:-\d+){2,}\b")  # an account or card number
_ORDINAL = regex(r"\b\d+(?:st|nd|rd|th)\b")
_LIST_NUMBER = regex(
    r"(?:^|(?<=[.;:] ))[ \t]*(?:\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)](?= +[^\W\d])"
    r"|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[,:](?= [A-Z]))"
    r"|^\W*\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s*$",
    re.M,
)
_ADDRESS = regex(
    r"\b\d+[A-Z]?(?:,? [A-Z]\w+){1,4} (?:Street|Road|Avenue|Lane|Boulevard|Ward)\b|\b[Rr]oom \d+\b"
    r"|(?:(?<=, )|(?<=\bat ))\d{1,4}[A-Z]?(?: [A-Z][a-z]+){1,3}(?=, [A-Z][a-z]+(?: [A-Z][a-z]+)*,)"
)
# What makes a number between 1900 and 2099 a count and no year ("2000 participants").
_COUNTED = regex(
    r" (?:people|participants|employees|workers|persons|units|enterprises|businesses|cards|books"
    r"|cases|conferences|facilities|households|students|pupils|pensioners|beneficiaries|files"
    r"|inspections|patients|million|billion|thousand|dong|vnd|usd)\b| ?%| per ?cent"
)
_BEFORE_YEAR = regex(r"\b(?:in|by|of|since|until|till|from|to|year|the|for|before|after) $")


def named_numbers(text: str) -> list[Span]:
    """List the spans of `text` whose numbers name something, in order."""
    unaccented = plain(text)
    found = [Span(*match.span()) for match in _LIST_NUMBER.finditer(unaccented)]
    found += [Span(*match.span("named")) for match in _LABELLED.finditer(unaccented)]
    if not _DIGIT.search(text):
        return sorted(found)  # the two above know numbers in words
    folded = fold(text)
    found += [dated.span for dated in dates(text)]
    found += [year.span for year in years(text) if not _counts(folded, year.span)]
    for pattern in (_YEARS, _CHAIN, _WEB, _CLOCK, _TELEPHONE, _DOCUMENT_SMALL, _ORDINAL):
        found += [Span(*match.span()) for match in pattern.finditer(folded)]
    for pattern in (_DOCUMENT, _CODE, _ADDRESS):
        found += [Span(*match.span()) for match in pattern.finditer(unaccented)]
    found += [Span(*match.span("named")) for match in _ACRONYM.finditer(unaccented)]
    return sorted(found)


def _counts(folded: str, year: Span) -> bool:
    """Tell whether a number that looks like a year counts something."""
    if _BEFORE_YEAR.search(folded, max(0, year.start - 12), year.start):
        return False
    return bool(_COUNTED.match(folded, year.end))
