"""`/find`: decisions by their words or number."""

from views.format import plural

ASK = "Что найти? Напишите слова из пункта или его номер, например: осмотр залов. Отмена — /cancel"


def found(query: str, total: int, shown: int) -> str:
    if not total:
        return f"По словам «{query}» пунктов нет. Попробуйте одно слово или номер пункта."
    head = f"По словам «{query}»: {plural(total, 'пункт', 'пункта', 'пунктов')}"
    return f"{head}, показаны первые {shown}" if total > shown else head


def line(label: str, minutes: str, text: str) -> str:
    return f"• <b>{label}</b>, {minutes}: {text}"
