"""Words of an update, for whoever runs the bot."""

USAGE = "Нужно: python -m bot update, при необходимости с --install, --stop, --start КОМАНДА, --patience СЕКУНДЫ"
CHANGED = "Файлы программы изменены на этом сервере. Сохраните изменения и верните исходные: git status, git stash."
NEWEST = "Уже установлена самая новая версия."
DONE = "Обновлено. Новая версия работает."
BACK = (
    "Работает прежняя версия, данные на месте. Новая не установлена, причина – выше и в журнале: journalctl -u kontrol"
)


def not_begun(step: str) -> str:
    return f"Обновление не начато, ничего не изменилось. Не получилось: {step}"


def going_back(step: str) -> str:
    return f"Новая версия не заработала: {step}\nВозвращаю прежнюю."


def stuck(step: str) -> str:
    return (
        f"Вернуть прежнюю версию не удалось: {step}\n"
        "Восстановите копию, сделанную перед обновлением: docs/operations.md, «Go back by hand»."
    )
