"""Words of links that let in and of requests that wait."""

from collections.abc import Sequence
from datetime import date

from domain.people import Role
from views.format import bold, day, lines, paragraphs, plural, safe
from views.texts.joining.onboarding import ROLES
from views.texts.words import PRODUCT

# --- requests and notices ----------------------------------------------------------------------------------------


def code_guessing(user_id: int) -> str:
    return paragraphs(
        "<b>Кто-то подбирает ссылки-приглашения</b>",
        f"Пять неверных подряд за час, учётная запись {user_id}. Вход для неё закрыт на час.",
        "Делать ничего не нужно: подобрать ссылку нельзя. Если это Ваш коллега, сделайте ему новую: /invite.",
    )


# --- links -------------------------------------------------------------------------------------------------------

REVOKE = "Отозвать ссылку"
SHEET = "Ссылки для всех (.xlsx)"
INVITE_OFFICIAL = "Пригласить сотрудника"
CHOOSE_ROLE = "<b>Кого приглашаем?</b>"
STAFF_BUTTONS = {
    Role.OFFICIAL: "Специалист",
    Role.VIEWER: "Руководитель (только просмотр)",
    Role.ADMIN: "Администратор",
}


def revoke_earlier(count: int) -> str:
    return f"Отозвать прежние ({count})"


def personal_letter(authority: str, organisation: str, link: str, until: date) -> str:
    return paragraphs(
        f"Здравствуйте! {safe(authority)} направляет решения совещаний через бот «{PRODUCT}»: "
        "сроки и напоминания придут в личные сообщения, отчитаться можно там же.",
        f"Откройте ссылку и нажмите «Начать»:\n{link}",
        f"Ссылка личная: руководителю {bold(organisation)}, на одного человека, до {day(until)}.",
    )


def personal_note(members: Sequence[str], email: str) -> str:
    return lines(
        "☝️ <b>Перешлите это сообщение руководителю</b> или скопируйте в письмо.",
        f"Почта организации: {safe(email)}" if email else None,
        f"Уже в боте: {safe(', '.join(members))}. Новый руководитель заменит прежнего, заместители останутся."
        if members
        else None,
    )


def common_letter(authority: str, link: str, until: date) -> str:
    return paragraphs(
        f"Уважаемые руководители! {safe(authority)} направляет решения совещаний через бот «{PRODUCT}»: "
        "сроки и напоминания придут в личные сообщения, отчитаться можно там же.",
        f"Откройте ссылку и нажмите «Начать»:\n{link}",
        f"Выберите свою организацию, печатать ничего не нужно. Ссылка действует до {day(until)}.",
    )


QR_NAME = "qr.png"


def qr_caption(link: str) -> str:
    return f"Та же ссылка картинкой: её можно показать на совещании.\n{link}"


def common_note() -> str:
    return paragraphs(
        "☝️ <b>Перешлите это сообщение в чат руководителей.</b> Каждого, кто придёт, подтверждаете Вы.",
        "Личная ссылка, без подтверждения: /invite и часть названия, например: /invite Берёзовская",
    )


NAME_FIRST = "Сначала назовите орган управления: /settings. Это имя руководители увидят в согласии и в сообщениях."


def staff_letter(authority: str, role: Role, link: str, until: date) -> str:
    return paragraphs(
        f"Здравствуйте! Приглашаем Вас в бот «{PRODUCT}»: {safe(authority)}, {ROLES[role]}.",
        f"Откройте ссылку и нажмите «Начать»:\n{link}",
        f"Она на одного человека, до {day(until)}.",
    )


def staff_note() -> str:
    return "☝️ <b>Перешлите это сообщение сотруднику лично.</b> Кто первым откроет ссылку, тот и войдёт."


def revoked(count: int) -> str:
    if not count:
        return "Ссылка уже не действует: отозвана или использована."
    return f"Отозвано: {plural(count, 'ссылка', 'ссылки', 'ссылок')}. Кто уже вошёл, остаётся."


def which_organisation(query: str) -> str:
    return f"<b>Кого пригласить?</b> По словам «{safe(query)}» нашлось:"


def sheet_ready(count: int, until: date) -> str:
    return paragraphs(
        f"<b>Ссылки для {plural(count, 'организации', 'организаций', 'организаций')}</b>, до {day(until)}",
        "В файле ссылка и готовое письмо для каждой, кто ещё не в боте. Ссылки личные, по ним входят "
        "без подтверждения: весь файл никому не пересылайте.",
    )


SHEET_NAME = "Ссылки для руководителей.xlsx"
SHEET_COLUMNS = ("Организация", "Муниципалитет", "Руководитель", "E-mail", "Ссылка", "Готовое письмо")


def plain_letter(authority: str, organisation: str, link: str, until: date) -> str:
    """The same letter for e-mail, without our HTML."""
    return (
        f"Здравствуйте! {authority} направляет решения совещаний через бот «{PRODUCT}». "
        f"Откройте ссылку и нажмите «Начать»: {link} "
        f"Она для руководителя ({organisation}), на одного человека, до {day(until)}."
    )
