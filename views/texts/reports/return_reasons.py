"""Ready reasons for sending a report back."""

BUTTON = "Причины возврата"
TITLE = "Причины возврата отчёта"
READY = "Сейчас готовый список. Его можно дополнить своими причинами."
OWN = "Список Вашего органа."
ADD = "Добавить причину"
RESTORE = "Вернуть готовый список"
BACK = "К настройкам"
ASK_LABEL = "<b>Новая причина, 1 из 3.</b> Как назвать кнопку? До 40 знаков, например: Нет подписи. Отмена — /cancel"
ASK_REASON = (
    "<b>2 из 3.</b> Какую причину увидит руководитель? Например: на приказе нет подписи и печати. Отмена — /cancel"
)
ASK_WHAT = "<b>3 из 3.</b> Что ему сделать? Например: прислать подписанный приказ. Отмена — /cancel"


def line(number: int, reason: str, what_to_do: str) -> str:
    return f"{number}. {reason[:1].upper()}{reason[1:]} → {what_to_do}"


def drop(label: str) -> str:
    return f"Убрать: {label}"
