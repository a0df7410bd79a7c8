"""«Организации × пункты»: the lines of a protocol laid out for the matrix, one cell for an organisation and a date."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.lifecycle import DATED
from services.overview.figures import Figures, Item, Line


@dataclass(frozen=True, slots=True)
class Column:
    """One date of an item; `due`: the date that most organisations have."""

    checkpoint_id: int
    item: Item
    due: date | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Organisations and dates in their order; a missing cell: the item is not addressed to her."""

    columns: tuple[Column, ...]
    rows: tuple[int, ...]  # organisations
    cells: Mapping[tuple[int, int], Line]  # by organisation and checkpoint


def grid(figures: Figures) -> Grid:
    """Items that ask for a report; of an item asked for once more only the newest round is shown."""
    cells: dict[tuple[int, int], Line] = {}
    dates: dict[int, Counter[date]] = {}
    items: dict[int, Item] = {}
    for line in sorted(reported(figures), key=lambda each: each.id):
        cells[line.organisation_id, line.checkpoint_id] = line
        items[line.checkpoint_id] = figures.items[line.decision_id]
        if line.counted.due:
            dates.setdefault(line.checkpoint_id, Counter())[line.counted.due] += 1
    columns = [Column(key, item, _usual(dates.get(key))) for key, item in items.items()]
    columns.sort(key=lambda column: (column.item.minutes_id, column.item.ordinal, column.due or date.min))
    addressed = {place for place, _ in cells}
    return Grid(tuple(columns), tuple(place for place in figures.places if place in addressed), cells)


def reported(figures: Figures) -> list[Line]:
    """Lines of organisations that ask for a report to a date, those that were cancelled too."""
    return [
        line
        for line in figures.lines
        if line.counted.form in DATED and not line.counted.own and not line.counted.contributes
    ]


def _usual(days: Counter[date] | None) -> date | None:
    return days.most_common(1)[0][0] if days else None
