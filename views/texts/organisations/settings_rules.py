"""Words of the rules an authority chooses."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from domain.digest_days import Rhythm
from services.organisations.settings_rules import NO, NONE, YES
from views.format import bold, day_with_weekday, form, lines, long_day, paragraphs, plural, safe

BACK = "Назад"
TO_SETTINGS = "К настройкам"
OTHER_DATE = "Другая дата"
ADD_DAY = "Добавить день"

GROUPS = {
    "check": "Проверка и сроки",
    "remind": "Напоминания",
    "days": "Выходные и переносы",
    "year": "Учебный год",
    "names": "Имена людей",
}
GROUP_OF = {
    "checking_days": "check",
    "default_acceptance": "check",
    "most_extensions": "check",
    "digest_hour": "remind",
    "unread_after": "remind",
    "decide_after": "remind",
    "head_after": "remind",
    "viewers_after": "remind",
    "summer_mode": "remind",
    "saturdays": "days",
    "day_off_rule": "days",
    "school_year_ends": "year",
    "year_form_opens": "year",
    "year_form_due": "year",
    "privacy": "names",
}
#: As a line of a group's screen.
NAMES = {
    "checking_days": "Срок проверки отчёта",
    "default_acceptance": "Приёмка отчётов",
    "most_extensions": "Продлений на один пункт",
    "digest_hour": "Утренняя сводка организаций",
    "unread_after": "Напомнить об ознакомлении",
    "decide_after": "Предложить решить, что делать",
    "head_after": "После этого доложить руководителю органа",
    "viewers_after": "И руководителям с правом просмотра",
    "summer_mode": "Летний режим",
    "saturdays": "Рабочие субботы",
    "day_off_rule": "Срок выпал на выходной",
    "school_year_ends": "Конец учебного года",
    "year_form_opens": "Годовой итог открывается",
    "year_form_due": "Годовой итог сдают до",
    "privacy": "Имена в сообщениях",
}
#: As a button.
BUTTONS = NAMES | {
    "unread_after": "Ознакомление",
    "decide_after": "Решить, что делать",
    "head_after": "Доклад руководителю",
    "viewers_after": "Доклад остальным",
    "digest_hour": "Час сводки",
    "most_extensions": "Продления",
}
EXPLAINED = {
    "checking_days": "Этот срок обещает расписка об отчёте: «проверит до …».",
    "default_acceptance": "Для новых пунктов; у каждого пункта её можно изменить отдельно.",
    "most_extensions": "Сколько раз организация может просить о продлении одного пункта.",
    "digest_hour": "По понедельникам, четвергам и в день срока, если есть новое. Час и дни каждый может выбрать себе.",
    "unread_after": "Через сколько рабочих дней после отправки, с ближайшей сводкой. Специалист узнает на день позже.",
    "decide_after": "Через сколько дней просрочки спросить специалиста: продлить, отменить или доложить.",
    "head_after": "Сколько дней ждать после этого вопроса.",
    "viewers_after": "Сколько дней ждать после этого вопроса.",
    "summer_mode": "С 1 июля по 20 августа напоминаем только в день срока.",
    "saturdays": "Напоминать ли в субботы, которые стали рабочими из-за переноса.",
    "day_off_rule": "Действует на пункты, которые Вы направите после этого.",
    "school_year_ends": "Так читается «до конца учебного года».",
    "year_form_opens": "В этот день организации получат форму годового итога.",
    "year_form_due": "К этому дню сдают годовой итог.",
    "privacy": "Без имён: в сообщениях только должность и организация.",
}


def _working(count: int) -> str:
    return plural(count, "рабочий день", "рабочих дня", "рабочих дней")


def _calendar(count: int) -> str:
    return plural(count, "день", "дня", "дней")


def _month_day(code: str) -> str:
    return long_day(date(2024, int(code[:2]), int(code[3:])))


_WORDS: Mapping[str, Mapping[str, str]] = {
    "default_acceptance": {
        NONE: "по тому, что присылают",
        "checked": "всегда с проверкой",
        "at_once": "всегда без проверки",
    },
    "summer_mode": {YES: "включён", NO: "выключен"},
    "saturdays": {YES: "напоминаем", NO: "не напоминаем"},
    "day_off_rule": {
        "keep": "срок не меняется, напомним раньше",
        "before": "переносится на рабочий день раньше",
        "after": "переносится на рабочий день позже",
    },
    "privacy": {YES: "не показываем", NO: "показываем"},
}


def value(name: str, code: str) -> str:
    """A value in words: «3 рабочих дня», «31 мая», «выключен»."""
    if name in _WORDS:
        return _WORDS[name].get(code, code)
    if name in ("school_year_ends", "year_form_opens", "year_form_due"):
        return _month_day(code)
    count = int(code)
    if name == "digest_hour":
        return f"в {count}:00"
    if name == "most_extensions":
        return f"до {count} {form(count, 'раза', 'раз', 'раз')}" if count else "не продлеваем"
    if name == "checking_days":
        return _working(count)
    return f"через {_working(count) if name == 'unread_after' else _calendar(count)}"


def group(title: str, rows: Sequence[tuple[str, str]], days: str, note: str) -> str:
    """A group's screen: the rules with their values."""
    listed = lines(*(f"<b>{name}:</b> {safe(shown)}" for name, shown in rows))
    return paragraphs(f"<b>Настройки · {title}</b>", listed, days, note)


def days(corrected: Sequence[tuple[date, bool, str]]) -> str:
    """The corrected days of the calendar."""
    if not corrected:
        return "<b>Свои рабочие и выходные дни:</b> нет, действует производственный календарь."
    return lines("<b>Свои рабочие и выходные дни:</b>", *(f"• {safe(day_line(*each))}" for each in corrected))


def day_line(when: date, is_working: bool, note: str) -> str:
    """«04.11 (ср) 2026 — рабочий, перенос»."""
    kind = "рабочий" if is_working else "выходной"
    return f"{day_with_weekday(when)} {when.year} — {kind}{f', {note}' if note else ''}"


def drop_day(when: date) -> str:
    return f"Убрать {when:%d.%m.%Y}"


def choose(name: str, shown: str) -> str:
    return paragraphs(bold(NAMES[name]), f"Сейчас: {safe(shown)}.", EXPLAINED[name])


ASK_DAY = paragraphs(
    "<b>Какой день поправить?</b>",
    "Напишите дату и слово «рабочий» или «выходной», дальше можно пояснение. Например: 04.11.2026 рабочий, перенос",
    "Отмена — /cancel",
)
ASK_DATE = paragraphs("<b>Какого числа?</b>", "Напишите день и месяц, например: 25 мая", "Отмена — /cancel")
_KIND = re.compile(r"\b(нерабоч\w*|выходн\w*|праздн\w*|каникул\w*|рабоч\w*)(?:\s+день)?", re.IGNORECASE)


def split_day(typed: str) -> tuple[str, bool, str] | None:
    """«04.11.2026 рабочий, перенос» → the date's words, whether it is working, the note; None without a kind."""
    found = _KIND.search(typed)
    if found is None:
        return None
    is_working = found.group(1).lower().startswith("рабоч")
    note = typed[found.end() :].strip(" ,.;:–—-")
    return typed[: found.start()].strip(" ,.;:–—-"), is_working, note


# --- of a person -------------------------------------------------------------------------------------------------

OWN_HOUR = "Час и дни сводки"
RHYTHMS = {
    Rhythm.DAILY: "Каждый рабочий день",
    Rhythm.TWICE: "Понедельник и четверг",
    Rhythm.MONDAYS: "Только понедельник",
}
_RHYTHMS_SAID = {
    Rhythm.DAILY: "каждый рабочий день",
    Rhythm.TWICE: "по понедельникам и четвергам",
    Rhythm.MONDAYS: "по понедельникам",
}


def own(name: str, organisations: str, hour: str, *, names: bool = True) -> str:
    return paragraphs(
        "<b>Настройки</b>",
        lines(
            f"<b>Ваше имя:</b> {safe(name)}" if names else None,
            organisations or None,
            f"<b>Утренняя сводка:</b> {hour}",
        ),
    )


def own_digest(chosen: int | None, usual: str, rhythm: Rhythm) -> str:
    """«по понедельникам и четвергам в 9:00, как принято»: the hour is the authority's until another is chosen."""
    at = f"{chosen}:00" if chosen is not None else f"{usual}, как принято"
    return f"{_RHYTHMS_SAID[rhythm]} в {at}"


def ask_own_hour(shown: str) -> str:
    return paragraphs(
        "<b>Когда присылать утреннюю сводку?</b>",
        f"Сейчас: {shown}.",
        "Не чаще раза в день, по рабочим дням, и только если есть новое. О том, чему сегодня срок, напомним в любом "
        "случае.",
    )


def hour_button(hour: int) -> str:
    return f"{hour}:00"


USUAL_HOUR = "Как принято"
