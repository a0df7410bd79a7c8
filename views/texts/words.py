"""Words that every text needs."""

#: Between a day and an hour.
from domain.people import OutOfReach

AT = "в"
MONTHS_GENITIVE = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
#: «в сентябре»
MONTHS_IN = (
    "январе",
    "феврале",
    "марте",
    "апреле",
    "мае",
    "июне",
    "июле",
    "августе",
    "сентябре",
    "октябре",
    "ноябре",
    "декабре",
)
WEEKDAYS_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
WEEKDAYS_DATIVE = ("понедельнику", "вторнику", "среде", "четвергу", "пятнице", "субботе", "воскресенью")
MONTHS = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)


PRODUCT = "Контроль решений"


MENU = "Меню"


HELP = "Помощь"


BACK = "Назад"


def page(number: int, pages: int) -> str:
    return f"Страница {number} из {pages}" if pages > 1 else ""


def more(count: int) -> str:
    return f"…и ещё {count}"


#: Why a message finds nobody at an organisation.
OUT_OF_REACH = {OutOfReach.NOT_CONNECTED: "не в боте", OutOfReach.UNREACHABLE: "бот остановлен"}

SIZES = ("байт", "КБ", "МБ", "ГБ")
