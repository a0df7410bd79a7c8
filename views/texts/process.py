"""Words of the process itself: for the person who starts it, and for those it cannot serve."""

# --- for the person who starts the process -----------------------------------------------------------------------

EXPECTED = {
    "BOT_TOKEN": "токен бота, который выдаёт @BotFather, вида 123456789:ABC…",
    "ADMIN_IDS": "номера администраторов в Telegram через запятую, например 123456789,987654321",
    "DATA_DIR": "папка для базы и файлов, в которую можно писать",
    "BOT_API_URL": "адрес сервера Bot API, начинается с http:// или https://",
    "BOT_PROXY": "адрес прокси, начинается с http://, socks4:// или socks5://",
    "WEBHOOK_URL": "адрес, по которому Telegram открывает бота снаружи, начинается с https://",
    "WEBHOOK_SECRET": "секрет из букв, цифр, _ и -, от 16 до 256 знаков, например из openssl rand -hex 32",
    "WEBHOOK_LISTEN": "адрес и порт, где бот ждёт сообщений от nginx или Caddy, например 127.0.0.1:8080",
    "HEALTH_PORT": "номер порта, от 1 до 65535, например 8081",
    "DATABASE_URL": "адрес базы: sqlite+aiosqlite:///путь или postgresql+asyncpg://пользователь:пароль@сервер/база",
    "BACKUP_DIR": "папка для резервных копий, в которую можно писать, или off",
    "BACKUP_KEY": "открытая половина ключа age, начинается с age1; пару делает python -m bot backup --new-key",
    "BACKUP_KEEP": "сколько последних копий хранить, от 1 до 1000",
    "DISK_FREE_MB": "сколько мегабайт должно быть свободно на диске, чтобы бот не беспокоил, например 500",
    "TIMEZONE": "часовой пояс по базе IANA, например Europe/Moscow или Asia/Yekaterinburg",
    "LOG_FORMAT": "text или json",
}


MIGRATE_USAGE = "Нужно: python -m bot migrate, migrate --show или migrate --to НОМЕР, например 0014"


def setting_missing(name: str) -> str:
    return f"Не задана настройка {name}: {EXPECTED[name]}. Впишите её в файл .env (образец – .env.example)."


def setting_wrong(name: str) -> str:
    return f"Настройка {name} задана неверно. Нужно: {EXPECTED[name]}."


def token_refused() -> str:
    return "Telegram не принял BOT_TOKEN: такого бота нет или токен отозван. Возьмите токен у @BotFather."


def webhook_refused(why: str) -> str:
    return f"Telegram не принял WEBHOOK_URL ({why}). Проверьте адрес и сертификат сайта."


def address_taken(host: str, port: int) -> str:
    return f"Адрес {host}:{port} занят другой программой. Измените HEALTH_PORT или WEBHOOK_LISTEN."


def driver_missing(package: str) -> str:
    return f"Для базы из DATABASE_URL нужен пакет {package}: установите зависимости из requirements-postgres.txt."


def database_refused(error: str) -> str:
    return f"База данных не открывается ({error}). Проверьте DATABASE_URL и DATA_DIR."


def database_away(error: str) -> str:
    return f"База данных не отвечает ({error}): её сервер ещё не запущен или адрес в DATABASE_URL неверен."


def data_not_ours() -> str:
    return (
        "Файлы в DATA_DIR принадлежат другому пользователю или закрыты для записи. Отдайте папку пользователю, "
        "от имени которого работает бот: chown -R"
    )


def database_missing() -> str:
    return (
        "В DATA_DIR есть файлы отчётов, а базы kontrol.db нет: её удалили, переместили или восстановили не до конца. "
        "Верните её на место или восстановите копию в пустую папку: python -m bot restore ФАЙЛ"
    )


def database_damaged() -> str:
    return (
        "База данных повреждена, бот её не открывает, чтобы не испортить больше. Сохраните папку DATA_DIR целиком, "
        "задайте в .env новую пустую и восстановите в неё последнюю копию: python -m bot restore ФАЙЛ"
    )


def database_newer() -> str:
    return (
        "База данных создана более новой версией программы. Обновите программу или восстановите копию, "
        "сделанную до обновления."
    )


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


def lost_in_restore() -> str:
    return (
        "Бот восстановлен из резервной копии, сделанной раньше этого сообщения. "
        "Откройте раздел заново: /start. Если отправляли отчёт, проверьте, что он есть."
    )


def button_outdated() -> str:
    return "Эта кнопка больше не работает. Откройте раздел заново, команды – в меню."


def not_understood() -> str:
    return "Не понял сообщение. Что умеет бот – /help."


_KINDS = {
    "sticker": "стикер",
    "location": "место на карте",
    "venue": "место на карте",
    "contact": "контакт",
    "poll": "опрос",
    "dice": "кубик",
    "story": "историю",
    "checklist": "список дел",
}


def cannot_take(kind: str) -> str:
    """Of a kind of message that is no answer to anything."""
    what = _KINDS.get(kind, "такое сообщение")
    return f"Не понял: {what} принять не могу, ничего не сохранено. Пришлите текст, фото или файл."


def stranger() -> str:
    return (
        "Здравствуйте! Это бот контроля решений для школ и детских садов. "
        "Чтобы войти, откройте ссылку-приглашение от Вашего отдела образования."
    )
