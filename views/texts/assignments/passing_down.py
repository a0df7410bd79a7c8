"""Words of passing decisions down and of what comes back."""

from datetime import date

from domain.organisations import OrganisationKind
from views.format import day, form, plural
from views.texts.values import number

PASS_ON = "Довести до подведомственных"  # noqa: S105 - no password
WHO = "Кому"
DATE = "Срок"
TEXT = "Текст"
MORE = "Другие настройки"
DROP = "Не доводить"
DROPPED = "Хорошо, подведомственным ничего не направлено. Пункт остаётся за Вами."
TO_ITEM = "К пункту"
ANSWER = "Указать срок"
JUDGED_BY_YOU = "Отчёты придут на проверку Вам. Вышестоящий орган увидит только числа."
NO_DATE = "без срока, отчёт не нужен"
ASK_DATE = "укажите: Ваш срок уже прошёл или не назван"


def pass_all(count: int) -> str:
    return f"Довести всё ({count})"


def title(label: str) -> str:
    return f"Довести до подведомственных: {label}"


def title_all(items: int, minutes: str) -> str:
    return f"Довести до подведомственных {plural(items, 'пункт', 'пункта', 'пунктов')}, {minutes}"


def who(organisations: str) -> str:
    return f"<b>Кому:</b> {organisations}"


NOBODY = "никому"


def already(organisations: str) -> str:
    return f"Уже есть у: {organisations} — второй раз не уйдёт"


def until(due: date, upper: date | None) -> str:
    own = f". Ваш срок — {day(upper)}" if upper and upper != due else ""
    return f"<b>Срок:</b> до {day(due)}{own}"


def plain_date(words: str) -> str:
    return f"<b>Срок:</b> {words}"


def item_line(label: str, text: str, when: str, organisations: str) -> str:
    return f"<b>{label}</b> {text}\n{when} · {organisations}"


def greeting(authority: str, minutes: str, above: str) -> str:
    return f"Здравствуйте! {authority} доводит решения: {minutes}, {above}."


def named(names: str) -> str:
    return f"<b>Ваши организации в этом пункте:</b> {names}"


def reached(total: int, kinds: frozenset[OrganisationKind]) -> str:
    """«14 школ», «14 детских садов», «14 организаций»."""
    if kinds == {OrganisationKind.SCHOOL}:
        return f"{total} {form(total, 'школы', 'школ', 'школ')}"
    if kinds == {OrganisationKind.KINDERGARTEN}:
        return f"{total} {form(total, 'детского сада', 'детских садов', 'детских садов')}"
    return f"{total} {form(total, 'организации', 'организаций', 'организаций')}"


def standing(total: int, reported: int, accepted: int, overdue: int, kinds: frozenset[OrganisationKind]) -> str:
    """«Доведено: отчитались 12 из 14 школ, принято 10, просрочено 1»."""
    late = f", просрочено {overdue}" if overdue else ""
    told = form(reported, "отчиталась", "отчитались", "отчитались")
    return f"Доведено: {told} {reported} из {reached(total, kinds)}, принято {accepted}{late}"


def figures(total: float) -> str:
    return f"Всего по отчётам: {number(total)}"


def report_up(reported: int, total: int) -> str:
    return f"Отчитаться: {reported} из {total}"


def upward(reported: int, of: str, accepted: int) -> str:
    """What goes up with the authority's own report: «Отчитались 2 из 2 школ, принято 2»."""
    told = form(reported, "Отчиталась", "Отчитались", "Отчитались")
    return f"{told} {reported} из {of}, принято {accepted}"


def parts(references: int, links: int, not_needed: int) -> str:
    """«Реквизиты документов — 12, ссылки — 3, не потребовалось — 1»; "" when there are none."""
    named = (("реквизиты документов", references), ("ссылки", links), ("не потребовалось", not_needed))
    said = ", ".join(f"{name} — {count}" for name, count in named if count)
    return said[:1].upper() + said[1:]


def answered_of(reported: int, total: int) -> str:
    return f"отчитались {reported} из {total}"


def may_report(total: int) -> str:
    return f"{total} из {total}, можно отчитаться"


BY_ITSELF = "Это уйдёт с отчётом само."
NOT_ALL = "Отчитались ещё не все: такой отчёт будет проверен."
READY = "Можно отправить отчёт или добавить своё."


def gathered_title(label: str, minutes: str) -> str:
    return f"{label}, {minutes}: отчитались все"


def gathered(total: int, kinds: frozenset[OrganisationKind], authority: str, due: str) -> str:
    return f"Отчёты приняты: {total} из {reached(total, kinds)}. Теперь можно отчитаться: {authority}{due}."


def own_due(value: date) -> str:
    return f", срок {day(value)}"


NOT_EXECUTOR = "Отчёт наверх отправит руководитель Вашего органа."
