"""Words about deputies, who leads, absence and a new director."""

from collections.abc import Sequence
from datetime import date

from domain.people import Lead
from views.format import bold, day, day_with_weekday, lines, paragraphs, safe
from views.texts.words import PRODUCT

DEPUTIES = "Заместители и кто ведёт"
INVITE_DEPUTY = "Пригласить заместителя"
DROP = "Отключить"
KEEP = "Оставить"
LEADS = {
    Lead.BOTH: "Оба",
    Lead.DIRECTOR: "Я",
    Lead.DEPUTY: "Заместитель",
}
CHOSEN = "✅ "
ASK_ACTING = "Я исполняю обязанности"
APPOINT = "Назначить и. о."
STOP = "Завершить досрочно"
I_AM_BACK = "Я вернулся(ась)"
OTHER_DAY = "Другая дата"
BACK = "Назад"
HAND_OVER = "Передать заместителю"
TAKE_BACK = "Вернуть себе"
OPEN_PROTOCOL = "Открыть протокол"


def lead_button(lead: Lead, *, chosen: bool) -> str:
    return (CHOSEN if chosen else "") + LEADS[lead]


def staff(organisation: str, directors: Sequence[str], deputies: Sequence[str], acting: Sequence[str]) -> str:
    return paragraphs(
        bold(organisation),
        lines(
            f"<b>Руководитель:</b> {safe(', '.join(directors)) or 'не подключён'}",
            *(f"<b>И. о.:</b> {safe(each)}" for each in acting),
            f"<b>Заместители:</b> {safe(', '.join(deputies)) or 'пока нет'}",
        ),
    )


def acting(name: str, until: date | None) -> str:
    return f"{name}, до {day(until)}" if until else name


STOPPED = " (бот остановлен)"
WHO_LEADS = {
    Lead.BOTH: "<b>Кто ведёт: оба.</b> Сообщения приходят руководителю и заместителям.",
    Lead.DIRECTOR: "<b>Кто ведёт: руководитель.</b> Заместителям приходит только то, что им передали.",
    Lead.DEPUTY: "<b>Кто ведёт: заместитель.</b> Руководителю — итог по понедельникам и просроченное.",
}
NO_DEPUTY_YET = "Заместитель видит пункты организации и отчитывается так же, как Вы. Пригласите того, кто ведёт их."
UNREACHABLE = "Заместители сейчас недоступны: все сообщения приходят руководителю."
FOR_DEPUTY = "Руководитель в отпуске или болеет? Попросите отдел образования назначить Вас исполняющим обязанности."


def asked(until: date) -> str:
    return f"✅ Вы просили назначить Вас и. о. до {day(until)}. Ответ придёт сюда."


def letter(organisation: str, link: str, until: date) -> str:
    return paragraphs(
        f"Здравствуйте! Приглашаю Вас заместителем в бот «{PRODUCT}»: {bold(organisation)}. "
        "Решения совещаний и сроки будут приходить и Вам, отчитаться можно там же.",
        f"Откройте ссылку и нажмите «Начать»:\n{link}",
        f"Ссылка на одного человека, до {day(until)}.",
    )


NOTE = "☝️ <b>Перешлите это сообщение заместителю лично.</b> Кто первым откроет ссылку, тот и войдёт."


def invitation(authority: str, organisation: str) -> str:
    return paragraphs(
        f"Вас приглашают в «{PRODUCT}»: решения совещаний от «{safe(authority)}».",
        f"Вы — заместитель руководителя {bold(organisation)}?",
    )


def welcome(organisation: str, name: str) -> str:
    return paragraphs(
        f"✅ <b>Готово, Вы подключены как заместитель</b>\n{safe(organisation)}",
        f"В отчётах Вы — {bold(name)}. Если не так, исправьте имя.",
    )


def drop_question(name: str) -> str:
    return paragraphs(
        f"<b>Отключить {safe(name)}?</b>", "Доступ закончится сразу. Отчёты и история останутся у организации."
    )


DROP_YES = "Да, отключить"


def drop(name: str) -> str:
    return f"Отключить: {name}"


def keep(name: str) -> str:
    return f"Оставить: {name}"


def cut_off(organisation: str) -> str:
    return f"<b>Доступ закрыт</b>\n{safe(organisation)}: руководитель отключил Вас. Спасибо за работу!"


# --- acting ------------------------------------------------------------------------------------------------------


def choose_acting(organisation: str) -> str:
    return paragraphs(f"<b>Кто исполняет обязанности руководителя?</b>\n{safe(organisation)}")


def nobody_to_appoint(organisation: str) -> str:
    return paragraphs(
        f"<b>Назначить пока некого</b>\n{safe(organisation)}",
        "В боте у организации нет заместителей. Отправьте ссылку тому, кто исполняет обязанности: "
        "когда подключится, назначьте его здесь же.",
    )


def until_when(name: str) -> str:
    return f"<b>{safe(name)}: по какой день включительно?</b>"


ASK_UNTIL = "<b>По какой день включительно Вы исполняете обязанности?</b> Отдел образования подтвердит."
TYPE_DAY = "<b>Напишите последний день</b>, например: 30.10. Отмена — /cancel"


def until_button(value: date) -> str:
    return f"до {day_with_weekday(value)}"


def appointed(organisation: str, rows: Sequence[str]) -> str:
    if not rows:
        return f"<b>И. о. сейчас нет</b>\n{safe(organisation)}"
    return lines(f"✅ <b>И. о. руководителя: {safe('; '.join(rows))}</b>", safe(organisation))


def acting_for_me(organisation: str, until: date | None) -> str:
    return paragraphs(
        f"<b>Вы исполняете обязанности руководителя{f' до {day(until)}' if until else ''}</b>\n{safe(organisation)}",
        "Решения и напоминания приходят Вам. Права закончатся сами, продлевать ничего не нужно.",
    )


def acting_for_director(organisation: str, name: str, until: date | None) -> str:
    return paragraphs(
        f"<b>Обязанности исполняет {safe(name)}{f' до {day(until)}' if until else ''}</b>\n{safe(organisation)}",
        "Вам это время — только итог по понедельникам и просроченное. Вернулись раньше? Нажмите кнопку.",
    )


def acting_over_for_me(organisation: str) -> str:
    return f"<b>Вы больше не исполняете обязанности руководителя</b>\n{safe(organisation)}. Спасибо!"


def acting_over(organisation: str, name: str) -> str:
    return paragraphs(
        f"<b>{safe(name)} больше не исполняет обязанности</b>\n{safe(organisation)}",
        "Решения и напоминания снова приходят по правилу «Кто ведёт»: /deputy",
    )


def request(person: str, organisation: str, until: date, when: str) -> str:
    return paragraphs(
        "<b>Просьба назначить и. о. руководителя</b>",
        lines(f"{safe(person)} → {bold(organisation)}", f"До {day(until)} включительно · {when}"),
    )


def stopped(name: str) -> str:
    return f"✅ {safe(name)} больше не исполняет обязанности руководителя."


# --- a new director ----------------------------------------------------------------------------------------------


def replaced(organisation: str) -> str:
    return paragraphs(
        f"<b>У организации новый руководитель</b>\n{safe(organisation)}",
        "Ваш доступ к её пунктам закрыт, они перешли преемнику. Спасибо за работу! Стереть свои данные: /forget",
    )


def confirm_deputies(organisation: str, kept: Sequence[str]) -> str:
    return paragraphs(
        f"<b>Заместители прежнего руководителя</b>\n{safe(organisation)}",
        "Пока они видят пункты и могут отчитываться. Оставить или отключить?",
        f"Остаются: {safe(', '.join(kept))}." if kept else None,
    )


def all_confirmed(organisation: str, kept: Sequence[str]) -> str:
    return lines(
        f"✅ <b>Готово</b>\n{safe(organisation)}",
        f"Заместители: {safe(', '.join(kept))}." if kept else "Заместителей нет. Пригласить нового: /deputy",
    )


# --- handing a protocol over -------------------------------------------------------------------------------------


def to_whom(minutes: str) -> str:
    return f"<b>Кому передать?</b> {safe(minutes[0].upper() + minutes[1:])}, целиком."


def given(minutes: str, name: str) -> str:
    return f"✅ {safe(minutes[0].upper() + minutes[1:])}: теперь ведёт {bold(name)}, сообщения приходят туда."


def given_toast(name: str) -> str:
    return f"Передано: {name}"


def taken_back_toast() -> str:
    return "Протокол снова у Вас"


def handed(by: str, minutes: str) -> str:
    return f"<b>{safe(by) or 'Руководитель'} передаёт Вам {safe(minutes)}.</b> Дальше его ведёте Вы."


def taken_back(by: str, minutes: str) -> str:
    return (
        f"<b>{safe(by) or 'Руководитель'} ведёт {safe(minutes)} дальше сам(а).</b> От Вас больше ничего не требуется."
    )


WHICH_PROTOCOL = "<b>Какой протокол передать заместителю?</b>"
NOTHING_TO_HAND = "Передавать нечего: открытых протоколов, которые ведёте Вы, нет."
