"""List numbers of an OpenDocument text, counted the way LibreOffice counts them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.minutes.extract.labels import written

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def name_of(element: "_Element") -> str:
    """The name without its namespace: prefixes differ between writers, names do not."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: "_Element", name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


@dataclass(frozen=True, slots=True)
class _Level:
    bullet: bool = False
    kind: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1

    @classmethod
    def of(cls, element: "_Element") -> "_Level":
        kind = attribute(element, "num-format")
        russian = {"А": "russianUpper", "а": "russianLower"}.get(kind[:1])
        return cls(
            bullet="bullet" in name_of(element) or "image" in name_of(element),
            kind=russian or _FORMATS.get(kind, kind),
            prefix=attribute(element, "num-prefix"),
            suffix=attribute(element, "num-suffix"),
            shown=int(attribute(element, "display-levels") or 1),
            start=int(attribute(element, "start-value") or 1),
        )


@dataclass(slots=True)
class _Count:
    style: str
    counts: dict[int, int] = field(default_factory=dict)


class Lists:
    def __init__(self, content: "_Element", styles: "_Element | None") -> None:
        self.unsure = False
        self._styles: dict[str, dict[int, _Level]] = {}
        for root in (styles, content):
            for element in () if root is None else root.iter("{*}list-style", "{*}outline-style"):
                outline = name_of(element) == "outline-style"
                self._styles["" if outline else attribute(element, "name")] = _levels(element)
        self._open: list[_Count] = []
        self._by_id: dict[str, _Count] = {}
        self._last: dict[str, _Count] = {}
        self._headings = _Count("")

    @contextmanager
    def within(self, element: "_Element") -> Iterator[None]:
        """While the items of this text:list are read; a list inside a list is a level of the outer one."""
        self._open.append(self._open[-1] if self._open else self._begin(element))
        yield
        self._open.pop()

    def next_label(self, start: str) -> str:
        """Count one item of the innermost open list: «1.2.», «-» for a bullet, "" where no number is shown."""
        return self._label(self._open[-1], len(self._open), int(start) if start.isdecimal() else None)

    def heading_label(self, level: str) -> str:
        """The number of a heading by the outline of the document, "" when headings are not numbered."""
        depth = int(level) if level.isdecimal() else 1
        return self._label(self._headings, depth, None) if self._styles.get("", {}).get(depth, _Level()).kind else ""

    def _begin(self, element: "_Element") -> _Count:
        style, follows = attribute(element, "style-name"), attribute(element, "continue-list")
        count = self._by_id.get(follows) if follows else None
        if count is None and attribute(element, "continue-numbering") == "true":
            count = self._last.get(style)
        if count is None:
            self.unsure = self.unsure or bool(follows) or style not in self._styles
            count = _Count(style)
        self._last[style] = self._by_id[attribute(element, "id")] = count
        return count

    def _label(self, count: _Count, depth: int, start: int | None) -> str:
        levels = self._styles.get(count.style, {})
        level = levels.get(depth, _Level(bullet=True))
        first = level.start if start is None else start
        count.counts[depth] = first if start is not None else count.counts.get(depth, first - 1) + 1
        for deeper in [other for other in count.counts if other > depth]:
            del count.counts[deeper]
        if level.bullet:
            return "-"
        if not level.kind:
            return ""
        shown = range(max(1, depth - level.shown + 1), depth + 1)
        numbers = [self._part(count, levels.get(other, _Level()), other) for other in shown]
        return f"{level.prefix}{'.'.join(number for number in numbers if number)}{level.suffix}".strip()

    @staticmethod
    def _part(count: _Count, level: _Level, depth: int) -> str:
        number = count.counts.setdefault(depth, level.start)
        return written(number, level.kind) if level.kind and not level.bullet else ""


def _levels(element: "_Element") -> dict[int, _Level]:
    return {int(attribute(level, "level") or 1): _Level.of(level) for level in element if attribute(level, "level")}
