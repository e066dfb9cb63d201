"""What kind of answer a question asks for, and in which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from vssqa.patterns import regex
from vssqa.question.things import (
    ADJECTIVES,
    BODY,
    PAPER,
    PEOPLE_DO,
    PLACE,
    HowMany,
    body_asked,
    counted,
    papers_asked,
    places_asked,
)
from vssqa.text import fold
from vssqa.types import AnswerKind

Asked = Literal[
    "percent", "people", "money", "VND", "USD", "count", "times", "duration", "age", "any"
]

_POST = (
    r"(?:director|minister|secretary|chairman|chairwoman|chair|head|deputy|vice|president|leader"
    r"|official|person|commissioner|spokes\w+|governor|general director)s?"
)
_EXTENT = (
    r"(?:target|goal|total|sum|duration|maximum|minimum|average|factor|population|return|yield|profit"
    r"|surplus|deficit|shortfall|score|gap|difference)s?"
)
_LISTED = (
    r"(?:platforms|issues|forms|groups|targets|goals|measures|tasks|topics|areas|steps|methods"
    r"|channels|items|categories|types|laws|countries|people|leaders|officials|bodies|agencies"
    r"|ministries|organi[sz]ations|units|documents|resolutions|decisions|directives|decrees"
    r"|letters|official letters|deput\w+ (?:general )?directors(?: general)?)"
)
_COUNTED = r"(?:number|count|total number)"
_SHARE = r"(?:percentage|share|proportion|portion|rate|ratio|per ?cent|percent|coverage|level)"
_MONEY = (
    r"(?:amount|cost|sum|expenditure|spending|revenue|income|budget|fine|value|debt|balance|fee"
    r"|price|salary|wage|turnover|pension|allowance|benefit)s?"
)


# "Who" that asks, not the one of "the agent who kept the money": no question word comes before it,
# no verb that asks yes or no, and not what it would go back to.
_ASKS_WHO = (
    r"(?:\b(?:know|say|said|tell(?: me| us)?|find out|remember) who(?:se)?\b"
    r"|^(?:the )?(?:person|man|woman|one|official) who\b"
    r"|^(?!(?:and |but |so )?(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would"
    r"|should|must|may|how|why|when|where|what|which)\b)"
    r"(?:(?!\b(?:what|which|when|where|why|how)\b).)*?"
    r"(?<!s )(?<!those )(?<!people )(?<!men )(?<!women )(?<!children )(?<!folk )(?<!anyone )"
    r"(?<!anybody )(?<!everyone )(?<!everybody )(?<!someone )(?<!somebody )(?<!person )(?<!man )"
    r"(?<!woman )(?<!one )(?<!worker )(?<!employee )(?<!child )(?<!student )(?<!patient )"
    r"\bwho(?:se|'s)?\b)"
)


def _rule(pattern: str) -> re.Pattern[str]:
    return regex(pattern)


# In order: the first rule that fits says the kind. Each names a form of question.
_KINDS: tuple[tuple[AnswerKind, re.Pattern[str]], ...] = (
    ("list", _rule(r"^(?:please )?(?:name|list|enumerate)\b|\bwho (?:are|were) the\b")),
    ("list", _rule(rf"^(?:which|what) (?:\w+ )?{_LISTED}\b")),
    ("list", _rule(rf"^(?:which|what) {PAPER} and {PAPER}\b")),
    ("agency", _rule(rf"^(?:in |at |to |from |for |of )?(?:which|what) {ADJECTIVES}{PLACE}")),
    (
        "date",
        _rule(
            r"^(?:and |but |so )?(?:by |since |until |from |on |in |before )?(?:when|(?:what"
            r"|which)"
            r" (?:\w+ )?(?:date|day|year|years|month|period))\b"
            r"|\b(?:what|which) (?:is|was) (?:its|the) (?:date|deadline)\b|\b(?:date|deadline)"
            r" of\b"
            r"|\bby (?:when|what date|which date)\b|\bdate\??$|\bwhen\?$"
        ),
    ),
    (
        "figure",
        _rule(r"\bhow (?:many|much|often|old|large|big|long|high|low|far)\b|\bby what factor\b"),
    ),
    ("figure", _rule(rf"\b(?:what|which) (?:[\w'-]+ ){{0,3}}?(?:{_SHARE}|{_COUNTED})\b")),
    (
        "figure",
        _rule(
            rf"\bwhat (?:is|was|were|are|would be|will be) (?:[\w',-]+ ){{0,7}}?"
            rf"(?:{_SHARE}|{_COUNTED}|{_MONEY}|{_EXTENT})\b"
        ),
    ),
    (
        "figure",
        _rule(
            rf"^(?:for |at |of |by |under |about )?what (?:\w+ ){{0,3}}?(?:{_SHARE}"
            rf"|{_MONEY})\b"
        ),
    ),
    ("figure", _rule(r"\b(?:what|which) (?:\w+ )?age\b")),
    ("figure", _rule(rf"\bwhat (?:should|must|will|would|is|are)\b.*\b{_SHARE}\b.* be\b")),
    (
        "figure",
        _rule(
            r"^what (?:did|does|do|will|would) .*\b(?:(?:amount|come|add up|total) to|stand at)\b"
        ),
    ),
    ("figure", _rule(r"^what (?:goal|target)s? \b(?!.*\b(?:about|regarding)\b)")),
    (
        "figure",
        _rule(
            r"^what (?:did|does|do|would|will|has|have|must) .*"
            r"\b(?:cost|owe|pay for|pay (?:a|per|each|every))\b"
        ),
    ),
    ("figure", _rule(r"^what (?:\w+ ){0,2}?(?:reduction|increase|rise|growth|decrease|fall)\b")),
    (
        "agency",
        _rule(
            r"\bwho(?:m|ever)? (?:else )?(?:must|should|shall|has to|have to|needs? to"
            r"|(?:is|are) (?:responsible|told|required|asked|ordered|to)"
            r"|(?:was|were) (?:told|required|asked|ordered|instructed)|issued|issues|promulgated"
            r"|set|sets)\b"
            rf"|\b(?:which|what) {ADJECTIVES}{BODY}\b(?!'s)"
            r"|\b(?:to|with|through|by|from) whom\b|^whom\b|\bwith wh(?:om|ich)\b|^(?:to|with)"
            r" who\b"
        ),
    ),
    (
        "directive",
        _rule(
            rf"\b(?:which|what) (?:[\w-]+ ){{0,3}}?{PAPER}\b"
            rf"|^(?:under|by|in|through|according to) (?:which|what) (?:\w+ ){{0,2}}?{PAPER}\b"
        ),
    ),
    (
        "directive",
        _rule(
            r"\bwhat (?:must|should|shall|has to|have to)\b"
            r"|\bwhat (?:has|have|does|do|did|is|are|was|were|will|would)\b.*\b(?:have to do"
            r"|has to do|to do|told|required|ordered?|ask(?:ed)?|instruct\w*|suggest\w*"
            r"|propose\w*)\b"
        ),
    ),
    (
        "person",
        _rule(
            rf"{_ASKS_WHO}|\b(?:which|what) {ADJECTIVES}{_POST}\b|\bname of the\b"
            r"|\bwhat (?:post|position|role|job|title)\b"
            r"|\bwhat is [\w .]+'s (?:position|post|role|title|job)\b"
        ),
    ),
    (
        "yes_no",
        _rule(
            r"^(?:and |so |but )?(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would"
            r"|should|must|may|isn't|aren't|didn't)\b"
        ),
    ),
    (
        "figure",
        _rule(
            r"^(?:how (?:does|did|do) .* compare|compare\b)|\b(?:versus|vs\.?|compared (?:with"
            r"|to))\b"
        ),
    ),
    ("directive", _rule(rf"\bwhat (?:is|was|does|did|do) (?:the )?{PAPER} (?:no\b|\d)")),
)

_FIGURE_FRAGMENT = regex(
    rf"\b(?:{_SHARE}|{_COUNTED}|total|goal|target|how many|statistics?|figures?|debts?"
    r"|late payments?|participants?|members|holders|contributors|beneficiaries|visits"
    r"|revenue|expenditure|spending)\b"
)
_DATE_FRAGMENT = regex(r"\bdates?\b|\bdeadline\b|\bwhen\b")
_POST_FRAGMENT = regex(rf"\b(?!persons?\b|head\b(?! of\b)|leaders?\b){_POST}\b")
_QUESTION_WORD = regex(r"\b(?:what|which|who|whom|whose|when|where|why|how)\b")

_UNITS: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    (
        "any",
        _rule(
            r"\bby how much\b|\bhow much (?:more|less|higher|lower)\b|\bwhat (?:\w+"
            r" ){0,3}?(?:increase|rise|growth|reduction|decrease|cut|change)\b"
        ),
    ),
    ("age", _rule(r"\bhow old\b|\bage of\b|\bretirement age\b|\b(?:what|which) age\b")),
    ("USD", _rule(r"\b(?:us )?dollars?\b|\busd\b|us\$")),
    (
        "VND",
        _rule(
            r"\b(?:(?:in|of)|how (?:much|many)) (?:vnd|dongs?)\b"
            r"(?! (?:nai|thap|ha|hoi|anh|da|hy|xoai)\b)"
        ),
    ),
    ("times", _rule(r"\bby what factor\b|\bhow many times\b")),
    (
        "duration",
        _rule(
            r"\bhow long\b|\bhow many (?:days|months|years|hours|weeks)\b|\bduration\b|\bhow"
            r" often\b"
        ),
    ),
    (
        "people",
        _rule(
            r"\bhow many (?:more |new |other |additional )?(?:[\w'-]+ ){0,4}?(?:people|persons"
            r"|workers|employees|applicants|claimants|farmers|pupils|teachers|holders|contributors"
            r"|labourers|pensioners|freelancers|fishermen|visitors|policyholders"
            r"|participants|members|citizens|pensioners|patients|students|beneficiaries"
            r"|recipients|retirees"
            r"|staff|officials|residents|labou?rers|women|men|children|individuals|delegates)\b"
            rf"|\bhow many {PEOPLE_DO}\b"
            r"|\bnumber of (?:\w+ ){0,2}?(?:people|participants|members|workers|employees"
            r"|patients|students"
            r"|beneficiaries|recipients|pensioners)\b|\bpopulation of\b"
        ),
    ),
    ("count", _rule(r"\bhow many\b(?! per ?cent)|\bnumber of\b")),
    (
        "percent",
        _rule(
            rf"\b(?:what|which|for what|of what) (?:\w+ ){{0,4}}?{_SHARE}\b|\b{_SHARE}\b(?! of"
            rf" (?:commissioners|the board))"
            r"|\bper ?cent\b|%|\bhow (?:high|low) (?:is|was|are|were)\b"
        ),
    ),
    (
        "money",
        _rule(
            rf"\bhow much\b(?! (?:higher|lower|more|less|has|have|did .* (?:grow|rise|fall"
            rf"|increase|beat|exceed)))|\bwhat (?:\w+ ){{0,3}}?{_MONEY}\b|\b(?:revenue"
            rf"|expenditure|spending)\b"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Asking:
    """The form of a question: its kind, the unit asked for, and whether it compares.

    `papers` are the types of paper asked for by name ("which decree"); empty where the
    question asks for no paper, or for any. `places` tells whether it asks for "one" place,
    for "several", or for none (None); `body` the kind of body. `counted` is the folded word
    for the things that "how many" counts, None where it counts people or nothing.
    """

    kind: AnswerKind
    unit: Asked
    compares: bool
    papers: frozenset[str] = frozenset()
    counted: str | None = None
    places: HowMany | None = None
    body: str | None = None


_SHORT_FORM = regex(r"\b(what|who|when|where|how)'s\b")
_COMPARES = regex(
    r"\bchanged? (?:\w+ ){0,4}?(?:between|from|since)\b|"
    r"\bcompare[ds]?\b|\bcomparison\b|\bversus\b|\bvs\b|\b(?:then|\d{4}) and (?:now|\d{4})\b"
    r"|\b(?:in|from) \d{4} (?:and|to) (?:in )?(?:now|today|\d{4})\b|\bdifference between\b"
)


# "How much did it grow compared to 2022?" asks for the growth, not for two levels.
_CHANGED_AGAINST = regex(
    r"\b(?:gr[eo]w\w*|r[io]se\w*|increas\w*|f[ae]ll\w*|drop\w*|declin\w*|decreas\w*|chang\w*"
    r"|more|less|fewer|higher|lower|up|down)\b.* compared (?:to|with)\b"
)


def read_asking(question: str) -> Asking:
    """Tell the form of a question from its words."""
    folded = " ".join(_SHORT_FORM.sub(r"\1 is", fold(question).replace('"', " ")).split())
    kind = next((kind for kind, form in _KINDS if form.search(folded)), None)
    if kind is None:
        kind = _kind_of_fragment(folded)
    compares = bool(_COMPARES.search(folded)) and not _CHANGED_AGAINST.search(folded)
    if compares and kind in {"passage", "yes_no"}:
        kind = "figure"
    return Asking(
        kind,
        _unit(folded, kind),
        compares,
        papers_asked(folded),
        counted(folded),
        places_asked(folded) if kind == "agency" else None,
        body_asked(folded) if kind == "agency" else None,
    )


def _kind_of_fragment(folded: str) -> AnswerKind:
    """Tell the kind of what is typed without a question word ("late payments 2023")."""
    if _QUESTION_WORD.search(folded):
        return "passage"
    if _DATE_FRAGMENT.search(folded):
        return "date"
    if _FIGURE_FRAGMENT.search(folded):
        return "figure"
    return "person" if _POST_FRAGMENT.search(folded) else "passage"


def _unit(folded: str, kind: AnswerKind) -> Asked:
    """Return the unit the answer should have, "any" where the question leaves it open."""
    if kind not in {"figure", "yes_no"}:
        return "any"
    found: Asked = next((unit for unit, form in _UNITS if form.search(folded)), "any")
    return found if kind == "figure" else "any"
