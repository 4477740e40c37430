"""A chart of ``infogo.display.charts`` as a picture for paper, with its colours in itself."""

from __future__ import annotations

from html import escape

from infogo.display.charts import SeriesChart

WIDTH, HEIGHT = 640, 232
"""Units of the picture; ``components/chart.html`` is as high."""
INK, RULE, NAVY, GREY = "#1F2937", "#CBD2DD", "#1C2C66", "#6B7280"


def chart_svg(chart: SeriesChart) -> str:
    """Return the chart as a picture that needs nothing else, without its title and summary."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="Sarabun" font-size="15" fill="{INK}">'
    ]
    for line in chart.grid:
        ends = f'x1="{_across("8%")}" x2="{WIDTH}" y1="{line.y}" y2="{line.y}"'
        parts.append(f'<line {ends} stroke="{RULE}"/>')
        parts.append(f'<text x="0" y="{line.label_y}">{escape(line.label)}</text>')
    for each in chart.segments:
        colour = f'stroke="{GREY}" stroke-dasharray="3 4"' if each.is_small else f'stroke="{NAVY}"'
        ends = f'x1="{_across(each.x1)}" y1="{each.y1}" x2="{_across(each.x2)}" y2="{each.y2}"'
        parts.append(f'<line {ends} {colour} stroke-width="2"/>')
    for mark in chart.marks:
        colour = f'fill="#FFFFFF" stroke="{GREY}"' if mark.is_small else f'fill="{NAVY}"'
        parts.append(f'<circle cx="{_across(mark.x)}" cy="{mark.y}" r="5" {colour}/>')
    for tick in chart.ticks:
        for number, words in enumerate(tick.lines):
            place = f'x="{_across(tick.x)}" y="{202 + 24 * number}" text-anchor="middle"'
            parts.append(f"<text {place}>{escape(words)}</text>")
    return "".join([*parts, "</svg>"])


def _across(percent: str) -> str:
    return f"{float(percent.removesuffix('%')) * WIDTH / 100:.1f}"
