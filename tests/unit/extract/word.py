"""Word packages written by hand, so that a test says exactly what is in the XML."""

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str = "", *, style: str = "", num: str = "", level: int | None = None, mark: str = "") -> str:
    """A paragraph; `content` is XML or plain text."""
    inner = content if content.startswith("<") or not content else run(content)
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    depth = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    listed = f'<w:numPr>{depth}<w:numId w:val="{num}"/></w:numPr>' if num else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{styled}{listed}{marked}</w:pPr>{inner}</w:p>"


def level(index: int, pattern: str, fmt: str = "decimal", *, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(name: str, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def num(name: str, definition: str, **restarts: int) -> str:
    """`num("2", "0", at0=1)` restarts level 0 at 1."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{key[2:]}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for key, start in restarts.items()
    )
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(content: str, *, span: int = 1, merge: str = "") -> str:
    inner = content if content.startswith("<w:") else p(content)
    merged = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{inner}</w:tc>'


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(*body: str, numbering: str = "", styles: str = "", extra: dict[str, str] | None = None) -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W} {MC}><w:body>{''.join(body)}</w:body></w:document>",
    }
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {W}>{numbering}</w:numbering>"
    if styles:
        parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    return package({**parts, **(extra or {})})
