"""The lines a PDF page draws: the rules of a table, whether stroked or filled as thin bars."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_THIN = 2.5  # points; a thicker bar is a shade
_MOST = 20_000  # a page with more is a drawing
_STROKES = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_FILLS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_PLACED = frozenset({b"cm", b"re", b"m", b"l"})
_ENDS = _STROKES | _FILLS | {b"n"}

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight piece of a line: at which height or place it is, from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


NO_RULES = Rules((), ())


def rules_of(operations: Iterable[tuple[Any, bytes]]) -> Rules:
    """All rules of a page in its coordinates; none of a page that draws too much."""
    across: list[Rule] = []
    down: list[Rule] = []
    for (x, y), (to_x, to_y) in _pieces(operations):
        if abs(y - to_y) <= _THIN and abs(x - to_x) > _THIN:
            across.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
        elif abs(x - to_x) <= _THIN and abs(y - to_y) > _THIN:
            down.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))
        if len(across) + len(down) > _MOST:
            return NO_RULES
    return Rules(tuple(across), tuple(down))


def _pieces(operations: Iterable[tuple[Any, bytes]]) -> Iterator[tuple[Point, Point]]:
    """Each straight piece that is painted; a thin filled shape is its longer middle."""
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    saved: list[Matrix] = []
    shapes: list[list[Point]] = []
    for operands, operator in operations:
        numbers = _numbers(operands) if operator in _PLACED else ()
        if operator == b"q":
            saved.append(matrix)
        elif operator == b"Q":
            matrix = saved.pop() if saved else matrix
        elif operator == b"cm" and len(numbers) == 6:
            matrix = _times(numbers, matrix)
        elif operator == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
            shapes.append([_moved(corner, matrix) for corner in corners])
        elif operator in (b"m", b"l") and len(numbers) == 2:
            if operator == b"m" or not shapes:
                shapes.append([])
            shapes[-1].append(_moved((numbers[0], numbers[1]), matrix))
        elif operator == b"h" and shapes:
            shapes[-1].append(shapes[-1][0])
        elif operator in _ENDS:
            for shape in shapes:
                yield from _painted(shape, stroked=operator in _STROKES, filled=operator in _FILLS)
            shapes = []


def _numbers(operands: Sequence[Any]) -> tuple[float, ...]:
    """Nothing of operands that are no numbers: a drawing we do not understand is no reason to refuse the text."""
    return tuple(map(float, operands)) if all(isinstance(each, int | float) for each in operands) else ()


def _painted(shape: Sequence[Point], *, stroked: bool, filled: bool) -> Iterator[tuple[Point, Point]]:
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN and (filled or stroked):
        yield (min(xs), min(ys)), (max(xs), max(ys))
    elif stroked:
        yield from pairwise(shape)


def _times(first: Sequence[float], then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        e * then[0] + f * then[2] + then[4],
        e * then[1] + f * then[3] + then[5],
    )


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]
