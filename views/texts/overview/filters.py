"""«Отобрать…»: what a list may be narrowed by."""

CHOOSE = "Отобрать…"
WHAT = "Что показать?"
MUNICIPALITIES, GROUPS = "Муниципалитет", "Группа"
NOTHING = "Отбирать не по чему: у организаций один муниципалитет, групп пока нет. Группы можно собрать: /groups"


def only(name: str) -> str:
    return f"Только: {name}"
