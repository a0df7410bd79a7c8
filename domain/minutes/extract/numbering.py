"""The numbers Word shows and does not write: numbering.xml read the way Word counts it.

Every list counts per abstract definition; instances share the count unless they say where to restart.
Source: ECMA-376 part 1, 17.9, and how Word and LibreOffice render it (facts §4).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.minutes.extract.labels import written
from domain.minutes.extract.wordml import child, integer, tag, value

if TYPE_CHECKING:
    from lxml.etree import _Element

BULLET = "-"
_SILENT = frozenset({"none", "bullet"})
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    legal: bool = False
    restart: int | None = None  # 1-based level whose use restarts this one; 0 = never; None = any higher one
    style: str | None = None

    @classmethod
    def of(cls, element: "_Element") -> "Level":
        restart, legal = value(element, "lvlRestart"), child(element, "isLgl")
        return cls(
            start=integer(value(element, "start"), 1),
            format=value(element, "numFmt") or "decimal",
            pattern=value(element, "lvlText") or "",
            legal=legal is not None and legal.get(tag("val")) not in ("0", "false"),
            restart=None if restart is None else integer(restart, 0),
            style=value(element, "pStyle"),
        )


@dataclass(slots=True)
class Numbered:
    """An instance (w:num) of a definition, with its own levels and restarts laid over it."""

    definition: str
    levels: dict[int, Level]
    restarts: dict[int, int]
    begun: set[int] = field(default_factory=set)

    def start(self, level: int) -> int:
        return self.restarts.get(level, self.levels.get(level, Level()).start)


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, root: "_Element | None", style_list: Callable[[str], str | None]) -> None:
        self._counts: dict[str, dict[int, int]] = {}
        self._lists: dict[str, Numbered] = {}
        if root is not None:
            self._load(root, style_list)

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level a paragraph style is tied to in the list it names."""
        numbered = self._lists.get(list_id)
        levels = numbered.levels if numbered else {}
        return next((index for index, level in levels.items() if level.style == style), None)

    def next_label(self, list_id: str, index: int) -> str:
        """Count one paragraph and give its number as shown: «1.1.», «а)», «-» for any bullet, "" for none."""
        numbered = self._lists.get(list_id)
        if numbered is None:
            return ""
        counts = self._counts.setdefault(numbered.definition, {})
        self._count(numbered, counts, index)
        level = numbered.levels.get(index, Level())
        if level.format == "bullet":
            return BULLET
        return _PLACE.sub(lambda match: _part(numbered, counts, level, int(match[1]) - 1), level.pattern).strip()

    @staticmethod
    def _count(numbered: Numbered, counts: dict[int, int], index: int) -> None:
        restarted = index in numbered.restarts and index not in numbered.begun
        if restarted or index not in counts:
            counts[index] = numbered.start(index)
        else:
            counts[index] += 1
        numbered.begun.add(index)
        for higher in range(index):
            counts.setdefault(higher, numbered.start(higher))
        for deeper in [level for level in counts if level > index]:
            restart = numbered.levels.get(deeper, Level()).restart
            if restart is None or index < restart:
                del counts[deeper]

    def _load(self, root: "_Element", style_list: Callable[[str], str | None]) -> None:
        definitions = {element.get(tag("abstractNumId"), ""): element for element in root.iter(tag("abstractNum"))}
        instances = {element.get(tag("numId"), ""): element for element in root.iter(tag("num"))}

        def resolve(definition: str, hops: int = 4) -> str:
            link = value(definitions[definition], "numStyleLink") if definition in definitions else None
            linked = instances.get(style_list(link) or "") if link else None
            return definition if linked is None or not hops else resolve(value(linked, "abstractNumId") or "", hops - 1)

        levels = {name: _levels(element) for name, element in definitions.items()}
        for name, element in instances.items():
            definition = resolve(value(element, "abstractNumId") or "")
            own = dict(levels.get(definition, {}))
            restarts: dict[int, int] = {}
            for override in element.iter(tag("lvlOverride")):
                index = integer(override.get(tag("ilvl")), 0)
                own.update(_levels(override))
                if (start := value(override, "startOverride")) is not None:
                    restarts[index] = integer(start, 1)
            self._lists[name] = Numbered(definition, own, restarts)


def _levels(element: "_Element") -> dict[int, Level]:
    return {integer(level.get(tag("ilvl")), 0): Level.of(level) for level in element.iterchildren(tag("lvl"))}


def _part(numbered: Numbered, counts: dict[int, int], shown: Level, index: int) -> str:
    level = numbered.levels.get(index, Level())
    if level.format in _SILENT:
        return ""
    number = counts.get(index, numbered.start(index))
    return str(number) if shown.legal else written(number, level.format)
