"""A sentence for every kind of audit row: what happened. A test compares the table with the actions in use."""

from collections.abc import Mapping

from domain.audit import AuditAction
from views.format import bold, lines, paragraphs, safe

HISTORY = "История"
BACK = "К карточке"
NOTHING = "<b>История</b>\nЗдесь появятся пункты, с которыми что-то произошло: отчёт, возврат, продление."

SENTENCES: Mapping[str, str] = {
    # an assignment
    AuditAction.ASSIGNED: "Направлено исполнителю",
    AuditAction.ACKNOWLEDGED: "Ознакомление подтверждено",
    AuditAction.HANDED_IN: "Отчёт сдан",
    AuditAction.WITHDRAWN: "Отчёт отозван",
    AuditAction.CORRECTED: "Отчёт исправлен",
    AuditAction.ACCEPTED: "Отчёт принят, снято с контроля",
    AuditAction.SENT_BACK: "Отчёт возвращён на доработку",
    AuditAction.EXTENSION_ASKED: "Попросили о продлении",
    AuditAction.EXTENSION_GRANTED: "Срок продлён",
    AuditAction.EXTENSION_REFUSED: "В продлении отказано",
    AuditAction.EXTENSION_CLOSED: "Просьба о продлении закрыта",
    AuditAction.EXTENSION_WITHDRAWN: "Просьба о продлении отозвана",
    AuditAction.DISPUTED: "Ответили: «Не относится к нам»",
    AuditAction.DISPUTE_WITHDRAWN: "Отозвали ответ «Не относится к нам»",
    AuditAction.INSISTED: "Пункт оставлен за организацией",
    AuditAction.REROUTED: "Передано другому исполнителю",
    AuditAction.CANCELLED: "Отменено",
    AuditAction.CONTRIBUTED: "Дополнили ответ ответственного",
    AuditAction.SINGLE_CREATED: "Создано решение без протокола",
    AuditAction.CONTROL_RESUMED: "Контроль возобновлён",
    AuditAction.QUESTION_ASKED: "Задан вопрос",
    AuditAction.QUESTION_ANSWERED: "Ответ на вопрос",
    AuditAction.PERIOD_OPENED: "Начался новый период",
    AuditAction.PASSING_BEGUN: "Довели до подведомственных",
    AuditAction.PASSING_JOINED: "Добавлено к тому, что довели до подведомственных",
    AuditAction.APPOINTED: "Назначен сотрудник",
    AuditAction.OWN_DATE_SET: "Изменён срок для сотрудника",
    AuditAction.ACKNOWLEDGED_BY_PHONE: "Ознакомлены по телефону",
    AuditAction.TEXT_CHANGED: "Изменён текст",
    AuditAction.FORM_CHANGED: "Изменена форма контроля",
    AuditAction.DATE_CHANGED: "Изменён срок",
    AuditAction.REPORTED_UP: "Доложено руководителю органа",
    AuditAction.REPEAT_ENDED: "Повторение прекращено",
    AuditAction.OPEN_ENDED_CANCELLED: "Отменено как текущая работа",
    AuditAction.OPEN_ENDED_KEPT: "В июне решено: оставить",
    AuditAction.OPEN_ENDED_AGENDA: "В июне решено: в повестку совещания",
    AuditAction.YEAR_FORM_REMINDED: "Напомнили о годовом итоге",
    # minutes
    AuditAction.MINUTES_CORRECTED: "В протокол внесены исправления",
    AuditAction.MINUTES_MERGED: "Исправленный файл объединён с протоколом",
    AuditAction.MINUTES_TAKEN: "Протокол загружен",
    AuditAction.DRAFT_EDITED: "Черновик исправлен",
    AuditAction.MINUTES_SENT: "Протокол направлен",
    AuditAction.MINUTES_SCHEDULED: "Отправка назначена на утро",
    AuditAction.MINUTES_UNSCHEDULED: "Утренняя отправка отменена",
    AuditAction.SECOND_BASIS: "Добавлено второе основание: такой пункт уже на контроле",
    AuditAction.CONTROLLER_CHANGED: "Контроль передан другому специалисту",
    AuditAction.HANDED_OVER: "Протокол передан заместителю",
    AuditAction.TAKEN_BACK: "Руководитель вернул протокол себе",
    AuditAction.REMINDED: "Напомнили не отчитавшимся",
    # people and organisations
    AuditAction.AUTHORITY_MADE: "Создан орган управления",
    AuditAction.BACKED_UP: "Сделана резервная копия",
    AuditAction.REGISTRY_LOADED: "Загружен список организаций",
    AuditAction.ORGANISATION_CHANGED: "Изменены сведения об организации",
    AuditAction.SETTINGS_CHANGED: "Изменены настройки",
    AuditAction.DIGEST_HOUR_SET: "Изменён час сводки",
    AuditAction.RHYTHM_SET: "Изменены дни сводки",
    AuditAction.PHRASE_FORGOTTEN: "Забыто, кого значат слова протокола",
    AuditAction.RETURN_REASONS_CHANGED: "Изменены причины возврата",
    AuditAction.GROUP_CREATED: "Создана группа",
    AuditAction.GROUP_CHANGED: "Изменён состав группы",
    AuditAction.GROUP_RENAMED: "Группа переименована",
    AuditAction.GROUP_DELETED: "Группа удалена",
    AuditAction.INVITED: "Создана ссылка-приглашение",
    AuditAction.INVITED_ALL: "Созданы ссылки для всех организаций",
    AuditAction.INVITATION_REVOKED: "Ссылка отозвана",
    AuditAction.ASKED_TO_JOIN: "Заявка на подключение",
    AuditAction.REQUEST_REFUSED: "Заявка отклонена",
    AuditAction.JOINED: "Подключение",
    AuditAction.HEAD_SET: "Отмечен руководитель органа управления",
    AuditAction.CONSENTED: "Дано согласие на обработку данных",
    AuditAction.RENAMED: "Исправлено имя",
    AuditAction.REMOVED: "Отключение",
    AuditAction.FORGOTTEN: "Данные стёрты по просьбе человека",
    AuditAction.LEAD_SET: "Изменено правило «Кто ведёт»",
    AuditAction.DEPUTY_KEPT: "Новый руководитель оставил заместителя",
    AuditAction.ACTING_ASKED: "Просьба назначить и. о.",
    AuditAction.ACTING_SET: "Назначен и. о. руководителя",
    AuditAction.ACTING_ENDED: "Полномочия и. о. закончились",
    AuditAction.REPLACED: "Сменился руководитель",
    AuditAction.DUTIES_HANDED: "Дела переданы другому специалисту",
    # the process itself
    AuditAction.SET_ASIDE_REPEATED: "Повторено то, что было отложено из-за ошибки",
}
OTHER = "Изменение"
SIDES = {"executor": "организация", "controller": "орган управления", "bot": "бот"}


def title(item: str, organisation: str, page: str) -> str:
    return paragraphs(lines(f"<b>История</b>: {safe(item)}", bold(organisation), page or None))


def event(when: str, who: str, side: str, action: str, change: str, reason: str) -> str:
    name = f"{safe(who)} ({SIDES[side]})" if who else SIDES[side]
    return lines(
        f"• {when} — {SENTENCES.get(action, OTHER)}",
        f"   {name}{f'. {safe(change)}' if change else ''}",
        f"   Причина: {safe(reason)}" if reason else None,
    )


def change(before: str, after: str) -> str:
    """«на проверке → снято с контроля»"""
    if before == after:
        return ""
    if before and after:
        return f"{before} → {after}"
    return f"Стало: {after}" if after else ""


LIST_TITLE = "<b>Что произошло с пунктами</b>\nОткройте, чтобы увидеть историю целиком."


def list_line(number: int, when: str, item: str, organisation: str) -> str:
    return f"{number}. {when}: {safe(organisation)}, {safe(item)}"
