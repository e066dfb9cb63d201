"""Which period a figure is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vssqa.datelines import dateline_end
from vssqa.facts.clauses import Clauses, Context, is_island
from vssqa.facts.quantities import DURATIONS
from vssqa.facts.standing import is_change, lists_aims
from vssqa.facts.topics import LAW_SAYS, UNKNOWN, Background, Governed, Topic, before, section
from vssqa.facts.written import Echo, Period
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Span, Status

_PAPER_DATE = regex(  # "issued in Ha Noi on", "Decree No. 108/2021/ND-CP of", "in force on"
    r"\b(?:dated|issued|signed|promulgated|adopted|approved|passed|ngay)(?: in [a-z ]{1,20})?"
    r"(?: [^,;]{0,60}\d[/-][^\s,;]*[a-z][^\s,;]*)?(?: on| in)?(?: the)? $"
    r"|\d[/-]\S*[a-z]\S* of $|\binto (?:force|effect) (?:on|from|in) $|\beffect (?:on|from) $"
)
_EVENT_DATE = regex(  # when people met or spoke, no period of what they spoke about
    r"\b(?:session|meeting|conference|briefing|ceremony|workshop|seminar|visit|talks|forum|fair"
    r"|dialogue)(?: (?:held|organi[sz]ed|which took place))?(?: in [a-z ]{1,30})? (?:in|on|of) $"
    r"|\b(?:begun|started|launched|opened|ended|finished|completed|founded|established) (?:on|in) $"
    r"|\b(?:came ashore|made landfall|struck|broke out|born|died|arrived) (?:on|in) $"
    r"|\b(?:took place|happened|occurred|visited|met|gathered) on $"
)
_TO_BE_DONE = regex(r"\b(?:has|have|had|given|gave \w+) (?:until|till) $")  # a duty's deadline
_OF_WHAT = regex(  # "3.9 percent of what is to be collected in 2019": the whole's period
    r"(?:%|per ?cent) of (?:what|the (?:sum|amount|total|revenue|number)"
    r" (?:that|which|to|due|planned|assigned|allotted))\b[^,;.]* (?:in|for|of|during) (?:the )?$"
)
_ASIDE = regex(  # "; in June it was 672": what it was before is no subject to go on with
    r"[;,] (?:while |and |but |whereas )?(?:in|at|by) (?:the end of )?$"
)
_SINCE_CHANGED = regex(r", (?:so|but|and now) [^;.]*\b(?:has|have) (?:already|now|since)\b")
_WAS = regex(
    r" (?:it|this|that|they|these|the (?:\w+ )?(?:figure|rate|number|sum|share))"
    r" (?:was|were|stood|had)\b"
)
_OF_PERSONS = regex(  # "24,225 had stopped working between": when it happened to them
    r"\b(?:who|whose)\b[^,;.]*$"
    r"|\bhad (?:stopped|left|lost|quit|retired|joined|been (?:laid off|dismissed))\b[^,;.]*$"
)
_IN_ASIDE = regex(r"[ ,](?:where|who|whose|which)\b[^,;.]*$")
_ALWAYS = regex(
    r"\b(?:every|each) (?:year|month|quarter|day)\b|\bannual(?:ly)?\b(?! (?:plan|target|goal|budget"
    r"|estimate|report|review|conference|meeting))"
)
_PER_TIME = regex(  # "VND700,000 a month"; "in a year", "a year before" are no rates
    r"\bper (?:year|annum|month|day)\b"
    r"|(?<!\bin )(?<!\bhalf )(?<!\bover )(?<!\bwithin )(?<!\bfor )"
    r"\ba (?:year|annum|month|day)\b(?! (?:before|earlier|ago))"
)
_RELATIVE = regex(r"(?:,| in| of| for) (?:which|whose|whom)\b")  # ", which is VND1 million a month"
_EACH_TIME = regex(r" (?:a|per|each|every) (?:month|day|year)\b")
_OF_PREMIUM = regex(  # "30 per cent of the lowest contribution", "20 times the base salary"
    r",? (?:of )?(?:the |their |its |an? )?(?:[a-z]+ )?(?:contributions?|premiums?|salar(?:y|ies)"
    r"|wages?|reference level)\b(?! (?:due|collected|owed|receivable|payable|of (?:the )?year))"
)
_PRICED = regex(
    r"\b(?:poverty line|premium|contribution (?:rate|level)|levy|base (?:salary|wage)|basic salary"
    r"|price|fee|ceiling|lowest contribution|reference level)"
    r" (?:rate )?(?:is|are|at|of|was set at|costs?) (?:[a-z]+ ){0,2}$"
    r"|\b(?:card costs?|costs|pays|contributes|adds|gives)"
    r" (?:(?:another|a further|an additional|at least|at most|up to|only|about|around) )*$"
)
_NOW = regex(r"\b(?:now|currently|at present|today|as of today|to date|so far|nowadays)\b")
_OF_TARGET = regex(r"\b(?:targets?|goals?)\b(?:[^,;.]|[.,]\d)*$")  # "the target by 2025"
_SINCE = regex(r"\bsince (?:the )?$")
_HAS_BEEN = regex(r"\b(?:has|have|had)\b")
_SINCE_THEN = regex(r"\W*since (?:the )?(?:beginning of |start of )?[\w, ]*\d")
_ENDS_SPAN = regex(r"\b(?:months?|quarters?|half|year)$")
_THE = regex(r"\bthe $")
_NOUN = regex(r" (?!(?:period|term|school|the|and|to|of|in|for|had|was)\b)[a-z]+")
_OF_TASKS = regex(  # what is planned for a period is not reached in it
    r"\b(?:tasks?|directions?|targets?|goals?|solutions?)\b[^,;.]{0,20}\b(?:of|for|in) (?:the )?$"
)
_VAGUE_SPAN = regex(  # "430,000 people had been paid in the last two months"
    r"[^,;.]{0,60}\b(?:in|over|during) the (?:last|past|recent|next|coming)"
    r" (?:few|several|[a-z]+|\d+)"
    r" (?:days|weeks|months|years)\b"
)
_FRAME_REACH = 40  # code points at a sentence's begin: "In August 2021, ..."
_MENTIONED = regex(
    r"(?<!work )(?<!tasks )(?<!plan )(?<!results )\bof (?:the )?$"
    r"|\b(?:since|from|until|before|after) (?:the )?$"
)
_ENDS = regex(r"[.!?;,][\"')\]]*\W*$")
_IS_THAT = regex(
    r" (?:is|was|are|were|will be)(?: that| to (?:have|reach|cover))?"
    r" (?:(?:at least|about|over|nearly|only) )?"
)
_DATELINE = regex(
    r"(?:^|[,|(-] ?|day )\d{1,2} [a-z]+,? \d{4}\W*$|(?:^|[,|(-] ?|day )[a-z]+ \d{1,2}, \d{4}\W*$"
)
_MET = regex(  # "the figure fell short of the 92.75 per cent assigned"
    r"\b(?:fell short|falls short|exceed\w*|surpass\w*|miss(?:ed|ing)|beat|met|meeting|past|above"
    r"|beyond|below|reached|fulfill\w*)\b"
)
_WHEN = regex(r",? ?when (?:it|they|there|the)\b")
_DAY = "2024-01-22"  # as long as every day


def printed_period(
    clauses: Clauses, context: Context, last: Governed | None, date: str | None
) -> Governed:
    """Return the period that a figure's sentence prints for it.

    `last` is the period of the figure before it in the sentence, `date` the release's.
    A duration is of no period.
    """
    if context.quantity.unit in DURATIONS:
        return Governed(None, lasting=False)
    own = _own_period(clauses, context, date)
    if own.known:
        return own
    if is_island(clauses, context):
        return UNKNOWN
    if _is_rule(clauses, context) or _VAGUE_SPAN.match(clauses.folded, context.right.start):
        return Governed(None, lasting=False)
    goes_on = context.tie in {"again", "list"} and not context.is_compared
    if goes_on and last is not None and last.known:
        return last
    return _shared_period(clauses, context, date)


def inferred_period(
    clauses: Clauses,
    context: Context,
    status: Status,
    topics: Sequence[Topic],
    ground: Background,
) -> Governed:
    """Return the period that governs a figure whose sentence prints none for it.

    What is aimed at takes no period that is over, nor one in which something was reached,
    unless the sentence says how the aim was met.
    A known period without value is none: a rule's, a price's.
    """
    if clauses.periods and ground.date and _SINCE_THEN.match(clauses.folded):
        begin = clauses.periods[0].iso
        return Governed(f"{begin}/{ground.date[: len(begin)]}")
    claimed = usable_periods(clauses)
    if status == "change" and claimed:  # "doubled, from 277,000 in 2018 to 574,000 in 2019"
        return Governed(claimed[-1].iso)
    if _ALWAYS.search(clauses.folded):
        return Governed(None)
    aside = _RELATIVE.search(clauses.folded, context.quantity.span.end)
    own = clauses.folded[: aside.start()] if aside else clauses.folded
    rates = _PER_TIME.search(own) or LAW_SAYS.search(clauses.folded)
    if rates or status == "limit" or _is_rule(clauses, context):
        return Governed(None, lasting=False)
    if _is_now(clauses, context) and ground.date:
        return Governed(ground.date[:7], "release-date", lasting=";" not in clauses.folded)
    aimed = status == "target"
    met = bool(_MET.search(clauses.folded))
    for topic, rule in section(clauses, topics):
        found = topic.aim if aimed and not met else topic.period
        if found.known and (met or not (aimed and is_over(found.value, ground.date))):
            return Governed(found.value, rule if found.value else None)
    for period in reversed(ground.title_periods):
        if not (aimed and is_over(period.iso, ground.date)):
            return Governed(period.iso, "title")
    return UNKNOWN


def _is_now(clauses: Clauses, context: Context) -> bool:
    """Tell whether a sentence, or the figure's clause of it, speaks of the release's day."""
    start = clauses.folded.rfind(";", 0, context.quantity.span.start) + 1
    end = clauses.folded.find(";", context.quantity.span.end)
    return bool(_NOW.search(clauses.folded, start, end if end >= 0 else len(clauses.folded)))


def _is_rule(clauses: Clauses, context: Context) -> bool:
    """Tell whether a figure is what a rule lays down: a share of a premium, a price."""
    share = context.quantity.unit in {"percent", "times"}
    right = context.right.of(clauses.folded)
    left = context.left.of(clauses.folded)
    if _EACH_TIME.match(clauses.folded, context.quantity.span.end):
        return True
    return bool((share and _OF_PREMIUM.match(right)) or _PRICED.search(left))


def is_over(period: str | None, date: str | None) -> bool:
    """Tell whether a period ended in a year before the release's."""
    return period is not None and date is not None and period.split("/")[-1][:4] < date[:4]


def usable_periods(clauses: Clauses) -> list[Period]:
    """List the periods of a sentence that figures can be of.

    That is none of a dateline, of a paper, of an event, or of a comparison.
    """
    opened = dateline_end(clauses.words, Span(0, len(clauses.words)))
    return [
        period
        for period in clauses.periods
        if period.span.start >= opened and _is_usable(clauses, period)
    ]


def _is_usable(clauses: Clauses, period: Period) -> bool:
    words = before(clauses.folded, period.span.start)
    return not (
        period.relation == "than"
        or _SINCE.search(words)
        or _PAPER_DATE.search(words)
        or _EVENT_DATE.search(words)
        or _TO_BE_DONE.search(words)
        or _OF_WHAT.search(words)
    )


def _own_period(clauses: Clauses, context: Context, date: str | None) -> Governed:
    """Return the period among a figure's own words: behind it first, then before it.

    A change is of no other year that the sentence compares with.
    """
    usable = usable_periods(clauses)
    told = [period for period in usable if _tells(clauses, period, context)]
    if told:
        return _governed_by(told[0], clauses, date)
    if is_change(clauses, context):
        usable = [period for period in usable if period.relation != "earlier"]
    right = [period for period in usable if context.right.holds(period.span)]
    if right:
        return _governed_by(right[0], clauses, date)
    if _NOW.search(context.right.of(clauses.folded)):
        return UNKNOWN
    if any(context.right.holds(echo.span) for echo in _untold(clauses)):
        return Governed(None, lasting=False)
    since = _since(clauses, context, date)
    if since is not None:
        return Governed(since, lasting=False)
    left = [
        period
        for period in usable
        if context.left.holds(period.span)
        and not _OF_PERSONS.search(before(clauses.folded, period.span.start))
    ]
    if _WHEN.match(context.left.of(clauses.folded)):  # "..., when the figure was 15,916"
        left += [p for p in usable if 0 <= context.left.start - p.span.end <= len(", ")]
    return _governed_by(left[-1], clauses, date) if left else UNKNOWN


def _since(clauses: Clauses, context: Context, date: str | None) -> str | None:
    """Return what lies between a year or month and the release: "22 have been filed since 2017"."""
    for period in clauses.periods if date else ():
        start = before(clauses.folded, period.span.start)
        begins = period.iso.split("/")[0]
        if (
            date is not None
            and context.right.holds(period.span)
            and _SINCE.search(start)
            and _HAS_BEEN.search(clauses.folded[: period.span.start])
            and len(begins) <= len(date)
            and begins < date[: len(begins)]
        ):
            return f"{begins}/{date[: len(begins)]}"
    return None


def _tells(clauses: Clauses, period: Period, context: Context) -> bool:
    """Tell whether only a verb stands between: "the goal for this school year is that 100%"."""
    return bool(_IS_THAT.fullmatch(clauses.folded, period.span.end, context.quantity.span.start))


def _untold(clauses: Clauses) -> list[Echo]:
    """List the echoes whose period nothing tells ("over the whole period")."""
    told = [period.span for period in clauses.periods]
    return [echo for echo in clauses.echoes if not any(echo.span.overlaps(span) for span in told)]


def _governed_by(period: Period, clauses: Clauses, date: str | None) -> Governed:
    """Return a printed period, and whether later sentences may go on with it."""
    words = before(clauses.folded, period.span.start)
    bare = not _ENDS_SPAN.search(fold(period.surface))  # "the first seven months inspectors ..."
    modifies = bare and _THE.search(words) and _NOUN.match(clauses.folded, period.span.end)
    passing = _is_deadline(period, date) or period.relation == "earlier"
    passing = passing or bool(_IN_ASIDE.search(words))
    of_others = _OF_TARGET.search(words) or _OF_PERSONS.search(words)
    behind = period.span.end
    aside = _ASIDE.search(words) and _WAS.match(clauses.folded, behind)
    aside = aside or _SINCE_CHANGED.match(clauses.folded, behind)
    return Governed(period.iso, lasting=not (modifies or passing or of_others or aside))


def _is_deadline(period: Period, date: str | None) -> bool:
    """Tell whether a period is a day until which something holds.

    "By November 3, support had reached ...": by a past day that a sentence begins with it was so.
    """
    if len(period.iso) != len(_DAY) or period.relation in {"in", "same", "earlier"}:
        return False
    past = date is not None and period.iso[: len(date)] <= date
    return not (past and period.relation == "by" and period.span.start <= _FRAME_REACH)


def _shared_period(clauses: Clauses, context: Context, date: str | None) -> Governed:
    """Return the period a sentence gives to all its figures; one behind it to a compared one."""
    shareable = _shareable(clauses, context)
    if context.is_compared:
        behind = [p for p in shareable if p.span.start >= context.quantity.span.end]
        return _governed_by(behind[0], clauses, date) if behind else UNKNOWN
    claimed = [
        other.right
        for other in clauses.contexts
        if other is not context and (other.tie in {"new", "pair"} or other.is_compared)
    ]
    free = [p for p in shareable if not any(words.holds(p.span) for words in claimed)]
    earlier = [period for period in free if period.span.end <= context.quantity.span.start]
    chosen = earlier or free or _only_one(clauses, shareable, date)
    return _governed_by(chosen[0], clauses, date) if chosen else UNKNOWN


def _shareable(clauses: Clauses, context: Context) -> list[Period]:
    """List the periods of a sentence that may be of a figure whose own words hold none.

    What a later clause begins with is that clause's ("..., and in 2022 it was").
    """
    apart = clauses.folded.startswith(";", context.right.end)
    behind = [
        other
        for other in clauses.contexts
        if other.left.start > context.right.end and other.tie == "new"
    ]
    later = [other.left for other in behind] + [other.right for other in behind if apart]
    listed = lists_aims(clauses, context)
    return [
        period
        for period in usable_periods(clauses)
        if not any(words.holds(period.span) for words in later)
        and not (_is_past(clauses, period) and _closed(clauses, period, context))
        and (listed or not _OF_TARGET.search(before(clauses.folded, period.span.start)))
        and not _OF_PERSONS.search(before(clauses.folded, period.span.start))
    ]


def _is_past(clauses: Clauses, period: Period) -> bool:
    """Tell whether things have changed since a period: "..., so it has already passed 80"."""
    changed = _SINCE_CHANGED.match(clauses.folded, period.span.end)
    return period.relation == "earlier" or changed is not None


def _closed(clauses: Clauses, period: Period, context: Context) -> bool:
    """Tell whether a clause ends between a period and a figure."""
    between = clauses.folded[period.span.end : context.quantity.span.start]
    return bool(re.search(r";|, (?:so|but|while|whereas|and)\b", between))


def _only_one(clauses: Clauses, shareable: list[Period], date: str | None) -> list[Period]:
    """List the one period of a sentence in which nothing changes from one to another."""
    changes = any(context.tie == "pair" or context.is_compared for context in clauses.contexts)
    only = len(shareable) == len(usable_periods(clauses)) == 1
    if not only or changes or _is_deadline(shareable[0], None):
        return []
    return shareable if _governed_by(shareable[0], clauses, date).lasting else []


def periods_left(clauses: Clauses) -> tuple[Governed, Governed]:
    """Return the periods that a sentence without figures leaves to what is reached and aimed at.

    A day is when something happened, no period that figures are of, unless a list or a
    section stands below it.
    """
    if _ALWAYS.search(clauses.folded):
        return Governed(None), Governed(None)
    opens = not _DATELINE.search(clauses.folded) and not _ENDS.search(clauses.folded)
    lasting = [
        period
        for period in usable_periods(clauses)
        if opens or (len(period.iso) != len(_DAY) and _frames(clauses, period))
    ]
    reached = [p for p in lasting if not _OF_TASKS.search(before(clauses.folded, p.span.start))]
    left = (Governed(some[-1].iso) if some else UNKNOWN for some in (reached, lasting))
    return next(left), next(left)


def _frames(clauses: Clauses, period: Period) -> bool:
    """Tell whether a sentence is set in a period, and does not just mention one."""
    begins = period.span.start <= _FRAME_REACH
    return begins or not _MENTIONED.search(before(clauses.folded, period.span.start))
