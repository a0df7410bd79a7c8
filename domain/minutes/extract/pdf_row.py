"""The words of a PDF page by their places: fragments, and the visual lines they make."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

SAME_LINE = 0.5  # of the letter height, like all of these
GUTTER = 1.0
_SPACE = 0.15
_TAB = 4.0


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text; coordinates in points from the lower left of the page."""

    left: float
    right: float
    y: float
    height: float
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A visual line: fragments on one level, left to right."""

    fragments: tuple[Fragment, ...]

    @property
    def left(self) -> float:
        return self.fragments[0].left

    @property
    def right(self) -> float:
        return max(fragment.right for fragment in self.fragments)

    @property
    def y(self) -> float:
        return self.fragments[0].y

    @property
    def height(self) -> float:
        return max(fragment.height for fragment in self.fragments)

    @property
    def text(self) -> str:
        text = self.fragments[0].text
        for before, after in pairwise(self.fragments):
            gap = (after.left - before.right) / self.height
            text += ("\t" if gap > _TAB else " " if gap > _SPACE else "") + after.text
        return text

    def gaps(self) -> Iterator[tuple[float, float]]:
        for before, after in pairwise(self.fragments):
            if after.left - before.right > GUTTER * self.height:
                yield before.right, after.left

    def part(self, left: float, right: float) -> "Row | None":
        inside = tuple(f for f in self.fragments if left <= (f.left + f.right) / 2 < right)
        return Row(inside) if inside else None


def rows_of(fragments: list[Fragment]) -> list[Row]:
    """Visual lines from top to bottom."""
    lines: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: -f.y):
        if lines and abs(lines[-1][0].y - fragment.y) <= SAME_LINE * min(lines[-1][0].height, fragment.height):
            lines[-1].append(fragment)
        else:
            lines.append([fragment])
    return [Row(tuple(sorted(line, key=lambda f: f.left))) for line in lines]
