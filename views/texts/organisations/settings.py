"""Words of the settings."""

from views.format import lines, paragraphs, safe

NAME = "Название"
CONTACT = "Контакт"
ZONE = "Часовой пояс"
HOURS = "Рабочее время"
OWN_NAME = "Моё имя"
BACK = "Назад"

ZONES = {
    "Europe/Kaliningrad": "Калининград",
    "Europe/Moscow": "Москва",
    "Europe/Samara": "Самара",
    "Asia/Yekaterinburg": "Екатеринбург",
    "Asia/Omsk": "Омск",
    "Asia/Krasnoyarsk": "Красноярск",
    "Asia/Irkutsk": "Иркутск",
    "Asia/Yakutsk": "Якутск",
    "Asia/Vladivostok": "Владивосток",
    "Asia/Magadan": "Магадан",
    "Asia/Kamchatka": "Камчатка",
}


def zone(timezone: str, local: str) -> str:
    """«Омск, сейчас 12:00»; a zone of the settings that is not in the list is shown by its code."""
    return f"{ZONES.get(timezone, timezone)}, сейчас {local}"


def zone_button(timezone: str, local: str) -> str:
    return f"{ZONES[timezone]} {local}"


def hours(starts: int, ends: int) -> str:
    return f"{starts}:00–{ends}:00"


def settings(letter_name: str, local_zone: str, working: str, *, contact: str, is_named: bool) -> str:
    return paragraphs(
        "<b>Настройки</b>",
        lines(
            f"<b>Название для писем:</b> {safe(letter_name)}{'' if is_named else ' (пока общее, назовите свой)'}",
            f"<b>Контакт на карточках:</b> {safe(contact) or 'не указан'}",
            f"<b>Часовой пояс:</b> {local_zone}",
            f"<b>Рабочее время:</b> {working}, в остальное сообщения приходят без звука",
        ),
    )


ONLY_ADMIN = "Изменить настройки может администратор."
ASK_NAME = paragraphs(
    "<b>Как назвать орган управления в письме?</b>",
    "Напишите полностью, например: Отдел образования администрации Заречного района",
    "Отмена — /cancel",
)
ASK_CONTACT = paragraphs(
    "<b>К кому обращаться с вопросами?</b>",
    "Одной строкой, её увидят руководители на карточках. Например: Ольга Ивановна, 2-14-15, каб. 8",
    "Отмена — /cancel",
)
ASK_ZONE = "<b>Который у Вас час?</b> По нему считаются сроки и приходят напоминания."
ASK_HOURS = "<b>Рабочее время</b>\nВ остальные часы сообщения приходят без звука."


def own(name: str, organisations: str) -> str:
    return paragraphs("<b>Настройки</b>", lines(f"<b>Ваше имя:</b> {safe(name)}", organisations or None))
