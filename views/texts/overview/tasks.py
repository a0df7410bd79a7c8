"""Lists of items: «Мои пункты», what is open on joining, what an organisation owes."""

from views.format import plural

MY_TASKS = "Мои пункты"


NOTHING_TO_DO = "Сейчас от Вас ничего не требуется. Новые пункты придут сюда сами."


def joined(authority: str) -> str:
    return f"Вы подключены. Вот открытые пункты, их направил {authority or 'орган управления образованием'}."


def protocol_button(name: str) -> str:
    return f"Протокол {name}"


def unread_protocols(count: int) -> str:
    return f"Не ознакомлены: {plural(count, 'протокол', 'протокола', 'протоколов')}. Откройте по кнопке ниже."


def waiting(count: int) -> str:
    return f"На проверке — {count}."


NOTHING_OPEN = "Открытых пунктов с отчётом нет."


def owes(count: int, overdue: int) -> str:
    late = f", просрочено {overdue}" if overdue else ""
    return f"На контроле — {count}{late}"
