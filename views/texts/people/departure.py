"""Words of «Передать дела»."""

from collections.abc import Sequence
from datetime import date

from views.format import day, lines, paragraphs, plural, safe

HAND_DUTIES = "Передать дела"
KEEP_ACCESS = "Передать, доступ оставить"
CUT_MY_ACCESS = "Передать и закрыть мне доступ"
CUT_ACCESS = "Передать и закрыть доступ"
BACK = "Назад"
REVIEW = "На проверку"
SHOWN = 6


def whose(name: str, *, is_me: bool) -> str:
    return "<b>Кому передать Ваши дела?</b>" if is_me else f"<b>Кому передать дела: {safe(name)}?</b>"


def what(protocols: int, drafts: int, to_check: int, own_items: int) -> str:
    if not protocols and not own_items:
        return "Протоколов и черновиков нет: передадутся только новые заявки и утренний дайджест."
    sent = protocols - drafts
    return lines(
        f"Протоколы: {sent}" if sent else None,
        f"Черновики: {drafts}" if drafts else None,
        f"Отчёты на проверке: {to_check}" if to_check else None,
        f"Наши пункты, где Вы исполнитель: {own_items}" if own_items else None,
    )


NOBODY = paragraphs(
    "<b>Передать пока некому</b>",
    "Других специалистов в Вашем органе нет. Пригласите преемника, а когда он подключится, передайте дела.",
)


def sure(name: str, successor: str, *, is_me: bool) -> str:
    who = "Ваши дела" if is_me else f"дела: {safe(name)}"
    return paragraphs(
        f"<b>Передать {who} → {safe(successor)}?</b>",
        "Протоколы, черновики, проверка отчётов и утренний дайджест перейдут сразу. Оба получат список.",
    )


LAST_ADMIN = "Закрыть доступ нельзя: это единственный администратор."


def passed(authority: str, name: str, successor: str, *, cut: bool, to_me: bool) -> str:
    head = f"<b>Вам переданы дела: {safe(name)}</b>" if to_me else f"✅ <b>Дела переданы: {safe(successor)}</b>"
    tail = f"Доступ закрыт: {safe(name)}." if cut else None
    return paragraphs(lines(head, safe(authority)), tail)


def listed(rows: Sequence[str], hidden: int) -> str | None:
    more = f"и ещё {hidden}, все в файле" if hidden > 0 else None
    return lines(*(f"• {row}" for row in rows), more) or None


def row(minutes: str, open_items: int, overdue: int, to_check: int, state: str) -> str:
    parts = [
        plural(open_items, "открытый пункт", "открытых пункта", "открытых пунктов") if open_items else "",
        f"просрочено {overdue}" if overdue else "",
        f"на проверке {to_check}" if to_check else "",
    ]
    found = ", ".join(part for part in parts if part) or "всё снято с контроля"
    return f"{minutes} — {state or found}"


STATES = {"draft": "черновик", "scheduled": "ждёт утренней отправки", "sent": ""}
OWN_ITEMS = "Пункты органа управления, где передающий — исполнитель"


def file_name(value: date) -> str:
    return f"Передача дел {day(value)}.xlsx"


def sheet_title(authority: str, name: str, successor: str, value: date) -> str:
    return f"{authority}. Дела передал(а): {name}, принял(а): {successor}. {day(value)}"


COLUMNS = ("Протокол", "О чём", "Состояние", "Открыто пунктов", "Просрочено", "На проверке", "Ближайший срок")
SIGNED = ("Передал(а): ______________", "Принял(а): ______________")
