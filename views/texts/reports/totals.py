"""What organisations have reported, added up."""


def totals(total: str, sent: int, of: int) -> str:
    return f"Всего: {total}; прислали {sent} из {of}"


def sent_of(sent: int, of: int) -> str:
    return f"Прислали {sent} из {of}"


def group_name(name: str) -> str:
    return f"Группа «{name}»"


def group_total(group: str, total: str, sent: int, of: int) -> str:
    return f"{group}: {total} ({sent} из {of})"


def with_values(line: str, values: str) -> str:
    return f"{line} — {values}"


def below(sent: int, of: int) -> str:
    return f"У подведомственных: отчитались {sent} из {of}"


def below_total(head: str, total: str) -> str:
    return f"{head}; всего {total}"
