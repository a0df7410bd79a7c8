"""PDF files drawn by hand: one font of equal letters, each piece of text where the test puts it."""

from collections.abc import Sequence
from itertools import pairwise

WIDTH = 0.5  # of the letter size
SIZE = 10.0
LEADING = 14.0
TITLES = 820.0  # above it letters are half as large again


def _font() -> list[bytes]:
    codes = [(code, bytes([code]).decode("cp1251", errors="ignore")) for code in range(32, 256)]
    pairs = "\n".join(f"<{code:02X}> <{ord(char):04X}>" for code, char in codes if char)
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> "
        f"endcodespacerange {len(pairs.splitlines())} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    ).encode()
    widths = " ".join(["500"] * 224).encode()
    return [
        b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 32 /LastChar 255 /Widths [" + widths + b"] "
        b"/Encoding /WinAnsiEncoding /ToUnicode 4 0 R >>",
        _stream(table),
    ]


def _stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), head, content)


def _show(x: float, y: float, text: str, size: float) -> bytes:
    escaped = text.encode("cp1251").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %.1f Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj ET" % (size, x, y, escaped)


def lined(xs: Sequence[float], ys: Sequence[float]) -> bytes:
    """A grid: every line from end to end."""
    down = [_line(x, min(ys), x, max(ys)) for x in xs]
    return b"\n".join([*down, *(_line(min(xs), y, max(xs), y) for y in ys)])


def _line(x: float, y: float, to_x: float, to_y: float) -> bytes:
    return b"%.2f %.2f m %.2f %.2f l S" % (x, y, to_x, to_y)


def barred(xs: Sequence[float], ys: Sequence[float]) -> bytes:
    """The same as Word saves it: a thin filled bar on each side of each cell."""
    bars = [(x, low, 0.5, high - low) for x in xs for low, high in pairwise(sorted(ys))]
    bars += [(left, y, right - left, 0.5) for y in ys for left, right in pairwise(sorted(xs))]
    return b"\n".join(b"%.2f %.2f %.2f %.2f re f" % bar for bar in bars)


def pdf(*pages: list[tuple[float, float, str]], photograph: bytes = b"", drawn: bytes = b"") -> bytes:
    """Each page is a list of (x, y, text); every page also shows the JPEG `photograph` and what is `drawn`."""
    first = 6
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(pages)))
    picture = _stream(
        photograph,
        b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /Filter /DCTDecode",
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        *_font(),
        picture,
    ]
    shown = b"/XObject << /Im 5 0 R >>" if photograph else b""
    for index, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> %s >> >>" % (first + 2 * index + 1, shown)
        )
        shows = [_show(x, y, text, SIZE * (1.5 if y > TITLES else 1)) for x, y, text in page]
        objects.append(_stream(b"\n".join([*shows, drawn])))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (*(count, table, count, len(body)),)
    )


def column(x: float, top: float, *texts: str) -> list[tuple[float, float, str]]:
    """Lines under one another; those that begin with a tab are indented like the first line of a paragraph."""
    return [
        (x + 35 * text.startswith("\t"), top - LEADING * index, text.strip("\t")) for index, text in enumerate(texts)
    ]
