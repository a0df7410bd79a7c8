"""Words of the first minutes: the link, two screens, the menu, help."""

from collections.abc import Sequence

from domain.people import Role
from views.format import bold, lines, paragraphs, plural, safe

PRODUCT = "Контроль решений"

#: Typed instead of /menu.
MENU_WORDS = frozenset({"меню", "начать", "старт"})

MENU = "Меню"
HELP = "Помощь"
YES_ME = "Да, это я"
OTHER_EMPLOYEE = "Я другой сотрудник"
NOT_ME = "Это не я"
OTHER_ORGANISATION = "Выбрать другую организацию"
ONE_MORE = "Подключить ещё организацию"
OTHER_PLACE = "Другой муниципалитет"
WITHOUT_PLACE = "Муниципалитет не указан"
AGREE = "Согласен(на)"
DISAGREE = "Не согласен(на)"
FIX_NAME = "Исправить имя"
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

ROLES = {
    Role.ADMIN: "администратор",
    Role.OFFICIAL: "специалист",
    Role.VIEWER: "руководитель (только просмотр)",
    Role.DIRECTOR: "руководитель",
    Role.ACTING: "и. о. руководителя",
    Role.DEPUTY: "заместитель",
}


def roles(held: Sequence[Role]) -> str:
    return ", ".join(ROLES[role] for role in held)


# --- a stranger and the two screens ------------------------------------------------------------------------------


def stranger() -> str:
    return paragraphs(
        f"Здравствуйте! Это {bold(PRODUCT)}: сюда школам и детским садам приходят решения совещаний, "
        "здесь же о них отчитываются.",
        "Чтобы войти, откройте ссылку-приглашение от Вашего отдела образования: "
        "она пришла лично Вам или в общий чат руководителей. Нет ссылки? Попросите её в отделе.",
    )


def asked_for(organisations: Sequence[str]) -> str:
    return paragraphs(
        f"<b>Ваша заявка ждёт подтверждения</b>\n{safe(', '.join(organisations))}",
        "Отдел образования её увидел, ответ придёт сюда. От Вас больше ничего не требуется.",
    )


def who_are_you(authority: str, organisation: str) -> str:
    return paragraphs(f"{safe(authority)} приглашает Вас в «{PRODUCT}».", f"Вы — руководитель {bold(organisation)}?")


def staff_invitation(authority: str, role: Role) -> str:
    return paragraphs(f"Вас приглашают в «{PRODUCT}».", f"Вы — {ROLES[role]}, {bold(authority)}?")


def pick_place(authority: str) -> str:
    return paragraphs(
        f"{safe(authority)} приглашает руководителей в «{PRODUCT}».",
        "<b>Где Вы работаете?</b> Выберите муниципалитет или напишите часть названия организации.",
    )


def pick_organisation(authority: str, place: str, page: str) -> str:
    return paragraphs(
        f"{safe(authority)} приглашает руководителей в «{PRODUCT}».",
        lines(
            f"<b>Где Вы работаете?</b> {safe(place)}".strip(),
            "Выберите организацию или напишите часть её названия.",
            page,
        ),
    )


def picked_by_text(query: str) -> str:
    return paragraphs(f"По словам «{safe(query)}» нашлось:", "Нет Вашей? Напишите иначе, например: Берёзовская.")


def nothing_by_text(query: str) -> str:
    return paragraphs(
        f"По словам «{safe(query)}» организации нет.",
        "Напишите одно слово из названия, например: Берёзовская. Или выберите из списка.",
    )


TO_LIST = "К списку"


def consent(authority: str) -> str:
    """Version 1. Another text needs another version in services/joining/joining.py."""
    return paragraphs(
        "<b>Согласие на обработку персональных данных</b>",
        f"Даю согласие оператору: {bold(authority)}.",
        lines(
            "<b>Для чего:</b> присылать мне решения совещаний, напоминать о сроках, принимать отчёты.",
            "<b>Какие данные:</b> имя из профиля (его можно исправить), номер учётной записи и чата, место работы "
            "и роль, мои сообщения и нажатия здесь.",
            "<b>Что с ними делают:</b> записывают, хранят, показывают сотрудникам оператора, удаляют. "
            "Хранятся у оператора; сами сообщения проходят через серверы мессенджера.",
            "<b>Срок:</b> пока я пользуюсь ботом или пока не отзову согласие.",
            "<b>Как отозвать:</b> командой /forget здесь или письмом оператору. Имя и чат будут стёрты, "
            "отчёты организации останутся без имени.",
        ),
        "Без согласия ничего не сохраняется, отказ Вас ни к чему не обязывает.",
    )


def declined() -> str:
    return paragraphs(
        "<b>Хорошо, ничего не сохранено.</b>",
        "Решения Ваша организация получит, как раньше: письмом или по телефону. "
        "Передумаете — откройте ту же ссылку ещё раз.",
    )


def welcome_director(organisation: str, name: str) -> str:
    return paragraphs(
        f"✅ <b>Готово, Вы подключены</b>\n{safe(organisation)}",
        "Решения совещаний и напоминания о сроках будут приходить сюда сами.",
        f"В отчётах Вы — {bold(name)}. Если не так, исправьте имя.",
    )


def welcome_official(authority: str, role: Role, name: str) -> str:
    return paragraphs(
        f"✅ <b>Готово, Вы подключены</b>\n{safe(authority)}, {ROLES[role]}",
        f"Организации видят Вас как {bold(name)}. Если не так, исправьте имя.",
    )


def requested(organisation: str, name: str) -> str:
    return paragraphs(
        f"✅ <b>Заявка отправлена</b>\n{safe(organisation)}",
        "Отдел образования подтвердит её, ответ придёт сюда. От Вас больше ничего не требуется.",
        f"В заявке Вы — {bold(name)}. Если не так, исправьте имя.",
    )


def already(organisations: Sequence[str]) -> str:
    return f"<b>Вы уже подключены</b>\n{safe(', '.join(organisations))}"


# --- menus -------------------------------------------------------------------------------------------------------


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

CANCELLED = "Хорошо, отменено."
