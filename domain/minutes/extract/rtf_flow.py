"""Paragraphs and table rows out of the running text of an RTF document."""

from dataclasses import dataclass, field

from domain.minutes.extract.tables import Cell, table_lines
from domain.minutes.extract.text import clean, split_breaks
from domain.minutes.model import Line

_GRID = 60  # twentieths of a point; nearer cell edges are the same edge drawn by hand


@dataclass(frozen=True, slots=True)
class _Edge:
    right: int
    joins_left: bool
    joins_up: bool


@dataclass(slots=True)
class Flow:
    """One stream of paragraphs: the document itself or a text box in it."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    cell: list[Line] = field(default_factory=list)
    cells: list[list[Line]] = field(default_factory=list)
    rows: list[tuple[list[list[Line]], list[_Edge]]] = field(default_factory=list)
    edges: list[_Edge] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    label: list[str] | None = None
    in_table: bool = False
    heading: bool = False
    tables: int = 0
    joins: tuple[bool, bool] = (False, False)

    def add(self, text: str) -> None:
        (self.pieces if self.label is None else self.label).append(text)

    def begin_label(self) -> None:
        self.label = []

    def end_label(self) -> None:
        label, self.label = clean("".join(self.label or ())), None
        if label:
            counted = any(char.isalnum() for char in label) and label != "o"
            self.pieces.append(f"{label if counted else '-'} ")

    def put_aside(self, lines: list[Line]) -> None:
        """Text boxes come after the paragraph they are anchored in."""
        self.aside += lines

    def control(self, word: str, number: int | None) -> None:
        if word == "pard":
            self.in_table = self.heading = False
        elif word == "intbl":
            self.in_table = True
        elif word == "outlinelevel":
            self.heading = number is not None and number < 9
        elif word == "cell":
            self._end_cell()
        elif word == "row":
            self._end_row()
        elif word == "trowd":
            self.edges = []
        elif word in ("clmrg", "clvmrg"):
            self.joins = (self.joins[0] or word == "clmrg", self.joins[1] or word == "clvmrg")
        elif word == "cellx":
            self.edges.append(_Edge(number or 0, *self.joins))
            self.joins = (False, False)

    def end_paragraph(self) -> None:
        text, self.pieces = "".join(self.pieces), []
        lines = [Line(piece, heading=self.heading) for piece in split_breaks(text)] + self.aside
        self.aside = []
        if self.in_table or self.cells:
            self.cell += lines
        else:
            self._end_table()
            self.lines += lines

    def finish(self) -> list[Line]:
        if self.pieces or self.aside:
            self.end_paragraph()
        if self.cell or self.cells:
            self._end_row()
        self._end_table()
        return self.lines

    def _end_cell(self) -> None:
        self.in_table = True
        self.end_paragraph()
        self.cells.append([line for line in self.cell if line.text])
        self.cell = []

    def _end_row(self) -> None:
        if self.cell:
            self._end_cell()
        self.rows.append((self.cells, self.edges))
        self.cells = []

    def _end_table(self) -> None:
        if not self.rows:
            return
        self.tables += 1
        grid = sorted({edge.right // _GRID for _, edges in self.rows for edge in edges})
        self.lines += table_lines([_row(cells, edges, grid) for cells, edges in self.rows], self.tables)
        self.rows = []


def _row(cells: list[list[Line]], edges: list[_Edge], grid: list[int]) -> list[Cell]:
    """Cells with the number of grid columns they take; without edges each takes one."""
    if len(edges) < len(cells):
        return [Cell(lines) for lines in cells]
    row: list[Cell] = []
    left = -1
    for lines, edge in zip(cells, edges, strict=False):
        right = edge.right // _GRID
        columns = max(1, sum(left < column <= right for column in grid))
        left = right
        row.append(Cell([] if edge.joins_left else lines, columns, edge.joins_up))
    return row
