"""Words of the year form: of an organisation and of the official."""

from datetime import date, datetime

from domain.minutes.model import Requirement
from views.format import bold, day, form, lines, paragraphs, plural, safe, short_day

TITLE = "Годовой итог"
FILL = "Заполнить"
LATER = "Позже"
SKIP = "Пропустить"
NOT_NEEDED = "Не потребовалось"
REMIND = "Напомнить"
EXCEL = "Excel"
BACK = "Назад"
TO_PROTOCOLS = "К протоколам"
ACTIVE, READY, WAITS = "▸", "✓", "·"
ALL_FILLED = "<b>Всё заполнено.</b> Проверьте и отправьте; до отправки любую строку можно исправить: нажмите её номер."
NOTHING_LEFT = "<b>Годовой итог сдан, спасибо!</b>"
NOT_YET = "нет ответа"


def summed(values: str) -> str:
    return f"{values} — по отчётам подведомственных"


#: What is asked of a line, as people say it.
ASKED = {
    Requirement.NUMBER: "число, например: 6",
    Requirement.REFERENCE: "номер и дату документа, например: № 2 от 14.11.2026",
    Requirement.LINK: "ссылку",
    Requirement.FILE: "фото или файл",
    Requirement.ANSWER: "ответ одной строкой",
}


def years(year: int) -> str:
    """2026/27"""
    return f"{year}/{(year + 1) % 100:02}"


def count(number: int) -> str:
    return plural(number, "строка", "строки", "строк")


def title(year: int) -> str:
    return f"{TITLE} за {years(year)} учебный год"


def opened(organisation: str, year: int, left: int, due: date, *, reminder: bool) -> str:
    """The message of the opening day, or the reminder of an official."""
    ask = "Напоминаем: итог ещё не сдан." if reminder else "Несколько коротких ответов, только числа и реквизиты."
    return paragraphs(
        lines(bold(f"{TITLE} за {years(year)}: {count(left)}"), safe(organisation)),
        lines(ask, f"Сдать до <b>{day(due)}</b>."),
    )


def later(year: int, left: int, due: date) -> str:
    return lines(
        bold(f"{TITLE} за {years(year)}: {count(left)}, до {day(due)}"),
        "Хорошо, напомним на неделе срока. Форма всегда есть в «Мои пункты».",
    )


def head(year: int, organisation: str, due: date) -> str:
    return lines(bold(title(year)), f"{safe(organisation)} · сдать до {day(due)}")


def line(mark: str, place: int, label: str, text: str, shown: str) -> str:
    return f"{mark} {place}. {safe(label)}: {safe(text)} — {shown}"


def ask(place: int, requirement: tuple[Requirement, ...], *, may_skip: bool) -> str:
    """What to write now."""
    wanted = [ASKED[each] for each in Requirement if each in requirement] or [ASKED[Requirement.ANSWER]]
    hint = " Если не делали — «Не потребовалось»." if may_skip else ""
    return f"<b>Строка {place}.</b> Напишите {', либо '.join(wanted)}.{hint}"


def misread(said: str) -> str:
    return f"Не удалось понять: «{safe(said)}»."


def files(number: int) -> str:
    return plural(number, "файл", "файла", "файлов")


def send(ready: int, total: int) -> str:
    return f"Отправить итог ({ready})" if ready == total else f"Отправить итог ({ready} из {total})"


def sent(number: int, when: datetime | None = None) -> str:
    stamp = f" {when:%d.%m.%Y в %H:%M}" if when else ""
    return f"✅ <b>Отправлено: {count(number)}</b>{stamp}."


def still(number: int) -> str:
    verb = form(number, "Осталась", "Остались", "Осталось")
    return f"{verb} {count(number)}: заполните, когда будет что ответить."


def digest_line(year: int, left: int, due: date, today: date) -> str:
    """The line of a digest."""
    if due < today:
        return bold(f"{TITLE} за {years(year)} не сдан: {count(left)}, ждали до {short_day(due)}")
    return bold(f"{TITLE} за {years(year)}: {count(left)}, до {short_day(due)}")


def task_line(year: int, left: int, due: date) -> str:
    return f"• {TITLE} за {years(year)}: {count(left)} — до {day(due)}"


def form_button(year: int) -> str:
    return f"{TITLE} {years(year)}"


# --- of the official ---------------------------------------------------------------------------------------------


def done(full: int, total: int, due: date) -> str:
    return f"Сдали полностью: {full} из {total}. Срок — {day(due)}"


def total_line(label: str, text: str, sums: str, parts: str) -> str:
    return lines(f"<b>{safe(label)}</b> {safe(text)}", f"{sums}{f' · {safe(parts)}' if parts else ''}")


def sums(figures: str, references: int, links: int, not_needed: int, sent_of: str) -> str:
    """«всего 14; документов 2; ответили 2 из 3»."""
    parts = [
        f"всего <b>{figures}</b>" if figures else "",
        plural(references, "документ", "документа", "документов") if references else "",
        plural(links, "ссылка", "ссылки", "ссылок") if links else "",
        f"не потребовалось: {not_needed}" if not_needed else "",
        f"ответили {sent_of}",
    ]
    return "; ".join(part for part in parts if part)


def of(sent: int, total: int) -> str:
    return f"{sent} из {total}"


def missing(names: str, number: int, *, late: bool) -> str:
    return f"<b>{'Итог не сдан' if late else 'Ещё не сдали'} — {number}:</b> {safe(names)}"


def missing_name(name: str, left: int) -> str:
    return f"{name} ({count(left)})"


def remind_button(organisations: int) -> str:
    return f"{REMIND} ({organisations})"


def remind_question(organisations: int, not_reached: int) -> str:
    unreached = f" Не в боте или не читают: {not_reached}." if not_reached else ""
    word = plural(organisations, "организация", "организации", "организаций")
    return f"<b>Напомнить о годовом итоге?</b>\nПолучат {word}.{unreached} Второй раз за день не приходит."


def reminded(organisations: int) -> str:
    return f"Напоминание получат: {plural(organisations, 'организация', 'организации', 'организаций')}."


def not_handed_in(number: int) -> str:
    return f"Итог не сдан: {plural(number, 'организация', 'организации', 'организаций')}."


NOBODY_MISSING = "Сдали все."
COLUMNS = ("Организация", "Вид")


def sheet_name(year: int) -> str:
    return f"Годовой итог {year}-{(year + 1) % 100:02}.xlsx"


TOTAL = "Всего"
