"""Whether a figure is reached, aimed at, a difference or a limit: its status."""

from __future__ import annotations

from vssqa.facts.clauses import Clauses, Context, said_before
from vssqa.facts.quantities import CURRENCIES, DURATIONS
from vssqa.patterns import regex
from vssqa.types import Figure, Status

_HEDGE = (
    r"(?:(?:about|around|approximately|nearly|almost|over|some|only|more than|less than|an"
    r"|estimated|up to|at least|just|another|a further|an additional|[(]) ?)*"
)
_MOVED = (
    r"(?:increas\w*|decreas\w*|reduc\w*|ris(?:e|es|en|ing)|rose|grow\w*|grew|fell|fall\w*|drop\w*"
    r"|declin\w*|cut\w*|rais\w*|jump\w*|gain\w*|climb\w*|lower\w*|shr[aiu]nk\w*|expand\w*"
    r"|sav(?:ed|ing)|improv\w*|go(?:es|ne)? (?:up|down)|went (?:up|down))"
)
# "an increase of", "up", "grew", right before the number; never "increased to", "fell from".
_CHANGE_BEFORE = regex(
    rf"\b(?:{_MOVED}|(?<!made )(?<!make )(?<!makes )(?<!making )(?<!set )(?<!sets )(?<!signed )"
    r"(?<!took )(?<!taken )(?<!drew )(?<!drawn )(?<!paid )up|(?<!turned )down)"
    rf"(?: (?:of|by|in \w+(?: \w+){{0,3}} of))? {_HEDGE}$"
    rf"|\b(?:{_MOVED}|surpass\w*|exceed\w*|beat\w*|miss\w*|higher|lower|more|fewer)\b"
    rf"[^;]*\bby {_HEDGE}$"
    rf"|\bgrowth (?:rate )?(?:of|was|reached|stood at) {_HEDGE}$"
    r"|\b(?:another|a further|an additional) (?:\w+ )?$"
)
_CHANGE_BEHIND = regex(
    r"^(?: \([^()]*\))?(?: (?!(?:or|signed|sign|set|made|taken|took|spen[dt]s?|pa(?:y|ys|id)"
    r"|earn(?:s|ed)?|costs?|uses?|used|needs?|needed|receive[sd]?)\b)[a-z'-]+){0,2}?\)? "
    r"(?:more|fewer|less|higher|lower|up|down)\b(?! or )"
    r"(?! than (?:(?:about|over|nearly|around) )?"
    r"(?!(?:19|20)\d\d\b)(?:\d|\$|vnd|us\$))"
    r"(?:\)|,|\.|;|:|$| (?:than|on|over|compared|against|if|year|from|for|in|at|since)\b)"
)
_SOONER = regex(r"^ (?:earlier|later|sooner|faster|longer|shorter) than\b")
_APART = regex(r" (?:above|below|over|under|ahead of|short of|past)\b")
_ON_TOP = regex(r"^(?:another|a further|an additional)\b")
_LOST = regex(rf"\b(?:lost|shed) {_HEDGE}$")  # members; of money it is a sum, no change
_MULTIPLIED = regex(r"(?:doubl|tripl|trebl|quadrupl|halv|quarter)(?:ed|ing)\b")

_LIMIT_HEDGES = frozenset(
    "at most|at least|no more than|not more than|no less than|not less than|no fewer than|up to"
    "|maximum|maximum of|minimum|minimum of|not exceed|not exceeding|no later than".split("|")
)

_FLOOR_HEDGES = frozenset({"at least", "no less than", "not less than", "no fewer than", "minimum"})

# "The maximum pension is 75%".
_LIMIT_BEFORE = regex(
    r"\b(?:maximum|minimum|ceiling|capped|(?<!ground )(?<!first )floor|limited"
    r"|not exceed(?:ing)?)\b[^,;]{0,40}$"
)

_AIM_NOUN = r"(?:targets?|goals?|aims?|objectives?|ambition|forecast)"
_AIMS_LISTED = regex(rf"^\W*(?:[a-z'-]+ ){{0,4}}?{_AIM_NOUN}\b[^:;.]{{0,60}}:")
_TARGET_BEFORE = regex(
    rf"\b{_AIM_NOUN}(?: (?!and\b|while\b|but\b|the\b)[\w./-]+(?:,(?= \d{{4}}\b))?){{0,10}}?"
    rf" (?:of|to|at|is|was|is that|for|reaching|being) {_HEDGE}$"
    rf"|(?<!the )(?<!its )\b(?:targets?|targeted|targeting) {_HEDGE}$"
    rf"|\b(?:an?|the|its|their) plan (?:of|was|is|set at) {_HEDGE}$"
)
_TARGET_BEHIND = regex(rf"^(?: (?!of\b|the\b|than\b)\w+){{0,2}}? {_AIM_NOUN}\b")
_ASSIGNED = regex(  # "the 92.75 per cent assigned under Decision 546"; tasks are assigned too
    r"^(?! of (?:the |its |their |an? )?(?:\w+ )?(?:plan|target|goal|estimate|quota)s?\b)"
    r"(?: (?!and\b|were\b|was\b|had\b|been\b)\w+){0,3}? (?:(?:assigned|allocated|prescribed)"
    r" (?:by|under|in|for|to)|set (?:for (?:\w+ ){1,3})?(?:by|under) (?:the )?"
    r"(?:government|prime minister|ministry|decision|resolution|national assembly|agency|vss))\b"
)
# Help that is given on top is no difference between two figures.
_GIVES = regex(r"\b(?:g[ia]ves?|giving|pa(?:ys?|id|ying)|supports?|supported|grants?) [^,;]*$")
_INTENT = regex(
    r"\b(?:striv\w+|aim(?:s|ing|ed)? (?:to|for|at)|plans? to|planned|planning|targets? to"
    r"|expect\w* (?:(?!and\b|that\b)\w+ ){0,4}?to|hopes? to|wants?|wish(?:es)? to|intend\w*"
    r"|determined to|(?:been|was|were) assigned|(?:should|must|shall|needs? to) (?:reach|achieve"
    r"|attain|cover|be|have|bring"
    r"|raise|lift|increase|keep|hold|reduce|cut)|propos\w+|suggest\w+|will|try(?:ing)? to"
    r"|seek(?:s|ing)? to|set\w* (?:a |the |its |their )?(?:target|goal)s?|(?:is|are|was|were)? ?to"
    r" (?:reach|achieve|attain|maintain|keep|be (?:kept|raised|increased|cut|reduced))|towards"
    r"|(?:said|says) (?:that )?(?:[\w']+ ){1,4}would(?! (?:have|be (?:paid|gone)|like)\b))\b"
)
_GIVEN_ALREADY = regex(
    r"^(?: [a-z]+){0,3}? (?:has|have|had) been (?:set aside|allocated|earmarked|spent|paid)\b"
)
# "Those with less than VND3.5 million", "people over 80 years old": who it is for.
_MORE_OR_LESS = r"(?: [a-z]+){0,4}? (?:less than|more than|under|below|over|above|at least)$"
_IF_PAID = regex(rf"\b(?:if|(?<!, )who|those|(?<!, )with|(?<!, )whose)\b{_MORE_OR_LESS}")
_IF_AGED = regex(rf"\b(?:who|those|people|persons|workers|residents|are|is)\b{_MORE_OR_LESS}")
_OF_AGE = regex(r"[ -](?:old|of age)\b| and (?:over|above|older)\b")
_FILLED_UP = regex(r"\b(?:topped|brought|lifted|rounded|made) up to $")
_GETS = regex(r"\b(?:gets?|receives?|earns?|paid|incomes?|wages?|pensions?|with)\b")
_THRESHOLD_REACH = 60  # code points before a sum in which "those who still receive" begins
_PLACE_WORDS = 5  # "Ba Ria - Vung Tau"
_OF_SUM = regex(r" of (?:the|its|their) (?:sum|plan|target|total|estimate|amount|budget|goal)\b")
# A task of a list is an order: "1. raise coverage to 95%", "three tasks: bring it to 92%".
_ORDERED = regex(
    r"(?:^\W*(?:\(?[a-z0-9]{1,2}[.)] *)?|[:;] (?:\(?[a-z0-9]{1,2}[.)] *)?(?:and )?)"
    r"(?:raise|bring|increase|reduce|cut|lift|keep|achieve|reach|attain|lower|expand|maintain)\b"
    r"(?:[^;:.]|[.]\d)*\b(?:to|at|of|by|least|reach|achieve|attain) "
    rf"{_HEDGE}$"
)
_DONE_BEHIND = regex(r"(?: [a-z]+){0,2}? (?:was|were|had|have|has) (?:been )?[a-z]+ed\b")
_WANTS_SOME = regex(rf"\b(?:wants?|hopes? for|aims? (?:for|at)|plans?) {_HEDGE}$")
_WANTS = regex(  # somebody's aim; what a law says shall be is a limit
    r"\b(?:striv\w+|aim(?:s|ing|ed)?|targets?|goals?|wants?|hopes?|plans? to|(?:to|must) (?:reach"
    r"|achieve|attain))\b[^;]*$"
)
_BECAUSE = regex(r"\b(?:because|although|though|since|after|when)\b")
_STOCK_BEFORE = regex(r"\b(?:each|all|any|every one|most) (?:of )?(?:the |its |their )?$")
_INTENT_BEHIND = regex(
    r"^(?: \([^()]*\))?(?: [\w-]+){0,6}? (?:will|are to|is to"
    r"|should (?:be|have|hold|join|take part|participate))\b"
)
_BRACKET_CLOSED = regex(r"\)[,;]? ?$")
_HEADLINE_AIM = regex(
    r"^\W*(?:[\w']+ ){1,5}to (?:cut|reduce|raise|lower|increase|bring|keep|reach|expand|cover)\b"
)
_REACHED = regex(
    r"\b(?:reached|achieved|attained|accounted|stood|had|was|were|has|have|covered|numbered|came to"
    r"|total+ed|included|received|paid|participated|took part|joined)\b"
)


def status_of(
    clauses: Clauses, context: Context, before: Figure | None, future: bool, over: bool = False
) -> Status:
    """Return a figure's status.

    `before` is the figure before it in the sentence, with whose status a list goes
    on; `future` says that its period ends after the release's year: a level of then
    is aimed at. `over` says that its period ended before that year.
    """
    left = said_before(clauses, context)
    if context.is_start:
        return "actual"
    if is_change(clauses, context):
        return "change"
    if before and context.tie == "again" and clauses.folded[: context.left.end].endswith("("):
        return before.status
    if _is_stock(context, left):
        return "actual"
    if _is_limit(clauses, context, before, left):
        return "limit"
    if _is_target(clauses, context, left, future):
        return "target"
    return _status_gone_on_with(clauses, context, before, left, over)


def _is_limit(clauses: Clauses, context: Context, before: Figure | None, left: str) -> bool:
    """Tell whether the words around a quantity say that it is the most or least there may be."""
    if _FILLED_UP.search(left):
        return False
    hedge = (context.quantity.qualifier or "").lower()
    limited = hedge in _LIMIT_HEDGES or bool(_LIMIT_BEFORE.search(left))
    aimed = hedge in _FLOOR_HEDGES and _is_floor_of_aim(context, before, left)
    return _is_threshold(clauses, context) or (limited and not aimed)


def _is_target(clauses: Clauses, context: Context, left: str, future: bool) -> bool:
    """Tell whether a quantity is to be reached by its words, list, headline or period."""
    if clauses.sentence.is_heading and _HEADLINE_AIM.match(left):
        return True
    if context.quantity.unit in DURATIONS:
        return False
    right = clauses.folded[context.quantity.span.end :]
    if future and not _GIVEN_ALREADY.match(right):
        return True
    said = clauses.folded[: context.quantity.span.start]
    ordered = bool(_ORDERED.search(said)) and not _REACHED.search(left)
    return ordered or lists_aims(clauses, context) or _is_aimed_at(context, left, right)


def _status_gone_on_with(
    clauses: Clauses, context: Context, before: Figure | None, left: str, over: bool
) -> Status:
    """Return the status of a figure whose own words tell none: that of the list it goes on."""
    if before is None or before.status not in {"change", "target"}:
        return "actual"
    right = clauses.folded[context.quantity.span.end :]
    bracketed = _BRACKET_CLOSED.search(clauses.folded[: context.left.start][-3:])
    if before.status == "change":
        if _is_elliptic(clauses, context, before):
            return "change"
        anew = bool(_OF_SUM.match(right))
    else:
        anew = over or bool(_DONE_BEHIND.match(right))
    goes_on = not bracketed and not anew and _goes_on(context, before, left)
    return before.status if goes_on else "actual"


def is_change(clauses: Clauses, context: Context) -> bool:
    """Tell whether the words around a quantity say that it is a difference, and no level."""
    left = context.left.of(clauses.folded)
    right = clauses.folded[context.quantity.span.end :]
    multiplied = _MULTIPLIED.match(context.quantity.surface.lower())
    changed = _CHANGE_BEFORE.search(left)
    given = changed and _ON_TOP.search(changed.group()) and _GIVES.search(left)
    apart = context.quantity.unit == "percentage_point" and _APART.match(right)
    sooner = context.quantity.unit in DURATIONS and bool(_SOONER.match(right))
    lost = context.quantity.unit not in CURRENCIES and _LOST.search(left)
    return bool(
        multiplied
        or apart
        or lost
        or sooner
        or (changed and not given)
        or _CHANGE_BEHIND.match(right)
    )


def lists_aims(clauses: Clauses, context: Context) -> bool:
    """Tell whether a figure stands in a list of aims: "Targets for 2024 were announced: 94%"."""
    opening = _AIMS_LISTED.match(clauses.folded)
    return opening is not None and context.quantity.span.start >= opening.end()


def _is_threshold(clauses: Clauses, context: Context) -> bool:
    """Tell whether a sum or an age says who something is for, and no amount of anything."""
    quantity = context.quantity
    start = max(0, quantity.span.start - _THRESHOLD_REACH)
    said = clauses.folded[start : quantity.span.start].rstrip()
    if quantity.unit == "years":
        aged = _OF_AGE.match(clauses.folded, quantity.span.end)
        return bool(aged and _IF_AGED.search(said))
    return quantity.unit in CURRENCIES and bool(_IF_PAID.search(said) and _GETS.search(said))


def _is_stock(context: Context, left: str) -> bool:
    """Tell whether a quantity is how many of a thing there are: "each of the 21 districts"."""
    return context.quantity.unit == "count" and bool(_STOCK_BEFORE.search(left))


def _is_floor_of_aim(context: Context, before: Figure | None, left: str) -> bool:
    """Tell whether "at least" says how far an aim goes: "wants the rate to be at least 93%"."""
    if context.quantity.unit != "percent":
        return bool(_WANTS_SOME.search(left))
    listed = before is not None and before.status == "target" and _goes_on(context, before, left)
    return listed or bool(_TARGET_BEFORE.search(left) or _WANTS.search(left))


def _goes_on(context: Context, before: Figure, left: str) -> bool:
    """Tell whether a figure goes on a list of aims or changes."""
    if before.status == "target":
        return not (_REACHED.search(left) or _BECAUSE.search(left))
    like = before.unit == context.quantity.unit
    return before.status == "change" and context.tie == "list" and like


def _is_elliptic(clauses: Clauses, context: Context, before: Figure) -> bool:
    """Tell whether a place alone stands for a clause: "Ha Noi lost 52,000 and Lang Son 2,910"."""
    alone = any(
        context.left.start <= place.span.start and place.span.end + 1 == context.left.end
        for place in clauses.places
    )
    bare = len(context.left.of(clauses.folded).split()) <= _PLACE_WORDS
    return alone and bare and {before.unit, context.quantity.unit} <= {before.unit, "count"}


def _is_aimed_at(context: Context, left: str, right: str) -> bool:
    """Tell whether the words around a quantity say that it is to be reached."""
    if context.quantity.unit != "count" and _ASSIGNED.match(right):
        return True
    if _TARGET_BEFORE.search(left) or _TARGET_BEHIND.match(right) or _INTENT_BEHIND.match(right):
        return True
    intents = list(_INTENT.finditer(left))
    return bool(intents) and not _REACHED.search(left, intents[-1].end())
