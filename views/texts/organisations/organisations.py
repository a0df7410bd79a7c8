"""Words of the registry: lists, the table, one organisation."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from domain.organisations import OrganisationKind
from domain.registry import NotTaken, SkippedRow
from views.format import bold, cut, lines, paragraphs, safe
from views.texts.minutes import KINDS

ALL = "Все ({count})"
OUT = "Не в боте ({count})"
LOST = "Не доставлено ({count})"
FIND = "Найти"
LOAD_TABLE = "Загрузить таблицу"
PASTE = "Вставить списком"
SAMPLE = "Образец таблицы"
ADD = "Добавить организации"
LOAD = "Загрузить"
TO_ORGANISATIONS = "К организациям"
INVITE_DIRECTOR = "Пригласить руководителя"
INVITE_DIRECTORS = "Пригласить руководителей"
SAMPLE_NAME = "Образец таблицы организаций.csv"
MOST_NAMES = 8

KIND = {
    OrganisationKind.SCHOOL: "Школа",
    OrganisationKind.KINDERGARTEN: "Детский сад",
    OrganisationKind.SUPPLEMENTARY: "Дополнительное образование",
    OrganisationKind.METHODICAL: "Методический центр",
    OrganisationKind.AUTHORITY: "Орган управления образованием",
    OrganisationKind.OTHER: "Другая организация",
}
FIELDS = {
    "name": "название",
    "short_name": "краткое название",
    "kind": "тип",
    "municipality": "муниципалитет",
    "groups": "группы",
    "synonyms": "синонимы",
    "head_name": "руководитель",
    "email": "почта",
    "phone": "телефон",
    "parent_id": "кому подчиняется",
}

SAMPLE_ROWS = (
    (
        "Наименование",
        "Краткое наименование",
        "Тип",
        "Муниципалитет",
        "Группы",
        "Синонимы",
        "Руководитель",
        "Телефон",
        "E-mail",
    ),
    ("Муниципальное казённое общеобразовательное учреждение «Берёзовская средняя общеобразовательная школа»",
     "МКОУ Берёзовская СОШ", "Школа", "", "Малокомплектные|Сельские", "Берёзовка", "", "8 (48100) 2-00-00", ""),
    ("Муниципальное казённое дошкольное образовательное учреждение «Детский сад «Ромашка»",
     "МКДОУ «Ромашка»", "Детский сад", "", "", "", "", "", "romashka@example.org"),
)  # fmt: skip


def kinds(counts: Sequence[tuple[OrganisationKind, int]]) -> str:
    return ", ".join(f"{KINDS[kind].lower()} {count}" for kind, count in counts)


def kind_button(kind: OrganisationKind, count: int) -> str:
    return f"{KINDS[kind]} ({count})"


def summary(total: int, counts: Sequence[tuple[OrganisationKind, int]], missing: int, lost: int) -> str:
    if not total:
        return "<b>Организаций пока нет.</b>"
    return lines(
        f"<b>Организации: {total}</b>",
        f"{kinds(counts).capitalize()}",
        f"Не в боте: {missing}" if missing else "Все в боте",
        f"Не доставлено: {lost}" if lost else None,
    )


def how_to_add() -> str:
    return paragraphs(
        "<b>Как добавить организации</b>",
        "<b>Таблицей или списком в файле:</b> пришлите сюда .xlsx, .csv или .docx. Нужны только названия; остальные "
        "столбцы необязательны, они есть в образце.",
        "<b>Сообщением:</b> вставьте названия, каждое с новой строки. Тип бот поймёт по названию.",
        "Сначала покажу, что изменится. Один и тот же файл можно загружать сколько угодно раз.",
    )


ASK_TABLE = paragraphs(
    "<b>Пришлите файл .xlsx, .csv или .docx</b>",
    "Нужны только названия организаций. Сначала покажу, что изменится, потом загрузим.",
)
ASK_NAMES = paragraphs(
    "<b>Вставьте названия, каждое с новой строки</b>",
    "Например:\nМКОУ Берёзовская СОШ\nМКДОУ «Ромашка»",
    "Больше полусотни удобнее прислать таблицей. Отмена — /cancel",
)
ASK_QUERY = "<b>Напишите часть названия</b>, например: Берёзовская. Отмена — /cancel"


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(safe(cut(name, 60)) for name in names[:MOST_NAMES])
    return f"{shown} и ещё {len(names) - MOST_NAMES}" if len(names) > MOST_NAMES else shown


def preview_new(names: Sequence[str], counts: Sequence[tuple[OrganisationKind, int]]) -> str | None:
    return f"<b>Новых {len(names)}</b> ({kinds(counts)}): {_names(names)}" if names else None


def preview_changed(changes: Sequence[tuple[str, Sequence[str]]]) -> str | None:
    if not changes:
        return None
    rows = [f"{name} ({', '.join(FIELDS[field] for field in fields)})" for name, fields in changes]
    return f"<b>Изменится {len(changes)}</b>: {_names(rows)}"


def preview_missing(names: Sequence[str]) -> str | None:
    return f"В файле нет {len(names)}, останутся как есть: {_names(names)}" if names else None


def preview_duplicates(pairs: Sequence[tuple[str, str]]) -> str | None:
    rows = [f"{row} — то же, что {known}" for row, known in pairs]
    return f"Пропущены повторы, {len(pairs)}: {_names(rows)}" if pairs else None


def preview_unused(columns: Sequence[str]) -> str | None:
    return f"Столбцы не понадобились: {_names(columns)}" if columns else None


WHY_SKIPPED: dict[NotTaken, Callable[[SkippedRow], str]] = {
    NotTaken.REPEATED: lambda row: f"«{row.name}» уже есть в строке {row.kept}",
    NotTaken.DIFFERS: lambda row: (
        f"«{row.name}» уже есть в строке {row.kept}, взята она. "
        f"Различаются: {', '.join(FIELDS[each] for each in row.fields)}"
    ),
    NotTaken.NAMELESS: lambda row: f"нет названия («{row.name}»)",
    NotTaken.TOO_LONG: lambda row: f"слишком длинное название («{row.name}»)",
}


def preview_skipped(rows: Sequence[SkippedRow]) -> str | None:
    """«Не взяты строки — 2»: each with its reason."""
    if not rows:
        return None
    shown = [
        f"• строка {row.row}: {safe(WHY_SKIPPED[row.why](replace(row, name=cut(row.name, 60))))}"
        for row in rows[:MOST_NAMES]
    ]
    more = f"и ещё {len(rows) - MOST_NAMES}" if len(rows) > MOST_NAMES else None
    return lines(f"<b>Не взяты строки — {len(rows)}</b>", *shown, more)


WHICH_COLUMN = paragraphs(
    "<b>Какой столбец – названия организаций?</b>",
    "По заголовкам таблицы этого не понять. Нажмите нужный: дальше покажу, что изменится.",
)


def column(place: int, title: str) -> str:
    return f"{place + 1}. {title}"


def call_list(rows: Sequence[tuple[str, str]]) -> str | None:
    """Telephones of organisations that no message reaches."""
    return lines(*(f"• {safe(name)}: {safe(phone)}" for name, phone in rows if phone)) or None


def preview(unchanged: int, *blocks: str | None) -> str:
    return paragraphs(
        "<b>Что изменится</b>",
        *blocks,
        f"Без изменений {unchanged}" if unchanged else None,
    )


NOTHING_TO_LOAD = "Всё это уже загружено, менять нечего."
CHANGED_MEANWHILE = "Пока Вы смотрели, список изменился. Показываю заново."


def loaded(new: int, changed: int) -> str:
    done = [f"новых {new}" if new else "", f"изменено {changed}" if changed else ""]
    return f"✅ <b>Загружено</b>: {', '.join(part for part in done if part) or 'всё уже было'}"


def listing_title(title: str, total: int, page: str) -> str:
    return lines(f"<b>{safe(title)}: {total}</b>", page)


ALL_TITLE = "Организации"
OUT_TITLE = "Не в боте"
OUT_NOTE = "Их пункты ждут. Нажмите на организацию, чтобы пригласить руководителя, или сделайте ссылки для всех сразу."
CONNECTED = "✅ "


def found(query: str, total: int, shown: int) -> str:
    if not total:
        return paragraphs(
            f"По словам «{safe(query)}» организации нет.",
            "Напишите одно слово из названия, например: Берёзовская. Весь список — /orgs",
        )
    more = f"Показаны первые {shown}, уточните запрос." if total > shown else None
    return lines(f"<b>Нашлось: {total}</b>", more)


def organisation(name: str, short_name: str) -> str:
    return lines(bold(short_name), safe(name) if name != short_name else None)


def facts(kind: OrganisationKind, municipality: str, parent: str, groups: Sequence[str]) -> str:
    return lines(
        " · ".join(safe(part) for part in (KIND[kind], municipality, *groups) if part),
        f"Подчиняется: {safe(parent)}" if parent else None,
    )


def contacts(head_name: str, email: str, phone: str) -> str | None:
    parts = [
        f"руководитель {safe(head_name)}" if head_name else "",
        f"тел. {safe(phone)}" if phone else "",
        safe(email),
    ]
    return f"По таблице: {', '.join(part for part in parts if part)}" if any(parts) else None


def members(rows: Sequence[tuple[str, str, bool]]) -> str:
    if not rows:
        return "<b>Не в боте.</b> Пункты этой организации ждут, пока кто-нибудь подключится."
    people = [f"• {safe(name)}, {roles}{'' if reachable else ' — бот остановлен'}" for name, roles, reachable in rows]
    return lines("<b>В боте:</b>", *people)


def remove(name: str) -> str:
    return f"Отключить: {name}"


def remove_question(name: str, *, is_official: bool) -> str:
    tail = " Его протоколы перейдут к Вам." if is_official else " Пункты и история останутся за организацией."
    return f"<b>Отключить: {safe(name)}?</b>\nБольше ничего здесь не увидит и не сможет изменить.{tail}"


REMOVE_YES = "Да, отключить"
BACK = "Назад"


def removed(name: str) -> str:
    return f"Отключено: {safe(name)}."


#: Instead of a name where the authority shows none.
SOMEBODY = "Сотрудник"
