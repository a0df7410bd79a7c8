"""Words of a move into another database, for whoever runs the bot."""

from views.format import plural

USAGE = "Нужно: python -m bot move --to postgresql+asyncpg://пользователь:пароль@сервер/база"


def moved(rows: int, tables: int) -> str:
    """All of it is there and compared."""
    what = f"{plural(rows, 'запись', 'записи', 'записей')}, {plural(tables, 'таблица', 'таблицы', 'таблиц')}"
    return (
        f"Перенесено и сверено: {what}. Прежняя база не изменена.\n"
        "Впишите новый адрес в DATABASE_URL в .env и запустите бота; папка DATA_DIR остаётся прежней."
    )
