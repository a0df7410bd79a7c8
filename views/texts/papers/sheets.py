"""Words that every table of ours bears."""

from datetime import datetime

from views.texts.words import PRODUCT


def footer(made_at: datetime) -> str:
    """«Контроль решений | Страница 1 из 5 | Сформировано 24.10.2023 09:15»; &P and &N are Excel's own."""
    return f"{PRODUCT} | Страница &P из &N | Сформировано {made_at:%d.%m.%Y %H:%M}"
