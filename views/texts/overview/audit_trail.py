"""A sentence for every kind of audit row: what happened. A test compares the table with the actions in use."""

from views.format import bold, lines, paragraphs, safe

HISTORY = "История"
BACK = "К карточке"
NOTHING = "<b>История</b>\nЗдесь появятся пункты, с которыми что-то произошло: отчёт, возврат, продление."

SENTENCES: dict[str, str] = {
    # an assignment
    "assigned": "Направлено исполнителю",
    "acknowledged": "Ознакомление подтверждено",
    "handed_in": "Отчёт сдан",
    "withdrawn": "Отчёт отозван, чтобы исправить",
    "accepted": "Отчёт принят, снято с контроля",
    "sent_back": "Отчёт возвращён на доработку",
    "extension_asked": "Попросили о продлении",
    "extension_granted": "Срок продлён",
    "extension_refused": "В продлении отказано",
    "extension_closed": "Просьба о продлении закрыта",
    "disputed": "Ответили: «Не относится к нам»",
    "insisted": "Пункт оставлен за организацией",
    "rerouted": "Передано другому исполнителю",
    "cancelled": "Отменено",
    "contributed": "Дополнили ответ ответственного",
    "single_created": "Создано решение без протокола",
    "control_resumed": "Контроль возобновлён",
    "question_asked": "Задан вопрос",
    "question_answered": "Ответ на вопрос",
    "period_opened": "Начался новый период",
    "passing_begun": "Довели до подведомственных",
    "passing_joined": "Добавлено к тому, что довели до подведомственных",
    "appointed": "Назначен сотрудник",
    "own_date_set": "Изменён срок для сотрудника",
    "acknowledged_by_phone": "Ознакомлены по телефону",
    "text_changed": "Изменён текст",
    "form_changed": "Изменена форма контроля",
    "date_changed": "Изменён срок",
    "reported_up": "Доложено руководителю органа",
    "repeat_ended": "Повторение прекращено",
    "open_ended_cancelled": "Отменено как текущая работа",
    "open_ended_kept": "В июне решено: оставить",
    "open_ended_agenda": "В июне решено: в повестку совещания",
    "year_form_reminded": "Напомнили о годовом итоге",
    # minutes
    "minutes_merged": "Исправленный файл объединён с протоколом",
    "minutes_taken": "Протокол загружен",
    "draft_edited": "Черновик исправлен",
    "minutes_sent": "Протокол направлен",
    "minutes_scheduled": "Отправка назначена на утро",
    "minutes_unscheduled": "Утренняя отправка отменена",
    "second_basis": "Добавлено второе основание: такой пункт уже на контроле",
    "controller_changed": "Контроль передан другому специалисту",
    "handed_over": "Протокол передан заместителю",
    "taken_back": "Руководитель вернул протокол себе",
    "reminded": "Напомнили не отчитавшимся",
    # people and organisations
    "authority_made": "Создан орган управления",
    "registry_loaded": "Загружен список организаций",
    "organisation_changed": "Изменены сведения об организации",
    "settings_changed": "Изменены настройки",
    "digest_hour_set": "Изменён час дайджеста",
    "return_reasons_changed": "Изменены причины возврата",
    "group_created": "Создана группа",
    "group_changed": "Изменён состав группы",
    "group_renamed": "Группа переименована",
    "group_deleted": "Группа удалена",
    "invited": "Создана ссылка-приглашение",
    "invited_all": "Созданы ссылки для всех организаций",
    "invitation_revoked": "Ссылка отозвана",
    "asked_to_join": "Заявка на подключение",
    "request_refused": "Заявка отклонена",
    "joined": "Подключение",
    "head_set": "Отмечен руководитель органа управления",
    "consented": "Дано согласие на обработку данных",
    "renamed": "Исправлено имя",
    "removed": "Отключение",
    "forgotten": "Данные стёрты по просьбе человека",
    "lead_set": "Изменено правило «Кто ведёт»",
    "deputy_kept": "Новый руководитель оставил заместителя",
    "acting_asked": "Просьба назначить и. о.",
    "acting_set": "Назначен и. о. руководителя",
    "acting_ended": "Полномочия и. о. закончились",
    "replaced": "Сменился руководитель",
    "duties_handed": "Дела переданы другому специалисту",
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
