"""Words of backups, for an admin in the chat and for whoever runs the bot."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from views.format import plural, size_of

BACKUP_USAGE = "Нужно: python -m bot backup, а для пары ключей – python -m bot backup --new-key"
RESTORE_USAGE = "Нужно: python -m bot restore ФАЙЛ, для зашифрованной копии ещё --key ФАЙЛ_С_КЛЮЧОМ"
SWITCHED_OFF = "Резервные копии выключены: BACKUP_DIR=off. Укажите в .env папку или уберите эту строку."
MAKING = "Делаю резервную копию и проверяю её. Если файлов много, это займёт несколько минут."


def made(name: str, size: int, *, encrypted: bool, damaged: int) -> str:
    lines = [f"Резервная копия готова и проверена: {name}, {size_of(size)}."]
    if not encrypted:
        lines.append("Она не зашифрована: в ней имена и отчёты. Как шифровать – docs/operations.md, BACKUP_KEY.")
    if damaged:
        lines.append(evidence_damaged(damaged))
    return "\n".join(lines)


def evidence_damaged(count: int) -> str:
    files = plural(count, "файл приложений повреждён", "файла приложений повреждены", "файлов приложений повреждены")
    return f"⚠️ {files} на диске. Проверьте диск; целые копии этих файлов – в прежних резервных копиях."


def new_key(public: str, secret: str) -> str:
    return (
        "Строка для .env:\n"
        f"BACKUP_KEY={public}\n\n"
        "Ключ, которым копию можно открыть. Сохраните его не на этом сервере: без него копии не прочитать.\n"
        f"{secret}"
    )


def put_back(made_at: datetime) -> str:
    return (
        f"Копия от {made_at:%d.%m.%Y %H:%M} (UTC) восстановлена. Запустите бота: python -m bot run\n"
        "Кнопки сообщений, пришедших после этой копии, бот не примет и скажет об этом."
    )


class Finding(Protocol):
    """What one check has found."""

    @property
    def code(self) -> str: ...

    @property
    def ids(self) -> tuple[int, ...]: ...


CHECKS = {
    "structure": "База цела, ссылки между таблицами верны",
    "closed": "У снятых с контроля и отменённых пунктов есть день, у остальных его нет",
    "reported": "У каждого пункта на проверке ровно один сданный отчёт",
    "returned": "У каждого пункта на доработке есть возвращённый отчёт",
    "disputed": "У каждого пункта с уточнением исполнителя есть обращение без решения",
    "extension": "Отметка «ждёт решения о продлении» совпадает с обращениями",
    "rounds": "Повторный контроль начинается после завершённого",
    "history": "История каждого пункта ведёт к его состоянию без разрывов",
    "steps": "О завершённых пунктах не напоминают",
    "outbox": "Нет уведомлений, от которых отказались молча",
    "evidence": "Все файлы приложений на месте и не изменены",
}


def checked(findings: Iterable[Finding]) -> str:
    return "\n".join(
        f"{'верно ' if not each.ids else 'НЕВЕРНО'}  {CHECKS[each.code]}{_named(each.ids)}" for each in findings
    )


def _named(ids: tuple[int, ...]) -> str:
    if not ids:
        return ""
    more = f" и ещё {len(ids) - 10}" if len(ids) > 10 else ""
    return f". Номера: {', '.join(map(str, ids[:10]))}{more}"


TROUBLES = {
    "backup_no_space": "не хватает места на диске",
    "backup_key_wrong": "настройка BACKUP_KEY задана неверно",
    "backup_failed": "ошибка, она записана в журнал программы",
}


def failed(code: str, last: str) -> tuple[str, ...]:
    """An admin's notice: the night's backup is not there."""
    if code == "evidence_damaged":
        return (
            "<b>В хранилище есть повреждённые файлы</b>",
            "Резервная копия сделана, но часть файлов отчётов на диске повреждена. "
            "Проверьте диск сервера и выполните там: python -m bot check",
        )
    return (
        "<b>Резервная копия не сделана</b>",
        f"Причина: {TROUBLES[code]}. Последняя копия: {last or 'ещё ни одной'}.",
        "Устраните причину и отправьте /backup. До этого при поломке сервера пропадёт всё, что сделано после неё.",
    )
