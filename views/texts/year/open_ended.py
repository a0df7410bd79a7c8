"""Words of the June question."""

from collections.abc import Sequence

from views.format import bold, lines, paragraphs, plural, safe

CANCEL = "Отменить как текущую работу"
KEEP = "Оставить"
KEEP_ALL = "Оставить все"
AGENDA = "В повестку"
ONE_BY_ONE = "По одному"
BACK = "Назад"
YES_CANCEL = "Да, отменить"
REASON = "Текущая работа: отдельный контроль не нужен."
TITLE = "<b>Июнь: что делать с пунктами «постоянно»?</b>"
WHY = "Отчёт по ним не спрашивали, срока у них нет. В новый учебный год лучше взять только нужное."
ALL_DONE = "<b>По всем пунктам «постоянно» решено.</b> Спасибо!"
DECIDED = "По этому пункту уже решено"
AGENDA_TITLE = "О ходе исполнения решений, принятых без срока"


def _items(count: int) -> str:
    return plural(count, "пункт", "пункта", "пунктов")


def _organisations(count: int) -> str:
    return plural(count, "организация", "организации", "организаций")


def question(rows: Sequence[str], hidden: int) -> str:
    return paragraphs(TITLE, WHY, lines(*rows, f"и ещё {_items(hidden)}" if hidden else None))


def line(label: str, text: str, organisations: int) -> str:
    return f"• {bold(label)}: {safe(text)} ({_organisations(organisations)})"


def one(label: str, text: str, organisations: int, left: int) -> str:
    return paragraphs(
        f"{bold(label)} · {_organisations(organisations)}",
        f"<blockquote>{safe(text)}</blockquote>",
        f"Осталось решить: {_items(left)}.",
    )


def cancel_all(count: int) -> str:
    return f"{CANCEL} ({count})"


def sure(count: int, organisations: int) -> str:
    return paragraphs(
        f"<b>Отменить {_items(count)} как текущую работу?</b>",
        f"Они уйдут с контроля у всех организаций (до {organisations}). Сообщений организации не получат.",
    )


def done(what: str, count: int, left: int) -> str:
    verbs = {"cancel": "Отменено как текущая работа", "keep": "Оставлено до следующего июня", "agenda": "В повестку"}
    rest = f"Осталось решить: {_items(left)}." if left else ALL_DONE
    return paragraphs(f"{verbs[what]}: {_items(count)}.", rest)


def agenda(rows: Sequence[tuple[str, str, int]]) -> str:
    """A paragraph to paste into the agenda of the next meeting."""
    listed = [
        f"{number}. {safe(label)}: «{safe(text)}» ({_organisations(organisations)})."
        for number, (label, text, organisations) in enumerate(rows, 1)
    ]
    return paragraphs(
        f"<b>{AGENDA_TITLE}</b>",
        lines(*listed),
        "Предлагается: назначить срок и исполнителей или снять с контроля как текущую работу.",
    )
