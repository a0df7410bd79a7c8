"""RTF: a stream of groups. Deleted and hidden text, notes, headers and field codes are left out.

Word writes every automatic number as text beside the list (`\\listtext`), so the numbers are exact.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.errors import UnreadableDocument
from domain.minutes.extract.rtf_flow import Flow
from domain.minutes.extract.text import collapse_blanks
from domain.minutes.model import Document

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.DOTALL
)
_MAX_DEPTH = 5_000
_CODE_PAGES = {0: "cp1252", 77: "mac_roman", 161: "cp1253", 162: "cp1254", 186: "cp1257", 204: "cp1251", 238: "cp1250"}
_SYMBOLS = 2  # charset of Symbol and Wingdings: their letters are marks
_SKIPPED = frozenset(
    {"colortbl", "stylesheet", "info", "pict", "listtable", "listoverridetable", "revtbl", "filetbl", "pn"}
    | {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "annotation"}
    | {"fldinst", "xe", "tc", "rxe", "shprslt", "sp", "nonesttables", "objdata", "do"}
)
_OPEN = frozenset({"shpinst", "nesttableprops", "shppict"})  # ignorable by form, but the text goes on inside
_MARKS = {
    "tab": "\t",
    "line": "\n",
    "nestcell": "\t",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_ESCAPES = {"~": " ", "_": "-", "\n": "\r", "\r": "\r", "{": "{", "}": "}", "\\": "\\"}
_ENDS = frozenset({"par", "sect", "page", "nestrow"})


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and gives back when it closes."""

    flow: Flow
    skipped: bool = False
    deleted: bool = False
    hidden: bool = False
    font: int = 0
    fallback: int = 1  # how many plain characters repeat a \\u one for old readers
    label: bool = False
    fonts: bool = False

    @property
    def silent(self) -> bool:
        return self.skipped or self.deleted or self.hidden or self.fonts


def read(data: bytes) -> Document:
    """Raises UnreadableDocument: damaged."""
    reader = _Reader()
    whole = reader.run(data.decode("latin-1"))
    lines = collapse_blanks(reader.state.flow.finish())
    return Document(tuple(lines), "rtf", warnings=() if whole else ("partial",))


class _Reader:
    def __init__(self) -> None:
        self.state = _State(Flow())
        self._stack: list[_State] = []
        self._code_page = "cp1252"
        self._charsets: dict[int, int] = {}
        self._default_font = 0
        self._bytes = bytearray()
        self._to_skip = 0
        self._star = False

    def run(self, text: str) -> bool:
        """Feed the whole file; False when it ends inside a group."""
        for word, number, code, escape, brace, plain in _tokens(text):
            if code:
                self._byte(int(code, 16))
                continue
            self._decode_bytes()
            if brace == "{":
                self._open()
            elif brace:
                self._close()
                if not self._stack:
                    return True
            elif word:
                self._word(word, int(number) if number else None)
            elif escape == "*":
                self._star = True
            elif escape:
                self._text(_ESCAPES.get(escape, "")) if escape not in "\r\n" else self._end_paragraph()
            elif plain:
                self._plain(plain)
        self._decode_bytes()
        return not self._stack

    def _open(self) -> None:
        if len(self._stack) >= _MAX_DEPTH:
            raise UnreadableDocument("damaged")
        self._stack.append(self.state)
        self._star, self._to_skip = False, 0

    def _close(self) -> None:
        inner = self.state
        self.state = self._stack.pop()
        if inner.flow is not self.state.flow:
            self.state.flow.put_aside(inner.flow.finish())
        elif inner.label and not self.state.label:
            self.state.flow.end_label()

    def _word(self, word: str, number: int | None) -> None:
        star, self._star = self._star, False
        self._to_skip = 0
        if word in _SKIPPED or (star and word not in _OPEN):
            self.state = replace(self.state, skipped=True)
        elif word == "u" and number is not None:
            self._text(chr(number % 0x10000))
            self._to_skip = self.state.fallback
        elif word in _MARKS:
            self._text(_MARKS[word])
        elif word in _ENDS:
            self._end_paragraph()
        elif not self._character_property(word, number) and not self.state.silent:
            self._structure(word, number)

    def _character_property(self, word: str, number: int | None) -> bool:
        if word == "deleted" or word == "mvf":
            self.state = replace(self.state, deleted=number != 0)
        elif word == "v":
            self.state = replace(self.state, hidden=number != 0)
        elif word == "plain":
            self.state = replace(self.state, deleted=False, hidden=False, font=self._default_font)
        elif word == "f" and number is not None:
            self.state = replace(self.state, font=number)
        elif word == "fcharset" and number is not None:
            self._charsets[self.state.font] = number
        elif word == "fonttbl":
            self.state = replace(self.state, fonts=True)
        elif word == "uc" and number is not None:
            self.state = replace(self.state, fallback=number)
        elif word == "ansicpg":
            self._code_page = f"cp{number}"
        elif word == "deff" and number is not None:
            self._default_font = number
        else:
            return False
        return True

    def _structure(self, word: str, number: int | None) -> None:
        if word in ("listtext", "pntext"):
            self.state = replace(self.state, label=True)
            self.state.flow.begin_label()
        elif word == "shptxt":
            self.state = replace(self.state, flow=Flow())
        else:
            self.state.flow.control(word, number)

    def _end_paragraph(self) -> None:
        if not self.state.silent:
            self.state.flow.end_paragraph()

    def _text(self, text: str) -> None:
        if not self.state.silent and text:
            self.state.flow.add(text)

    def _plain(self, text: str) -> None:
        skipped, self._to_skip = min(self._to_skip, len(text)), 0
        if self._charsets.get(self.state.font) == _SYMBOLS:
            text = "•" * len(text)
        self._text(text[skipped:])

    def _byte(self, byte: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif not self.state.silent:
            self._bytes.append(byte)

    def _decode_bytes(self) -> None:
        if not self._bytes:
            return
        charset = self._charsets.get(self.state.font)
        page = self._code_page if charset in (None, 1) else _CODE_PAGES.get(charset, self._code_page)
        try:
            text = "•" if charset == _SYMBOLS else self._bytes.decode(page, errors="ignore")
        except LookupError:
            text = self._bytes.decode("cp1251", errors="ignore")
        self._bytes.clear()
        self._text(text)


def _tokens(text: str) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Control words, hex bytes, escapes, braces and plain runs; the raw bytes after \\bin are stepped over."""
    position = 0
    while match := _TOKEN.search(text, position):
        position = match.end()
        if match[1] == "bin" and match[2]:
            position += max(0, int(match[2]))
        yield match[1], match[2], match[3], match[4], match[5], match[6]
