"""The menu of commands, in its order. An area adds its own line together with the handler."""

from domain.people import Actor

#: Whose line it is: everybody's, of those who answer for an organisation, who read an authority, who control it.
EVERYBODY, EXECUTING, READING, CONTROLLING = "everybody", "executing", "reading", "controlling"

COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("start", "Начало и меню", EVERYBODY),
    ("tasks", "Мои пункты", EXECUTING),
    ("calendar", "Календарь сроков", EXECUTING),
    ("history", "Что сдано моей организацией", EXECUTING),
    ("deputy", "Заместители и кто ведёт", EXECUTING),
    ("overdue", "Кто просрочил", READING),
    ("review", "Отчёты на проверку", CONTROLLING),
    ("remind", "Напомнить", CONTROLLING),
    ("new", "Решение без протокола", CONTROLLING),
    ("due", "Ближайшие сроки", READING),
    ("protocols", "Протоколы", READING),
    ("report", "Справка за период", READING),
    ("stats", "Исполнительская дисциплина", EVERYBODY),
    ("own", "Наши пункты", READING),
    ("find", "Найти пункт", READING),
    ("orgs", "Организации", READING),
    ("groups", "Группы организаций", CONTROLLING),
    ("invite", "Пригласить руководителей", CONTROLLING),
    ("users", "Сотрудники", CONTROLLING),
    ("audit", "История пунктов", READING),
    ("settings", "Настройки", EVERYBODY),
    ("privacy", "Что обо мне хранится", EVERYBODY),
    ("help", "Что умеет бот", EVERYBODY),
)
#: Who has not come in yet will most likely answer for an organisation.
COMMON = frozenset({EVERYBODY, EXECUTING})


def lines_of(actor: Actor) -> frozenset[str]:
    """Whose lines an actor's menu has; the common ones for whoever works for no authority."""
    if not actor.reads:
        return COMMON
    own = {EVERYBODY, READING} | ({CONTROLLING} if actor.controls else set())
    return frozenset(own | ({EXECUTING} if actor.executes else set()))


#: Words about one's own organisation, also from its director who is an official too.
OWN_WORDS = frozenset({"мои пункты", "что сдать", "что надо сдать", "что сдано", "наши отчёты", "календарь"})


WORDS: dict[str, tuple[str, str]] = {
    "меню": ("menu", "menu"),
    "начать": ("menu", "menu"),
    "старт": ("menu", "menu"),
    "помощь": ("help", "help"),
    "что ты умеешь": ("help", "help"),
    "просрочено": ("overdue", "tasks"),
    "кто просрочил": ("overdue", "tasks"),
    "просрочки": ("overdue", "tasks"),
    "кто не ознакомился": ("remind не ознакомились", "tasks"),
    "не ознакомились": ("remind не ознакомились", "tasks"),
    "отчёты": ("review", "history"),
    "история": ("audit", "history"),
    "что сдано": ("protocols", "history"),
    "наши отчёты": ("review", "history"),
    "на проверку": ("review", "tasks"),
    "проверка": ("review", "tasks"),
    "мои пункты": ("own", "tasks"),
    "пункты": ("protocols", "tasks"),
    "что сдать": ("due", "tasks"),
    "что надо сдать": ("due", "tasks"),
    "календарь": ("due", "calendar"),
    "сроки": ("due", "calendar"),
    "ближайшие сроки": ("due", "calendar"),
    "протоколы": ("protocols", "tasks"),
    "организации": ("orgs", "tasks"),
    "школы": ("orgs", "tasks"),
    "пригласить": ("invite", "deputy"),
    "сотрудники": ("users", "deputy"),
    "заместители": ("users", "deputy"),
    "заместитель": ("users", "deputy"),
    "наши пункты": ("own", "tasks"),
    "справка": ("report", "stats"),
    "статистика": ("stats", "stats"),
    "дисциплина": ("stats", "stats"),
    "напомнить": ("remind", "tasks"),
    "группы": ("groups", "tasks"),
    "новое решение": ("new", "tasks"),
    "мои данные": ("privacy", "privacy"),
    "настройки": ("settings", "settings"),
    "отмена": ("cancel", "cancel"),
}
