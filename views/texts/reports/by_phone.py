"""Words for organisations outside the bot: calls, answers entered for them."""

from datetime import date

from views.format import day, plural

ENTER = "Внести ответ"
ENTER_FOR = "Внести ответ за организацию"
CALLED = "Ознакомлены по телефону"
CALLED_BEFORE = "Здесь уже всё отмечено"
NEW_LINK = "Новая ссылка"
FINISH = "Внести и снять с контроля"
FINISH_EMPTY = "Внести без документа"
OWN_FINISH = "Исполнено, снять с контроля"
OWN_EMPTY = "Исполнено, без документа"
NOT_NEEDED = "Не потребовалось"
EARLIER = "Сдано раньше"
CANCEL = "Отмена"
DROPPED = "Ничего не внесено, пункт остаётся за исполнителем."
TO_CARD = "К карточке"
ASK_DAY = "Какого числа организация ответила? Например: 12.10. Отмена — /cancel"
CHOOSE_ITEM = "<b>По какому пункту внести ответ?</b> Показаны просроченные; остальные — в карточке протокола."
NOTHING_TO_ENTER = "Просроченных пунктов нет. Ответ по любому пункту можно внести из карточки протокола."
ENTERED_NOTE = "Внесено специалистом."


def called(count: int) -> str:
    return f"Отмечено: ознакомлены по телефону, {plural(count, 'пункт', 'пункта', 'пунктов')}"


def entering(organisation: str, label: str) -> str:
    return f"<b>Ответ за организацию: {organisation}</b>\n{label}"


def own_entering(label: str) -> str:
    return f"<b>Исполнено: {label}</b>"


def ask(what: str) -> str:
    return f"Пришлите то, что передала организация: {what}. Можно несколько сообщений подряд."


OWN_ASK = "Пришлите документ, фото или одну строку о том, что сделано. Можно и без документа."


def got(contents: str) -> str:
    return f"Получено: {contents}."


def counts_from(value: date | None) -> str:
    return f"Дата ответа: {day(value)}." if value else "Дата ответа: сегодня."


def entered(organisation: str, label: str, when: str, in_time: bool | None) -> str:
    tail = "" if in_time is None else (", в срок" if in_time else ", после срока")
    return f"✅ <b>Ответ внесён: {organisation}</b>\n{label} снят с контроля, сдано {when}{tail}. {ENTERED_NOTE}"


def own_done(label: str) -> str:
    return f"✅ <b>Исполнено: {label}</b>. Пункт снят с контроля."
