"""What the screens of requests beside a report share: buttons, queues, lines of digests and lists."""

from datetime import date

from views.format import safe, short_day

OTHER_REASON = "Другая причина"
BACK = "Назад"
TO_ITEM = "К пункту"


def ready(label: str) -> str:
    """A ready reason as a part of a sentence: «ждём документ»."""
    return label[:1].lower() + label[1:]


NOTHING_WAITS = "Просьб и вопросов, которые ждут ответа, нет."
QUEUES = {"extension": "Продление", "dispute": "Уточнить", "question": "Ответить"}
ASKED = {"extension": "просьба о продлении", "dispute": "не относится к нам", "question": "вопрос"}
ASKED_MANY = {"extension": "просьбы о продлении", "dispute": "не относится к нам", "question": "вопросы"}


def queue_button(kind: str, count: int) -> str:
    return f"{QUEUES[kind]} ({count})"


def next_button(count: int) -> str:
    return f"Следующая ({count})"


def asked_line(kind: str, count: int, details: str) -> str:
    """«просьба о продлении — 1: Сосновская ООШ, до 20.10, «приказ у юриста»»."""
    title = ASKED[kind] if count == 1 else ASKED_MANY[kind]
    return f"{title} — {count}: {details}"


def asked_one(organisation: str, want: date | None, text: str) -> str:
    until = f", до {short_day(want)}" if want else ""
    return f"{safe(organisation)}{until}, «{safe(text)}»" if text else f"{safe(organisation)}{until}"


def and_more(count: int) -> str:
    return f" и ещё {count}"


def time_asked_count(count: int) -> str:
    return f"Просят о продлении, решения нет: {count} (в список не включено)."


def asked_since(value: date) -> str:
    return f"вопрос от организации без ответа с {short_day(value)}"
