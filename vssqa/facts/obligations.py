"""The grammar of telling somebody to do something, within one sentence.

`orders_in` finds the words by which a sentence orders ("was required to",
"instructed ... to", "should", "Continue to ...") with the words for who must
and who orders. Who is meant by "it" or "the agency", and whether anybody
orders at all, is for `vssqa.facts.duties` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vssqa.patterns import regex
from vssqa.types import Span

OrderKind = Literal["told", "passive", "modal", "wished", "imperative", "listed"]

VERBS = frozenset(
    """abandon abide accelerate accept access accompany achieve act add address adhere adjust adopt
    advise allocate allow amend analyse analyze announce answer apply appoint appraise approve
    arrange ask assess assign assist attach attract audit authenticate authorise avoid balance
    base boost bring broaden build calculate carry categorise cease change check choose cite
    clarify classify clean co-operate co-ordinate coach collaborate collect combine communicate
    compare compensate compile complement complete comply concentrate conduct confirm connect
    consider consolidate construct consult contact continue contribute control convert cooperate
    coordinate correct cover create curb cut deal decide declare decrease deduct deepen define
    delegate deliver democratise demonstrate deploy design detect determine develop devise
    digitise digitize direct disburse discipline disclose discuss disseminate distribute diversify
    draft draw drive edit educate eliminate embed emphasise enable encourage endorse enforce
    enhance enlarge ensure equip establish evaluate examine exchange execute exempt exert expand
    expedite explain exploit explore extend facilitate familiarise fight fill finalise finalize
    finance finish fix focus follow forecast form formulate forward foster fulfil fulfill give
    grade grant grasp group guarantee guide handle help hire hold honour host identify implement
    impose improve include increase inform innovate inspect inspire install instruct integrate
    intensify interconnect introduce invest investigate issue itemise join keep launch lead learn
    leverage link list listen lower maintain make manage mandate market master match maximise
    maximize measure meet merge minimise minimize mobilise mobilize modernise modernize monitor
    motivate move negotiate nominate notify nurture observe offer offset open operate optimise
    optimize order organise organize outline overcome oversee participate pass pay perfect perform
    permit persuade pick pilot plan point pool practice practise prepare present preserve prevent
    print prioritise prioritize process produce prohibit promote propagate propose prosecute
    protect provide publicise publicize publish punish push put quantify raise rank ratify
    re-examine reach reallocate rearrange receive reclaim recommend reconcile record recover
    recruit rectify redirect reduce refer reform refrain register regulate reimburse reinforce
    relocate remind remove renew renovate reorganise reorganize replace replicate reply report
    represent request require rescue research reserve resolve respect respond restore restrict
    restructure retain retrieve return review revise reward roll run safeguard sanction save scale
    scan screen search secure seek select self-inspect send separate serve set settle shape share
    shorten show sign simplify solve sort spare specify speed spend sponsor spread stabilise staff
    standardise standardize start step stop streamline strengthen strive study submit substitute
    sum summarise summarize supervise supplement supply support survey suspend synchronise
    synchronize synthesise synthesize tackle take target tax teach tell test tighten trace track
    train transfer transform transmit treat trim trust try turn uncover understand undertake unify
    unite update upgrade uphold urge use utilise utilize vaccinate validate verify visit vote warn
    welcome widen withdraw work write call cancel close collate enrol enroll hand label let log
    mail map omit pinpoint pledge post query recall refund reject reopen repay resume revoke route
    sample shorten sue suspend trace unlock upload waive""".split()
)
"""Verbs of action in their base form: what one can be told to do."""

ADVERB = (
    r"(?:also|always|further|well|soon|first|then|still|both|therefore|thus|now|only|not"
    r"|fully and|[a-z]+ly(?: and [a-z]+ly)?)"
)
_DONE = (
    r"(?:[a-z]+ed|made|done|paid|sent|kept|held|given|taken|put|set|met|built|brought|led|dealt"
    r"|drawn|written|shown|known|found|raised|cut|spent|sped|begun|undertaken|overseen|withdrawn)"
)
ACTION = rf"(?:{ADVERB},? )*(?:be (?:{ADVERB} )?{_DONE}\b|(?:{'|'.join(sorted(VERBS))})\b)"

TOLD = (
    r"(?:order(?:ed|s)|instruct(?:ed|s)|direct(?:ed|s)|told|tells?|request(?:ed|s)|ask(?:ed|s)"
    r"|urge[ds]|require[ds]?|assign(?:ed|s)|call(?:ed|s) (?:on|upon)|demanded|tasked"
    r"|entrust(?:ed|s)|remind(?:ed|s)|oblige[ds]|mandated)"
)
_TELLING = (
    r"(?:ordering|instructing|directing|telling|requesting|asking|urging|requiring|assigning"
    r"|calling (?:on|upon)|demanding|tasking|entrusting|reminding)"
)
_TO_TELL = r"(?:ask|request|require|instruct|urge|order|direct|remind|tell)"
_SENT = regex(
    r"\b(?:sent|sends|issued|issues|signed|signs|released|wrote|written|dispatched)\b[^;]*\bto $"
)
_BE = r"(?:is|are|was|were|be|been|being)"
# "was told to" is the passive's, "the required papers to" no verb at all.
_NOT_FINITE = regex(rf"\b(?:{_BE}|the|a|all|any|as|of|its|their)(?: {ADVERB})* $")
_OBJECT = r"(?!to |for |that |by |how |about |with |as |in |of )(?P<who>[^.;:]{2,260}?),?"
_ACTIVE = regex(
    rf"\b(?:(?<!to )(?P<verb>{TOLD}|{_TELLING})|(?<=to )(?P<aim>{_TO_TELL}))(?: also)? {_OBJECT}"
    rf"(?: how)? to (?P<action>{ACTION})"
)
_AND_OTHER = regex(  # "... to persuade two households, and the Front to report on it"
    rf",? and (?P<who>the [^,;:]{{3,100}}?) to (?P<action>{ACTION})"
)
_PASSIVE = regex(
    rf"\b{_BE} (?:{ADVERB} )*(?:required|told|ordered|instructed|asked|requested|urged|directed"
    r"|assigned|tasked|suggested|obliged|obligated|reminded|called (?:on|upon)|advised|mandated)"
    rf"(?: by (?P<by>[^.;]{{3,90}}?))? to (?P<action>{ACTION})"
    rf"|\b{_BE} (?:{ADVERB} )*(?:responsible for|tasked with|charged with) (?P<doing>[a-z]+ing)\b"
)
_MODAL = regex(
    r"\b(?P<modal>must|shall|should|ought to|has to|have to|had to|needs to|need to|needed to"
    r"|will have to|will need to|is to|are to)"
    rf" (?:(?:also|therefore|thus|then) )*(?P<action>{ACTION})"
)
_THAT = regex(
    r"\b(?P<verb>suggested|suggests|requested|requests|asked|asks|required|requires|demanded"
    r"|demands|ordered|orders|instructed|directed|urged|insisted) that (?P<rest>.+)"
)
_FIRST_VERB = regex(rf" (?P<action>{ACTION})")
_OPENING = (
    r"(?:[-*\u2022+] ?)?(?:(?:(?:at the same time|in addition|besides|moreover|furthermore|also"
    r"|next|accordingly|meanwhile|along with that|especially|in particular|simultaneously|then)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final)(?:ly)?"
    r"|\d{1,2}(?=[.)]))[,:.)]\s+)*"
)
_IMPERATIVE = regex(rf"{_OPENING}(?P<action>{ACTION}(?! by\b|s\b))")
_GERUND = regex(rf"{_OPENING}(?P<action>(?:{ADVERB} )*[a-z]+ing(?: (?:on|to|with|up|out))? [a-z])")
_FOR_BODY = regex(
    rf"(?:for|as for|regarding) (?P<who>(?:the )?[^,.;]{{3,80}}), (?P<action>{ACTION})"
)
ORDINAL = regex(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|last|final)(?:ly)?)[,:] ",
    re.I,
)
"""How an item of a list of tasks begins."""

# Past narration and states: what one met with, not what one was told.
_MET_WITH = regex(
    rf"(?:{ADVERB} )*(?:face|overcome|cope|endure|suffer|contend|struggle|wait|rely|borrow|deal"
    r"|be (?:noted|seen|said|affirmed|mentioned|emphasi[sz]ed|acknowledged|admitted|based))\b"
)
_FREED = regex(r"\b(?:not|n't|no longer|never|only|without|just) $")
_AS_NOUN = regex(r"\b(?:the|a|an|no|any|urgent|this|in|of|their|its|such|real|special) $")
_SUBORDINATE = regex(r"\b(?:while|although|though|because|when|whenever|as|since)\b[^,;]*$")


@dataclass(frozen=True, slots=True)
class Order:
    """The words of one order; spans count in the piece that was read.

    `who` must do it (None in an imperative), `by` orders it where the words say
    so, `action` is what is to be done. `cue` is the ordering word.
    """

    kind: OrderKind
    cue: str
    who: Span | None
    by: Span | None
    action: Span

    @property
    def start(self) -> int:
        """Where the order's words begin."""
        return min(span.start for span in (self.who, self.by, self.action) if span)


def orders_in(piece: str) -> list[Order]:
    """Find the orders in one sentence of folded text, in order of their actions.

    :param piece: a sentence, plain and in lower case.
    """
    if piece.rstrip("\"' ").endswith("?"):
        return []
    end = words_end(piece)
    found = [*_told(piece, end), *_passive(piece, end), *_modal(piece, end), *_wished(piece, end)]
    found.sort(key=lambda order: order.action)
    kept: list[Order] = []
    for order in found:
        if not kept or order.start >= kept[-1].action.start:
            kept.append(order)
    return [_cut(piece, order, kept[at + 1 :]) for at, order in enumerate(kept)]


def imperative_in(piece: str, gerunds: bool = False) -> Order | None:
    """Read a sentence that begins with its verb ("Continue to ..."), None where it does not.

    `gerunds` allows "Concentrating on ...", as lists of tasks print it.
    """
    addressed = _FOR_BODY.match(piece)
    if addressed:
        action = Span(addressed.start("action"), words_end(piece))
        return Order("imperative", "for", Span(*addressed.span("who")), None, action)
    match = _IMPERATIVE.match(piece) or (_GERUND.match(piece) if gerunds else None)
    if not match:
        return None
    return Order("imperative", "", None, None, Span(match.start("action"), words_end(piece)))


_SAID_BEHIND = regex(
    r",?[\"']?,? (?P<by>[^,.;\"]{2,80}?) (?:said|added|stressed|emphasi[sz]ed|noted|affirmed|stated"
    r"|requested|suggested|ordered)[.\"']*$"
)


def said_behind(piece: str) -> Span | None:
    """Return who is said to say it at the sentence's end ("..., he said")."""
    match = _SAID_BEHIND.search(piece)
    return Span(*match.span("by")) if match else None


def words_end(piece: str) -> int:
    """Return where the order's words end: before "he said" and the closing mark."""
    said = _SAID_BEHIND.search(piece)
    return said.start() if said else len(piece.rstrip(" .;:!\"'*/"))


def _cut(piece: str, order: Order, later: list[Order]) -> Order:
    """End an action where a further order of the sentence begins."""
    if not later or later[0].start <= order.action.start:
        return order
    bare = piece[: later[0].start].rstrip(" ,;")
    for joint in (" the", " and", " but", " while"):
        bare = bare.removesuffix(joint).rstrip(" ,;")
    action = Span(order.action.start, max(order.action.start + 1, min(order.action.end, len(bare))))
    return Order(order.kind, order.cue, order.who, order.by, action)


def _told(piece: str, end: int) -> Iterator[Order]:
    """Yield "X ordered Y to ..." and "..., urging Y to ..."."""
    for match in _ACTIVE.finditer(piece):
        before = piece[: match.start()]
        if _NOT_FINITE.search(before):
            continue
        if match.group("aim") and not _SENT.search(before):
            continue
        cue = match.group("verb") or "asking"
        by = None if cue.endswith("ing") or "ing " in cue else trim(piece, 0, match.start())
        who = trim(piece, *match.span("who"))
        if who:
            yield Order("told", cue, who, by, Span(match.start("action"), end))
        for other in _AND_OTHER.finditer(piece, match.start("action")):
            also = trim(piece, *other.span("who"))
            if also:
                yield Order("told", cue, also, None, Span(other.start("action"), end))


def _passive(piece: str, end: int) -> Iterator[Order]:
    """Yield "Y was required to ..."."""
    for match in _PASSIVE.finditer(piece):
        group = "action" if match.group("action") else "doing"
        by = trim(piece, *match.span("by")) if match.group("by") else None
        who = _subject(piece, match.start())
        if who:
            cue = "required" if group == "action" else "responsible"
            yield Order("passive", cue, who, by, Span(match.start(group), end))


def _modal(piece: str, end: int) -> Iterator[Order]:
    """Yield "Y should ...", but not what one had to suffer or need not do."""
    for match in _MODAL.finditer(piece):
        before = piece[: match.start()]
        if _FREED.search(before) or _MET_WITH.match(match.group("action")):
            continue
        if match.group("modal").startswith("need") and _AS_NOUN.search(before):
            continue
        if match.group("modal") == "had to" and _SUBORDINATE.search(before):
            continue
        who = _subject(piece, match.start())
        if who:
            yield Order("modal", match.group("modal"), who, None, Span(match.start("action"), end))


def _wished(piece: str, end: int) -> Iterator[Order]:
    """Yield "X suggested that Y continue to ..."."""
    match = _THAT.search(piece)
    if not match or _MODAL.search(match.group("rest")):
        return
    verb = _FIRST_VERB.search(piece, match.start("rest"))
    if not verb:
        return
    who = _subject(piece, verb.start())
    by = trim(piece, 0, match.start())
    if who and who.start >= match.start("rest"):
        yield Order("wished", match.group("verb"), who, by, Span(verb.start("action"), end))


# --- the words for who must -----------------------------------------------------

_CLAUSE_BEGINS = regex(
    r"[;:\"]\s*|\b(?:that|said|says|stressed|noted|added|so that|but|whereas)\b,?\s+"
    r"|,\s+(?:and|while)\s+"
    r"|\b(?:has|have|had|is|are|was|were|will|would|can|could|may)\b[^,;]*(?:,| and)\s+"
)
_ADVERBIAL = regex(
    r"(?:(?:in|at|on|by|to|for|from|with|under|after|before|when|where|while|if|once|as|since|until"
    r"|because|although|due|thanks|according|regarding|based|along|together|apart|besides|through"
    r"|throughout|during|following|concerning|despite|upon|among|also|moreover|furthermore|however"
    r"|therefore|thus|hence|accordingly|meanwhile|specifically|currently|especially|notably|second"
    r"|first|third|firstly|secondly|thirdly|finally|additionally|consequently|recently|next|later"
    r"|otherwise|particularly|instead|in addition|speaking|concluding|addressing|emphasi[sz]ing)\b"
    r"[^,;]*,\s+)+"
)
_LONGEST_SUBJECT = 260


def _subject(piece: str, end: int) -> Span | None:
    """Return the words before a modal that name who must, without what introduces them."""
    start = max(0, end - _LONGEST_SUBJECT)
    for begins in _CLAUSE_BEGINS.finditer(piece, start, end):
        if begins.end() < end:
            start = begins.end()
    adverbial = _ADVERBIAL.match(piece, start, end)
    if adverbial and adverbial.end() < end:
        start = adverbial.end()
    return trim(piece, start, end)


_BEFORE_NAME = regex(r"(?:[\s,*\"'-]|(?:and|also|then|therefore|thus|besides|the|that)\b)*")
_BEHIND_NAME = regex(r"(?:[\s,]|\b(?:also|has|have|had|who|which|will|would)\b)*$")


def trim(piece: str, start: int, end: int) -> Span | None:
    """Return the span without articles and adverbs around it, None if nothing is left."""
    words = piece[start:end]
    head, tail = _BEFORE_NAME.match(words), _BEHIND_NAME.search(words)
    begin = head.end() if head else 0
    stop = tail.start() if tail else len(words)
    return Span(start + begin, start + stop) if begin < stop else None
