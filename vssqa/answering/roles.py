"""Who holds a post: a role asked about against the roles the releases print.

A post is a post in full: a Deputy Minister is no Minister, and the Director of one
office is not that of another.
"""

from __future__ import annotations

from collections.abc import Sequence

from vssqa.facts.agencies import agencies_in
from vssqa.patterns import regex
from vssqa.question.query import Query
from vssqa.text import STOP_WORDS, fold, tokens
from vssqa.types import Role

_RANKS = frozenset({"deputi", "vice", "former", "act", "assist", "perman", "stand", "first"})
_POST = (
    r"(?:director|minister|secretary|chair(?:man|woman|person)?|head|deputy|vice|president|leader"
    r"|commissioner|governor|general director|chief|spokes\w+|mayor|member)s?"
)
_WHO_IS = regex(
    rf"^(?:and |so )?(?:who(?:'s| is| was| are| were)|what is the name of|(?:the )?name of|name)"
    rf" (?:currently |now )?(?P<role>(?:the |vss's |vss |[\w' ]{{0,60}}?)?\b{_POST}\b.*)$"
)
_FRAGMENT = regex(
    rf"^(?!which|what|how|when|where|why|did|does|is|was)(?P<role>(?:[\w' ]+ )?{_POST}\b(?:"
    rf" general)?(?: of .*| [\w' ]+)?)$"
)
_VERB_AHEAD = regex(r"\b(?:who|that|which) \w+")


def asked_role(query: Query) -> frozenset[str] | None:
    """Return the terms of the post a question asks the holder of, None if it asks no such"
    " thing."""
    if query.kind not in {"person", "list", "agency"} or query.people:
        return None
    folded = " ".join(fold(query.text).strip(" ?.!").split())
    match = _WHO_IS.match(folded) or _FRAGMENT.match(folded)
    if not match:
        return None
    role = match.group("role")
    clause = _VERB_AHEAD.search(role)
    if clause and query.kind != "list":
        return None
    return role_terms(role[: clause.start()] if clause else role)


def role_terms(role: str) -> frozenset[str]:
    """Return the terms of a post, the bodies in it by the one name they go by."""
    text = role
    for mention in reversed(agencies_in(role)):
        text = text[: mention.span.start] + " " + mention.name + " " + text[mention.span.end :]
    read = tokens(text)
    return frozenset(
        token.term for token in read if fold(token.span.of(text)) not in STOP_WORDS
    ) - {"provinc", "agenc", "citi"}


def holds_post(asked: frozenset[str], role: Role, beside: Sequence[Role] = ()) -> bool:
    """Tell whether a printed role is the post asked about.

    Of the roles printed beside it the organisation counts too: "Secretary of the Party
    Committee, General Director of Viet Nam Social Security".
    """
    post = role_terms(role.role)
    bodies = " ".join(r.organisation for r in (role, *beside) if r.organisation)
    return asked <= post | role_terms(bodies) and not (post - asked) & _RANKS and bool(asked & post)
