"""Words of the first minutes: the link, two screens, the menu, help."""

from collections.abc import Sequence

from domain.people import Role
from views.format import bold, lines, paragraphs, safe
from views.texts.words import PRODUCT

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
    """Version 1. Another text needs another version in services/joining/onboarding.py."""
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


CANCELLED = "Хорошо, отменено."
