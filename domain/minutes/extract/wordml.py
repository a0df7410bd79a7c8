"""Small helpers for WordprocessingML elements, and the styles a paragraph inherits from."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFF = frozenset({"0", "false", "off", "none"})


@cache
def tag(name: str) -> str:
    return f"{{{W}}}{name}"


_VAL = tag("val")


def child(element: "_Element | None", name: str) -> "_Element | None":
    return None if element is None else next(element.iterchildren(tag(name)), None)  # find() costs twice as much


def value(element: "_Element | None", name: str) -> str | None:
    """The w:val of a child, None when the child is absent."""
    found = child(element, name)
    return None if found is None else found.get(_VAL)


def on(element: "_Element | None", name: str) -> bool:
    """Whether a toggle such as w:vanish is set on these properties."""
    found = child(element, name)
    return found is not None and found.get(_VAL, "1") not in _OFF


def integer(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default


@dataclass(frozen=True, slots=True)
class Style:
    based_on: str | None
    list_id: str | None
    level: int | None
    heading: bool
    hidden: bool


class Styles:
    """What paragraphs and runs inherit: the list, whether it is a heading, whether it is hidden."""

    def __init__(self, root: "_Element | None") -> None:
        self._elements: dict[str, _Element] = {}
        self._read: dict[str, Style] = {}  # templates define hundreds of styles, a document uses ten
        self.default: str | None = None
        for element in () if root is None else root.iterchildren(tag("style")):
            name = element.get(tag("styleId"), "")
            self._elements[name] = element
            if element.get(tag("type")) == "paragraph" and element.get(tag("default")) in ("1", "true", "on"):
                self.default = name

    def chain(self, name: str | None) -> list[tuple[str, Style]]:
        """The style and those it is based on, nearest first; a circle ends it."""
        found: list[tuple[str, Style]] = []
        seen: set[str] = set()
        while name and name in self._elements and name not in seen:
            seen.add(name)
            style = self._read.get(name) or self._read.setdefault(name, _style(self._elements[name]))
            found.append((name, style))
            name = style.based_on
        return found

    def list_of(self, name: str) -> str | None:
        return next((style.list_id for _, style in self.chain(name) if style.list_id), None)

    def is_heading(self, name: str | None) -> bool:
        return any(style.heading for _, style in self.chain(name))

    def is_hidden(self, name: str | None) -> bool:
        return any(style.hidden for _, style in self.chain(name))


def _style(element: "_Element") -> Style:
    properties = child(element, "pPr")
    numbers = child(properties, "numPr")
    level = value(numbers, "ilvl")
    title = (value(element, "name") or "").lower()
    outlined = child(properties, "outlineLvl") is not None and value(properties, "outlineLvl") != "9"
    return Style(
        based_on=value(element, "basedOn"),
        list_id=value(numbers, "numId"),
        level=None if level is None else integer(level, 0),
        heading=outlined or title.startswith(("heading", "заголовок")) or title == "title",
        hidden=on(child(element, "rPr"), "vanish"),
    )
