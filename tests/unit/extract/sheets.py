"""Workbooks written by hand, so that a test says exactly what is in the XML."""

import io
from collections.abc import Sequence

from openpyxl import Workbook

from tests.unit.extract.word import package

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def cell(place: str, value: object = "", *, style: int = 0) -> str:
    """A number or a text at its place."""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>' if value else ""
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def sheet(*rows: Sequence[object], merged: Sequence[str] = ()) -> str:
    """Rows of values from A1 on."""
    made = (
        row(at, *(cell(f"{chr(65 + place)}{at}", value) for place, value in enumerate(values)))
        for at, values in enumerate(rows, start=1)
    )
    return written("".join(made), merged)


def written(rows: str, merged: Sequence[str] = ()) -> str:
    cells = "".join(f'<mergeCell ref="{reference}"/>' for reference in merged)
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData><mergeCells>{cells}</mergeCells></worksheet>"


def saved(*rows: Sequence[object]) -> bytes:
    """The same rows in a book that any program opens."""
    made = Workbook(write_only=True)
    page = made.create_sheet()
    for values in rows:
        page.append(values)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def book(*sheets: str, hidden: Sequence[int] = (), formats: Sequence[str] = (), more: str = "") -> bytes:
    """`hidden` are sheets counted from 0, `formats` the codes of cell styles 1, 2, …; `more` stands in the workbook."""
    numbers = range(len(sheets))
    listed = "".join(
        f'<sheet name="{at}" sheetId="{at + 1}" r:id="r{at}" state="{"hidden" if at in hidden else "visible"}"/>'
        for at in numbers
    )
    related = "".join(f'<Relationship Id="r{at}" Target="worksheets/sheet{at}.xml"/>' for at in numbers)
    codes = "".join(f'<numFmt numFmtId="{170 + at}" formatCode="{code}"/>' for at, code in enumerate(formats))
    styled = "".join(f'<xf numFmtId="{170 + at}"/>' for at in range(len(formats)))
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f"<workbook {MAIN} {R}>{more}<sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>",
            "xl/styles.xml": f"<styleSheet {MAIN}><numFmts>{codes}</numFmts>"
            f'<cellXfs><xf numFmtId="0"/>{styled}</cellXfs></styleSheet>',
            **{f"xl/worksheets/sheet{at}.xml": content for at, content in enumerate(sheets)},
        }
    )
