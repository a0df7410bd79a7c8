"""The draft of minutes: its card and its items."""

from collections.abc import Sequence
from datetime import datetime

from views.format import plural

READING = "Читаю документ. Это займёт несколько секунд."
NO_DECISIONS = (
    "Документ прочитан, но решений в нём не найдено. Так бывает с повесткой или объявлением.\n\n"
    "Если решения есть, пришлите только их текст, начиная со слова «Решили»."
)
PASTED_WHOLE = "Это весь текст"
DELETED = "Черновик удалён. Файл можно прислать ещё раз."
DELETE_SURE = "Удалить черновик? Правки пропадут, сам файл у Вас останется."

ANSWER = "Ответить ({count})"
ALL_ITEMS = "Все пункты"
PREVIEW = "Показать, что увидит директор"
DELETE = "Удалить черновик"
DELETE_YES = "Да, удалить"
SEND = "Направить"
BACK = "Назад"
TO_PROTOCOL = "К протоколу"
TO_DECISION = "К решению"
ASK_SINGLE = (
    "<b>Решение без протокола.</b> Напишите одним сообщением, кому, что сделать и к какому сроку. Например: "
    "директорам школ провести осмотр спортивных залов до 15.10. Отмена — /cancel"
)
MORNING = "Утром в 09:00"
HOW_IT_STANDS = "Как исполняется"
UNSCHEDULE = "Отменить отправку"
EXISTING_DRAFT = "Этот протокол Вы уже присылали, вот его черновик."
EXISTING_SENT = "Этот протокол уже направлен. Вот как он исполняется."
RECOGNISED = "⚠️ Текст распознан автоматически, проверьте каждый пункт."
#: What of a file was not read, by the codes of the reader.
NOT_READ = {
    "partial": "⚠️ Прочитан не весь файл, сверьте пункты с оригиналом. Страницу-картинку пришлите отдельно, фото.",
    "hidden": "⚠️ В файле есть скрытые листы, они не прочитаны. Если решения там, откройте лист и пришлите файл снова.",
    "numbers": "⚠️ Номера пунктов в файле проставлены автоматически, сверьте их с оригиналом.",
}
NEEDS_DECISION = "Нужно Ваше решение:"
READY = "Всё понятно, можно направлять."
GOES_OUT = "Уйдёт адресатам утром рабочего дня, в 09:00. До этого отправку можно отменить."


def pasted_parts(count: int) -> str:
    got = plural(count, "часть", "части", "частей")
    return f"Получено: {got}. Если продолжение ещё придёт, просто подождите его; если это всё — нажмите кнопку."


NEW_PART, CHANGED_PART, WITHDRAWN_PART = "новый", "изменён", "исключён"


def answer_first(count: int) -> str:
    return f"Сначала ответьте на {plural(count, 'вопрос', 'вопроса', 'вопросов')} по этим пунктам."


def corrects(sent_at: datetime, new: int, changed: int, withdrawn: int) -> str:
    return (
        f"Протокол с этим номером и датой уже направлен {sent_at:%d.%m.%Y}. "
        f"Новых пунктов {new}, изменено {changed}, исключено {withdrawn}."
    )


def title(name: str) -> str:
    return name[0].upper() + name[1:]


def read_items(count: int) -> str:
    return f"Прочитано пунктов: {count}"


def left_out(count: int) -> str:
    return f"Не направляются — {count}"


def with_report(count: int, labels: str) -> str:
    return f"Отчёт к сроку — {count}: {labels}"


def periodic(count: int) -> str:
    return f"Отчёт по периодам — {count}"


def yearly(count: int) -> str:
    return f"Годовой итог, одной строкой — {count}"


def for_work(count: int) -> str:
    return f"Для работы и к сведению, отчёт не нужен — {count}"


def load(per_kind: Sequence[tuple[str, int]], to_check: int) -> str:
    """«За год от школы: 2 ответа, от детского сада: 2. Вам на проверку: 16.»"""
    asked = [(kind, count) for kind, count in per_kind if count]
    if not asked:
        return "Отчётов не потребуется."
    (first, count), *rest = asked
    words = [f"{first}: {plural(count, 'ответ', 'ответа', 'ответов')}", *(f"{kind}: {n}" for kind, n in rest)]
    return f"За год {', '.join(words)}. Вам на проверку: {to_check}."


def group(name: str) -> str:
    return f"«{name}»"


def more(count: int) -> str:
    return f"…и ещё {count}"


def own_items(count: int) -> str:
    return f"Наши пункты (без рассылки): {count}"


# --- the item screen ---------------------------------------------------------------------------------------------
