"""Words of the process itself: for the person who starts it, and for those it cannot serve."""

# --- for the person who starts the process -----------------------------------------------------------------------

EXPECTED = {
    "BOT_TOKEN": "токен бота, который выдаёт @BotFather, вида 123456789:ABC…",
    "ADMIN_IDS": "номера администраторов в Telegram через запятую, например 123456789,987654321",
    "DATA_DIR": "папка для базы и файлов, в которую можно писать",
    "BOT_API_URL": "адрес сервера Bot API, начинается с http:// или https://",
    "BOT_PROXY": "адрес прокси, начинается с http://, socks4:// или socks5://",
    "DATABASE_URL": "адрес базы: sqlite+aiosqlite:///путь или postgresql+asyncpg://пользователь:пароль@сервер/база",
    "TIMEZONE": "часовой пояс по базе IANA, например Europe/Moscow или Asia/Yekaterinburg",
    "LOG_FORMAT": "text или json",
}


def setting_missing(name: str) -> str:
    return f"Не задана настройка {name}: {EXPECTED[name]}. Впишите её в файл .env (образец – .env.example)."


def setting_wrong(name: str) -> str:
    return f"Настройка {name} задана неверно. Нужно: {EXPECTED[name]}."


def token_refused() -> str:
    return "Telegram не принял BOT_TOKEN: такого бота нет или токен отозван. Возьмите токен у @BotFather."


def driver_missing(package: str) -> str:
    return f"Для базы из DATABASE_URL нужен пакет {package}: установите зависимости из requirements-postgres.txt."


def database_refused(error: str) -> str:
    return f"База данных не открывается ({error}). Проверьте DATABASE_URL и DATA_DIR."


def unknown_command(name: str, known: str) -> str:
    return f"Нет команды {name}. Есть: {known}."


# --- for people in the chat --------------------------------------------------------------------------------------


def only_private() -> str:
    return "Я работаю только в личной переписке: откройте мой профиль и напишите мне там. Из группы выхожу."


def failed() -> str:
    return (
        "Не получилось: ошибка у нас, она записана. Всё, что Вы прислали, сохранено. "
        "Попробуйте ещё раз через несколько минут."
    )


def too_fast() -> str:
    return "Слишком быстро. Подождите несколько секунд и нажмите ещё раз."


def button_outdated() -> str:
    return "Эта кнопка больше не работает. Откройте раздел заново, команды – в меню."


def not_understood() -> str:
    return "Не понял сообщение. Что умеет бот – /help."


def stranger() -> str:
    return (
        "Здравствуйте! Это бот контроля решений для школ и детских садов. "
        "Чтобы войти, откройте ссылку-приглашение от Вашего отдела образования."
    )
