"""«Исполнение по пунктам» as a picture: a bar of counts for each item."""

from domain.discipline import Tally
from services.overview.figures import tally_of
from services.papers.dossiers import Dossier
from views.format import short
from views.papers.canvas import GREY, INK, Canvas, fitted, width_of
from views.texts.minutes import item_mark, minutes_name
from views.texts.papers import pictures as texts

#: Items on one picture; more stand on the next.
ITEMS = 12
PADDING, BAR, HIGH, ROW, TOP = 12, 366, 18, 46, 64
LEGEND_AT = (12, 116, 268)


def item_pictures(found: Dossier) -> list[bytes]:
    """One picture for every dozen items; none where no item asks for a report."""
    groups = list(found.figures.by(lambda line: line.decision_id).items())
    parts = [groups[start : start + ITEMS] for start in range(0, len(groups), ITEMS)]
    pictures = []
    for number, part in enumerate(parts, 1):
        canvas = Canvas(TOP + ROW * len(part) + 52)
        name = minutes_name(found.minutes)
        canvas.text(PADDING, 10, fitted(name[0].upper() + name[1:], 18, BAR), 18, bold=True)
        canvas.text(PADDING, 34, texts.subtitle(found.figures.today, number, len(parts)), 13.5, ink=GREY)
        for row, (decision_id, lines) in enumerate(part):
            item = found.figures.items[decision_id]
            dates = [line.counted.due for line in lines if line.counted.due]
            due = texts.until(max(set(dates), key=dates.count) if dates else None)
            _item(canvas, TOP + ROW * row, item_mark(item.label), item.text, due, tally_of(lines))
        _legend(canvas, TOP + ROW * len(part) + 4)
        pictures.append(canvas.png())
    return pictures


def _item(canvas: Canvas, y: float, mark: str, text: str, due: str, found: Tally) -> None:
    canvas.text(PADDING, y, mark, 13.5, bold=True)
    x = PADDING + width_of(mark, 13.5, bold=True) + 6
    room = BAR - (x - PADDING) - width_of(due, 12) - 8
    canvas.text(x, y, fitted(short(text, 200), 13.5, room), 13.5)
    canvas.text(PADDING + BAR, y + 1, due, 12, ink=GREY, anchor="ra")
    _bar(canvas, y + 20, found)


def _bar(canvas: Canvas, y: float, found: Tally) -> None:
    """Widths by counts; a count stands inside where it has room."""
    values = (found.in_time + found.early, found.late, found.not_done, found.undecided, found.ahead)
    x: float = PADDING
    for number, value in enumerate(values):
        width = BAR * value / found.total
        if not value:
            continue
        _part(canvas, x, y, width, number)
        if width > 14:
            _count(canvas, x + width / 2, y + HIGH / 2, value, number)
        x += width


def _part(canvas: Canvas, x: float, y: float, width: float, number: int) -> None:
    last = number == len(texts.FILLS) - 1
    canvas.box(x, y, width, HIGH, f"#{texts.FILLS[number]}", outline="#8A8A8A" if last else "")
    if number == 1:
        canvas.hatch(x, y, width, HIGH, "#C98F12")


def _count(canvas: Canvas, x: float, y: float, value: int, number: int) -> None:
    if number == 1:  # over the hatching a count needs a ground of its own
        wide = width_of(str(value), 12, bold=True) + 4
        canvas.box(x - wide / 2, y - 7, wide, 14, f"#{texts.FILLS[1]}", radius=2)
    canvas.text(x, y, str(value), 12, bold=True, ink=f"#{texts.INKS[number]}", anchor="mm")


def _legend(canvas: Canvas, top: float) -> None:
    for number, words in enumerate(texts.PARTS):
        x, y = LEGEND_AT[number % 3], top + 20 * (number // 3)
        canvas.box(x, y + 3, 14, 14, f"#{texts.FILLS[number]}", outline="#8A8A8A" if number == 4 else "")
        canvas.text(x + 19, y + 10, words, 12.2, ink=INK, anchor="lm")
