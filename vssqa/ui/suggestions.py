"""Questions to offer: made from the registers, and offered only once they have been answered.

An answer takes a good part of a second, so first questions are tried out beside the
page in a thread of their own, and follow-ups once the answer stands on the page. What
was tried the assistant remembers: a click on a suggestion has its answer at once.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from vssqa.assistant import Assistant
from vssqa.errors import VssqaError
from vssqa.patterns import regex
from vssqa.types import Answer, Figure, Registers
from vssqa.ui.wording import SCHEME_WORDS, day

_EXAMPLES = 6  # first questions: two lines on a phone hold three each
_FOLLOW_UPS = 3
_TRIED_FOLLOW_UPS = 6
_TRIED_EXAMPLES = 24
_LONGEST_QUESTION = 100  # characters: what a button holds on two lines of a phone
# "health insurance coverage rate" is a question's subject, "workforce joined" is a clause.
_NAMES_A_RATE = regex(r"\b(?:rate|ratio|share|proportion|coverage|percentage)s?$", re.IGNORECASE)
_LONGEST_MEASURE = 60  # a longer measure reads as a sentence, not as a question's subject


class Examples:
    """First questions that one assistant has been seen to answer, found beside the page."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        short = (c for c in candidates(assistant.registers) if len(c[0]) <= _LONGEST_QUESTION)
        self._candidates = islice(short, _TRIED_EXAMPLES)
        self._found: list[str] = []
        self._working: threading.Thread | None = None
        self._hold = threading.Event()
        self.complete = False

    @property
    def found(self) -> tuple[str, ...]:
        """Return the questions found so far."""
        return tuple(self._found)

    def go_on(self) -> None:
        """Look for more beside the page, unless all are found or it is being done."""
        self._hold.clear()
        if self.complete or (self._working is not None and self._working.is_alive()):
            return
        self._working = threading.Thread(target=self.work, name="examples", daemon=True)
        self._working.start()

    def hold(self) -> None:
        """Leave the machine to a person's own question."""
        self._hold.set()

    def work(self) -> None:
        """Try candidates until enough are found or a person asks."""
        while not self._hold.is_set():
            candidate = next(self._candidates, None)
            if candidate is None or len(self._found) >= _EXAMPLES:
                self.complete = True
                return
            question, figure = candidate
            if _answers(self._assistant, question, (), figure):
                self._found.append(question)


def follow_ups(
    assistant: Assistant, answer: Answer, history: Sequence[str], between: Callable[[], object]
) -> tuple[str, ...]:
    """Return questions to go on with after `answer`, each of which the releases answer.

    :param between: called before each trial; it may end the search by an exception.
    """
    if answer.figure is None:
        return ()
    found: list[str] = []
    tried = further(answer.figure, assistant.registers.figures)
    for question, figure in islice(tried, _TRIED_FOLLOW_UPS):
        between()
        if question not in history and _answers(assistant, question, tuple(history), figure):
            found.append(question)
        if len(found) == _FOLLOW_UPS:
            break
    return tuple(found)


def _answers(
    assistant: Assistant, question: str, history: tuple[str, ...], wanted: Figure | None
) -> bool:
    """Tell whether a question is answered, and with the figure it was made from."""
    try:
        answer = assistant.ask(question, history)
    except VssqaError:
        return False
    if answer.status == "refused":
        return False
    if wanted is None:
        return True
    return any(c.release == wanted.release and c.span.holds(wanted.span) for c in answer.citations)


# --- candidates: pure ----------------------------------------------------------------


def candidates(registers: Registers) -> Iterator[tuple[str, Figure | None]]:
    """Yield first questions of each kind in turn, and the figure that answers each."""
    kinds = (
        _figure_questions(registers),
        _paper_questions(registers),
        _duty_questions(registers),
        _person_questions(registers),
    )
    seen: set[str] = set()
    for round_ in zip_longest(*kinds):
        for offered in round_:
            if offered is not None and offered[0] not in seen:
                seen.add(offered[0])
                yield offered


def _figure_questions(registers: Registers) -> Iterator[tuple[str, Figure | None]]:
    seen: set[tuple[str | None, ...]] = set()
    for figure in registers.figures:
        known = figure.place and figure.period and figure.scheme and figure.unit == "percent"
        told = (figure.scheme, figure.place, figure.period, figure.status)
        if not known or figure.status not in {"actual", "target"} or told in seen:
            continue
        if len(figure.measure) > _LONGEST_MEASURE or not _NAMES_A_RATE.search(figure.measure):
            continue
        seen.add(told)
        yield figure_question(figure), figure


def figure_question(figure: Figure) -> str:
    """Return the question that a figure answers."""
    asked = "What is the target for the" if figure.status == "target" else "What was the"
    where = "" if figure.place in {None, "Viet Nam"} else f" in {figure.place}"
    when = f" in {spoken_period(figure.period)}" if figure.period else ""
    return f"{asked} {figure.measure}{where}{when}?"


def spoken_period(period: str) -> str:
    """Return a period as it is said in a question; of a range its end."""
    return day(period.split("/")[-1] or period.split("/")[0])


def _paper_questions(registers: Registers) -> Iterator[tuple[str, Figure | None]]:
    for paper in sorted(registers.instruments, key=lambda paper: -len(paper.mentions)):
        if paper.number and paper.date and not paper.ambiguous:
            name = f"{paper.type.capitalize()} No. {paper.number}"
            yield f"When was {name} issued?", None
        if paper.number and paper.title and not paper.ambiguous:
            yield f"What is {paper.type.capitalize()} No. {paper.number} about?", None


def _duty_questions(registers: Registers) -> Iterator[tuple[str, Figure | None]]:
    dated = [duty for duty in registers.duties if duty.deadline and len(duty.deadline) > 4]
    for duty in dated:
        yield f"What must {duty.responsible} do by {day(duty.deadline)}?", None


def _person_questions(registers: Registers) -> Iterator[tuple[str, Figure | None]]:
    persons = [agency for agency in registers.agencies if agency.kind == "person" and agency.roles]
    for person in sorted(persons, key=lambda person: -len(person.mentions)):
        role = person.roles[0]
        if role.organisation:
            yield f"Who is the {role.role} of {role.organisation}?", None


def further(figure: Figure, figures: Iterable[Figure]) -> Iterator[tuple[str, Figure]]:
    """Yield "And in 2008?" and the like: one thing changed, and the figure that is then meant."""
    seen: set[str] = set()
    for other in figures:
        if other.unit != figure.unit or other.status not in {"actual", "target"}:
            continue
        question = _step(figure, other)
        if question and question not in seen:
            seen.add(question)
            yield question, other


def _step(figure: Figure, other: Figure) -> str | None:
    """Return the follow-up that leads from one figure to another, if one step does."""
    same = (
        figure.scheme == other.scheme,
        figure.place == other.place,
        figure.period == other.period,
        figure.status == other.status,
    )
    if same == (False, True, True, True) and other.scheme:
        return f"And for {SCHEME_WORDS[other.scheme]}?"
    if same == (True, False, True, True) and other.place:
        return (
            "And in the whole country?" if other.place == "Viet Nam" else f"And in {other.place}?"
        )
    if same == (True, True, False, True) and other.period:
        return f"And in {spoken_period(other.period)}?"
    if same in {(True, True, True, False), (True, True, False, False)} and other.status == "target":
        return "And what was the target?"
    return None
