"""«Лист ознакомления»: who has got and read a protocol."""

from services.papers.receipts import Way
from views.format import plural

TITLE = "ЛИСТ ОЗНАКОМЛЕНИЯ"
HEADS = (
    ("№ п/п", 11.0),
    ("Организация", 50.0),
    ("Направ\xadлено", 24.0),
    ("Достав\xadлено", 24.0),
    ("Ознаком\xadление подтвер\xadждено", 27.0),
    ("Кем и как", 29.0),
)
MISSING = "не подтверждено"
WAYS = {
    Way.IN_BOT: "в боте",
    Way.BY_REPORT: "отчётом",
    Way.BY_PHONE: "по телефону, отметил специалист",
}
DELIVERED = "«Доставлено» – сообщение принято мессенджером; это не значит, что его прочли."


def about(minutes: str) -> str:
    return f"с решениями {minutes}"


def summary(sent: int, acknowledged: int) -> str:
    left = sent - acknowledged
    rest = f", не подтвердили {left}" if left else ""
    return f"Направлено {sent}, ознакомлены {acknowledged}{rest}. Отметка в боте не является подписью документа."


def cancelled(count: int) -> str:
    return f"Отменено для {plural(count, 'организации', 'организаций', 'организаций')}."
