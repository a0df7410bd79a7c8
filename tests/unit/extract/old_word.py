"""A Word 97 file of plain paragraphs, byte by byte: [MS-CFB] around [MS-DOC]."""

import struct

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TEXT_AT = 0x800


def doc(*paragraphs: str, encrypted: bool = False) -> bytes:
    text = "".join(f"{paragraph}\r" for paragraph in paragraphs)
    pieces = struct.pack("<IIHIH", 0, len(text), 0, _TEXT_AT, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    main = _information(len(text), len(clx), encrypted).ljust(_TEXT_AT, b"\0") + text.encode("utf-16-le")
    return compound({"WordDocument": main, "1Table": clx})


def _information(characters: int, clx: int, encrypted: bool) -> bytes:
    """The file information block, everything zero but the text, its pieces and the flags."""
    flags = 0x0200 | (0x0100 if encrypted else 0)
    base = struct.pack("<HHHHHHHIBBHHII", 0xA5EC, 0xC1, 0, 0x419, 0, flags, 0xBF, 0, 0, 0, 0, 0, _TEXT_AT, 0)
    words = struct.pack("<H", 14) + bytes(28)
    longs = [0] * 22
    longs[3] = characters
    pairs = [(0, 0)] * 93
    pairs[33] = (0, clx)
    table = struct.pack("<H", 93) + b"".join(struct.pack("<II", *pair) for pair in pairs)
    return base + words + struct.pack("<H", 22) + struct.pack("<22I", *longs) + table + bytes(2)


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE container; every stream is padded past 4 KB, so that none goes to the mini stream."""
    sectors: list[bytes] = []
    chains = [_FAT]
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    body = 2
    for index, name in enumerate(names, start=1):
        content = streams[name].ljust(4096, b"\0")
        count = -(-len(content) // SECTOR)
        entries.append(_entry(name, 2, body, len(content), right=index + 1 if index < len(names) else _FREE))
        sectors.append(content.ljust(count * SECTOR, b"\0"))
        body += count
    chains += [_END]
    start = 2
    for content in sectors:
        count = len(content) // SECTOR
        chains += [*range(start + 1, start + count), _END]
        start += count
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(SECTOR, b"\xff")
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    return _header() + fat + directory + b"".join(sectors)


def _header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return head + struct.pack("<I", 0) + b"\xff" * 432


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    title = name.encode("utf-16-le") + b"\0\0"
    return (
        title.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(title), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
