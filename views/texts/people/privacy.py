"""Words of `/privacy`: what is stored about a person."""

from collections.abc import Sequence

from views.format import bold, lines, paragraphs, plural, safe

BUTTON = "Что обо мне хранится"
FILE = "Выгрузить (.json)"
FILE_NAME = "Мои данные.json"
NOTHING = "О Вас здесь ничего не сохранено."

#: Names of the fields of services.privacy.Stored in the file.
FIELDS = {
    "name": "имя",
    "since": "в боте с",
    "digest_hour": "час сводки",
    "rhythm": "дни сводки",
    "accounts": "учётные записи",
    "consents": "согласия",
    "memberships": "места работы и роли",
    "requests": "заявки",
    "reports": "отчёты",
    "messages": "сообщения в отчётах",
    "extensions": "просьбы о продлении",
    "disputes": "обращения «Не относится к нам»",
    "inquiries": "вопросы и ответы",
    "actions": "действий в журнале",
    "notices": "сообщений Вам",
    "platform": "мессенджер",
    "user_id": "номер учётной записи",
    "chat_id": "номер чата",
    "unreachable_at": "недоступен с",
    "text_version": "версия текста",
    "given_at": "дано",
    "withdrawn_at": "отозвано",
    "organisation": "организация",
    "role": "роль",
    "created_at": "с",
    "ends_on": "по",
    "ended_at": "закончено",
    "acting_until": "и. о. до",
    "confirmed": "подтверждено",
    "number": "номер версии",
    "state": "состояние",
    "handed_in_at": "сдан",
    "kind": "вид",
    "text": "текст",
    "file_name": "имя файла",
    "size": "размер, байт",
    "asked_at": "когда",
    "raised_at": "когда",
    "at": "когда",
    "wanted": "до какого дня",
    "reason": "причина",
}


def stored(name: str, places: Sequence[str], since: str, consent: str) -> str:
    return paragraphs(
        "<b>Что о Вас хранится</b>",
        lines(
            f"<b>Имя:</b> {safe(name)} (исправить: /settings)",
            f"<b>Учётная запись:</b> номер и чат в мессенджере, в боте с {since}",
            f"<b>Работа:</b> {safe('; '.join(places)) or 'не указана'}",
            f"<b>Согласие:</b> {consent}",
        ),
    )


def consent(version: str, given: str) -> str:
    return f"дано {given}, версия текста {version}"


NO_CONSENT = "не запрашивалось: Вы администратор"


def work(reports: int, messages: int, said: int, actions: int, notices: int) -> str:
    return lines(
        bold("Что Вы здесь делали"),
        f"Отчётов: {reports}, сообщений и файлов в них: {messages}",
        f"Просьб, вопросов и ответов: {said}" if said else None,
        f"В журнале: {plural(actions, 'действие', 'действия', 'действий')}; Вам отправлено сообщений: {notices}",
    )


WHY = (
    "Данные видят сотрудники органа управления образованием и Ваша организация, больше никто. "
    "Стереть имя и чат: /forget, отчёты организации останутся без имени."
)
