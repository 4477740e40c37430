"""Draw the icons of the installed site from our own mark, in the sizes that phones ask for.

Writes ``infogo/static/img/icon-<purpose>-<size>.png``. The drawing is that of
``infogo/static/img/mark.svg``: run again when the mark changes::

    python -m tools.icons
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent.parent
TARGET = HERE / "infogo" / "static" / "img"
SIZES = (192, 512)
SHARPER = 8
"""Drawn this much larger and made small again, for smooth edges."""
GRID = 40
NAVY, WHITE, GOLD = (28, 44, 102, 255), (255, 255, 255, 255), (255, 201, 60, 255)
STROKE = 4.5
STEM = ((14, 18), (14, 31.5), (27, 31.5))
ARROW = ((22, 25.5), (28.5, 31.5), (22, 37.5))
DOT, RADIUS = (14, 9.5), 4.5
MIDDLE = (20, 22)
# A maskable icon is cut to any shape inside it: what matters stays within the inner 80 %.
SHARE = {"any": 0.94, "maskable": 0.72}
CORNER = 0.2


def draw(size: int, purpose: str) -> Image.Image:
    """Return the mark on navy: with round corners of its own, or full to the edge to be cut."""
    side = size * SHARPER
    picture = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    brush = ImageDraw.Draw(picture)
    radius = side * CORNER if purpose == "any" else 0
    brush.rounded_rectangle((0, 0, side - 1, side - 1), radius, fill=NAVY)
    scale = side * SHARE[purpose] / GRID

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return tuple(side / 2 + (own - mid) * scale for own, mid in zip(point, MIDDLE, strict=True))  # type: ignore[return-value]

    for line in (STEM, ARROW):
        _stroke(brush, [at(point) for point in line], STROKE * scale)
    _disc(brush, at(DOT), RADIUS * scale, GOLD)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _stroke(brush: ImageDraw.ImageDraw, points: list[tuple[float, float]], width: float) -> None:
    """Draw a line with round ends and corners."""
    brush.line(points, fill=WHITE, width=round(width))
    for point in points:
        _disc(brush, point, width / 2, WHITE)


def _disc(
    brush: ImageDraw.ImageDraw,
    middle: tuple[float, float],
    radius: float,
    colour: tuple[int, int, int, int],
) -> None:
    x, y = middle
    brush.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def main() -> None:
    """Write every icon, with few colours so that it stays small."""
    for purpose in SHARE:
        for size in SIZES:
            path = TARGET / f"icon-{purpose}-{size}.png"
            small = draw(size, purpose).quantize(64, method=Image.Quantize.FASTOCTREE)
            small.save(path, optimize=True)
            print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
