"""Words for admins about what does not come to its end."""

from collections.abc import Sequence
from datetime import datetime

from domain.outbox import Failure
from views.format import lines, paragraphs, plural, safe

REPEAT = "Повторить"
LOOK = "Что осталось"
NOTHING = "<b>Отложенного нет.</b> Всё отправлено и выполнено."

#: What an admin can do about trouble that stays.
MEANINGS: dict[Failure, tuple[str, str]] = {
    Failure.FLOOD: ("Telegram просит подождать", "Ничего делать не нужно: бот ждёт, сколько просят."),
    Failure.NETWORK: ("нет связи с Telegram", "Проверьте интернет и прокси сервера (BOT_PROXY)."),
    Failure.CONFLICT: (
        "с этим токеном работает вторая копия бота",
        "Остановите лишнюю копию на этом или другом сервере. Если её запустили не Вы, смените токен у @BotFather.",
    ),
    Failure.DATABASE: ("база данных не отвечает", "Проверьте место на диске и сервер базы (DATABASE_URL, DATA_DIR)."),
    Failure.MACHINE: ("серверу не хватает ресурсов", "Проверьте память, диск, открытые файлы и права на DATA_DIR."),
    Failure.TOKEN: ("Telegram не принимает токен", "Проверьте BOT_TOKEN."),
    Failure.UNKNOWN: ("неизвестная ошибка", "Она записана в журнал: передайте её тому, кто сопровождает бота."),
}


def set_aside(notices: int, updates: int, errors: Sequence[str]) -> str:
    waiting = [
        plural(notices, "сообщение не отправлено", "сообщения не отправлены", "сообщений не отправлены")
        if notices
        else "",
        plural(updates, "действие не выполнено", "действия не выполнены", "действий не выполнены") if updates else "",
    ]
    return paragraphs(
        "<b>Отложено из-за ошибки</b>",
        lines(*(each for each in waiting if each), f"Причина: {safe(', '.join(errors))}; подробности в журнале."),
        "Ничего не потеряно. Когда причина устранена, нажмите «Повторить».",
    )


def repeated(notices: int, updates: int) -> str:
    return paragraphs(
        "<b>Повторяем</b>",
        lines(
            plural(notices, "сообщение отправляется", "сообщения отправляются", "сообщений отправляются")
            if notices
            else None,
            plural(updates, "действие выполняется", "действия выполняются", "действий выполняются")
            if updates
            else None,
        ),
        "Если ошибка повторится, сообщу ещё раз.",
    )


def past(failure: Failure, since: datetime, until: datetime) -> str:
    what, _ = MEANINGS.get(failure, MEANINGS[Failure.UNKNOWN])
    return paragraphs(
        "<b>Снова работает</b>",
        f"С {since:%H:%M %d.%m} до {until:%H:%M %d.%m} не получалось: {what}.",
        "Принятое сохранено, всё отложенное отправляется.",
    )


def lasting(failure: Failure, name: str, since: datetime, count: int) -> str:
    what, remedy = MEANINGS.get(failure, MEANINGS[Failure.UNKNOWN])
    return paragraphs(
        f"<b>Больше десяти минут не получается: {what}</b>",
        lines(f"С {since:%H:%M %d.%m}, ожидает: {count}. Код: {safe(name)}.", "Принятое сохранено, бот повторяет сам."),
        remedy,
    )
