"""The parts of a Word package: the document itself, its styles, its numbers."""

from functools import cached_property
from typing import TYPE_CHECKING

from domain.errors import UnreadableDocument
from domain.minutes.extract.guard import Package, parse_xml
from domain.minutes.extract.numbering import Numbering
from domain.minutes.extract.wordml import STRICT, Styles, W, child

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Parts:
    """Raises UnreadableDocument: damaged. Styles and numbers are opened only when a paragraph needs them."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = self._related("_rels/.rels", "", "officeDocument") or "word/document.xml"

    def body(self) -> "_Element":
        root = self._root(self._main)
        found = None if root is None else child(root, "body")
        if found is None:
            raise UnreadableDocument("damaged")
        return found

    @cached_property
    def styles(self) -> Styles:
        return Styles(self._root(self._beside("styles")))

    @cached_property
    def numbering(self) -> Numbering:
        return Numbering(self._root(self._beside("numbering")), self.styles.list_of)

    def _beside(self, kind: str) -> str:
        folder, _, name = self._main.rpartition("/")
        base = f"{folder}/" if folder else ""
        return self._related(f"{base}_rels/{name}.rels", base, kind) or f"{base}{kind}.xml"

    def _related(self, relations: str, base: str, kind: str) -> str:
        root = self._package.xml(relations)
        for relation in () if root is None else root.iter(_RELATIONS):
            if relation.get("Type", "").endswith(f"/{kind}"):
                target = relation.get("Target", "")
                return target.lstrip("/") if target.startswith("/") else f"{base}{target}"
        return ""

    def _root(self, name: str) -> "_Element | None":
        content = self._package.read(name)
        return parse_xml(content.replace(STRICT, W.encode())) if content else None
