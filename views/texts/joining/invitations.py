"""Words of links that let in and of requests that wait."""

from collections.abc import Sequence
from datetime import date

from domain.people import Role
from views.format import bold, day, lines, paragraphs, plural, safe
from views.texts.joining.onboarding import PRODUCT, ROLES


def requests_button(count: int) -> str:
    return f"Заявки ({count})"


# --- requests and notices ----------------------------------------------------------------------------------------

CONFIRM = "Подтвердить"
REFUSE = "Отклонить"
ALL_REQUESTS = "Все заявки"
NO_REQUESTS = "<b>Заявок нет.</b> Новые придут сюда сами."


def confirm_all(count: int) -> str:
    return f"Подтвердить всех ({count})"


def request(person: str, organisation: str, municipality: str, when: str, *, director: bool) -> str:
    place = f", {safe(municipality)}" if municipality else ""
    return paragraphs(
        "<b>Заявка на подключение</b>",
        lines(
            f"{safe(person)} → {bold(organisation)}{place}",
            f"{'Руководитель' if director else 'Другой сотрудник, станет заместителем'} · {when}",
        ),
    )


def represented_by(names: Sequence[str], *, replaced: Sequence[str]) -> str:
    there = f"Уже в боте: {safe(', '.join(names))}."
    if not replaced:
        return there
    return lines(
        there, f"<b>Новый руководитель заменит: {safe(', '.join(replaced))}.</b> Прежний доступ закроется сразу."
    )


def request_decided(confirmed: bool, person: str, organisation: str) -> str:
    done = "✅ <b>Подтверждено</b>" if confirmed else "<b>Отклонено</b>"
    return f"{done}\n{safe(person)} → {safe(organisation)}"


def requests_title(count: int, page: str) -> str:
    return lines(f"<b>Заявки: {count}</b>", page)


def request_line(
    number: int, person: str, organisation: str, taken: Sequence[str], *, director: bool, acting_until: date | None
) -> str:
    who = "" if director else " (заместитель)"
    if acting_until:
        who = f" (и. о. до {day(acting_until)})"
    there = f"; уже есть: {safe(', '.join(taken))}" if taken else ""
    return f"{number}. {safe(person)}{who} → {bold(organisation)}{there}"


def left(count: int) -> str:
    return (
        f"Осталось: {plural(count, 'заявка', 'заявки', 'заявок')}. Новый руководитель заменяет прежнего, "
        "поэтому таких подтверждают по одной."
    )


def confirmed_all(count: int) -> str:
    return f"✅ Подтверждено: {plural(count, 'человек', 'человека', 'человек')}. Каждому пришло сообщение."


def join_confirmed(organisation: str) -> str:
    return paragraphs(
        f"✅ <b>Заявка подтверждена, Вы подключены</b>\n{safe(organisation)}",
        "Решения совещаний и напоминания о сроках будут приходить сюда сами.",
    )


def join_refused(organisation: str) -> str:
    return paragraphs(
        f"<b>Заявка отклонена</b>\n{safe(organisation)}",
        "Если это ошибка, позвоните в отдел образования, который прислал ссылку, и попросите новую.",
    )


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
