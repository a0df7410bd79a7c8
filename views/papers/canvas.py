"""A picture for a telephone: measured in the points of its screen, drawn twice as fine as it is sent, then halved.

Letters are PT Sans, shipped with its free licence by its own package; no font of the machine is used.
"""

import io
from functools import lru_cache
from typing import Any

#: The screen in points, and the picture in pixels: it stays readable when the messenger shrinks it.
WIDTH, PIXELS = 390, 1080
FINER = 2
SCALE = FINER * PIXELS / WIDTH
INK, GREY = "#1F1F1F", "#6F6F6F"


@lru_cache(maxsize=64)
def _font(size: float, bold: bool) -> Any:
    import fontpkg
    from PIL import ImageFont

    return ImageFont.truetype(str(fontpkg.path("PT Sans", weight=700 if bold else 400)), round(size * SCALE))


class Canvas:
    """Grows to no more than `height` points."""

    def __init__(self, height: float) -> None:
        from PIL import Image, ImageDraw

        self._image = Image.new("RGB", (FINER * PIXELS, round(height * SCALE)), "white")
        self._draw = ImageDraw.Draw(self._image)

    def text(
        self, x: float, y: float, words: str, size: float, *, bold: bool = False, ink: str = INK, anchor: str = "la"
    ) -> None:
        """`anchor` as Pillow names it: la from the upper left, mm around the middle, ra up to the right."""
        self._draw.text((x * SCALE, y * SCALE), words, ink, _font(size, bold), anchor=anchor)

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, *, radius: float = 0, outline: str = ""
    ) -> None:
        corners = [round(value * SCALE) for value in (x, y, x + width, y + height)]
        rule = {"outline": outline, "width": round(SCALE)} if outline else {}
        self._draw.rounded_rectangle(corners, round(radius * SCALE), fill, **rule)  # type: ignore[arg-type]

    def hatch(self, x: float, y: float, width: float, height: float, ink: str) -> None:
        """Slanted lines over a box, for eyes that do not tell its colour."""
        left, top, right, bottom = (round(value * SCALE) for value in (x, y, x + width, y + height))
        for start in range(left - (bottom - top), right, round(5 * SCALE)):
            low, high = max(start, left), min(start + bottom - top, right)
            if low < high:
                self._draw.line([(low, bottom - (low - start)), (high, bottom - (high - start))], ink, round(SCALE))

    def lines(self, points: list[tuple[float, float]], ink: str, thick: float = 1.6) -> None:
        self._draw.line([(x * SCALE, y * SCALE) for x, y in points], ink, round(thick * SCALE), joint="curve")

    def ring(self, x: float, y: float, radius: float, ink: str) -> None:
        corners = [round(value * SCALE) for value in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.ellipse(corners, outline=ink, width=round(1.2 * SCALE))

    def png(self) -> bytes:
        out = io.BytesIO()
        self._image.reduce(FINER).save(out, "PNG", compress_level=6)
        return out.getvalue()


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """How many points the words take."""
    return float(_font(size, bold).getlength(words)) / SCALE


def fitted(words: str, size: float, room: float, *, middle: bool = False) -> str:
    """The words cut with «…» to the room there is, at the end or in the middle."""
    if width_of(words, size) <= room:
        return words
    for kept in range(len(words) - 1, 0, -1):
        tail = kept // 2 if middle else 0
        cut = f"{words[: kept - tail].rstrip()}…{words[-tail:] if tail else ''}"
        if width_of(cut, size) <= room:
            return cut
    return "…"
