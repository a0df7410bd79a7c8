"""Words of requests to join."""

from collections.abc import Sequence
from datetime import date

from views.format import bold, day, lines, paragraphs, plural, safe


def requests_button(count: int) -> str:
    return f"Заявки ({count})"


CONFIRM = "Подтвердить"


REFUSE = "Отклонить"


ALL_REQUESTS = "Все заявки"


NO_REQUESTS = "<b>Заявок нет.</b> Новые придут сюда сами."


def confirm_all(count: int) -> str:
    return f"Подтвердить всех ({count})"


def request(person: str, organisation: str, municipality: str, when: str, *, director: bool) -> str:
    place = f", {safe(municipality)}" if municipality else ""
    return paragraphs(
        "<b>Заявка на подключение</b>",
        lines(
            f"{safe(person)} → {bold(organisation)}{place}",
            f"{'Руководитель' if director else 'Другой сотрудник, станет заместителем'} · {when}",
        ),
    )


def represented_by(names: Sequence[str], *, replaced: Sequence[str]) -> str:
    there = f"Уже в боте: {safe(', '.join(names))}."
    if not replaced:
        return there
    return lines(
        there, f"<b>Новый руководитель заменит: {safe(', '.join(replaced))}.</b> Прежний доступ закроется сразу."
    )


def request_decided(confirmed: bool, person: str, organisation: str) -> str:
    done = "✅ <b>Подтверждено</b>" if confirmed else "<b>Отклонено</b>"
    return f"{done}\n{safe(person)} → {safe(organisation)}"


def requests_title(count: int, page: str) -> str:
    return lines(f"<b>Заявки: {count}</b>", page)


def request_line(
    number: int, person: str, organisation: str, taken: Sequence[str], *, director: bool, acting_until: date | None
) -> str:
    who = "" if director else " (заместитель)"
    if acting_until:
        who = f" (и. о. до {day(acting_until)})"
    there = f"; уже есть: {safe(', '.join(taken))}" if taken else ""
    return f"{number}. {safe(person)}{who} → {bold(organisation)}{there}"


def left(count: int) -> str:
    return (
        f"Осталось: {plural(count, 'заявка', 'заявки', 'заявок')}. Новый руководитель заменяет прежнего, "
        "поэтому таких подтверждают по одной."
    )


def confirmed_all(count: int) -> str:
    return f"✅ Подтверждено: {plural(count, 'человек', 'человека', 'человек')}. Каждому пришло сообщение."


def join_confirmed(organisation: str) -> str:
    return paragraphs(
        f"✅ <b>Заявка подтверждена, Вы подключены</b>\n{safe(organisation)}",
        "Решения совещаний и напоминания о сроках будут приходить сюда сами.",
    )


def join_refused(organisation: str) -> str:
    return paragraphs(
        f"<b>Заявка отклонена</b>\n{safe(organisation)}",
        "Если это ошибка, позвоните в отдел образования, который прислал ссылку, и попросите новую.",
    )
