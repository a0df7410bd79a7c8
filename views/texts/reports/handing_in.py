"""A report on its way: what to send, what has come, receipts, accepted, returned."""

from datetime import date

from views.format import day, plural, short_day

HAND_IN = "Отправить отчёт"


HAND_IN_EMPTY = "Отправить без документа"


BACK_TO_REPORT = "Вернуться к отчёту"


def empty(title: str) -> str:
    return f"<b>{title}. Отправить отчёт пустым?</b>\nПока Вы ничего не прислали: ни текста, ни фото, ни файла."


REMOVE = "Убрать лишнее"


def which_to_remove(title: str) -> str:
    return f"<b>{title}.</b> Что убрать из отчёта?"


def piece(place: int, contents_: str) -> str:
    return f"{place}. {contents_}"


CORRECT = "Исправить"


HAND_IN_CORRECTED = "Отправить исправленный отчёт"


WITHDRAW = "Отозвать отчёт"


WITHDRAWN = "<b>Отчёт отозван.</b> Пункт снова ждёт отчёта, специалист его не видит. Присланное сохранено: «Исполнено»."


STANDS = (
    "Прежний отчёт остаётся в силе, пока Вы не отправите исправленный. Из двух чисел считается последнее, "
    "файлы добавляются."
)


CORRECTION_DROPPED = "Исправление отменено, прежний отчёт остаётся в силе."


DROPPED = "Отчёт не отправлен, пункт остаётся за Вами. Когда будете готовы, нажмите «Исполнено» ещё раз."


NO_CHILDREN = "Фамилии и фотографии детей, пожалуйста, не присылайте."


SEVERAL = "Можно несколько сообщений подряд. Связь плохая — отправляйте, соберём всё, что дойдёт."


NOTHING_MORE = "Пока от Вас ничего не требуется."


def ask(title: str, what: str) -> str:
    return f"<b>{title}.</b> Пришлите {what}."


def reference_example() -> str:
    return "Документ можно и одной строкой, например: приказ № 45-о от 02.10.2023."


def collected(title: str, contents: str) -> str:
    return f"<b>{title}.</b> Получено: {contents}."


MORE_OR_HAND_IN = "Пришлите ещё или отправьте отчёт."


NOT_SEEN = "Специалист этого пока не видит."


COLLEAGUE = "Коллега уже начал(а) отчёт по этому пункту: договоритесь, кто отправит."


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


def corrected(label: str, when: str) -> str:
    return f"✅ <b>Отчёт по {label} исправлен</b> {when}. День сдачи прежний."


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
