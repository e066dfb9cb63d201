"""Insurance schemes written in a text, one by one or in a list.

"Social, health and unemployment insurance" is one group of three; a name of the
agency ("Viet Nam Social Insurance", "the social insurance agency") is no scheme.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vssqa.facts.written import SchemeMention
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Scheme, Span

_KINDS: dict[str, Scheme | None] = {
    "social": "social", "health": "health", "medical": "health", "unemployment": "unemployment",
    "jobless": "unemployment", "si": "social", "hi": "health", "ui": "unemployment",
    "bhxh": "social", "bhyt": "health", "bhtn": "unemployment",
    "xa hoi": "social", "y te": "health", "that nghiep": "unemployment",
}  # fmt: skip
_VOLUNTARY: dict[Scheme, Scheme] = {"social": "voluntary_social", "health": "voluntary_health"}

_KIND = (
    r"(?:social|health|medical|unemployment|jobless|occupational accident|work accident"
    r"|labou?r accident)"
)
_HOW = r"(?:compulsory|mandatory|obligatory|voluntary|universal|family|household|student)"
_JOIN = r"(?:, and |, or |, | and | or | & |/| as well as )"
_ONE = rf"(?:{_HOW}(?:(?: and | or |, ){_HOW})? )?{_KIND}"
# "social, health and unemployment insurance": the word "insurance" closes the list.
_ENGLISH = regex(rf"\b{_ONE}(?:(?: insurances?)?{_JOIN}{_ONE})*[ -]insur(?:ances?|ed)\b")
_SHORT_KIND = r"\b(?:SI|HI|UI|BHXH|BHYT|BHTN)\b(?: (?:t[uự] nguy[eệ]n|b[aắ]t bu[oộ]c))?"
_SHORT = regex(
    # Not in a document's number ("24/QD-BHXH"), nor in brackets behind the agency's name.
    rf"(?<![-/(\w])(?:{_HOW} )?{_SHORT_KIND}(?:{_JOIN}(?:{_HOW} )?{_SHORT_KIND})*(?![-/)])"
)
_VIETNAMESE = regex(
    r"\bbao hiem (?:xa hoi|y te|that nghiep)(?: (?:tu nguyen|bat buoc))?"
    r"(?:(?:, | va )(?:bao hiem )?(?:xa hoi|y te|that nghiep)(?: (?:tu nguyen|bat buoc))?)*"
)
_MEMBER = regex(
    rf"(?P<how>{_HOW}(?:(?: and | or |, ){_HOW})? )?(?P<kind>{_KIND}|si|hi|ui|bhxh|bhyt|bhtn"
    r"|xa hoi|y te|that nghiep)\b(?: (?P<behind>tu nguyen|bat buoc))?"
)
_BY_CHOICE = regex(  # "voluntarily participated in health insurance"
    r"\bvoluntar(?:ily|y)\b[^.;:,]{0,40}\b(?:in|of|for|join(?:ed|ing)?) (?:the )?$"
)
_CHOICE_BEHIND = regex(r" (?:voluntarily|on a voluntary basis)\b")

# A body's name is no scheme: a body's word behind, or capitals behind a place's or body's name
# ("City Social Insurance puts ...", "Social Insurance of the provinces").
_BODY_BEHIND = regex(
    r"(?:'s)? (?:agenc(?:y|ies)|offices?|sector|organi[sz]ations?|authorit(?:y|ies)|bod(?:y|ies)"
    r"|(?:management )?(?:council|board)|academy|magazine|newspaper|inspectors?)\b"
)
_PLACE_BEFORE = regex(
    r"(?:\b(?:viet ?nam(?:ese)?|city|province|district|provincial|municipal|regional)(?:'s)? )$"
)
_NAME_BEFORE = regex(r"\b(?!The|A|An|In|Of|For|And|To|On|By|With|All|Both)[A-Z]\w+ $")
_NAME_BEHIND = regex(r" (?:of (?:the )?(?:Viet|provinces|cities|localities|[A-Z])|Viet ?Nam\b)")
# Laws name their subject: they suggest the scheme a figure belongs to, and do not say it.
_LAW_BEFORE = regex(r"\blaws? on (?:the )?$")
_LAW_BEHIND = regex(r" laws?\b")

_SUGGESTING_WORDS: tuple[tuple[str, Scheme], ...] = (
    (
        r"\b(?:unemployment|jobless) (?:benefits?|allowances?|compensation|support|fund|claims?)\b"
        r"|\binsured against unemployment\b|\b(?:for|in) unemployment\b(?! [a-z])",
        "unemployment",
    ),
    (
        r"\b(?:medical|health) (?:examinations?|check-?ups?|treatments?|facilities"
        r"|establishments?|visits?"
        r"|costs?|care)\b|\bhealth ?care\b|\b(?:out|in)patient (?:visits?|stays?)\b"
        r"|(?<=million )visits\b|(?<=\d )visits\b"
        r"|\b(?:buy|buying|bought|holds?|held|have|had|lost|with|without)"
        r" (?:a |free |the |their )*cards?\b"
        r"|\bhealth cards?\b|\binsured (?:visits?|check-?ups?|patients?|treatments?|persons?)\b"
        r"|\bexaminations? and treatments?\b",
        "health",
    ),
    (r"\bvoluntary\b(?! (?:\w+ ){0,2}(?:saving|basis|return|work))", "voluntary_social"),
    (r"\bcompulsory\b|\bmandatory\b", "social"),
    (
        r"\bpension(?:s|ers?)?\b|\bretire(?:es?|ment)\b|\bmaternity\b|\blump[ -]sums?\b"
        r"|\bmonthly (?:beneficiar(?:y|ies)|benefits?|allowances?)\b|\bsickness\b"
        r"|\bconvalescence\b|\bsurvivorship\b|\bsurvivors?'? (?:benefits?|pensions?|allowances?)"
        r"|\b(?:death|funeral) (?:benefits?|grants?|allowances?)\b",
        "social",
    ),
)
_SUGGESTIONS = tuple((regex(words), scheme) for words, scheme in _SUGGESTING_WORDS)


def schemes(text: str, within: Span | None = None) -> list[SchemeMention]:
    """Find the schemes that a piece of `text` names, in order.

    Insurances outside the five and words that only suggest a scheme are left to
    `scheme_mentions`.
    """
    piece = within or Span(0, len(text))
    words = piece.of(text)
    return [
        _moved(mention, piece.start)
        for mention in sorted(_written(words, fold(words)), key=lambda mention: mention.span)
        if mention.scheme is not None and not mention.weak
    ]


def scheme_mentions(text: str, within: Span | None = None) -> list[SchemeMention]:
    """Find every mention of an insurance in a piece of `text`, in order, suggestions too."""
    piece = within or Span(0, len(text))
    words = piece.of(text)
    folded = fold(words)
    found = _written(words, folded)
    strong = [mention.group for mention in found]
    for pattern, scheme in _SUGGESTIONS:
        for match in pattern.finditer(folded):
            span = Span(*match.span())
            if not any(span.overlaps(group) for group in strong):
                strong.append(span)
                found.append(SchemeMention(span, span.of(words), scheme, span, weak=True))
    return [_moved(m, piece.start) for m in sorted(found, key=lambda mention: mention.span)]


def _written(words: str, folded: str) -> list[SchemeMention]:
    """Find the insurances that are written out or in short, not what only suggests them."""
    groups = list(_ENGLISH.finditer(folded)) if "insur" in folded else []
    groups += _VIETNAMESE.finditer(folded)
    groups += _SHORT.finditer(words)
    return [m for group in groups for m in _members(words, folded, Span(*group.span()))]


def _members(words: str, folded: str, group: Span) -> list[SchemeMention]:
    """Read the schemes of one list, none where it is a body's name."""
    if _names_body(words, folded, group):
        return []
    weak = bool(_LAW_BEFORE.search(folded, 0, group.start) or _LAW_BEHIND.match(folded, group.end))
    found = []
    for match in _MEMBER.finditer(folded, group.start, group.end):
        kind = _KINDS.get(match["kind"])
        for scheme in _chosen(kind, f"{match['how'] or ''} {match['behind'] or ''}"):
            span = Span(*match.span())
            found.append(SchemeMention(span, span.of(words), scheme, group, weak))
    if len(found) == 1 and _by_choice(folded, group):
        found[0] = replace(found[0], scheme=_voluntary(found[0].scheme))
    return found


def _chosen(kind: Scheme | None, how: str) -> list[Scheme | None]:
    """Return a kind with the way of joining it: "compulsory and voluntary" are two."""
    voluntary = "voluntary" in how or "tu nguyen" in how
    compulsory = any(word in how for word in ("compulsory", "mandatory", "obligatory", "bat buoc"))
    if voluntary:
        return [kind, _voluntary(kind)] if compulsory else [_voluntary(kind)]
    return [kind]


def _voluntary(kind: Scheme | None) -> Scheme | None:
    return _VOLUNTARY.get(kind, kind) if kind else None


def _by_choice(folded: str, group: Span) -> bool:
    before = folded[max(0, group.start - 80) : group.start]
    return bool(_BY_CHOICE.search(before) or _CHOICE_BEHIND.match(folded, group.end))


def _names_body(words: str, folded: str, group: Span) -> bool:
    """Tell whether what reads like a scheme is the name of an agency."""
    if _BODY_BEHIND.match(folded, group.end):
        return True
    surface = group.of(folded)
    if surface not in {"social insurance", "bhxh", "bao hiem xa hoi"}:
        return False
    if _PLACE_BEFORE.search(folded[: group.start]):
        return words[group.start].isupper() or not words[: group.start].strip()[-8:].islower()
    if not words[group.start].isupper() or words[group.start : group.end].isupper():
        return surface == "bhxh" and bool(re.match(r" Vi[eệ]t ", words[group.end :]))
    named = _NAME_BEFORE.search(words[: group.start]) and not _LAW_BEFORE.search(
        folded[: group.start]
    )
    return bool(_NAME_BEHIND.match(words, group.end) or named)


def _moved(mention: SchemeMention, by: int) -> SchemeMention:
    return replace(mention, span=mention.span.moved(by), group=mention.group.moved(by))
