"""The page Agencies and duties: who must do what by when, and who is who."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

import streamlit as st

from vssqa.assistant import Assistant
from vssqa.contract import agency_json, duty_json
from vssqa.tables import agency_table, duty_table
from vssqa.types import Agency, Duty
from vssqa.ui import backend
from vssqa.ui.marking import Paragraph
from vssqa.ui.register import (
    downloads,
    filtered,
    named_in_address,
    pick,
    release_of,
    sentence,
    sentence_around,
)
from vssqa.ui.wording import day
from vssqa.ui.words import words

Due = Literal["coming", "past", "no date"]

_DUTY_COLUMNS = ("By when", "Coming or past", "Who", "Must do", "Ordered by", "Paper")
_WIDTHS = {"By when": 105, "Who": 230, "Must do": 420, "Paper": 110}
_AGENCY_WIDTHS = {"Name": 240, "Roles": 300, "Other names": 300}
_AGENCY_COLUMNS = ("Name", "Person or body", "Roles", "Other names", "Mentions")
_SHOWN = 10  # roles and mentions of one agency at a time


def page() -> None:
    """Draw the page."""
    assistant = backend.assistant()
    st.title("Agencies and duties", anchor=False)
    shown = st.radio(
        "Show", ["Duties", "Agencies and persons"], horizontal=True, label_visibility="collapsed"
    )
    if shown == "Duties":
        _show_duties(assistant)
    else:
        _show_agencies(assistant)


def due(deadline: str | None, today: str) -> Due:
    """Tell whether a deadline is coming or past; a month is past when it has ended.

    :param today: ISO 8601, a whole day.
    """
    if not deadline:
        return "no date"
    return "coming" if deadline >= today[: len(deadline)] else "past"


def in_order(duties: Sequence[Duty], today: str) -> list[Duty]:
    """Order duties: coming deadlines first and soonest first, then past ones, latest first."""
    dated = sorted((d for d in duties if d.deadline), key=lambda duty: duty.deadline or "")
    coming = [duty for duty in dated if due(duty.deadline, today) == "coming"]
    past = [duty for duty in dated if due(duty.deadline, today) == "past"]
    return [*coming, *reversed(past), *(duty for duty in duties if not duty.deadline)]


def _show_duties(assistant: Assistant) -> None:
    today = date.today().isoformat()
    duties = in_order(assistant.registers.duties, today)
    if not duties:
        st.info("Whatever a release tells someone to do would stand here.")
        return
    chosen = filtered(duties, _filters(today), "duties by")
    if not chosen:
        st.info("No duty is left: take a filter away.")
        return
    st.caption(f"{len(chosen)} of {len(duties)} duties. Choose a row for its sentence.")
    cells = [_duty_cells(duty, today) for duty in chosen]
    row = pick(_DUTY_COLUMNS, cells, "duties", "Duties", _WIDTHS, lines=4)
    if row is not None:
        duty = chosen[row]
        with st.container(border=True):
            told = [Paragraph.plain("lead", duty.responsible), Paragraph.plain("text", duty.action)]
            words(told, f"duty {duty.release} {duty.span.start}", reveal="whole")
            sentence(assistant, duty.release, duty.sentence, duty.span, "duty", "cited")
    downloads("duties", lambda: duty_table(chosen), lambda: [duty_json(duty) for duty in chosen])


def _filters(today: str) -> dict[str, Callable[[Duty], str]]:
    return {
        "Who": lambda duty: duty.responsible,
        "Coming or past": lambda duty: due(duty.deadline, today),
        "Ordered by": lambda duty: duty.ordered_by or "",
    }


def _duty_cells(duty: Duty, today: str) -> tuple[str, ...]:
    return (
        day(duty.deadline) if duty.deadline else "",
        due(duty.deadline, today),
        duty.responsible,
        duty.action,
        duty.ordered_by or "",
        duty.instrument or "",
    )


def _show_agencies(assistant: Assistant) -> None:
    agencies = sorted(assistant.registers.agencies, key=lambda agency: -len(agency.mentions))
    if not agencies:
        st.info("Every person and body named in a release would stand here.")
        return
    st.caption(f"{len(agencies)} persons and bodies. Choose a row for where they are named.")
    cells = [_agency_cells(agency) for agency in agencies]
    row = pick(_AGENCY_COLUMNS, cells, "agencies", "Persons and bodies", _AGENCY_WIDTHS, lines=3)
    named = named_in_address([agency.name for agency in agencies])
    chosen = row if row is not None else named
    if chosen is not None:
        _show_agency(assistant, agencies[chosen])
    downloads(
        "agencies", lambda: agency_table(agencies), lambda: [agency_json(a) for a in agencies]
    )


def _agency_cells(agency: Agency) -> tuple[str, ...]:
    roles = dict.fromkeys(
        f"{role.role}, {role.organisation}" if role.organisation else role.role
        for role in agency.roles
    )
    return (
        agency.name,
        "person" if agency.kind == "person" else "body",
        "; ".join(roles),
        "; ".join(agency.aliases),
        str(len(agency.mentions)),
    )


def _show_agency(assistant: Assistant, agency: Agency) -> None:
    with st.container(border=True):
        words([Paragraph.plain("lead", agency.name)], f"agency {agency.name}", reveal="whole")
        places = [(role.release, role.span) for role in agency.roles]
        places += [(at.release, at.span) for at in agency.mentions]
        for number, (identifier, span) in enumerate(dict.fromkeys(places)):
            release = release_of(assistant, identifier)
            if release is not None and number < _SHOWN:
                around = sentence_around(release, span)
                sentence(assistant, identifier, around, span, f"named {number}")
