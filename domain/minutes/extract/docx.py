"""Word documents: paragraphs and table rows in reading order, numbers put in front as Word shows them.

Headers, footers, foot- and endnotes, comments, deleted and hidden text are left out; inserted text and text boxes
(after their paragraph) are kept. A table of which every row has one filled cell is only a frame: its paragraphs
become ordinary lines.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.minutes.extract.docx_parts import Parts
from domain.minutes.extract.guard import Package
from domain.minutes.extract.recognition import pictures_of
from domain.minutes.extract.tables import Cell, table_lines
from domain.minutes.extract.text import collapse_blanks, split_breaks
from domain.minutes.extract.wordml import child, integer, on, tag, value
from domain.minutes.model import Document, Line

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT, _RUN, _FIELD, _SDT, _BOX, _SYMBOL = map(tag, ("t", "r", "fldChar", "sdt", "txbxContent", "sym"))
_PARAGRAPH, _TABLE, _ROW, _CELL, _CHUNK = map(tag, ("p", "tbl", "tr", "tc", "altChunk"))
_PROPERTIES, _RUN_PROPERTIES = tag("pPr"), tag("rPr")
_ALTERNATE = f"{_MC}AlternateContent"
_SKIPPED = frozenset(
    map(tag, ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr", "rt"))
)
_MARKS = {tag("tab"): "\t", tag("ptab"): "\t", tag("br"): "\n", tag("cr"): "\n", tag("noBreakHyphen"): "-"}
_SPECIAL = (
    *(_ALTERNATE, _MATH_TEXT, _FIELD, _SDT, _BOX, _SYMBOL, *_MARKS),
    *map(tag, ("del", "moveFrom", "vanish", "rStyle", "rt")),
)
_WRAPPERS = frozenset(map(tag, ("ins", "moveTo", "customXml", "smartTag", "sdtContent")))


def read(data: bytes, name: str = "docx") -> Document:
    """`name` is the format reported: a .doc comes here converted.

    Raises UnreadableDocument: damaged, bomb, password, entities, empty, pictures_only.
    """
    package = Package(data)
    parts = Parts(package)
    walker = _Walker(parts)
    lines = collapse_blanks(walker.blocks(parts.body()))
    if not lines:
        return pictures_of(package, "word/media/", name)
    return Document(tuple(lines), name, warnings=("partial",) if walker.partial else ())


class _Walker:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._fields: list[bool] = []  # for each open field: are we in its code
        self._boxes: list[Line] = []
        self._carried = ""  # text of a paragraph whose end mark is deleted: it goes on in the next one
        self._tables = 0
        self.partial = False

    def blocks(self, container: "_Element", *, in_cell: bool = False) -> list[Line]:
        lines: list[Line] = []
        for element in _flat(container):
            if element.tag == _PARAGRAPH:
                lines += self._paragraph(element, in_cell=in_cell)
            elif element.tag == _TABLE:
                lines += self._table(element)
            elif element.tag == _CHUNK:
                self.partial = True
        if self._carried:
            lines += [Line(text) for text in split_breaks(self._carried)]
            self._carried = ""
        return lines

    def _paragraph(self, element: "_Element", *, in_cell: bool) -> list[Line]:
        properties = element.find(_PROPERTIES)
        if properties is not None and not len(properties):
            properties = None
        text, boxes = self._text(element)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._carried += text
            return boxes
        if on(mark, "vanish"):
            self._carried += f"{self._label(properties)} {text}" if text.strip() else ""
            return boxes
        text, self._carried = self._carried + text, ""
        return [*self._lines(properties, text, in_cell=in_cell), *boxes]

    def _text(self, paragraph: "_Element") -> tuple[str, list[Line]]:
        """The text of a paragraph and of the boxes anchored in it."""
        if any(self._fields):
            self._fields.clear()  # a code never goes over a paragraph: its end is lost, the text must not be
        if (simple := _simple_text(paragraph)) is not None:
            return simple, []
        outer, self._boxes = self._boxes, []
        pieces: list[str] = []
        self._inline(paragraph, pieces)
        boxes, self._boxes = self._boxes, outer
        return "".join(pieces), boxes

    def _lines(self, properties: "_Element | None", text: str, *, in_cell: bool) -> list[Line]:
        label = "" if properties is None else self._label(properties)
        first, *rest = split_breaks(text)
        if not first and not in_cell:
            return [Line("")]  # Word shows a lonely number there; it numbers nothing
        heading = properties is not None and self._heading(properties)
        return [Line(f"{label} {first}".strip(), heading=heading), *(Line(piece, heading=heading) for piece in rest)]

    def _label(self, properties: "_Element | None") -> str:
        """The automatic number of a paragraph: its own list, else the one of its style. ECMA-376 17.9.18."""
        own = child(properties, "numPr")
        name = value(properties, "pStyle")
        list_id, level = value(own, "numId"), value(own, "ilvl")
        if list_id == "0" or (own is None and name is None and not self._parts.styles.default):
            return ""
        numbering = self._parts.numbering
        if list_id:
            return numbering.next_label(list_id, integer(level, 0))
        chain = self._parts.styles.chain(name or self._parts.styles.default)
        list_id = next((style.list_id for _, style in chain if style.list_id), None)
        if not list_id or list_id == "0":
            return ""
        tied = (numbering.level_of_style(list_id, styled) for styled, _ in chain)
        inherited = [index for index in (*tied, *(style.level for _, style in chain)) if index is not None]
        return numbering.next_label(list_id, integer(level, inherited[0] if inherited else 0))

    def _heading(self, properties: "_Element") -> bool:
        if (outline := value(properties, "outlineLvl")) is not None:
            return outline != "9"
        return self._parts.styles.is_heading(value(properties, "pStyle"))

    def _inline(self, element: "_Element", pieces: list[str]) -> None:
        for node in element:
            name = node.tag
            if name in (_TEXT, _MATH_TEXT):
                pieces.append("" if any(self._fields) else node.text or "")
            elif name in _SKIPPED or (name == _RUN and self._hidden(node)):
                continue
            elif name in _MARKS:
                pieces.append("" if any(self._fields) else _MARKS[name])
            elif name == _BOX:
                self._boxes += self.blocks(node)
            elif name == _FIELD:
                self._field(node.get(tag("fldCharType")))
            elif name == _SYMBOL:
                pieces.append("•")
            elif (inside := _open(node)) is not None:
                self._inline(inside, pieces)

    def _hidden(self, run: "_Element") -> bool:
        properties = run.find(_RUN_PROPERTIES)
        if properties is None or not len(properties):
            return False
        style = value(properties, "rStyle")
        return on(properties, "vanish") or (style is not None and self._parts.styles.is_hidden(style))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _table(self, element: "_Element") -> list[Line]:
        self._tables += 1
        number = self._tables
        rows = [self._row(row) for row in _flat(element) if row.tag == _ROW and not _is_gone(child(row, "trPr"))]
        return table_lines(rows, number)

    def _row(self, row: "_Element") -> list[Cell]:
        before = integer(value(child(row, "trPr"), "gridBefore"), 0)
        cells = [Cell([])] * before
        for cell in _flat(row):
            if cell.tag != _CELL:
                continue
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            gone = child(properties, "cellDel") is not None
            lines = [] if gone else [line for line in self.blocks(cell, in_cell=True) if line.text]
            goes_on = merge is not None and merge.get(tag("val"), "continue") == "continue"
            cells.append(Cell(lines, max(1, integer(value(properties, "gridSpan"), 1)), goes_on))
        return cells


def _simple_text(paragraph: "_Element") -> str | None:
    """The text of a paragraph with nothing special in it, which most are; None when it needs the careful way."""
    pieces: list[str] = []
    for node in paragraph.iter(*_SPECIAL, _TEXT):
        if node.tag != _TEXT:
            return None
        pieces.append(node.text or "")
    return "".join(pieces)


def _flat(container: "_Element") -> Iterator["_Element"]:
    """The block children, looking through content controls, insertions and alternatives."""
    for node in container:
        if node.tag in _WRAPPERS:
            yield from _flat(node)
        elif node.tag in (_SDT, _ALTERNATE):
            inside = _open(node)
            yield from () if inside is None else _flat(inside)
        else:
            yield node


def _open(node: "_Element") -> "_Element | None":
    """Where to read on: the content of a control unless it is a prompt, one branch of alternatives, else the node."""
    if node.tag == _SDT:
        return None if on(child(node, "sdtPr"), "showingPlcHdr") else child(node, "sdtContent")
    if node.tag != _ALTERNATE:
        return node
    branches = [branch for branch in node if branch.find(f".//{_TEXT}") is not None]
    return branches[0] if branches else None


def _is_gone(properties: "_Element | None") -> bool:
    return child(properties, "del") is not None or on(properties, "hidden")
