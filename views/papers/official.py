"""An official paper in .docx by ГОСТ Р 7.0.97-2016 and habit: page, letters, tables with a repeated head.

A row of a table is copied from one that is filled already: making each anew takes twenty times as long.
"""

import io
import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain.plain_text import without_unseen

if TYPE_CHECKING:
    from docx.section import Section
    from docx.table import Table
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY, SMALL = 14, 10.5
#: Margins in millimetres: left, right, top, bottom; a folder takes the left, or the upper edge of a wide page.
PORTRAIT, LANDSCAPE = (30, 15, 20, 20), (20, 10, 25, 15)
LONGEST_WORD = 24
#: Where the hand and the name of a signature begin, in millimetres.
STOPS = (75, 120)
#: Between letters and the rule beside them, in twentieths of a point: a millimetre.
SIDE = 57
_BREAKS = re.compile(r"[\t\r\n]+")
_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")

#: (words over a column, its width in millimetres)
Heads = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `whole`: one bold cell over all columns."""

    cells: Sequence[str]
    bold: bool = False
    whole: bool = False


def plain(text: str) -> str:
    """What people have written, so that it is text in any program and no long word leaves its column."""
    return _LONG.sub("\\g<0>\u200b", without_unseen(text))


class OfficialPaper:
    """A document that grows downwards."""

    def __init__(self, *, wide: bool = False) -> None:
        import docx

        self._document = docx.Document()
        self._letters()
        self._page(self._document.sections[0], wide=wide)
        self._numbered(self._document.sections[0])

    def line(
        self,
        text: str = "",
        *,
        size: float = BODY,
        bold: bool = False,
        centred: bool = False,
        right: bool = False,
        together: bool = False,
        after: float = 0,
    ) -> None:
        """A heading, or a line without an indent; `together`: on one page with what follows; `after` in points."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = self._document.add_paragraph()
        _run(paragraph, text, size, bold=bold)
        paragraph.alignment = (
            WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        )
        _spacing(paragraph, after, together=together)

    def paragraph(self, *parts: tuple[str, bool], together: bool = False, after: float = 0) -> None:
        """Justified, with an indent; each part is (text, whether it is bold)."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        paragraph = self._document.add_paragraph()
        for text, bold in parts:
            _run(paragraph, text, BODY, bold=bold)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.5)
        _spacing(paragraph, after, together=together)

    def table(self, heads: Heads, rows: Iterable[Row], *, centred: Iterable[int] = (), size: float = SMALL) -> None:
        """A ruled table; its head is repeated on every page, no row is torn; `centred`: columns by number."""
        table = self._document.add_table(rows=2, cols=len(heads), style="Table Grid")
        _fixed(table, [width for _, width in heads])
        middle = frozenset(centred)
        for column, (head, _) in enumerate(heads):
            _cell(table.rows[0].cells[column], head, size, bold=True, centred=True, shaded=True)
            _cell(table.rows[1].cells[column], " ", size, centred=column in middle)
        _mark(table.rows[0]._tr, "tblHeader")
        for row in table.rows:
            _mark(row._tr, "cantSplit")
        _copy_rows(table, rows)
        self.line(size=6)

    def signature(self, lines: Sequence[str], hints: Sequence[str]) -> None:
        """Blank lines for a post, a hand and a name, each with a word below; they stay together."""
        from docx.shared import Mm

        for words, size, together in ((lines, 12.0, True), (hints, 10.0, False)):
            self.line("\t".join(words), size=size, together=together)
            stops = self._document.paragraphs[-1].paragraph_format.tab_stops
            for place in STOPS:
                stops.add_tab_stop(Mm(place))

    def wide_section(self) -> None:
        """What follows stands on wide pages."""
        from docx.enum.section import WD_SECTION

        self._page(self._document.add_section(WD_SECTION.NEW_PAGE), wide=True)

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _letters(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        style = self._document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(BODY)
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{slot}"), FONT)
        language = _element("lang")
        language.set(qn("w:val"), "ru-RU")
        properties.append(language)

    def _page(self, section: "Section", *, wide: bool) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
        left, right, top, bottom = LANDSCAPE if wide else PORTRAIT
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.header_distance = Mm(10)

    def _numbered(self, section: "Section") -> None:
        """The number of a page in the middle of its head, but for the first."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml.ns import qn

        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = paragraph.add_run()
            if kind:
                field = _element("fldChar")
                field.set(qn("w:fldCharType"), kind)
            else:
                field = _element("instrText")
                field.text = text
            run._r.append(field)


def _element(name: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(f"w:{name}")


def _run(paragraph: "Paragraph", text: str, size: float, *, bold: bool) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(plain(text))
    run.bold, run.font.size = bold, Pt(size)


def _spacing(paragraph: "Paragraph", after: float, *, together: bool) -> None:
    from docx.shared import Pt

    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(0), Pt(after), 1.0
    layout.keep_with_next = together


def _fixed(table: "Table", widths: Sequence[float]) -> None:
    """Widths stand in the columns and in the cells: programs believe one or the other."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table.autofit = False
    margins = _element("tblCellMar")
    for side in ("left", "right"):
        margin = _element(side)
        margin.set(qn("w:w"), str(SIDE))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _cell(
    cell: Any, text: str, size: float, *, bold: bool = False, centred: bool = False, shaded: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    paragraph = cell.paragraphs[0]
    _run(paragraph, text, size, bold=bold)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    _spacing(paragraph, 0, together=False)
    if shaded:  # a soft hyphen is a letter that draws nothing: our own stand in heads only
        paragraph.runs[0].text = text
        shade = _element("shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "F2F2F2")
        cell._tc.get_or_add_tcPr().append(shade)


def _mark(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(_element(name))


def _copy_rows(table: "Table", rows: Iterable[Row]) -> None:
    """Fill copies of the second row, which is a pattern and goes."""
    pattern = table.rows[1]._tr
    table._tbl.remove(pattern)
    for row in rows:
        copied = deepcopy(pattern)
        if row.whole:
            _join(copied)
        for cell, text in zip(_children(copied, "tc"), row.cells, strict=row.whole is False):
            _write(cell, text, bold=row.bold or row.whole)
        table._tbl.append(copied)


def _join(row: Any) -> None:
    from docx.oxml.ns import qn

    first, *others = _children(row, "tc")
    for cell in others:
        row.remove(cell)
    span = _element("gridSpan")
    span.set(qn("w:val"), str(1 + len(others)))
    first.get_or_add_tcPr().append(span)
    alignment = first.find(f".//{qn('w:jc')}")
    if alignment is not None:
        alignment.set(qn("w:val"), "left")


def _children(element: Any, name: str) -> list[Any]:
    from docx.oxml.ns import qn

    return list(element.findall(qn(f"w:{name}")))


def _write(cell: Any, text: str, *, bold: bool) -> None:
    from docx.oxml.ns import qn

    run = cell.find(f".//{qn('w:r')}")
    run.rPr.b.val = bold
    written = run.find(qn("w:t"))
    written.text = plain(_BREAKS.sub(" ", text))
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
