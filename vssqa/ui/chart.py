"""Figures over time: standings told apart by shape as well as by colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import altair as alt
import streamlit as st

from vssqa.types import Figure, Status
from vssqa.ui.wording import SCHEME_WORDS, STATUS_WORDS, period, unit

_PICKED = "picked"
_TOLD = ("Figure", "What", "Scheme", "Where", "When", "Standing")  # when a point is pointed at
_MARGIN = 20  # pixels between the outermost points and the frame
_POINT_AREA = 140  # square pixels: a finger finds it
_PIXELS = 380
_TEXT = {"light": "#424a53", "dark": "#c3ccd6"}  # AA on both grounds; Streamlit's own is paler
# Shapes first; the colours (blue, orange, green, violet) keep 3:1 on white and on the dark ground.
_LOOKS: dict[Status, tuple[str, str]] = {
    "actual": ("circle", "#2f7fd6"),
    "target": ("triangle-up", "#d0620a"),
    "change": ("diamond", "#2c9150"),
    "limit": ("square", "#9467d8"),
}


def picked_figure(figures: Sequence[Figure]) -> int | None:
    """Show the chart of one unit; return the index of the figure whose point is chosen."""
    units = [figure.unit for figure in figures]
    offered = sorted(set(units), key=lambda name: (-units.count(name), name))
    chosen = st.selectbox("Unit of the chart", offered, format_func=unit)
    points = [point for point in _points(figures) if figures[point["row"]].unit == chosen]
    if not points:
        st.info("None of these figures says when it was: there is nothing to draw over time.")
        return None
    event = st.altair_chart(
        _chart(points, unit(str(chosen))),
        on_select="rerun",
        selection_mode=_PICKED,
        key="figures over time",
        alt=f"{len(points)} figures in {unit(str(chosen))} over time; the table tells the same",
    )
    rows = event.selection.get(_PICKED) or []
    return int(rows[0]["row"]) if rows and "row" in rows[0] else None


def _points(figures: Sequence[Figure]) -> Iterator[dict[str, Any]]:
    """Yield one point a figure and period, two for a range of values."""
    for row, figure in enumerate(figures):
        when = moment(figure.period)
        for value in figure.value.split("/") if when else ():
            try:
                number = float(Decimal(value))
            except InvalidOperation:
                continue
            yield {
                "row": row,
                "when": when,
                "value": number,
                "Standing": STATUS_WORDS[figure.status],
                "Figure": figure.surface,
                "What": figure.measure,
                "Scheme": SCHEME_WORDS[figure.scheme] if figure.scheme else "none or several",
                "Where": figure.place or "no place",
                "When": period(figure.period),
            }


def moment(iso: str | None) -> str | None:
    """Return the day at which a period is drawn: its last year's or month's middle."""
    last = (iso or "").split("/")[-1]
    parts = last.split("-")
    if len(parts[0]) != 4 or not parts[0].isdecimal():
        return None
    return {1: f"{last}-07-01", 2: f"{last}-15"}.get(len(parts), last)


def _chart(points: list[dict[str, Any]], of_unit: str) -> alt.Chart:
    text = _TEXT.get(st.context.theme.type or "light", _TEXT["light"])
    names = [STATUS_WORDS[status] for status in _LOOKS]
    shapes = alt.Scale(domain=names, range=[shape for shape, _ in _LOOKS.values()])
    colours = alt.Scale(domain=names, range=[colour for _, colour in _LOOKS.values()])
    years = alt.Axis(format="%Y", tickCount="year")
    chosen = alt.selection_point(name=_PICKED, fields=["row"])
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=points), height=_PIXELS)
        .mark_point(filled=True, size=_POINT_AREA)
        .encode(
            x=alt.X("when:T", title="When", axis=years, scale=alt.Scale(padding=_MARGIN)),
            y=alt.Y(
                "value:Q", title=of_unit, axis=alt.Axis(format="~s"), scale=alt.Scale(zero=False)
            ),
            shape=alt.Shape("Standing:N", scale=shapes, legend=alt.Legend(orient="top")),
            color=alt.Color("Standing:N", scale=colours, legend=alt.Legend(orient="top")),
            opacity=alt.condition(chosen, alt.value(1.0), alt.value(0.4)),
            tooltip=[f"{name}:N" for name in _TOLD],
        )
        .add_params(chosen)
        .configure_axis(labelColor=text, titleColor=text)
        .configure_legend(labelColor=text, titleColor=text)
    )
    return chart
