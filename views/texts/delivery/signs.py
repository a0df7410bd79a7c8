"""Words for admins about whether the bot works: `/status`, alarms, their end."""

from domain.signs import Reading, Sign
from views.format import lines, paragraphs, plural, size_of

REPEAT_UNSENT = "Повторить неотправленное"

NAMES = {
    Sign.LINE: "Связь с Telegram",
    Sign.TROUBLE: "Повторные попытки из-за помех",
    Sign.UPDATES: "Приём сообщений",
    Sign.TICKS: "Напоминания по времени",
    Sign.NOTICES: "Отправка сообщений",
    Sign.DEAD: "Не отправлено из-за ошибок",
    Sign.SET_ASIDE: "Не выполнено из-за ошибок",
    Sign.DISK: "Свободно на диске",
    Sign.BACKUP: "Резервная копия",
    Sign.CALENDAR: "Производственный календарь на следующий год",
}
#: What is wrong, and what an admin can do about it.
TROUBLES = {
    Sign.LINE: ("нет связи с Telegram", "Проверьте интернет и прокси сервера (BOT_PROXY)."),
    Sign.TROUBLE: ("не получается с первого раза", "Бот повторяет сам. Что мешает, написано в отдельном сообщении."),
    Sign.UPDATES: (
        "бот не получает сообщений",
        "Если задан WEBHOOK_URL, проверьте, что этот адрес открывается снаружи. Иначе перезапустите бота.",
    ),
    Sign.TICKS: ("остановились напоминания по времени", "Перезапустите бота; если повторится, посмотрите журнал."),
    Sign.NOTICES: (
        "сообщения ждут отправки больше десяти минут",
        "Ничего не потеряно, бот продолжает отправлять. Если не проходит за час, посмотрите журнал.",
    ),
    Sign.DEAD: ("есть неотправленные сообщения", "Когда причина устранена, нажмите «Повторить неотправленное»."),
    Sign.SET_ASIDE: ("есть невыполненные действия", "Когда причина устранена, нажмите «Повторить неотправленное»."),
    Sign.DISK: (
        "на диске мало места",
        "Освободите место на сервере. Когда оно кончится, бот перестанет принимать отчёты, принятое сохранится.",
    ),
    Sign.BACKUP: (
        "резервной копии нет больше двух суток",
        "Проверьте место и папку BACKUP_DIR, затем отправьте /backup: причина будет в ответе.",
    ),
    Sign.CALENDAR: (
        "нет производственного календаря на следующий год",
        "Обновите программу или внесите переносы сами: /settings, «Выходные и переносы». "
        "Без них напоминания в праздники и перенесённые дни могут сбиться.",
    ),
}
OVER = {
    Sign.LINE: "связь с Telegram есть",
    Sign.TROUBLE: "помех нет",
    Sign.UPDATES: "бот получает сообщения",
    Sign.TICKS: "напоминания по времени идут",
    Sign.NOTICES: "сообщения отправляются без задержки",
    Sign.DEAD: "неотправленных сообщений нет",
    Sign.SET_ASIDE: "невыполненных действий нет",
    Sign.DISK: "места на диске достаточно",
    Sign.BACKUP: "резервная копия сделана",
    Sign.CALENDAR: "производственный календарь на следующий год есть",
}


def length(seconds: float) -> str:
    """For how long or how long ago, in the largest unit that is whole."""
    if seconds < 60:
        return "меньше минуты"
    if seconds < 3600:
        return plural(int(seconds // 60), "минуту", "минуты", "минут")
    if seconds < 2 * 86400:
        return plural(int(seconds // 3600), "час", "часа", "часов")
    return plural(int(seconds // 86400), "день", "дня", "дней")


def value(reading: Reading) -> str:
    """What was measured, after the name of its sign."""
    measured = reading.value
    if measured is None:
        return "ещё не делалась или выключена (BACKUP_DIR)"
    match reading.sign:
        case Sign.LINE:
            return "есть" if not measured else f"прервана {length(measured)} назад"
        case Sign.TROUBLE:
            return "нет" if not measured else f"уже {length(measured)}"
        case Sign.UPDATES | Sign.TICKS:
            return f"последний раз {length(measured)} назад"
        case Sign.NOTICES:
            return "без задержки" if measured < 60 else f"опаздывает на {length(measured)}"
        case Sign.DEAD | Sign.SET_ASIDE:
            return f"{measured:.0f}"
        case Sign.DISK:
            return size_of(int(measured))
        case Sign.BACKUP:
            return f"сделана {length(measured)} назад"
        case Sign.CALENDAR:
            return "нет" if measured else "есть"


def line(reading: Reading) -> str:
    return f"{NAMES[reading.sign]}: {value(reading)}"


def status(wrong: list[Reading], well: list[Reading]) -> str:
    return paragraphs(
        f"<b>Требует внимания: {len(wrong)}</b>" if wrong else "<b>Всё работает</b>",
        *(lines(f"⚠️ {line(each)}", TROUBLES[each.sign][1]) for each in wrong),
        lines(*(line(each) for each in well)),
    )


def begun(reading: Reading) -> str:
    what, remedy = TROUBLES[reading.sign]
    return paragraphs(
        f"<b>Требует внимания: {what}</b>",
        f"{line(reading)}.",
        remedy,
        "Когда исправится, сообщу. Как всё остальное: /status",
    )


def over(sign: Sign) -> str:
    return f"<b>Снова работает:</b> {OVER[sign]}."
