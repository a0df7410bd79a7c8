"""The tree of a decision zone: its paragraphs, the lines of labels between them, and what became of other rows."""

from dataclasses import dataclass, field

from domain.minutes.labels import Label
from domain.minutes.markers import Mark
from domain.minutes.model import Role
from domain.minutes.rows import Row


@dataclass(eq=False)
class Node:
    """One paragraph of the zone with what stands under it."""

    row: Row
    mark: Mark | None
    text: str
    parent: "Node | None" = None
    heading: bool = False  # an unmarked line that opens a list
    children: "list[Node]" = field(default_factory=list)
    more: list[str] = field(default_factory=list)  # lines that go on with it
    rows: list[Row] = field(default_factory=list)  # these lines
    labels: list[Label] = field(default_factory=list)  # written in its own paragraph
    last: int = 0

    @property
    def own_text(self) -> str:
        text = self.text
        for line in self.more:
            wrapped = line[:1].islower() and text.rstrip()[-1:] not in {":", ";", "."}
            text = f"{text} {line}" if wrapped else f"{text}\n{line}"
        return text


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line of labels and the node it follows (None at the top of the zone)."""

    labels: tuple[Label, ...]
    after: Node | None
    at: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes in reading order, the roots among them, and the label lines."""

    nodes: tuple[Node, ...]
    lines: tuple[LabelLine, ...]
    placed: tuple[tuple[Row, Role], ...]  # rows that are labels, or belong to nothing

    @property
    def roots(self) -> list[Node]:
        return [node for node in self.nodes if node.parent is None]
