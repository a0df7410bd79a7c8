"""Words of the menu, of help and of a new authority's first day."""

from collections.abc import Sequence

from domain.people import Role
from views.format import bold, lines, paragraphs, plural, safe
from views.texts.joining.onboarding import ROLES, roles
from views.texts.words import PRODUCT

#: Typed instead of /menu.
MENU_WORDS = frozenset({"меню", "начать", "старт"})


TASKS = "Мои пункты"


SETTINGS = "Настройки"


REVIEW = "На проверку"


OVERDUE = "Просрочено"


DUE = "Срок на неделе"


PROTOCOLS = "Протоколы"


ORGANISATIONS = "Организации"


USERS = "Сотрудники"


HISTORY = "Что сдано"


DEPUTIES = "Заместители и кто ведёт"


INVITE = "Пригласить"


def first_day(authority: str, done: Sequence[bool], organisations: int) -> str:
    count = plural(organisations, "организация", "организации", "организаций")
    steps = (
        f"1. Назвать орган управления{f': {safe(authority)}' if done[0] else ''}",
        f"2. Загрузить организации{f': {count}' if done[1] else ''}",
        "3. Пригласить руководителей",
    )
    marked = [f"✅ {step}" if is_done else f"▫️ {step}" for step, is_done in zip(steps, done, strict=True)]
    last = "Осталось прислать сюда протокол: файлом или текстом."
    return paragraphs(
        f"Здравствуйте! Это {bold(PRODUCT)}.",
        lines("<b>Первый день: три шага</b>", *marked),
        f"<b>{last}</b>" if all(done) else "Потом пришлите сюда протокол: файлом или текстом. Можно и сразу.",
    )


STEP_NAME = "1. Назвать орган управления"


STEP_LOAD = "2. Загрузить организации"


STEP_INVITE = "3. Пригласить руководителей"


def official_menu(authority: str, held: Sequence[Role]) -> str:
    return paragraphs(
        f"{bold(authority)}\nВы: {roles(held)}",
        "Новый протокол? Пришлите его сюда файлом или текстом: покажу пункты и кому что уйдёт.",
    )


def viewer_menu(authority: str) -> str:
    return paragraphs(f"{bold(authority)}\nВы: {ROLES[Role.VIEWER]}", "Здесь видно, как исполняются решения.")


def director_menu(organisations: Sequence[str]) -> str:
    return paragraphs(
        lines("<b>Вы отвечаете за:</b>", *(f"• {safe(name)}" for name in organisations)),
        "Решения совещаний приходят сюда сами. Что сейчас на контроле — в «Моих пунктах».",
    )


OFFICIAL_HELP = (
    "<b>Что здесь можно</b>",
    "<b>Протокол.</b> Пришлите файл (.docx, .pdf, .txt и другие) или вставьте текст. "
    "Бот разберёт пункты, спросит неясное и покажет, кому что уйдёт. Без Вашего «Направить» ничего не уходит.",
    "/review — отчёты на проверку\n/overdue — кто просрочил, напомнить\n/due — что скоро\n/protocols — протоколы\n"
    "/new ТЕКСТ — решение без протокола\n"
    "/remind — напомнить не отчитавшимся или не прочитавшим, можно со словами от себя",
    "/own — наши пункты: кому из сотрудников поручено\n/tasks — мои пункты: что поручили Вашему органу сверху",
    "/find СЛОВА — найти пункт\n/orgs — организации, кто не в боте\n/org НАЗВАНИЕ — одна организация\n"
    "/groups — группы организаций для рассылки\n"
    "/invite — ссылка в чат руководителей\n/invite НАЗВАНИЕ — личная ссылка руководителю",
    "/users — сотрудники\n/audit — история пунктов\n/privacy — что о Вас хранится\n"
    "/settings — правила органа управления, Ваши имя и час сводки\n/cancel — отменить ввод\n"
    "/forget — стереть мои данные",
)


BACKUP_HELP = "/status — всё ли работает\n/backup — резервная копия сейчас; каждую ночь она делается сама"


DIRECTOR_HELP = (
    "<b>Что здесь можно</b>",
    "Отдел образования направляет сюда решения совещаний. Под сообщением нажмите «Ознакомлен(а)»: этого достаточно "
    "для пунктов, где отчёт не нужен.",
    "<b>Нужен отчёт?</b> Просто пришлите фото, файл, число или номер и дату документа: спросим, к какому пункту. "
    "Можно и одной строкой: «1.2 14», «п. 1.1 не потребовалось». Ответ на карточку пункта тоже считается.",
    "Или откройте пункт, нажмите «Исполнено», пришлите всё нужное и нажмите «Отправить отчёт». О сроке напомним.",
    "/tasks — мои пункты\n/find СЛОВА — найти пункт\n/calendar — календарь сроков\n"
    "/history — что сдано\n/deputy — заместители, кто ведёт\n/settings — Ваши имя и час сводки\n"
    "/privacy — что о Вас хранится\n/start — меню\n"
    "/cancel — отменить ввод\n/forget — стереть мои данные",
    "Вопрос по пункту? На карточке указано, кто проверит и как с ним связаться.",
)


VIEWER_HELP = (
    "<b>Что здесь можно</b>",
    "Вы видите всё, что видит специалист, и ничего не можете изменить случайно.",
    "/overdue — кто просрочил\n/due — что скоро\n/protocols — протоколы\n/find СЛОВА — найти пункт\n"
    "/orgs — организации\n/settings — настройки, исправить имя\n/forget — стереть мои данные",
)
