"""What one line of a published page looks like: text, heading, caption, tool, tail mark."""

from __future__ import annotations

import re

from vssqa.patterns import regex
from vssqa.text import fold, plain, sentences
from vssqa.types import BlockKind

_HEADING_WORDS = 18  # longest heading seen on press pages; longer lines are text
_PARAGRAPH_WORDS = 12  # a line of body text without an end mark has at least this many
_COLUMN_WORDS = 4  # of a menu's entry
_TOOL_CHARACTERS = 300  # no menu or control is longer, and the patterns below are not made for it
_ENTRIES = 3  # a line of at least so many short entries is a menu

_ENDS_SENTENCE = regex(r"(?:[.!?:;\u2026]|\./\.)[\"'\u201d\u2019)\]*]*\s*$")
# An agency's mark behind the last sentence: "... at most. - VNS", "(VNS, 13 July 2019)".
_CREDIT = regex(
    r"(?<!\s)\s+[-\u2013\u2014]\s*[A-Z][\w/ ]{1,20}$"
    r"|(?<=[.!?\"'\u201d\u2019])\s*[(\[][^()\[\]]{2,60}[)\]]\s*$"
)
_BULLET = regex(
    r"^(?:[-\u2013\u2014*+\u2022\u25cf\u25aa\u25e6\u2023\u00b7]\s+\S|\(?[a-z0-9]{1,2}\)\s)"
)
_IMAGE_NAME = regex(r"\.(?:jpe?g|png|gif|webp|bmp)\s*$", re.I)
_IMAGE_WORDS = regex(
    r"^\W*(?:(?:(?:illustrat(?:ive|ion)|file|archive)\s*)?(?:photo|image|picture|illustration)s?\b"
    r"|illustrative\b|infographics?\b|pics?:|screenshot\b|anh minh hoa|caption\b"
    r"|(?:[a-z]{2,4}(?:/[a-z]{2,4})? )?photos?\b)"
    r"|\b(?:photo|image|picture)s?(?:\s*(?:by\b|courtesy|:).*)?(?:\s*\))?\s*$",
)
# A credit behind the words of a caption: "... VNA/VNS Photo Thu Hien", "(Photo: VNA)".
_CREDITED = regex(
    r"(?:^|[.!?\"'\u201d)(\[/\u2013\u2014-] ?|\b[A-Z]{2,6}(?:/[A-Z]{2,6})* )"
    r"(?:(?:Illustrative|File|Archive) )?(?:Photos?|PHOTOS?|Photographs?|Pictures?|Images?"
    r"|\u1ea2nh)"
    r"(?: (?:by|credit|source|courtesy of)|:| [\u2013\u2014-])?:?"
    r"(?: (?:[^\W\d_a-z][\w.'/-]*|and|&|of|the)){0,6}[)\]]?\.?\s*$"
)
# "Deputy Director Le Nam (first from left) at the meeting", "Thu Ha/VNA".
_POINTED_AT = regex(
    r"\((?:pictured|seen|standing|sitting|[a-z]+ from|far|in the)? ?"
    r"(?:left|right|cent(?:re|er)|middle)\)"
    r"|^[A-Z][^\W\d_]*(?: [A-Z][^\W\d_]*){0,3}/[A-Z]{2,6}$"
)
_CREDITED_WORDS = 60  # a caption that tells the whole story of its picture
# Verbs by which captions tell what a picture shows, in the present tense.
_SHOWN_IN_PICTURE = regex(
    r"\b(?:delivers?|chairs?|co-chairs?|works?|speaks?|speaking|attends?|presents?|poses?|visits?"
    r"|signs?|signed|receives?|gives?|guides?|registers?|addresses|hosts?|meets?|shakes?|hands?"
    r"|inspects?|checks?|talks?|witness(?:es)?|congratulates?|awards?|reports?|shows?|holds?"
    r"|implements|pictured|seen)\b"
)
_SEEN_AT_EVENT = regex(
    r"^(?:the |an? )?(?:participants|delegates|attendees|overview|scene|leaders|representatives"
    r"|a view|view|panorama)\b.*\b(?:at|of)\b.*"
    r"\b(?:conference|meeting|ceremony|event|session|workshop|seminar|forum|headquarters)s?$"
)
# Lines with which a page's own apparatus begins, below the last paragraph.
_TAIL_MARK = regex(
    r"^\W*(?:source|comments?(?:\s*\(\d+\))?|no data|tags?|same (?:tag|category|author)|related"
    r"(?: (?:news|articles?|stories|posts?))?|other news|read (?:more|also)|see also|more news"
    r"|more on this (?:story|topic)|topics?|keywords?"
    r"|share|print|email|no videos available|(?:most )?(?:viewed|read)|latest news|back to top"
    r"|follow us.*|newsletter.*|contact us.*|copyright\b.*|all rights reserved.*|\u00a9.*"
    r"|more from\b.{0,40}|editor-in-chief\b.*|licen[cs]e no\b.*|reproduction\b.*\bpermission\b.*"
    r"|(?:please )?(?:log|sign) in to (?:post |leave )?a? ?comment.*|your comment.*"
    r"|you may (?:also )?like.*|recommended\b.{0,20})\W*$"
    r"|^(?:tags?|topics?|keywords?|same category|related|most read|read also|see also)\s*:"
)
# Of these, the ones below which other releases are listed.
_OTHERS_MARK = regex(
    r"^\W*(?:\[[^\]]*\] ?\[)?(?:same (?:tag|category|author)|related\b|other news"
    r"|read (?:more|also)|see also|more (?:news|on this)|(?:most )?(?:viewed|read)\b|latest news"
    r"|back to top|newer|older)"
)
_BYLINE = regex(
    r"(?:(?:Written|Text|Text and photos?|Story|Reported|Translated|Compiled|Posted|Edited)[ ]?)?"
    r"(?:[Bb]y|BY)\b:?|(?:Author|Reporter|Reporters|Source|Editor|Translator|Correspondent)s?:"
)
_BYLINE_NAMES = 8
_NAME = regex(r"[^\W\d_a-z][^\W\d_]*[.]?|and|&|[-/|,]")
# The name of a site or section ("Electronic portal of ...", "Labour news") or of an issuer.
_SITE_WORD = (
    r"(?:(?:web|home|e-?)?(?:portals?|pages?|sites?|newspapers?|newsletters?|magazines?|gazettes?"
    r"|journals?|bulletins?|news|online|channels?|section|columns?|edition|daily|weekly|monthly))"
)
_SITE_NAME = regex(rf"(?:[^.!?:]* )?{_SITE_WORD}(?: (?:of|for) [^.!?:]*)?")
_SITE_WORDS = 10  # "Electronic newspaper of the Party Committee of Dong Nai" has no more
_SITE_PARTS = regex(r"\s+[-|/]\s+")
_ISSUER = regex(
    r"(?:the )?(?:ministry|department|office|(?:people's )?committee|socialist republic|government"
    r"|general (?:department|confederation)|confederation|agency|board|voice) (?:of|for) .*"
    r"|(?:.* )?(?:social (?:security|insurance)|people's committee)(?: of .*)?"
    r"|independence\W+freedom\W+happiness"
    r"|(?:.* )?(?:press|news|media) (?:release|statement|advisory)\b.*"
)
# A headline has a verb; names of sites and bodies have none, plural nouns apart.
_VERB_FORM = regex(
    r"\b(?!(?:news|services?|affairs|invalids|funds|business|press|society|politics|sports|times"
    r"|pensions|workers|economics|ministries|issues|policies|provinces|events|articles|portals|pages"
    r"|newspapers|releases|this|series|resources|media|communications|public relations)\b)"
    r"[a-z]{2,}(?:[^s\W']s|ed)\b|\b(?:to|is|are|has|have|will|be|on|up|for|gets?|wins?|sees?|set)\b"
)
_PAGE_TITLE = regex(r"\s\|\s[\w. ]{2,30}$")  # "Headline | site": another page's title
_BREADCRUMB = regex(r"^[\w& '-]+(?:\s+[>\u00bb/\u203a]+\s+[\w& '-]+)+$")
_ENTRY_BREAK = regex(r"\s+[|\u00b7\u2022*]\s+|\s{2,}")
# What a page lets its reader do: controls, in a line of their own.
_TOOL = regex(
    r"^\W*(?:skip to (?:main )?content|home|menu|search|log ?in|sign (?:in|up)|subscribe|listen"
    r"|font size\b.*|text size\b.*|print(?: this)?(?: page)?|share(?: this)?\b.{0,40}"
    r"|views?\s*:?\s*[\d.,]+"
    r"|\d+ min(?:ute)?s? read|follow\b.{0,30}|advertisement|posted by\b.*|(?:a\W*){2,4})\W*$"
)


def words(line: str) -> int:
    """Count the words of a line."""
    return len(line.split())


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does; an agency's mark behind it does not count."""
    return bool(_ENDS_SENTENCE.search(_CREDIT.sub("", line)))


def is_paragraph(line: str, least: int) -> bool:
    """Tell whether a line is running text of at least `least` words."""
    return ends_sentence(line) and words(line) >= least and not is_picture(line)


def is_bullet(line: str) -> bool:
    """Tell whether a line is an item of a list."""
    return bool(_BULLET.match(line))


def is_tail_mark(line: str) -> bool:
    """Tell whether the page's own apparatus begins with a line ("Tags: ...", "Comment (0)")."""
    return bool(_TAIL_MARK.match(fold(line)))


def names_others(line: str) -> bool:
    """Tell whether a line is the mark below which a site lists other releases."""
    return bool(_OTHERS_MARK.match(fold(line)))


def is_byline(line: str) -> bool:
    """Tell whether a line says who wrote: "By Thu Ha", "Source: VNA", and nothing else."""
    match = _BYLINE.match(line)
    if not match:
        return False
    names = re.findall(r"[^\s,/|]+|[,/|]", line[match.end() :])
    fewest = 1 if ":" in match.group() else 2  # "By Region" may be a heading
    return fewest <= len(names) <= _BYLINE_NAMES and all(map(_NAME.fullmatch, names))


def names_site(line: str) -> bool:
    """Tell whether a line is the name of a site, a section or an issuer, and no headline."""
    folded = fold(line).strip(" -|:")
    parts = [part for part in _SITE_PARTS.split(folded) if part]
    named = any(map(_SITE_NAME.fullmatch, parts)) and all(words(p) <= _SITE_WORDS for p in parts)
    return bool(named or _ISSUER.fullmatch(folded)) and not _VERB_FORM.search(folded)


def is_tool(line: str) -> bool:
    """Tell whether a line is a menu, a breadcrumb or a control of the page."""
    if len(line) > _TOOL_CHARACTERS:
        return False
    if _BREADCRUMB.match(line) or _TOOL.match(fold(line)):
        return True
    entries = [entry for entry in _ENTRY_BREAK.split(line) if entry]
    return len(entries) >= _ENTRIES and all(words(entry) <= _COLUMN_WORDS for entry in entries)


def is_picture(line: str) -> bool:
    """Tell whether a line names, credits or is a picture."""
    folded = fold(line)
    if _IMAGE_NAME.search(folded):
        return True
    if words(line) <= _CREDITED_WORDS and _CREDITED.search(line):
        return True
    if words(line) <= 2 * _HEADING_WORDS and _POINTED_AT.search(line) and not line.endswith("."):
        return True
    return words(line) <= 2 * _HEADING_WORDS and bool(_IMAGE_WORDS.search(folded))


def is_illustrated(line: str) -> bool:
    """Tell whether a line is nothing but the note that a picture illustrates."""
    return words(line) <= 4 and is_picture(line)


def kind_in_body(line: str, following: str | None, language: float) -> BlockKind:
    """Tell what a line between title and tail is there for.

    `following` is the line below, if any; `language` the page's share of Vietnamese words.
    """
    if is_tail_mark(line) or _PAGE_TITLE.search(line) or is_tool(line):
        return "furniture"
    if is_picture(line) or is_foreign(line, language):
        return "caption"
    if is_bullet(line):
        return "paragraph"
    if ends_sentence(line):
        return "heading" if _stands_as_heading(line, following) else "paragraph"
    if words(line) > 2 * _HEADING_WORDS:
        return "paragraph"
    if following is not None and is_illustrated(following):
        return "caption"
    if _SEEN_AT_EVENT.match(fold(line)) or _names_and_shows(line):
        return "caption"
    if words(line) > _HEADING_WORDS:
        return "paragraph"
    return "heading" if following is not None else "furniture"


def _stands_as_heading(line: str, following: str | None) -> bool:
    """Tell whether a line with an end mark stands as a heading ("Both ... participate.")."""
    short = words(line) <= _HEADING_WORDS // 2 and len(sentences(line)) == 1
    alone = following is not None and words(following) >= _PARAGRAPH_WORDS
    spoken = line[0] in "\"'\u201c-\u2013*" or any(c.isdigit() for c in line)
    return short and alone and not spoken and _reads_as_heading(line)


def _reads_as_heading(line: str) -> bool:
    return line.endswith((".", ":", "?", "!")) and not re.search(
        r"\b(?:he|she|they|it|we|I)\b", line
    )


def _names_and_shows(line: str) -> bool:
    """Tell whether a line without end mark tells who does what in a picture.

    A heading is a phrase; a caption is a clause with a subject, in the present.
    """
    if not line[:1].isupper() and not line[:1].isdigit():
        return False
    match = _SHOWN_IN_PICTURE.search(line)
    if not match or match.start() == 0:
        return False
    return not fold(line).startswith(("to ", "how ", "what ", "why ", "when ", "continue "))


_VIETNAMESE_ONLY = regex(r"[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


def foreign_share(text: str) -> float:
    """Return the share of a text's words that carry Vietnamese letters."""
    read = text.split()
    return sum(bool(_VIETNAMESE_ONLY.search(word)) for word in read) / max(1, len(read))


def is_foreign(line: str, language: float) -> bool:
    """Tell whether a short line is Vietnamese in a release that is not."""
    return (
        language < 0.2
        and words(line) <= 2 * _HEADING_WORDS
        and foreign_share(line) >= 0.4
        and not _ENDS_SENTENCE.search(plain(line))
    )
