"""What a typed dialogue was about, for the one who has left it unfinished. A test asks for every state."""

UNFINISHED: dict[str, str] = {
    "Drafting:day": "дата протокола",
    "Drafting:doubt_date": "срок пункта в черновике",
    "Drafting:doubt_who": "исполнитель пункта в черновике",
    "Drafting:item_date": "срок пункта в черновике",
    "Drafting:item_who": "исполнитель пункта в черновике",
    "Drafting:item_text": "текст пункта в черновике",
    "Drafting:item_lead": "кто отвечает за пункт",
    "Drafting:single": "новое решение",
    "Drafting:pasting": "длинный протокол, вставленный по частям",
    "Judging:reason": "причина возврата отчёта",
    "Judging:what_to_do": "что сделать исполнителю после возврата",
    "Resuming:reason": "причина, почему контроль возобновлён",
    "Reasoning:label": "новая причина возврата",
    "Reasoning:reason": "новая причина возврата",
    "Reasoning:what_to_do": "новая причина возврата",
    "Reminding:comment": "комментарий к напоминанию",
    "Finding:words": "поиск пункта",
    "Grouping:members": "состав группы",
    "Grouping:name": "название группы",
    "Acting:day": "срок для и. о. руководителя",
    "Asking:day": "новый срок пункта",
    "Asking:time_reason": "причина продления",
    "Asking:refusal": "причина отказа в продлении",
    "Asking:dispute": "почему пункт к Вам не относится",
    "Asking:keep_note": "почему пункт остаётся за организацией",
    "Asking:cancel_reason": "причина отмены пункта",
    "Asking:target": "кому передать пункт",
    "Asking:reroute_reason": "причина передачи пункта",
    "Asking:question": "вопрос по пункту",
    "Asking:answer": "ответ на вопрос",
    "Entering:report": "ответ за организацию",
    "Entering:day": "дата ответа организации",
    "Entering:own_date": "срок для сотрудника",
    "Typing:authority_name": "название органа управления",
    "Typing:authority_contact": "контакт на карточках",
    "Typing:own_name": "Ваше имя",
    "Typing:organisation_query": "поиск организации",
    "Typing:organisation_names": "список организаций",
    "Typing:own_organisation": "выбор Вашей организации",
    "Typing:year_date": "дата учебного года",
    "Typing:calendar_day": "особый день календаря",
    "Amending:text": "новый текст пункта",
    "Amending:day": "новый срок пункта",
    "Amending:who": "новый исполнитель пункта",
    "Amending:question": "исправление пункта",
    "Amending:reason": "причина исправления",
    "Amending:merge_reason": "причина исправления",
    "Answering:line": "строка годового итога",
    "Ending:repetition": "причина, почему отчёты по периодам больше не нужны",
}
OTHER = "начатый ввод"


def unfinished(state: str) -> str:
    return (
        f"<b>Вы не закончили: {UNFINISHED.get(state, OTHER)}.</b> Прошло больше 12 часов, "
        "поэтому начните, пожалуйста, заново: нажмите ту же кнопку."
    )


def words_only(state: str) -> str:
    return (
        f"Сейчас нужны слова: {UNFINISHED[state]}. Напишите их текстом или отмените: /cancel. "
        "Присланное здесь не принято, отправьте его ещё раз после этого."
    )


GO_ON = "Продолжить"
NOT_THAT = "Нет, это другое"
APART = "Хорошо, прежний ввод отменён."


def interrupted(state: str) -> str:
    return (
        f"<b>Ввод прерван: {UNFINISHED.get(state, OTHER)}.</b> Продолжить? То, что Вы сейчас написали, станет ответом."
    )


def going_on(state: str) -> str:
    return f"Продолжаем: {UNFINISHED.get(state, OTHER)}."
