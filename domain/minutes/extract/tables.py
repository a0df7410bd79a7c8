"""Rows of a table with merged cells → lines."""

from dataclasses import dataclass

from domain.minutes.extract.text import clean
from domain.minutes.model import Line


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the format gives it: its paragraphs, how many columns it takes, whether it continues the one above."""

    lines: list[Line]
    columns: int = 1
    continues: bool = False

    @property
    def text(self) -> str:
        return "\n".join(clean(line.text.replace("\t", " ")) for line in self.lines if line.text)


def table_lines(rows: list[list[Cell]], number: int) -> list[Line]:
    """One line a row; the paragraphs of a cell are kept apart by a line break in `cells`.

    A cell over several columns is followed by empty ones, so that columns keep their places; a cell merged
    downwards is repeated in each row it covers. A table with one filled cell a row is a frame, not a table.
    """
    if all(sum(bool(cell.lines) for cell in row) <= 1 and not any(c.continues for c in row) for row in rows):
        return [line for row in rows for cell in row for line in cell.lines]
    lines: list[Line] = []
    above: dict[int, str] = {}
    for row in rows:
        cells: list[str] = []
        for cell in row:
            text = above.get(len(cells), "") if cell.continues else cell.text
            above[len(cells)] = text
            cells += [text, *[""] * (cell.columns - 1)]
        if any(cells):
            lines.append(Line(clean("\t".join(cells)), tuple(cells), number))
    return lines
