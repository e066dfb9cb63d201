"""Measurements -> small SVG charts, readable on a light and on a dark page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_STYLE = (
    "<style>text{font:12px system-ui,sans-serif;fill:#333}"
    ".bar,.dot{fill:#1f6f8b}.line{stroke:#1f6f8b;fill:none;stroke-width:2}"
    ".spread,.axis{stroke:#777}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.bar,.dot{fill:#6bb8d4}"
    ".line{stroke:#6bb8d4}.spread,.axis{stroke:#999}}</style>"
)
_WIDTH = 640
_LABEL_WIDTH, _VALUE_WIDTH, _ROW_HEIGHT, _TOP = 170, 90, 28, 30
_PLOT_HEIGHT, _PLOT_LEFT, _PLOT_RIGHT, _PLOT_BOTTOM = 220, 60, 40, 40
_WRITTEN_OUT = 100  # values from here on are whole numbers, smaller ones have three digits
_NEAR_DECADE = 0.01  # of a power of ten: 1,000,600 needs no 10,000,000 beside it


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its lowest and highest value."""

    label: str
    value: float
    low: float
    high: float


def bar_chart(title: str, unit: str, bars: Sequence[Bar]) -> str:
    """Draw horizontal bars from zero, each with its spread and its value."""
    most = max((bar.high for bar in bars), default=0) or 1
    scale = (_WIDTH - _LABEL_WIDTH - _VALUE_WIDTH) / most
    parts = []
    for row, bar in enumerate(bars):
        top = _TOP + row * _ROW_HEIGHT
        middle = top + _ROW_HEIGHT // 2
        low, high = _LABEL_WIDTH + bar.low * scale, _LABEL_WIDTH + bar.high * scale
        parts.append(_text(_LABEL_WIDTH - 8, middle + 4, bar.label, "end"))
        parts.append(
            f'<rect class="bar" x="{_LABEL_WIDTH}" y="{top + 5}" height="{_ROW_HEIGHT - 10}"'
            f' width="{bar.value * scale:.1f}"/>'
            f'<path class="spread" d="M{low:.1f} {middle}H{high:.1f}"/>'
        )
        parts.append(_text(high + 6, middle + 4, f"{_short(bar.value)} {unit}"))
    return _svg(title, _TOP + len(bars) * _ROW_HEIGHT + 8, parts)


def growth_chart(title: str, unit: str, points: Sequence[tuple[float, float]]) -> str:
    """Draw positive values over positive sizes, both on logarithmic axes."""
    if not points:
        return _svg(title, _TOP + _PLOT_HEIGHT, [])
    x_low, x_high = _decades([x for x, _ in points])
    y_low, y_high = _decades([y for _, y in points])

    def place(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - x_low) / (x_high - x_low)
        up = (math.log10(y) - y_low) / (y_high - y_low)
        wide = _WIDTH - _PLOT_LEFT - _PLOT_RIGHT
        return _PLOT_LEFT + across * wide, _TOP + (1 - up) * _PLOT_HEIGHT

    floor = _TOP + _PLOT_HEIGHT
    parts = [f'<path class="axis" fill="none" d="M{_PLOT_LEFT} {_TOP}V{floor}H{_WIDTH}"/>']
    for decade in range(x_low, x_high + 1):
        x, _ = place(10.0**decade, 10.0**y_low)
        parts.append(_text(x, floor + 18, _short(10.0**decade), "middle"))
    for decade in range(y_low, y_high + 1):
        _, y = place(10.0**x_low, 10.0**decade)
        parts.append(_text(_PLOT_LEFT - 6, y + 4, _short(10.0**decade), "end"))
    placed = [place(x, y) for x, y in points]
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in placed)
    parts.append(f'<path class="line" d="M{way}"/>')
    for (x, y), (_, value) in zip(placed, points, strict=True):
        parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        parts.append(_text(x, y - 10, f"{_short(value)} {unit}", "middle"))
    return _svg(title, floor + _PLOT_BOTTOM, parts)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten that enclose the values, at least one apart."""
    low = math.floor(math.log10(min(values)))
    return low, max(low + 1, math.ceil(math.log10(max(values)) - _NEAR_DECADE))


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= _WRITTEN_OUT else f"{value:.3g}"


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _svg(title: str, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"'
        f' role="img" aria-label="{escape(title, {chr(34): "&quot;"})}">{_STYLE}'
        f"{_text(8, 18, title)}{''.join(parts)}</svg>\n"
    )
