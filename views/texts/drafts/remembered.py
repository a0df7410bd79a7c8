"""«Что я запомнил»: answers about addressees that serve the next protocols."""

BUTTON = "Что я запомнил"
BACK = "К настройкам"
WHY = "Ваши ответы «кто это у Вас?». Забытое спросим в следующем протоколе."
NOTHING = "Пока ничего. Когда Вы ответите, кого значат слова протокола, ответ появится здесь."
NOBODY_LEFT = "никого из них в списке организаций больше нет, спросим снова"


def phrase(words: str, theme: str) -> str:
    """«Руководители ОО» (дошкольное образование)"""
    return f"«{words}»{theme}"


def meaning(organisations: str, since: str, *, asked: bool) -> str:
    again = ". Названы по именам, поэтому спрашиваем каждый раз" if asked else ""
    return f"{organisations} — с {since}{again}"


def through(organisations: str) -> str:
    return f"{organisations} через муниципальные органы"


def forget(words: str) -> str:
    return f"Забыть: {words}"
