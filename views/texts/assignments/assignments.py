"""What a director reads: the protocol, an item, collecting a report, receipts."""

from datetime import date

from views.format import day, plural, short_day
from views.texts.words import WEEKDAYS_DATIVE

ACKNOWLEDGE = "Ознакомлен(а)"
ALSO_BY = "Также по:"
FULL_TEXT = "Полный текст"
ORIGINAL = "Протокол целиком"
DONE = "Исполнено"
ADD = "Дополнить отчёт"
NOT_NEEDED = "Не потребовалось"
HAND_IN = "Отправить отчёт"
HAND_IN_EMPTY = "Отправить без документа"
CANCEL = "Отмена"
WITHDRAW = "Отозвать и исправить"
MY_TASKS = "Мои пункты"
TO_ITEM = "К пункту"
ACKNOWLEDGED_TOAST = "Спасибо, ознакомление отмечено"
ACKNOWLEDGED_BEFORE = "Ознакомление уже отмечено"
NOTHING_TO_DO = "Сейчас от Вас ничего не требуется. Новые пункты придут сюда сами."
DROPPED = "Отчёт не отправлен, пункт остаётся за Вами. Когда будете готовы, нажмите «Исполнено» ещё раз."
NO_CHILDREN = "Фамилии и фотографии детей, пожалуйста, не присылайте."
SEVERAL = "Можно несколько сообщений подряд. Связь плохая — отправляйте, соберём всё, что дойдёт."
NOTHING_MORE = "От Вас больше ничего не требуется."


def greeting(authority: str, minutes: str, *, single: bool = False) -> str:
    if single:
        return f"Здравствуйте! {authority} направляет {minutes}."
    return f"Здравствуйте! {authority} направляет решения совещания ({minutes})."


def joined(authority: str) -> str:
    return f"Вы подключены. Вот открытые пункты, их направил {authority or 'орган управления образованием'}."


def protocol_button(name: str) -> str:
    return f"Протокол {name}"


def unread_protocols(count: int) -> str:
    return f"Не ознакомлены: {plural(count, 'протокол', 'протокола', 'протоколов')}. Откройте по кнопке ниже."


def need_report(count: int) -> str:
    return f"Нужен отчёт — {count}"


def year_form(count: int) -> str:
    return f"Годовой итог — {plural(count, 'строка', 'строки', 'строк')}"


def for_work() -> str:
    return "Для работы, отчёт не нужен"


def for_information() -> str:
    return "К сведению"


def until(value: date) -> str:
    return f"до {day(value)}"


def until_short(value: date) -> str:
    return f"до {short_day(value)}"


def send(what: str, not_needed: bool) -> str:
    return f"Прислать {what}" + (". Если не потребовалось — так и отметить" if not_needed else "")


DEADLINE = "Срок:"
WHAT_TO_SEND = "Что прислать:"
WHO_CHECKS = "Проверит:"
NO_CHECK = "Проверка:"
STATE = "Состояние:"
NO_REPORT = "Отчёт не нужен."
ITEM = "Пункт"


DAY_OFF = "выходной"


def deadline(due: date, weekday: str, remind: date | None) -> str:
    tail = f". Это {weekday}, напомним к {WEEKDAYS_DATIVE[remind.weekday()]}, {short_day(remind)}" if remind else ""
    return f"по {day(due)} включительно{tail}"


def rework_until(value: date) -> str:
    return f"доработка до {day(value)}"


def not_needed_hint() -> str:
    return "Если не потребовалось — нажмите «Не потребовалось»"


def without_check() -> str:
    return "не требуется, пункт сразу снимется с контроля"


def state_since(state: str, value: str) -> str:
    return f"{state} {value}" if value else state


def since(value: date) -> str:
    return f"с {day(value)}"


def overdue_by(days: int) -> str:
    return f"Просрочено на {plural(days, 'день', 'дня', 'дней')}"


def ask(title: str, what: str) -> str:
    return f"<b>{title}.</b> Пришлите {what}."


def reference_example() -> str:
    return "Документ можно и одной строкой, например: приказ № 45-о от 02.10.2023."


def collected(title: str, contents: str) -> str:
    return f"<b>{title}.</b> Получено: {contents}."


MORE_OR_HAND_IN = "Пришлите ещё или отправьте отчёт."


def contents(texts: int, photos: int, files: int, voices: int, videos: int) -> str:
    parts = [
        plural(photos, "фото", "фото", "фото") if photos else "",
        plural(files, "файл", "файла", "файлов") if files else "",
        plural(videos, "видео", "видео", "видео") if videos else "",
        plural(voices, "голосовое сообщение", "голосовых сообщения", "голосовых сообщений") if voices else "",
        plural(texts, "сообщение с текстом", "сообщения с текстом", "сообщений с текстом") if texts else "",
    ]
    return ", ".join(part for part in parts if part)


def said_with(said: str, files: str) -> str:
    """««приказ № 45-о» (1 фото)», or either alone."""
    return f"«{said}» ({files})" if said and files else (f"«{said}»" if said else files)


def receipt(label: str, when: str, in_time: bool | None) -> str:
    tail = "" if in_time is None else (", в срок" if in_time else ", после срока")
    return f"✅ <b>Отчёт по {label} получен</b> {when}{tail}."


def attached(contents_: str) -> str:
    return f"Приложено: {contents_}."


NOT_NEEDED_ANSWER = "Ответ: «Не потребовалось»."
WITHOUT_DOCUMENT = "Без документа."


def will_check(authority: str, until_: date) -> str:
    return f"{authority} проверит его до {short_day(until_)}. {NOTHING_MORE}"


def accepted_at_once(label: str) -> str:
    return f"Проверка не нужна: {label} снят с контроля. {NOTHING_MORE}"


def returned(label: str) -> str:
    return f"<b>Отчёт по {label} возвращён на доработку</b>"


def reason(text: str) -> str:
    return f"Причина: {text.rstrip('.')}."


def what_to_do(text: str) -> str:
    return f"Что сделать: {text.rstrip('.')}."


def rework(until_: date, handed_in: date | None, was_in_time: bool) -> str:
    head = f"Срок доработки — до {day(until_)}."
    if handed_in and was_in_time:
        head += f" Успеете — отчёт считается сданным в срок, {short_day(handed_in)}."
    return f"{head} Присланное ранее сохранено, добавьте только недостающее."


ACCEPTED = "<b>Отчёт принят, спасибо!</b>"


def off_control(label: str, minutes: str, when: str, in_time: bool | None) -> str:
    kept = {None: "", True: " Исполнено в срок.", False: " Исполнено с нарушением срока."}[in_time]
    return f"{label} {minutes} снят с контроля {when}.{kept}"


def left_of_minutes(count: int, *, single: bool = False) -> str:
    if single and not count:
        return ""
    if not count:
        return "По этому протоколу отчётов больше не нужно."
    return f"По этому протоколу {plural(count, 'остался', 'осталось', 'осталось').split(' ', 1)[1]} " + plural(
        count, "пункт с отчётом.", "пункта с отчётом.", "пунктов с отчётом."
    )


def left_form(opens: date, today: date) -> str:
    """Of the protocol only the year form is left."""
    asked = "спросим" if opens > today else "спросили"
    return f"По этому протоколу остался только годовой итог: {asked} {day(opens)}."


NEXT_PERIOD = "О следующем периоде напишем, когда он начнётся."


def waiting(count: int) -> str:
    return f"На проверке — {count}."


def reminder_title(authority: str) -> str:
    return f"{authority} напоминает: ждём отчёт"


NOTHING_OPEN = "Открытых пунктов с отчётом нет."


def owes(count: int, overdue: int) -> str:
    late = f", просрочено {overdue}" if overdue else ""
    return f"На контроле — {count}{late}"


def more(count: int) -> str:
    return f"…и ещё {count}"


def was_due(value: date, days: int) -> str:
    return f"срок был {day(value)}, просрочено на {plural(days, 'день', 'дня', 'дней')}"


def original_name(number: str | None) -> str:
    return f"Протокол № {number.replace('/', '-')}.txt" if number else "Протокол без номера.txt"


def full_text_name(number: str | None) -> str:
    return f"Пункты, {original_name(number)[0].lower()}{original_name(number)[1:]}"


IN_FILE = "Пунктов много, все они – в файле ниже."
