"""Invented statements of papers, people, events and duties, with questions on them.

As in vssqa.training.invented nothing is taken from a release. A wrong sentence
names the same paper, person or body without saying what was asked, or says it of
another one.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from vssqa.facts.places import PROVINCES
from vssqa.retrieval.ranker import context
from vssqa.training import words
from vssqa.training.groups import Group, Reading
from vssqa.training.invented import UNANSWERED_SHARE, preceded, title, typed

_CONSEQUENCES = (
    "localities have made great efforts to develop participants",
    "the agency has cut many administrative procedures",
    "many difficulties of hospitals have been removed",
    "thousands of workers have been supported in time",
    "the awareness of Party committees and authorities has changed",
)
_SAYINGS = (
    "thanked the delegates and hoped for further cooperation",
    "stressed the importance of the policy for social security",
    "praised the results of the sector in the past year",
    "said that difficulties remained and asked for more support",
    "presented gifts to poor households",
)


def paper_groups(count: int, seed: int) -> list[Group]:
    """Invent groups about papers, people, events and duties."""
    draw = random.Random(f"papers {seed}")
    makers: tuple[Callable[[random.Random], Group], ...] = (_paper, _person, _event, _duty)
    return [draw.choice(makers)(draw) for _ in range(count)]


def _grouped(
    kind: str, asked: str, right: str, swapped: list[str], near: list[str], draw: random.Random
) -> Group:
    """Put the sentences under invented titles; some questions lose their answer."""
    place = draw.choice((None, draw.choice(PROVINCES)))

    published = f"{draw.randint(2009, 2026)}-{draw.randint(1, 12):02}"

    def read(sentence: str) -> Reading:
        above = context(title(place, False, draw), published)
        return Reading(above, sentence[:1].upper() + sentence[1:] + ".")

    others = [read(sentence).sentence for sentence in near]
    real = read(right)
    wrong = [preceded(read(sentence), others, draw) for sentence in near]
    wrong += [replace(read(sentence), before=real.sentence) for sentence in near[:1]]
    answered = draw.random() >= UNANSWERED_SHARE
    return Group(
        question=typed(asked, draw),
        right=(preceded(real, others, draw),) if answered else (),
        swapped=tuple(preceded(read(sentence), others, draw) for sentence in swapped),
        near=tuple(wrong),
        origin="invented",
        kind=kind,
    )


def _day(draw: random.Random) -> str:
    name, day, year = draw.choice(words.MONTHS), draw.randint(1, 28), draw.randint(2009, 2026)
    return draw.choice(
        (f"{name} {day}, {year}", f"{day} {name} {year}", f"{day}/{draw.randint(1, 12)}/{year}")
    )


def _name(draw: random.Random) -> str:
    parts = (words.FAMILY_NAMES, words.MIDDLE_NAMES, words.GIVEN_NAMES)
    return " ".join(draw.choice(part) for part in parts)


def _body(draw: random.Random) -> str:
    if draw.random() < 0.4:
        return draw.choice(words.LOCAL_ORGANISATIONS).format(place=draw.choice(PROVINCES))
    return draw.choice(words.ORGANISATIONS)


def _number(draw: random.Random) -> tuple[str, str]:
    """Invent a paper's kind and number."""
    kind, forms = draw.choice(words.PAPER_FORMS)
    number = draw.choice(forms).format(n=draw.randint(1, 3999), y=draw.randint(2008, 2025))
    return kind, number


def _paper(draw: random.Random) -> Group:
    kind, number = _number(draw)
    _, other = _number(draw)
    issuer, topic, day = draw.choice(words.ISSUERS), draw.choice(words.TOPICS), _day(draw)
    no = draw.choice(("", "", "No. "))
    named = f"{kind} {no}{number}"
    full = draw.choice(
        (
            f"on {day}, {issuer} issued {named} on {topic}",
            f"{named} dated {day} of {issuer} on {topic} has been carried out for years",
            f"{issuer} signed {named} of {day}, which deals with {topic}",
        )
    )
    consequence = draw.choice(_CONSEQUENCES)
    mentions = [
        f"under {named}, {consequence}",
        f"thanks to {kind} {number}, {consequence}",
        f"the conference reviewed the results of {named} in {draw.choice(PROVINCES)}",
    ]
    kind_low = kind.lower()
    asked, swapped = draw.choice(
        (
            (draw.choice((f"What is {named} about?", f"What does {kind} {number} deal with?",
                          f"subject of {number}")),
             [full.replace(number, other), *mentions]),
            (draw.choice((f"When was {named} issued?", f"date of {kind} {number}",
                          f"On which day was {kind} {number} signed?")),
             [full.replace(number, other), *mentions]),
            (draw.choice((f"Who issued {named}?", f"Which body issued {kind} {number}?")),
             [full.replace(number, other), *mentions]),
            (draw.choice((f"Which {kind_low} is on {topic}?",
                          f"Which {kind_low} deals with {topic}?",
                          f"What {kind_low} did {issuer} issue on {topic}?",
                          f"Under which {kind_low} is {topic} carried out?")),
             [full.replace(topic, draw.choice([t for t in words.TOPICS if t != topic])),
              f"the agency will step up {topic} in the coming time",
              f"{topic} has been discussed by the delegates"]),
        )
    )  # fmt: skip
    near = [f"on {_day(draw)}, {issuer} held a meeting on {topic}",
            f"the agency asked units to carry out the {kind_low} well"]  # fmt: skip
    return _grouped("instrument", asked, full, swapped, near, draw)


def _person(draw: random.Random) -> Group:
    role, name, body = draw.choice(words.ROLES), _name(draw), _body(draw)
    other_role = draw.choice([r for r in words.ROLES if r != role])
    other_body = draw.choice([b for b in (_body(draw), _body(draw)) if b != body] or ["the Party"])
    saying = draw.choice(_SAYINGS)
    shapes = (
        "{role} of {body} {name} {saying}",
        "{name}, {role} of {body}, {saying}",
        "at the conference, {role} of {body} {name} {saying}",
        "attending were {extra} and {role} of {body} {name}",
    )
    shape = draw.choice(shapes)
    extra = f"{draw.choice(words.ROLES)} of {_body(draw)} {_name(draw)}"

    def say(role: str, body: str, name: str) -> str:
        return shape.format(role=role, body=body, name=name, saying=saying, extra=extra)

    asked = draw.choice(
        (f"Who is the {role} of {body}?", f"Who is {role} of {body}?", f"{role} of {body}",
         f"What is the name of the {role} of {body}?", f"Who holds the post of {role} of {body}?",
         f"What post does {name} hold?", f"Who is {name}?", f"What is {name}'s role?")
    )  # fmt: skip
    swapped = [
        say(role, other_body, _name(draw)),
        say(other_role, body, _name(draw)),
        say(role, other_body, name) if name not in asked else say(role, body, _name(draw)),
        f"{name.split()[-1]} {draw.choice(_SAYINGS)}",
    ]
    near = [
        f"{body} {draw.choice(_SAYINGS)}",
        f"the {role} {saying}",
        f"{body} will work with {other_body} on {draw.choice(words.TOPICS)}",
    ]
    if name in asked:
        swapped = [s for s in swapped if " of " not in s or name not in s]
    return _grouped("agency", asked, say(role, body, name), swapped, near, draw)


def _event(draw: random.Random) -> Group:
    event, body, topic = draw.choice(words.EVENTS), _body(draw), draw.choice(words.TOPICS)
    day, place, chair = _day(draw), draw.choice(PROVINCES), _name(draw)
    role = draw.choice(words.ROLES)
    full = draw.choice(
        (
            f"on {day}, {body} held a {event} on {topic} in {place}, chaired by {role} {chair}",
            f"{body} organised a {event} on {topic} in {place} on {day} under {role} {chair}",
            f"a {event} on {topic} took place in {place} on {day}; {role} {chair} of {body} led it",
        )
    )
    asked = draw.choice(
        (f"When was the {event} on {topic} held?", f"Who chaired the {event} on {topic}?",
         f"Who organised the {event} in {place}?", f"Where did the {event} on {topic} take place?",
         f"Which organisation held the {event} on {topic}?",
         f"What was the {event} in {place} about?",
         f"When did {body} hold the {event}?", f"Who led the {event} on {day}?")
    )  # fmt: skip
    other = draw.choice([e for e in words.EVENTS if e != event])
    elsewhere = draw.choice([p for p in PROVINCES if p != place])
    swapped = [
        full.replace(event, other)
        .replace(day, _day(draw))
        .replace(topic, draw.choice(words.TOPICS)),
        f"the {event} discussed {topic} and agreed on solutions",
        f"speaking at the {event}, {role} {chair} {draw.choice(_SAYINGS)}",
        full.replace(place, elsewhere).replace(topic, "a new plan").replace(event, other)
        .replace(day, _day(draw)),
    ]  # fmt: skip
    near = [
        f"{body} will step up {draw.choice(words.TOPICS)} in {place}",
        f"delegates in {place} {draw.choice(_SAYINGS)}",
        f"on {day}, {_body(draw)} visited hospitals in {elsewhere}",
    ]
    return _grouped("event", asked, full, swapped, near, draw)


def _duty(draw: random.Random) -> Group:
    body, other_body = _body(draw), _body(draw)
    action, other_action = draw.sample(words.ACTIONS, 2)
    day, giver = _day(draw), draw.choice(words.ISSUERS)
    kind, number = _number(draw)
    shapes = (
        "{body} must {action} before {day}",
        "{giver} asked {body} to {action} by {day}",
        "{giver} assigned {body} to {action} no later than {day}",
        "{body} was told to {action} by {day}",
        "under {paper}, {body} is responsible to {action} before {day}",
        "{body} should {action} and report to {giver} by {day}",
    )
    shape = draw.choice(shapes)

    def say(body: str, action: str, day: str) -> str:
        return shape.format(
            body=body, action=action, day=day, giver=giver, paper=f"{kind} No. {number}"
        )

    by_body = [say(other_body, other_action, day), f"{body} {draw.choice(_SAYINGS)}",
               f"{body} has recently managed to {other_action}"]  # fmt: skip
    by_action = [say(body, other_action, day), f"to {action} is a hard task, experts said",
                 f"last year the results helped to {action}"]  # fmt: skip
    asked, swapped = draw.choice(
        (
            (draw.choice((f"Who must {action}?", f"Who is responsible to {action}?",
                          f"Which agency was asked to {action}?", f"who has to {action}")),
             by_action),
            (draw.choice((f"What must {body} do by {day}?", f"What was {body} asked to do?",
                          f"What is {body} responsible for?", f"tasks of {body}")), by_body),
            (draw.choice((f"By when must {body} {action}?", f"deadline to {action}",
                          f"Until when does {body} have to {action}?")),
             [*by_action, f"{body} must {action} as soon as possible"]),
        )
    )  # fmt: skip
    near = [f"{giver} {draw.choice(_SAYINGS)}", f"{other_body} will {other_action} in due time"]
    return _grouped("duty", asked, say(body, action, day), swapped, near, draw)
